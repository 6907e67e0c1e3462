"""Hidden cases of a secret: other numbers, the same strength, nothing of the secret in a result."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import h5py
import pytest

from autograder.__main__ import main
from autograder.authoring.definition import CaseDefinition
from autograder.authoring.secret_cases import SecretError, cache_folder, read_secret, redraw
from autograder.batch.task import open_grader
from autograder.expected import read_key
from autograder.result import Record
from public_tests import Case, same_value
from tests.example_class import read_example
from tests.first_assignment import DEFINITION, EXPECTED, NAME, SOURCE

SECRET = b"only the instructor of this class knows it"
OTHER = SECRET + b"!"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for this module."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own cache out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


def grade(path: Path, *names: str) -> list[Record]:
    """Some examples, judged by the cases of a file."""
    with open_grader("auto", path) as grader:
        return [grader.grade("somebody", read_example(name)) for name in names]


def test_hidden_cases_differ_and_public_ones_do_not() -> None:
    """A secret changes the arrays of every hidden case that has any, and nothing else of any case."""
    ours, theirs = read_key(EXPECTED), read_key(redraw(SECRET, NAME))
    for exercise, cases in ours.suite.cases.items():
        for mine, other in zip(cases, theirs.suite.cases[exercise], strict=True):
            assert (mine.name, mine.kind, mine.points) == (other.name, other.kind, other.points)
            drawn = any(definition.shapes for definition in DEFINITION.cases if same_name(definition, mine))
            assert same_value(mine.arguments, other.arguments) != (mine.hidden and drawn)


def test_mistakes_are_tried_only_on_what_is_graded() -> None:
    """What known mistakes give is in the file for graded cases, and not for those that only the public tests run."""
    cases = [case for cases in read_key(redraw(SECRET, NAME)).suite.cases.values() for case in cases]
    assert {case.local_only for case in cases} == {False, True}
    assert {case.local_only for case in cases if case.known or case.harmful or case.harmless} == {False}


def same_name(definition: CaseDefinition, case: Case) -> bool:
    """Whether a definition is that of a case."""
    return (definition.exercise, definition.name) == (case.exercise, case.name)


def test_same_secret_gives_the_same_file() -> None:
    """A secret gives one file, found again in the cache, which only its owner can read."""
    path = redraw(SECRET, NAME)
    before = path.stat().st_mtime_ns
    assert redraw(SECRET, NAME) == path
    assert path.stat().st_mtime_ns == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.parent == cache_folder(NAME)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder of this test, and cases that are drawn without computing them. Returns the folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("autograder.authoring.secret_cases.solve", lambda *_: [])
    shortened = replace(DEFINITION, public_tests=())
    monkeypatch.setattr("autograder.authoring.secret_cases.read_definition", lambda name: shortened)
    return cache_folder(NAME)


def test_another_secret_has_another_file(quick: Path) -> None:
    """Two secrets have two files, in one cache."""
    assert {redraw(SECRET, NAME).parent, redraw(OTHER, NAME).parent} == {quick}
    assert redraw(SECRET, NAME) != redraw(OTHER, NAME)


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_cache_is_private_from_the_first_byte(mask: int, quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the cases are written nobody else can open the file, whatever the umask and the mode of the folder."""
    quick.mkdir(parents=True)
    quick.chmod(0o777)
    modes = []
    create = h5py.File.__init__

    def look(self: h5py.File, name: object, mode: str = "r", **options: object) -> None:
        create(self, name, mode, **options)
        if mode == "w":
            modes.append(stat.S_IMODE(Path(str(name)).stat().st_mode))

    monkeypatch.setattr(h5py.File, "__init__", look)
    before = os.umask(mask)
    try:
        path = redraw(SECRET, NAME)
    finally:
        os.umask(before)
    assert modes == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(quick.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
@pytest.mark.parametrize("whose", ["file", "folder", "parent"])
def test_cache_of_another_user_is_not_trusted(whose: str, quick: Path) -> None:
    """A file of another user in the cache is drawn again; a folder of another user is refused, and not written to."""
    path = redraw(SECRET, NAME)
    content = path.read_bytes()
    path.write_bytes(b"cases of somebody else")
    os.chown({"file": path, "folder": quick, "parent": quick.parent}[whose], 12345, -1)
    if whose == "file":
        assert redraw(SECRET, NAME).read_bytes() == content
        assert path.stat().st_uid == 0
        return
    before = sorted(quick.iterdir())
    with pytest.raises(SecretError, match="XDG_CACHE_HOME"):
        redraw(OTHER, NAME)
    assert sorted(quick.iterdir()) == before


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_cache_that_others_could_write_is_not_trusted(mode: int, quick: Path) -> None:
    """A file in the cache that others may write to is drawn again."""
    path = redraw(SECRET, NAME)
    content = path.read_bytes()
    path.write_bytes(b"cases of somebody else")
    path.chmod(mode)
    assert redraw(SECRET, NAME).read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_cache_that_others_could_read_is_closed(quick: Path) -> None:
    """A file that an earlier version or a copy left readable for others is made private."""
    path = redraw(SECRET, NAME)
    path.chmod(0o644)
    assert redraw(SECRET, NAME) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["folder", "file", "partial"])
def test_cache_follows_no_link(place: str, quick: Path, tmp_path: Path) -> None:
    """A link in the place of the folder, of the file, or of what is being written, leads nowhere."""
    path = redraw(SECRET, NAME)
    (tmp_path / "elsewhere").mkdir()
    victim = tmp_path / "elsewhere" / path.name
    victim.write_bytes(b"mine")
    path.unlink()
    if place == "folder":
        quick.rmdir()
        quick.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(SecretError, match="is a link"):
            redraw(SECRET, NAME)
    else:
        (path if place == "file" else path.with_suffix(".partial")).symlink_to(victim)
        assert not redraw(SECRET, NAME).is_symlink()
    assert victim.read_bytes() == b"mine"
    assert [found.name for found in (tmp_path / "elsewhere").iterdir()] == [path.name]


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_cache_is_not_kept_where_others_could_swap_it(mode: int, quick: Path) -> None:
    """Below a folder in which others can rename the cache nothing is written; the sticky bit of /tmp is enough."""
    quick.parent.mkdir()
    quick.parent.chmod(mode)
    with pytest.raises(SecretError, match="XDG_CACHE_HOME"):
        redraw(SECRET, NAME)
    assert not quick.exists()
    quick.parent.chmod(mode | stat.S_ISVTX)
    assert redraw(SECRET, NAME).parent == quick


def test_damaged_cache_is_never_half_a_file(cache: Path) -> None:
    """The file appears under its name only when it is whole."""
    redraw(SECRET, NAME)
    assert not list(cache.rglob("*.partial"))


def test_marks_do_not_depend_on_the_secret() -> None:
    """Under a secret right and wrong notebooks have the scores that they have without one."""
    wrong = ("stride_ignored_in_pooling_81", "bias_added_before_the_sum_80", "untouched_starter_0")
    right, *others = grade(redraw(SECRET, NAME), "optional_part_done_100", *wrong)
    assert right.score == 100
    assert {result.status for result in right.exercises} == {"passed"}
    assert [record.score for record in others] == [81, 80, 0]


def test_result_names_the_cases_and_not_the_secret() -> None:
    """The result carries the fingerprint of the redrawn cases, and neither the secret nor a seed."""
    path = redraw(SECRET, NAME)
    (record,) = grade(path, "stride_ignored_in_pooling_81")
    text = record.to_json()
    assert json.loads(text)["grader"]["cases_sha256"] == read_key(path).sha256 != read_key(EXPECTED).sha256
    assert SECRET.decode() not in text
    assert path.stem not in text


def test_command_grades_with_a_secret(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """`grade --secret` and `check --secret` judge by the redrawn cases; without it the repository's are used."""
    (tmp_path / "secret").write_bytes(SECRET + b"\n")
    arguments = [str(SOURCE), "--results", str(tmp_path / "results"), "--workers", "1"]
    assert main(["grade", *arguments, "--secret", str(tmp_path / "secret")]) == 0
    stored = json.loads(next((tmp_path / "results").glob("*/*/result.json")).read_text())
    assert stored["grader"]["cases_sha256"] == read_key(redraw(SECRET, NAME)).sha256
    assert main(["grade", *arguments]) == 0
    assert "1 graded, 0 unchanged" in capsys.readouterr().out
    assert main(["check", str(SOURCE), "--secret", str(tmp_path / "secret")]) == 0


@pytest.mark.parametrize(("content", "sentence"), [(None, "cannot be read"), (b"short\n", "fewer than 16")])
def test_secret_that_cannot_be_used_is_said(
    content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """A missing or a short secret ends with status 2 and a sentence that says how to make one."""
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    with pytest.raises(SecretError, match=sentence):
        read_secret(tmp_path / "secret")
    assert main(["check", str(SOURCE), "--secret", str(tmp_path / "secret")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
