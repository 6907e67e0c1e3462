"""The attacks: what each file says that it tries, what must hold, and which marks it deserves. Files are only read."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.first_assignment import EXERCISES, MAX_SCORE

HERE = Path(__file__).parent
FAMILIES = {
    "reading_answers": "Reading answers",
    "tampering": "Tampering",
    "exit_and_forge": "Exit and forge",
    "lying_values": "Lying values",
    "state": "State",
    "hard_coding": "Hard-coding",
    "resources": "Resources",
    "escape": "Escape",
    "controls": "Benign controls",
}
ARMED = "pool_forward"
"""The exercise that carries a harm: no other exercise calls it."""
NEIGHBOURS = frozenset({"zero_pad", "conv_single_step", "pool_forward"})
"""Exercises that are right beside an attack; conv_forward takes as long as all of them and would show no more."""
NO_MARK = ("failed", "raised", "timed_out", "out_of_memory", "crashed", "missing", "not_written", "syntax_error")
FIELD = re.compile(r"^(Tries|Holds|Score|Status|Limits): (.*(?:\n(?!\w+: ).+)*)", re.MULTILINE)
DEFINITION = re.compile(r"^def (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One file.

    score: what the notebook must get. statuses: how the attacked exercises may end, by default in any way that is no
    mark and no fault of ours. short_limits: it hangs or takes what it can get. exercises: those whose functions the
    file attacks; the others are right and must stay so.
    """

    family: str
    name: str
    tries: str
    holds: str
    source: str
    exercises: frozenset[str]
    has_harm: bool
    score: float
    statuses: frozenset[str]
    short_limits: bool

    @property
    def armings(self) -> tuple[str, ...]:
        """The ways in which it becomes a notebook."""
        return ("when called", "while loading") if self.has_harm else ("as written",)


@cache
def read_catalogue() -> tuple[Attack, ...]:
    """All attacks by family and name. Raises ValueError for a file whose header lacks something."""
    return tuple(_read(path, family) for family in FAMILIES for path in sorted((HERE / family).glob("*.py")))


def _read(path: Path, family: str) -> Attack:
    source = path.read_text(encoding="utf-8")
    header = source.split('"""')[1]
    fields = {name: " ".join(text.split()) for name, text in FIELD.findall(header)}
    defined = frozenset(DEFINITION.findall(source))
    exercises = frozenset({ARMED} if "harm" in defined else defined & EXERCISES.keys())
    if not {"Tries", "Holds"} <= fields.keys() or not exercises:
        raise ValueError(f"{path.name}: a header with Tries and Holds is needed, and a harm or a graded function")
    benign = family == "controls"
    deserved = MAX_SCORE if benign else sum(EXERCISES[name].points for name in NEIGHBOURS - exercises)
    statuses = fields["Status"].replace(",", "").split() if "Status" in fields else ["passed"] if benign else NO_MARK
    return Attack(
        family,
        path.stem,
        fields["Tries"],
        fields["Holds"],
        source,
        exercises,
        "harm" in defined,
        float(fields.get("Score", deserved)),
        frozenset(statuses),
        fields.get("Limits") == "short",
    )
