"""A class of three hundred whose answers are known: `python -m benchmarks.large_class [FOLDER]`, some minutes.

Most answers are right, in real styles. The others are known mistakes and pairs of them in other words: renamed,
reordered, commented. The class is graded, grouped and reported on. Each two answers to an exercise that were made from
the same mistake belong in one group, any others in two. Status 1 if fewer than 99 % of these pairs are right. With
FOLDER the submissions and the results stay there.
"""

import argparse
import ast
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from autograder.__main__ import main as autograder
from autograder.authoring.definition import Mistake
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED, read_starter, to_text
from tests.first_assignment import DEFINITION, NAME
from tests.golden import notebook_of, read_style, styles
from tests.installed import ASSIGNMENTS

LEAST = 0.99
SHARES = {"right": 55, "mistake": 30, "pair": 7, "not written": 8}
"""Of a hundred answers to an exercise."""
WORDS = ("out", "res", "tmp", "value", "part", "row", "col", "k", "n1", "n2", "size", "begin", "stop", "patch", "acc")
REMARKS = ("# as in the lecture", "# I hope this is right", "# loop over all", "# step", "# see the formula above")
Truth = dict[str, dict[str, str]]
"""What the answers of each student were made from, by exercise."""


def write_class(folder: Path, count: int, seed: int = 1) -> Truth:
    """Write so many notebooks, and beside them the class of the examples; return what the answers were made from."""
    chance, truth = random.Random(seed), {}
    sources, starter = ASSIGNMENTS[NAME].sources, read_starter(NAME)
    for number in range(count):
        cells, made = read_style(NAME, chance.choice(styles(NAME))), {}
        for exercise in DEFINITION.exercises:
            made[exercise], change = _choose(exercise, chance)
            own = [at for at, (name, _) in enumerate(cells) if name == exercise]
            if made[exercise] == "right":
                made[exercise] = "right" if own else "not written"
                continue
            for at in reversed(own):
                del cells[at]
            if change is not None:
                cells.append((exercise, reword(change.apply(sources[exercise]), chance)))
        student = f"student_{number:03}"
        target = folder / student / NAME / f"{NAME}.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(to_text(notebook_of(starter, cells)), encoding="utf-8")
        target.with_name("timestamp.txt").write_text(_hand_in_time(chance), encoding="utf-8")
        truth[student] = made
    for source in SUBMITTED.glob(f"*/{NAME}/*.ipynb"):
        target = folder / source.relative_to(SUBMITTED)
        target.parent.mkdir(parents=True)
        target.write_bytes(source.read_bytes())
    return truth


def reword(source: str, chance: random.Random) -> str:
    """A function in other words that does the same: other names, another order of what is independent, comments."""
    tree = ast.parse(source)
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names = sorted(stored - {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)})
    chosen = chance.sample(names, chance.randrange(len(names) + 1))
    new = {name: f"{chance.choice(WORDS)}_{number}" for number, name in enumerate(chosen)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = new.get(node.id, node.id)
        if isinstance(body := getattr(node, "body", None), list):
            for at in range(len(body) - 1):
                if chance.random() < 0.5 and _independent(body[at], body[at + 1]):
                    body[at : at + 2] = body[at + 1], body[at]
    lines = []
    for line in ast.unparse(tree).splitlines():
        if chance.random() < 0.15 and line.startswith("    "):
            lines.append(" " * (len(line) - len(line.lstrip())) + chance.choice(REMARKS))
        lines.append(line)
    # A comment must not stand inside a docstring or after a line that goes on: then it would be no comment.
    text = "\n".join(lines) + "\n"
    return text if ast.dump(ast.parse(text)) == ast.dump(tree) else ast.unparse(tree) + "\n"


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements are plain assignments of which neither reads or sets what the other one sets."""
    if not (isinstance(one, ast.Assign) and isinstance(other, ast.Assign)):
        return False
    used = [{node.id: node.ctx for node in ast.walk(each) if isinstance(node, ast.Name)} for each in (one, other)]
    simple = all(isinstance(target, ast.Name) for each in (one, other) for target in each.targets)
    stored = [{name for name, place in names.items() if isinstance(place, ast.Store)} for names in used]
    return simple and not (stored[0] & used[1].keys() or stored[1] & used[0].keys())


def _choose(exercise: str, chance: random.Random) -> tuple[str, Mistake | None]:
    """What an answer is made from, and the mistake in it, if any: common mistakes are made more often."""
    (kind,) = chance.choices(list(SHARES), list(SHARES.values()))
    if kind not in ("mistake", "pair"):
        return kind, None
    known = DEFINITION.mistakes if kind == "mistake" else DEFINITION.pairs
    own = [one for one in known if one.exercise == exercise]
    if not own:
        return "right", None
    weights = [1 / (position + 2) for position in range(len(own))]
    (mistake,) = chance.choices(own, weights)
    return mistake.name, mistake


def _hand_in_time(chance: random.Random) -> str:
    """A time in the week before the deadline, most of them close to it; a few after it."""
    hours = 24 * 7 - min(chance.expovariate(1 / 20), 24 * 7) + (chance.random() < 0.05) * 12
    return f"2026-03-{2 + int(hours // 24):02} {int(hours % 24):02}:{chance.randrange(60):02}:00 UTC\n"


def compare_pairs(truth: Truth, results: ResultsFolder) -> Iterator[tuple[str, str, str, bool]]:
    """Each two answers to an exercise: exercise, what each was made from, and whether they are in one group."""
    for exercise in DEFINITION.exercises:
        made = [(own[exercise], _group(results, student, exercise)) for student, own in sorted(truth.items())]
        for (one, group), (other, other_group) in combinations(made, 2):
            yield exercise, min(one, other), max(one, other), group == other_group


def _group(results: ResultsFolder, student: str, exercise: str) -> str:
    record = results.read(student)
    assert record is not None, f"{student} has no result"
    groups = record.exercise(exercise).groups
    return groups.behaviour if groups else ""


def main() -> int:
    """Write the class, grade it, and print how well the groups are those that it was made from."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_class", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the class and its results stay")
    parser.add_argument("--students", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="large-class-") as scratch:
        return measure(options.folder or Path(scratch), options.students)


def measure(folder: Path, students: int) -> int:
    """Do all of it in a folder."""
    submitted, results = str(folder / "submitted"), str(folder / "results")
    examples = len(list(SUBMITTED.glob(f"*/{NAME}")))
    truth = write_class(folder / "submitted", students - examples)
    seconds = {}
    for name, *arguments in (
        ("grade", submitted, "--results", results),
        ("feedback", results),
        ("groups", results, "--submissions", submitted),
        ("report", results),
    ):
        started = time.perf_counter()
        if autograder([name, *arguments]):
            return 1
        seconds[name] = time.perf_counter() - started
    pairs = list(compare_pairs(truth, ResultsFolder(folder / "results", NAME)))
    together = [same for _, one, other, same in pairs if one == other]
    apart = [not same for _, one, other, same in pairs if one != other]
    for (exercise, one, other, same), count in sorted(Counter(pairs).items()):
        if same != (one == other):
            print(f"{exercise}: {one} and {other} {'together' if same else 'apart'} {count} times")
    print(f"{students} students, {len(truth)} of them made, {examples} examples")
    print(", ".join(f"{name} {took:.1f} s" for name, took in seconds.items()))
    print(f"rightly together: {sum(together)} of {len(together)} pairs ({100 * sum(together) / len(together):.2f} %)")
    print(f"rightly apart: {sum(apart)} of {len(apart)} pairs ({100 * sum(apart) / len(apart):.2f} %)")
    return 0 if min(sum(together) / len(together), sum(apart) / len(apart)) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
