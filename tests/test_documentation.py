"""The pages agree with the program and with each other: links, options, exit statuses, names of commands."""

import dataclasses
import re
from collections import Counter

import pytest
from nbgrader.apps import NbGraderApp

from autograder import command_line, errors
from autograder.result import Check, ExerciseResult, Status
from tests.course_copy import ROOT
from tests.documented_commands import BLOCK, list_pages, read_blocks, read_page

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
REFERENCE = "docs/commands.md"
COMMANDS = (
    *("grade", "check", "replay", "explain", "feedback", "report"),
    *("groups", "record", "export", "bundle", "new", "doctor"),
)


def text_of(page: str) -> str:
    """The text of a page without its blocks between fences."""
    return BLOCK.sub("", read_page(page))


def anchors(text: str) -> set[str]:
    """The names of a page's headings in links, as GitHub makes them."""
    found: Counter[str] = Counter()
    names = set()
    for heading in HEADING.findall(text):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        name = re.sub(r"[^\w\- ]", "", shown).replace(" ", "-")
        names.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return names


@pytest.fixture(scope="module")
def help_texts() -> dict[str, str]:
    """What `--help` prints, of each command."""
    return {command: help_of(command) for command in COMMANDS}


@pytest.fixture(scope="module")
def nbgrader_commands() -> set[str]:
    """The commands of nbgrader that are not deprecated."""
    return {name for name, (_, text) in NbGraderApp.subcommands.items() if "deprecated" not in text.lower()}


def help_of(*arguments: str) -> str:
    """What `--help` prints."""
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("argparse.ArgumentParser.print_help", lambda self, file=None: printed.append(self.format_help()))
        with pytest.raises(SystemExit):
            command_line.parse([*arguments, "--help"])
        return "".join(printed)


@pytest.mark.parametrize("page", list_pages())
def test_links_lead_somewhere(page: str) -> None:
    """Each relative link is to a file of the checkout, and each anchor to a heading of that page."""
    wrong = []
    for link in LINK.findall(text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = ((ROOT / page).parent / file).resolve() if file else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(BLOCK.sub("", target.read_text(encoding="utf-8")))):
            wrong.append(link)
    assert wrong == []


def test_anchors_are_named_as_github_does() -> None:
    """Case, spaces, marks and code of a heading, and a heading that is there twice."""
    assert anchors("# What is `a_b`?\n\n## One, two: 3\n## Same\n## Same\n") == {
        *("what-is-a_b", "one-two-3", "same", "same-1"),
    }


def test_index_has_every_page() -> None:
    """Every page of docs/ is linked from the index."""
    linked = {(ROOT / "docs" / link).resolve() for link in LINK.findall(read_page("docs/index.md"))}
    assert [page for page in list_pages() if page != "docs/index.md" and (ROOT / page).resolve() not in linked] == []


def test_program_has_these_commands() -> None:
    """The commands that are compared here are those that the program lists."""
    assert tuple(re.findall(r"^    ([a-z]+) ", help_of(), re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_reference_has_every_option(command: str, help_texts: dict[str, str]) -> None:
    """The section of a command has a line for each option of `--help`, and for no others."""
    section = read_page(REFERENCE).split(f"\n## {command}\n", 1)[1].split("\n## ", 1)[0]
    documented = re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE)
    assert sorted(documented) == sorted(set(OPTION.findall(help_texts[command])) - {"--help"})


@pytest.mark.parametrize("page", list_pages())
def test_commands_of_the_text_exist(page: str, help_texts: dict[str, str], nbgrader_commands: set[str]) -> None:
    """A command in a sentence or in a block exists, and so do its options, the targets of make and the modules."""
    targets = set(re.findall(r"^([a-z][\w-]*):", read_page("Makefile"), re.MULTILINE))
    lines = [*re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text_of(page))]
    lines += [
        line for block in read_blocks(read_page(page)) if block.kind != "text" for line in block.text.splitlines()
    ]
    for line in lines:
        if command := re.match(r"(?:\S*python -m )?(?:\S*/)?autograder ([a-z]+)(.*)", line):
            assert command[1] in help_texts, line
            assert set(OPTION.findall(command[2])) <= set(OPTION.findall(help_texts[command[1]])), line
        elif command := re.match(
            r"(grade|check|replay|explain|feedback|report|groups|record|export|bundle) (-.*)", line
        ):
            assert set(OPTION.findall(command[2])) <= set(OPTION.findall(help_texts[command[1]])), line
        elif command := re.match(r"nbgrader ([a-z_]+)", line):
            assert command[1] in nbgrader_commands, line
        elif command := re.match(r"make ((?:[\w-]+ ?)+)(?= [A-Z]+=|$|  )", line):
            assert set(command[1].split()) <= targets, line
        elif (command := re.match(r"python -m ([\w.]+)", line)) and (ROOT / command[1].split(".")[0]).is_dir():
            module = ROOT / command[1].replace(".", "/")
            assert module.with_suffix(".py").exists() or (module / "__main__.py").exists(), line


def test_reference_has_every_exit_status() -> None:
    """The table of exit statuses has those of the program."""
    table = read_page(REFERENCE).split("\n## Exit statuses\n", 1)[1]
    statuses = {
        *(errors.OK, errors.OUR_FAULT, errors.WRONG_USAGE, errors.NO_SANDBOX, errors.DIFFERS, errors.INTERRUPTED),
    }
    assert {int(status) for status in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == statuses


def test_reference_has_every_field_and_status() -> None:
    """The page about results names each field of an exercise and of a check, and each status."""
    page = read_page("docs/results.md")
    names = {field.name for kind in (ExerciseResult, Check) for field in dataclasses.fields(kind)} | set(Status)
    assert [name for name in sorted(names - {"comment"}) if f"`{name}`" not in page] == []  # a comment is not stored
