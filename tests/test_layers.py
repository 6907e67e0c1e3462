"""Modules import from their own group and from groups in lower layers, so each can be read without those above it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "autograder"

LAYERS: tuple[dict[str, str], ...] = (
    {"commands": "__main__ command_line commands"},
    {"gradebook": "gradebook", "platforms": "platforms"},
    {"reports": "reports"},
    {"batch": "batch"},
    {"authoring": "authoring"},
    {"grading": "explain grading version"},
    {"intake": "intake"},
    {"records": "differences group_comments result setting stored_results"},
    {"reading": "reading"},
    {
        "assignment": "assignment assignments expected "
        "authoring.definition authoring.exercise authoring.rule_sentences",
        "sandbox": "sandbox",
    },
    {"basis": "autograder errors outline public_tests record_form storage text unit"},
)
"""From top to bottom. A group is a list of modules and folders; groups of one layer do not import from each other.

A module of a folder may be in another group than the rest of it: what an author fills in is below what compiles it.
"""

HEIGHTS = {group: len(LAYERS) - number for number, layer in enumerate(LAYERS) for group in layer}
GROUPS = {name: group for layer in LAYERS for group, names in layer.items() for name in names.split()}
MODULES = [*sorted(PACKAGE.rglob("*.py")), ROOT / "public_tests.py"]


def part(module: str) -> str:
    """The name under which the table has a module: `batch` for autograder.batch.pool."""
    first, *rest = module.split(".")
    names = (".".join(rest[:2]), *rest[:1])
    return next((name for name in names if name in GROUPS), first)


def dotted(path: Path) -> str:
    """The name of a module, that of the folder for an `__init__`."""
    names = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports, also those that it imports within a function or for its types only."""
    package = ".".join(path.parent.relative_to(ROOT).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: -(node.level - 1) or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{name.name}" for name in node.names)


def test_every_module_is_in_the_table_once() -> None:
    """The table names every module and folder of the package, and no other."""
    named = [name for layer in LAYERS for names in layer.values() for name in names.split() if "." not in name]
    found = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
    assert sorted(named) == sorted({*found - {"__init__"}, "autograder", "public_tests"})


def test_imports_go_down() -> None:
    """A module imports from its own group, or from one in a lower layer."""
    upward = []
    for path in MODULES:
        own = GROUPS[part(dotted(path))]
        others = {name: GROUPS.get(part(name)) for name in imported(path)}
        upward += [
            f"{dotted(path)}, of {own}, may not import {name}, of {group}"
            for name, group in others.items()
            if group and group != own and HEIGHTS[group] >= HEIGHTS[own]
        ]
    assert upward == []
