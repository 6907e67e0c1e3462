"""What an author defines for an assignment: exercises, cases, known mistakes, exceptions and public tests.

No exercise is named here. `autograder/assignments/` has an `Assignment` for each assignment, and
`autograder/authoring/compiled.py` writes it to the files that the grader and the public tests read.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.authoring.exercise import Exercise, Values
from autograder.authoring.rule_sentences import RULE_SENTENCES
from autograder.outline import Outline
from public_tests import Axes, Stop

Edit = tuple[str, str]
Shape = tuple[int, ...]
NOTHING = "(?!)"
"""A regular expression that matches nothing."""


@dataclass(frozen=True)
class Output:
    """As a value of a case: what the right function of another exercise returns on the other values of the case."""

    exercise: str
    name: str


@dataclass(frozen=True)
class CaseDefinition:
    """One case before its arrays are drawn, by the legacy `np.random.seed` stream: the same bits in every numpy.

    kind: what a student may know of it, such as "non-square, one example".
    shapes: name and shape of each array, in the order in which they are drawn. A dictionary of shapes gives a
    dictionary of arrays.
    values: arguments that are not drawn: numbers, dictionaries, arrays given by hand, an `Output`.
    seed: the published seed; hidden cases have none and derive theirs from the key.
    offset: added to every drawn number, so that for instance all are negative.
    column_order: values whose arrays are in column order in memory, as `np.asfortranarray` makes them.
    by_default: parameters whose value is the function's own default, so that the call leaves them out.
    local_only: run by the public tests on the student's machine and not repeated at grading: too slow, or there to
    show a mistake that the published cases miss, of a kind that hidden cases have.
    """

    exercise: str
    name: str
    kind: str
    points: int = 0
    shapes: Mapping[str, Shape | Mapping[str, Shape]] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    hidden: bool = True
    seed: int | None = None
    offset: float = 0.0
    column_order: tuple[str, ...] = ()
    by_default: tuple[str, ...] = ()
    local_only: bool = False

    def seed_from(self, key: bytes) -> int:
        """The seed of the legacy stream: the published one, or 32 bits of an HMAC of exercise and name."""
        if self.seed is not None:
            return self.seed
        digest = hmac.new(key, f"{self.exercise}/{self.name}".encode(), hashlib.sha256).digest()
        return int.from_bytes(digest[:4], "big")

    def draw(self, key: bytes) -> dict[str, Any]:
        """The named values of the case: arrays as drawn, in order, then what is given, without what is left out."""
        stream = np.random.RandomState(self.seed_from(key))

        def draw(shape: Shape | Mapping[str, Shape]) -> Any:
            if isinstance(shape, Mapping):
                return {name: draw(part) for name, part in shape.items()}
            return stream.randn(*shape) + self.offset

        def in_order(value: Any) -> Any:
            if isinstance(value, Mapping):
                return {name: in_order(part) for name, part in value.items()}
            return np.asfortranarray(value)

        values = {name: draw(shape) for name, shape in self.shapes.items()}
        values |= {name: value for name, value in self.values.items() if name not in self.by_default}
        return values | {name: in_order(values[name]) for name in self.column_order}


class DefinitionError(ValueError):
    """The definition of an assignment and its answer key do not fit together; the message says where."""


@dataclass(frozen=True)
class Mistake:
    """A wrong variant of one function: texts of the answer key and what replaces them.

    name: the stable id; several exercises may share it, and then share the sentence. Two ids joined by "+" are two
    mistakes in one function.
    edits: each a text of the right function, header and docstring included, and what takes its place, wherever it is.
    sentence: the misconception, for the student, never the line to write. A rule of the public tests has its own.
    common: its rank among the commonest mistakes of the exercise, from 1 on; 0 for all others. Of the common ones the
    outputs of each two together are stored too.
    by_rule: a rule of the public tests recognises it, so that its outputs are not stored.
    """

    name: str
    exercise: str
    edits: tuple[Edit, ...]
    sentence: str = ""
    common: int = 0
    by_rule: bool = False

    def apply(self, source: str) -> str:
        """The answer key's function with the mistake in it. Raises DefinitionError when a text is not in it."""
        for old, new in self.edits:
            if old not in source:
                raise DefinitionError(
                    f"the mistake {self.name} replaces {old!r}, which is not in the answer to {self.exercise}"
                )
            source = source.replace(old, new)
        return source

    def beside(self, other: "Mistake") -> "Mistake | None":
        """Both mistakes in one function; None where they edit the same place, so that they cannot meet."""
        if any(one in two or two in one for one, _ in self.edits for two, _ in other.edits):
            return None
        return Mistake(f"{self.name}+{other.name}", self.exercise, self.edits + other.edits)


@dataclass(frozen=True)
class ExampleValue:
    """A value that a notebook works out from an example and hands to a public test.

    work_out: the right value, from the values of the case and the right outputs, both by name.
    """

    argument: str
    label: str
    work_out: Callable[[Values, Mapping[str, np.ndarray]], Any]


@dataclass(frozen=True)
class PublicTest:
    """A public test besides the one of each exercise, such as one that older notebooks call.

    cases: the public cases that it looks at. values: in place of a function it takes these values, of its one case.
    passed: what it prints when all values are right.
    """

    name: str
    exercise: str
    cases: tuple[str, ...]
    values: tuple[ExampleValue, ...] = ()
    passed: str = ""


@dataclass(frozen=True)
class Assignment:
    """All that is particular to one assignment.

    key: the seeds of the hidden cases are derived from it.
    sentences: by id, of the known mistakes that do not say it themselves. Where two mistakes are equally likely, the
    first of them is named.
    stops: exceptions that have a meaning of their own here.
    axes: what the axes of an array count, by its name or else by their number. The name may be `exercise.name` where
    several exercises return different arrays of one name.
    gradients: returned arrays that are gradients, which have a colour of their own.
    files: what is released with the notebook and the public tests.
    makers: those of the files that code makes, each with its function, such as `source.images:write_images`. It gets
    the path to write to.
    preparation: functions that the lines call which older starters give above their empty loops.
    starter_lines: a regular expression; a line of code that it matches may have been given by a starter.
    open_lines: a regular expression; lines of an answer, without spaces, that it matches as a whole give nothing away.
    changes: for each release of the notebook after the first one, a sentence on what differs for students. The
    result of an older notebook quotes them.
    """

    name: str
    title: str
    key: bytes
    exercises: Mapping[str, Exercise]
    cases: tuple[CaseDefinition, ...]
    mistakes: tuple[Mistake, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    public_tests: tuple[PublicTest, ...] = ()
    axes: Mapping[str, Axes] = field(default_factory=dict)
    gradients: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    makers: Mapping[str, str] = field(default_factory=dict)
    preparation: frozenset[str] = frozenset()
    starter_lines: str = NOTHING
    open_lines: str = NOTHING
    changes: tuple[str, ...] = ()

    @property
    def outline(self) -> Outline:
        """What is looked for in its notebooks."""
        functions = {name: exercise.parameters for name, exercise in self.exercises.items()}
        return Outline(functions, self.files, self.preparation, self.starter_lines, self.changes)

    @property
    def all_sentences(self) -> dict[str, str]:
        """The sentences of the mistakes that the rules recognise in any assignment, then its own."""
        own = {mistake.name: mistake.sentence for mistake in self.mistakes if mistake.sentence}
        return {**RULE_SENTENCES, **self.sentences, **own}

    @property
    def pairs(self) -> tuple[Mistake, ...]:
        """Each two common mistakes of an exercise that can meet in one function, the commoner one first."""
        found = []
        for exercise in self.exercises:
            common = [mistake for mistake in self.mistakes if mistake.exercise == exercise and mistake.common]
            for one, other in combinations(sorted(common, key=lambda mistake: mistake.common), 2):
                if pair := one.beside(other):
                    found.append(pair)
        return tuple(found)


Edits = Mapping[str, tuple[Edit, ...]]
"""Edits of one function by the id of the mistake that they make."""
Described = Mapping[str, tuple[str | Edit, ...]]
"""The same, where the sentence of a mistake may come before its edits."""


def list_mistakes(
    exercise: str,
    sentences: Mapping[str, str],
    edits: Described,
    by_rule: Edits = MappingProxyType({}),
    common: tuple[str, ...] = (),
) -> tuple[Mistake, ...]:
    """The known mistakes of one exercise, in the order of the edits.

    sentences: of the assignment, by id, for edits without a sentence in front of them.
    by_rule: edits whose mistakes the rules of the public tests recognise.
    common: ids, the commonest first. Raises KeyError for an id without a sentence, or a common one without edits.
    """
    own = {name: first for name, (first, *_) in edits.items() if isinstance(first, str)}
    known = {**RULE_SENTENCES, **sentences, **own}
    rank = {name: number for number, name in enumerate(common, 1)}
    if unknown := rank.keys() - edits.keys():
        raise KeyError(f"{exercise}: {', '.join(sorted(unknown))}")
    plain = {name: tuple(part for part in parts if not isinstance(part, str)) for name, parts in edits.items()}
    stored = [Mistake(name, exercise, edit, known[name], rank.get(name, 0)) for name, edit in plain.items()]
    return (*stored, *(Mistake(name, exercise, edit, known[name], by_rule=True) for name, edit in by_rule.items()))
