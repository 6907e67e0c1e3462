"""A submission: which functions a notebook defines and what each needs at module level. Nothing is run.

A function is taken by name from the syntax tree. What it needs comes along and nothing else does: the
imports, helper functions and constants that its body refers to, in the order of the notebook.
"""

import difflib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from autograder.reading.purity import BUILTINS
from autograder.reading.statement import Needs, Statement, find_definitions, find_makers
from autograder.unit import Unit

# What Jupyter puts among the builtins. The sandbox has stand-ins for both.
OF_JUPYTER = {"display": "from IPython.display import display\n", "get_ipython": "from IPython import get_ipython\n"}


class OwnFunction(NamedTuple):
    """A function of the notebook that is not an exercise. mentions: the exercises whose names are in it."""

    parameters: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Submission:
    """What was read of one notebook.

    functions: the exercises that were looked for, each with its parameters.
    statements: those that an exercise needs, and all definitions of exercises, in the order of the notebook.
    makers: by name, the numbers of the statements that may make what it stands for, the last first; of all names that
    an exercise needs and the notebook gives a value or changes.
    own_functions: those that are not exercises, by name; the last definition counts.
    unread: functions that are defined in a cell that does not parse, with the reason.
    elsewhere: sentences on functions that no cell defines. cut: on those that seem to be cut in two.
    notes: sentences for the student. tampering: for the teacher, on code that could be meant for the grader.
    readable: False when the file is not a notebook.
    """

    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    makers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    own_functions: Mapping[str, OwnFunction] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    tampering: tuple[str, ...] = ()
    readable: bool = True
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    cut: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> dict[str, str]:
        """The functions whose only definition is in a cell that does not parse, with the reason."""
        return {name: reason for name, reason in self.unread.items() if self.definition(name) is None}

    def definitions(self, name: str) -> list[Statement]:
        """The statements that make a function of the name, or whatever the notebook has under it; the last first."""
        return list(find_definitions(name, self.makers.get(name, ()), self.statements))

    def definition(self, name: str) -> Statement | None:
        """The statement whose function counts: the last."""
        return next(iter(self.definitions(name)), None)

    def program(self, *names: str, right: Mapping[str, str] | None = None) -> tuple[Unit, ...]:
        """The statements that functions need, each once, in the order of the notebook.

        right: source of functions to use in place of the submission's own, by name (follow-through).
        """
        helpers = {helper: Unit(f"right {helper}", 1, source) for helper, source in (right or {}).items()}
        chosen = self._chosen(names, frozenset(helpers))
        needed = {wanted for statement in chosen for wanted in statement.needs}
        of_jupyter = [
            Unit("Jupyter", 1, source)
            for wanted, source in OF_JUPYTER.items()
            if wanted in needed and wanted not in self.makers
        ]
        # A statement that defines several functions may define one of the helpers too: then the right one comes again.
        again = [unit for helper, unit in helpers.items() if any(helper in statement.binds for statement in chosen)]
        return (*helpers.values(), *of_jupyter, *(statement.runnable for statement in chosen), *again)

    def is_pure(self, *names: str, right: Collection[str] = ()) -> bool:
        """Whether functions, with all that they need, are sure to leave nothing behind for each other.

        right: names of functions that are used in place of the submission's own; these are pure.
        """
        chosen = self._chosen(names, frozenset(right))
        known = BUILTINS.union(right, *(statement.binds for statement in chosen))
        return all(statement.pure and statement.needs <= known for statement in chosen)

    def repeatable(self, *names: str, right: Collection[str] = ()) -> frozenset[str]:
        """Those of some functions that are sure to give the same answer again when all of them share a process.

        right: as for `is_pure`; these give the same answer again, too.
        """
        if not self.is_pure(*names, right=right):
            return frozenset()
        given = frozenset(right)
        return frozenset(name for name in names if all(one.repeatable for one in self._chosen([name], given)))

    def uses(self, name: str) -> frozenset[str]:
        """The other exercises that the function `name` calls, directly or through helpers."""
        chosen = {id(statement) for statement in self._chosen([name])}
        return frozenset(other for other in self.functions if other != name and id(self.definition(other)) in chosen)

    def variables(self, name: str) -> dict[str, str]:
        """Variables of the notebook that the function `name` or a helper reads, each with the label of its cell.

        Constants in capitals are left out: they are there to be read.
        """
        variables: dict[str, str] = {}
        waiting, seen = [name], {name, *self.functions}
        while waiting:
            reader = self.definition(waiting.pop())
            for wanted in sorted(reader.needs - seen) if reader else ():
                seen.add(wanted)
                made = self.definition(wanted)
                if made is not None and made.binds[wanted] == "code":
                    waiting.append(wanted)
                elif made is not None and not wanted.isupper():
                    variables[wanted] = made.unit.label
        return variables

    def to_json(self) -> str:
        """The text that `from_json` reads."""
        return _encode({name: getattr(self, name) for name in self.__dataclass_fields__ if name != "functions"})

    @classmethod
    def from_json(cls, text: str | bytes, functions: Mapping[str, tuple[str, ...]]) -> "Submission":
        """A submission from the text that `to_json` wrote. functions: those that were looked for."""
        fields = json.loads(text)
        fields["statements"] = tuple(_statement(values) for values in fields["statements"])
        fields["makers"] = {name: tuple(indices) for name, indices in fields["makers"].items()}
        fields["own_functions"] = {name: OwnFunction(*map(tuple, own)) for name, own in fields["own_functions"].items()}
        fields["notes"], fields["tampering"] = tuple(fields["notes"]), tuple(fields["tampering"])
        return cls(functions, **fields)

    def _chosen(self, names: Iterable[str], given: frozenset[str] = frozenset()) -> list[Statement]:
        """The statements that functions need, each once, in order. given: names that are there already.

        Imports of all names of a module come along always: nobody knows what they give.
        """
        star = {number for number, statement in enumerate(self.statements) if statement.star}
        made = find_makers(names, lambda wanted: self.makers.get(wanted, ()), self.statements, self._needs, given)
        return [self.statements[number] for number in sorted(star.union(*made.values()))]

    def _needs(self, number: int) -> Needs:
        statement = self.statements[number]
        return Needs(statement.at_once, statement.later)


def _plain(value: object) -> object:
    """A value that JSON does not have, made of those that it has."""
    return list(value) if isinstance(value, frozenset) else vars(value)


_encode = json.JSONEncoder(default=_plain, check_circular=False).encode


def _statement(values: dict[str, Any]) -> Statement:
    values["unit"] = Unit(**values["unit"])
    for names in ("at_once", "later"):
        values[names] = frozenset(values[names])
    return Statement(**values)


def similar_name(submission: Submission, name: str) -> str | None:
    """A function of the submission that probably is the exercise, renamed: by its name, or else by its parameters."""
    # A function that calls the exercise is not the exercise.
    others = {found: own for found, own in submission.own_functions.items() if name not in own.mentions}
    plain = {found.casefold(): found for found in others}
    if close := difflib.get_close_matches(name, plain, n=1, cutoff=0.8):
        return plain[close[0]]
    parameters = submission.functions[name]
    alike = [found for found in plain.values() if others[found].parameters == parameters and len(parameters) > 1]
    return alike[0] if alike else None
