"""Wrong answers as beginners write them, each with its true cause and with what the grader may say of it.

They are in `answers/`, one file an exercise. An answer begins with a header, and ends where the next one begins:

    # %% pads_channels_too
    # cause: the channels are padded as well
    # must: pads_channels | "channel"
    # never: pads_batch | "division by zero"
    def zero_pad(X, pad):
        ...

The other functions of the notebook are right. `must`, `never` and `pattern` hold claims with a `|` between them: words
in quotes, where capitals do not matter, or ids of known mistakes.

cause: the true cause, in one plain sentence.
must: the headline, the message of the exercise, makes one of these claims. With two lines it makes one of each.
never: no message makes any of these claims, since they are false or lead nowhere. May have several lines.
pattern: what a headline can truly say of the output if it does not name the cause.
escapes: which kind of case is missing, where the answer passes all checks. Delete the line when it no longer does.
unreadable: what Python objects to, where the answer does not parse.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ANSWERS = Path(__file__).with_name("answers")
FIELDS = ("cause", "must", "never", "pattern", "escapes", "unreadable")
START = re.compile(r"^# %% ", re.MULTILINE)
FIELD = re.compile(r"# (\w+): (.+)\n")


@dataclass(frozen=True)
class Answer:
    """One wrong answer. must: the claims of each line; the other fields are described above.

    escapes, unreadable: empty where the header has no such line.
    """

    name: str
    exercise: str
    cause: str
    must: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    pattern: tuple[str, ...]
    escapes: str
    unreadable: str
    source: str

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims of the header."""
        return (*(claim for line in self.must for claim in line), *self.never, *self.pattern)


def read_corpus() -> tuple[Answer, ...]:
    """All answers, by file and in the order in which they are written. Raises ValueError for a wrong header."""
    return tuple(
        read_answer(path.stem, text)
        for path in sorted(ANSWERS.glob("*.py"))
        for text in START.split(path.read_text(encoding="utf-8"))[1:]
    )


def read_answer(exercise: str, text: str) -> Answer:
    """One answer from its text without the mark in front of its name. Raises ValueError for a wrong header."""
    name, _, rest = text.partition("\n")
    fields: defaultdict[str, list[str]] = defaultdict(list)
    while found := FIELD.match(rest):
        field, value = found.groups()
        if field not in FIELDS:
            break
        fields[field].append(value.strip())
        rest = rest[found.end() :]
    if not fields["cause"] or not fields["must"]:
        raise ValueError(f"{exercise}: the header of {name} needs a cause and what must be said")
    repeated = [field for field, values in fields.items() if field not in ("must", "never") and len(values) > 1]
    if repeated:
        raise ValueError(f"{exercise}: the header of {name} has {repeated[0]} twice")
    claims = {field: [_claims(f"{exercise}/{name}", line) for line in fields[field]] for field in FIELDS[1:4]}
    return Answer(
        name=name.strip(),
        exercise=exercise,
        cause=fields["cause"][0],
        must=tuple(claims["must"]),
        never=tuple(claim for line in claims["never"] for claim in line),
        pattern=tuple(claim for line in claims["pattern"] for claim in line),
        escapes="".join(fields["escapes"]),
        unreadable="".join(fields["unreadable"]),
        source=rest.strip("\n") + "\n",
    )


def _claims(place: str, line: str) -> tuple[str, ...]:
    claims = tuple(claim.strip() for claim in line.split(" | "))
    if wrong := [claim for claim in claims if not re.fullmatch(r'"[^"]+"|[a-z_]+', claim)]:
        raise ValueError(f"{place}: {wrong[0]} is neither in quotes nor an id")
    return claims
