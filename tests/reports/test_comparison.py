"""The file of differences: what goes in comes back, and nothing else does any harm."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.differences import Comparison, compare, read_comparisons, write_comparisons
from public_tests import Case, draw_difference

SHA256 = "a" * 64
CaseOf = Callable[[str, str], Case]


@pytest.fixture
def comparison(case_of: CaseOf) -> Comparison:
    """A comparison with numbers of every kind."""
    value = np.array([[np.nan, np.inf], [-np.inf, 1 / 3]])
    made = compare(case_of("distribute_value", "published"), ("a",), "The share is right.", value)
    assert made is not None
    return made


def test_what_is_written_is_read_again(tmp_path: Path, comparison: Comparison, case_of: CaseOf) -> None:
    """A comparison survives the file, with nan, infinity, True and False, and draws the same picture."""
    mask = case_of("create_mask_from_window", "published")
    other = compare(mask, ("mask",), "The mask is right.", ~mask.expected["mask"])
    assert other is not None
    path = tmp_path / "differences.json"
    path.write_text(write_comparisons([comparison, other], SHA256), encoding="utf-8")
    read = read_comparisons(path, SHA256)
    assert [repr(one) for one in read] == [repr(comparison), repr(other)]
    assert draw_difference(read[0].difference) == draw_difference(comparison.difference)


def test_the_file_is_json_without_extensions(comparison: Comparison) -> None:
    """Words such as NaN, which are no JSON, do not occur."""
    json.loads(write_comparisons([comparison], SHA256), parse_constant=lambda word: pytest.fail(word))


def test_a_file_of_another_submission_is_left_alone(tmp_path: Path, comparison: Comparison) -> None:
    """A file that was left over from an earlier hand-in shows nothing."""
    path = tmp_path / "differences.json"
    path.write_text(write_comparisons([comparison], SHA256), encoding="utf-8")
    assert len(read_comparisons(path, SHA256)) == 1
    assert read_comparisons(path, "b" * 64) == []
    assert read_comparisons(tmp_path / "missing.json", SHA256) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("expected", []),
        ("expected", [[]]),
        ("expected", "text"),
        ("expected", [[1, 2]]),
        ("got", [[1] * 200]),
        ("got", [[1, 2], [3]]),
        ("got", [[[1]]]),
        ("got", [["<script>"]]),
        ("got", [[10**30, 1], [1, 1]]),
        ("got", None),
        ("wrong", []),
        ("wrong", [[5, 5]]),
        ("wrong", [[-1, 0]]),
        ("wrong", [["0", 0]]),
        ("first", [9, 9]),
        ("corner", [1]),
        ("name", 3),
        ("caption", None),
    ],
)
def test_a_broken_file_gives_no_pictures(tmp_path: Path, comparison: Comparison, field: str, value: object) -> None:
    """Whatever stands in the file, reading it gives comparisons that can be drawn, or none."""
    content = json.loads(write_comparisons([comparison], SHA256))
    content["differences"][0]["difference"][field] = value
    path = tmp_path / "differences.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_comparisons(path, SHA256) == []


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 100_000, '{"schema_version": 1}', "\udcff"])
def test_what_is_no_such_file_gives_no_pictures(tmp_path: Path, text: str) -> None:
    """Neither does a file that is something else altogether."""
    path = tmp_path / "differences.json"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    assert read_comparisons(path, SHA256) == []


def test_a_file_stays_small(case_of: CaseOf) -> None:
    """However large what a function returns, a comparison holds a hundred numbers of it at most."""
    case = case_of("zero_pad", "published_pad_3")
    made = compare(case, ("X_pad",), "X_pad is right.", np.random.default_rng(0).normal(size=(4, 90, 90, 2)))
    assert made is not None
    assert len(write_comparisons([made], SHA256)) < 6000
