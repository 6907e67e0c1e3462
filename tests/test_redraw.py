"""Hidden cases of a secret: other numbers, the same strength, nothing of the secret in a result."""

import json
import secrets
import stat
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.answer_key import SOURCE
from autograder.batch.task import Workshop
from autograder.cases import DEFINITIONS, Definition
from autograder.expected import EXPECTED, read_key
from autograder.redraw import SecretError, cache_folder, read_secret, redraw
from autograder.result import Record
from examples.build import SUBMITTED
from public_tests import Case, same_value

SECRET = b"only the instructor of this class knows it"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for this module."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own cache out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


def grade(path: Path, name: str) -> Record:
    """One example, judged by the cases of a file."""
    with Workshop("auto", path) as grader:
        return grader.grade("somebody", next(SUBMITTED.glob(f"{name}/*/*.ipynb")).read_bytes())


def test_hidden_cases_differ_and_public_ones_do_not() -> None:
    """A secret changes the arrays of every hidden case that has any, and nothing else of any case."""
    ours, theirs = read_key(), read_key(redraw(SECRET))
    for exercise, cases in ours.suite.cases.items():
        for mine, other in zip(cases, theirs.suite.cases[exercise], strict=True):
            assert (mine.name, mine.kind, mine.points) == (other.name, other.kind, other.points)
            drawn = any(definition.shapes for definition in DEFINITIONS if same_name(definition, mine))
            assert same_value(mine.arguments, other.arguments) != (mine.hidden and drawn)


def same_name(definition: Definition, case: Case) -> bool:
    """Whether a definition is that of a case."""
    return (definition.exercise, definition.name) == (case.exercise, case.name)


def test_same_secret_gives_the_same_file() -> None:
    """A secret gives one file, found again in the cache, which only its owner can read."""
    path = redraw(SECRET)
    before = path.stat().st_mtime_ns
    assert redraw(SECRET) == path
    assert path.stat().st_mtime_ns == before
    assert redraw(SECRET + b"!") != path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.parent == cache_folder()


def test_damaged_cache_is_never_half_a_file(cache: Path) -> None:
    """The file appears under its name only when it is whole."""
    redraw(SECRET)
    assert not list(cache.rglob("*.partial"))


def test_marks_do_not_depend_on_the_secret() -> None:
    """Under a fresh secret right and wrong notebooks have the scores that they have without one."""
    path = redraw(secrets.token_bytes(32))
    assert grade(path, "optional_part_done_100").score == 100
    assert {result.status for result in grade(path, "optional_part_done_100").exercises} == {"passed"}
    for name in ("stride_ignored_in_pooling_81", "bias_added_before_the_sum_80", "untouched_starter_0"):
        assert grade(path, name).score == int(name.rpartition("_")[2])


def test_result_names_the_cases_and_not_the_secret() -> None:
    """The result carries the fingerprint of the redrawn cases, and neither the secret nor a seed."""
    path = redraw(SECRET)
    text = grade(path, "stride_ignored_in_pooling_81").to_json()
    assert json.loads(text)["grader"]["cases_sha256"] == read_key(path).sha256 != read_key(EXPECTED).sha256
    assert SECRET.decode() not in text
    assert path.stem not in text


def test_command_grades_with_a_secret(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """`grade --secret` and `check --secret` judge by the redrawn cases; without it the repository's are used."""
    (tmp_path / "secret").write_bytes(SECRET + b"\n")
    arguments = [str(SOURCE), "--results", str(tmp_path / "results"), "--workers", "1"]
    assert main(["grade", *arguments, "--secret", str(tmp_path / "secret")]) == 0
    stored = json.loads(next((tmp_path / "results").glob("*/*/result.json")).read_text())
    assert stored["grader"]["cases_sha256"] == read_key(redraw(SECRET)).sha256
    assert main(["grade", *arguments]) == 0
    assert "1 graded, 0 unchanged" in capsys.readouterr().out
    assert main(["check", str(SOURCE), "--secret", str(tmp_path / "secret")]) == 0


@pytest.mark.parametrize(("content", "sentence"), [(None, "cannot be read"), (b"short\n", "shorter than 16")])
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
