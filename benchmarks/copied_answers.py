"""How many copies `report --similarity` lists, and how many pairs besides: `python -m benchmarks.copied_answers`.

A class of three hundred in which everybody writes one of some kinds of right code, with half of the names and all
comments of their own, a few of them common, most rare. Four groups of students then copy from each other. Each of five
such classes is looked at with the copies and without. Nothing is graded: it takes about a minute.
"""

import ast
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product

from autograder.grading.behaviour import shorten
from autograder.reading.answers import read_source
from autograder.reading.canonical import hash_canonical
from autograder.reports.similarity import Written, compare_class
from tests.first_assignment import DEFINITION, NAME
from tests.golden import read_style, styles

STUDENTS, CLASSES = 300, 5
STEMS = ("row", "col", "vert", "horiz", "h", "w", "win", "out", "pad", "img", "ch", "idx", "cur", "prev")
ENDS = ("start", "end", "size", "val", "tmp", "i", "new", "slice", "sum", "pos", "n", "arr", "max", "res")
DOING = ("loop over", "get", "compute", "go through", "take", "set", "now do", "find", "this is", "update", "here is")
WHAT = ("the rows", "the window", "all examples", "the slice", "the channels", "the size", "the output", "the padding")
REMARKS = [f"# {doing} {what}" for what, doing in product(WHAT, DOING)]
FAVOURITES = 5
"""Of the first and of the second words, those that a student makes names of."""
OWN = 0.5
"""The share of variables that do not have the name that most use."""
COMMENTED = 0.15
"""The share of lines with a comment above."""
Answers = dict[str, str]
"""The source of each exercise."""


def write_class(chance: random.Random) -> list[Answers]:
    """The answers of a class, everybody's own."""
    kinds = {exercise: list(_kinds(exercise)) for exercise in DEFINITION.exercises}
    everybody = range(STUDENTS)
    return [
        {exercise: reword(chance.choice(own), OWN, True, chance) for exercise, own in kinds.items()} for _ in everybody
    ]


def copy_answers(answers: list[Answers], chance: random.Random) -> dict[str, set[tuple[int, int]]]:
    """Let four groups of students copy; returns the pairs of students with copies, unchanged and renamed ones.

    Two share all they write, two one function, three two functions. Five share two functions, and each renames half of
    the variables in them.
    """
    some = ("conv_forward", "pool_forward")
    plans = ((2, tuple(DEFINITION.exercises), 0.0), (2, some[:1], 0.0), (3, some, 0.0), (5, some, 0.5))
    students = chance.sample(range(len(answers)), sum(size for size, _, _ in plans))
    pairs: dict[str, set[tuple[int, int]]] = {"unchanged": set(), "half renamed": set()}
    for size, exercises, renamed in plans:
        group, students = students[:size], students[size:]
        for exercise, student in product(exercises, group[1:]):
            answers[student][exercise] = reword(answers[group[0]][exercise], renamed, False, chance)
        pairs["half renamed" if renamed else "unchanged"].update(combinations(sorted(group), 2))
    return pairs


def reword(source: str, renamed: float, commented: bool, chance: random.Random) -> str:
    """A function with a share of its variables renamed; commented: with comments added, too."""
    names = read_source(source).names
    own = [f"{stem}_{end}" for stem, end in product(_pick(STEMS, FAVOURITES, chance), _pick(ENDS, FAVOURITES, chance))]
    free = [name for name in own if name not in source]
    old = chance.sample(names, min(round(renamed * len(names)), len(free)))
    new = dict(zip(old, chance.sample(free, len(old)), strict=True))
    lines = source.splitlines()
    tree = ast.parse(source)
    places = sorted(
        ((node.lineno, node.col_offset, node.id) for node in ast.walk(tree) if isinstance(node, ast.Name)), reverse=True
    )
    for line, column, name in places:
        if name in new:
            text = lines[line - 1].encode()
            lines[line - 1] = (text[:column] + new[name].encode() + text[column + len(name.encode()) :]).decode()
    if not commented:
        return "\n".join(lines) + "\n"
    heads = {node.lineno for node in ast.walk(tree.body[0]) if isinstance(node, ast.stmt)} - {tree.body[0].lineno}
    out = []
    for number, old_line in enumerate(lines, 1):
        if number in heads and chance.random() < COMMENTED:
            out.append(old_line[: len(old_line) - len(old_line.lstrip())] + next(_pick(REMARKS, 1, chance)))
        out.append(old_line)
    return "\n".join(out) + "\n"


def find_pairs(answers: list[Answers]) -> set[tuple[int, int]]:
    """The pairs that the report lists."""
    everybody, sources = [], {}
    for number, own in enumerate(answers):
        everybody.append(Written(f"{number}", f"{number}", {name: _code_of(source) for name, source in own.items()}))
        sources[f"{number}"] = {name: _read(source) for name, source in own.items()}
    return {(int(one.students[0]), int(one.students[1])) for one in compare_class(everybody, sources)}


@cache
def _code_of(source: str) -> str:
    return shorten(hash_canonical(ast.parse(source).body[0]))


_read = cache(read_source)


def _kinds(exercise: str) -> Iterator[str]:
    """Right functions of all styles, without comments."""
    for style in styles(NAME):
        for name, source in read_style(NAME, style):
            if name == exercise and read_source(source).lines:
                yield ast.unparse(ast.parse(source))


def _pick(words: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Words without one twice, the first ones far more often than the last."""
    weights = [1 / position for position in range(1, len(words) + 1)]
    seen: set[str] = set()
    while len(seen) < count:
        (word,) = chance.choices(words, weights)
        if word not in seen:
            seen.add(word)
            yield word


def main() -> int:
    """Print how many copies are listed, and how many other pairs."""
    copied: Counter[str] = Counter()
    found: Counter[str] = Counter()
    without = other = 0
    for seed in range(CLASSES):
        chance = random.Random(seed)
        answers = write_class(chance)
        without += len(find_pairs(answers))
        pairs = copy_answers(answers, chance)
        listed = find_pairs(answers)
        copied.update({kind: len(own) for kind, own in pairs.items()})
        found.update({kind: len(own & listed) for kind, own in pairs.items()})
        other += len(listed.difference(*pairs.values()))
    print(f"{CLASSES} classes of {STUDENTS} students. Pairs that are listed:")
    for kind, count in copied.items():
        print(f"of {count} pairs of copies, {kind}: {found[kind]}")
    print(f"of all other pairs: {other}")
    print(f"in the same classes before anybody copied: {without}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
