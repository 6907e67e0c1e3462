"""What the zygote does once so that no child has to: it must really be done, and leave nothing behind."""

import subprocess
import sys

from autograder.sandbox.tiers import INSIDE

SCRIPT = """
import sys
sys.path.insert(0, {inside!r})
import calling, rehearsal
replies = []
join = calling.wire.join
calling.grade.__defaults__ = tuple(
    (lambda sections: replies.extend(sections[::3]) or join(sections)) if one is join else one
    for one in calling.grade.__defaults__
)
before = set(sys.modules)
rehearsal.rehearse()
assert len(replies) >= 2 * 8, replies
assert not any(replies), "a call of the rehearsal raised"
print(sorted(name for name in set(sys.modules) - before if not name.startswith("numpy")))
"""


def test_the_rehearsal_calls_its_function_and_leaves_no_module() -> None:
    """Every call of it returns, often enough for the interpreter to specialise, and its module is gone afterwards."""
    script = SCRIPT.format(inside=str(INSIDE))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
