"""The release check accepts the starter and refuses every planted fault by name."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.places import Places
from source import build
from source.starter_check import list_faults, static_faults
from tests.first_assignment import DEFINITION, EXERCISES, NAME, NOTEBOOK, PLACES, SOURCE


def change_cell(release: Path, name: str, old: str, new: str) -> None:
    """Replace a text in one cell of a starter."""
    notebook = nbformat.read(release / NOTEBOOK, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == name)
    assert old in cell.source
    cell.source = cell.source.replace(old, new, 1)
    nbformat.write(notebook, release / NOTEBOOK)


@pytest.fixture
def release_copy(tmp_path: Path) -> Path:
    """A copy of the first assignment's committed release, to plant faults in."""
    folder = tmp_path / "release"
    shutil.copytree(PLACES.release, folder)
    return folder


def test_starter_is_accepted(installed):
    """Nothing speaks against the committed starter."""
    assert list_faults(installed.places.release, installed.places.answers, installed.definition) == []


HINT = next(
    f"{line}\n"
    for cell in nbformat.read(SOURCE, as_version=4).cells
    if cell.id == "zero_pad"
    for line in cell.source.splitlines()
    if line.strip().startswith("# X_pad = None")
)
ANSWER = next(
    line.strip()
    for cell in nbformat.read(SOURCE, as_version=4).cells
    if cell.id == "zero_pad"
    for line in cell.source.splitlines()
    if line.strip().startswith("X_pad = np.pad")
)


@pytest.mark.parametrize(
    ("cell", "old", "new", "complaint"),
    [
        ("zero_pad", HINT, f"    # {ANSWER}\n", "cell zero_pad: gives away a line of zero_pad"),
        (
            "conv_forward",
            "    # Z = None",
            f"    #Z=None  {ANSWER}",
            "cell conv_forward: gives away a line of zero_pad",
        ),
        ("zero_pad", HINT, "", "zero_pad: no hint"),
        ("zero_pad", "    # YOUR CODE ENDS HERE\n", "", 'zero_pad: the marker "# YOUR CODE ENDS HERE" is missing'),
        ("zero_pad", "# GRADED FUNCTION", "# FUNCTION", "zero_pad: the first line is not"),
        ("zero_pad", HINT, f"{HINT}    X_pad = X\n", 'zero_pad: code between the markers: "X_pad = X"'),
        ("zero_pad", "    return X_pad", "    return (X_pad", "zero_pad: does not parse"),
        ("zero_pad", "def zero_pad", "def zeros_pad", "zero_pad: the cell does not define it"),
        ("zero_pad", HINT, f"{HINT}    ### BEGIN SOLUTION\n", 'cell zero_pad: holds "BEGIN SOLUTION"'),
        (
            "test_zero_pad",
            "zero_pad_test(zero_pad)",
            "### BEGIN HIDDEN TESTS\nassert zero_pad\n### END HIDDEN TESTS",
            'cell test_zero_pad: holds "BEGIN HIDDEN TESTS"',
        ),
    ],
)
def test_planted_fault_is_refused(release_copy, cell, old, new, complaint):
    """A starter with a planted fault is refused, and the message names the fault."""
    change_cell(release_copy, cell, old, new)
    assert re.search(re.escape(complaint), "\n".join(static_faults(release_copy, SOURCE, DEFINITION)))


@pytest.mark.parametrize(
    ("cell", "old", "new", "complaint"),
    [
        ("conv_single_step", "return Z", "return 0", "it says: conv_single_step"),
        (
            "create_mask_from_window",
            "    return mask",
            "    return x >= x.max()",
            "create_mask_from_window: passes its public test without an answer",
        ),
        (
            "zero_pad",
            "    return X_pad",
            "    return np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)])",
            "zero_pad: passes its public test without an answer",
        ),
    ],
)
def test_fault_that_only_a_trial_shows_is_refused(release_copy, cell, old, new, complaint):
    """A starter that looks right and behaves otherwise is refused, and the message names the function."""
    change_cell(release_copy, cell, old, new)
    assert complaint in "\n".join(list_faults(release_copy, SOURCE, DEFINITION))


@pytest.mark.parametrize("name", [*EXERCISES, "test_conv_forward"])
def test_missing_cell_is_refused(release_copy, name):
    """A starter that lacks an exercise or a test is refused."""
    notebook = nbformat.read(release_copy / NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != name]
    nbformat.write(notebook, release_copy / NOTEBOOK)
    faults = "\n".join(static_faults(release_copy, SOURCE, DEFINITION))
    assert f"{name.removeprefix('test_')}: " in faults
    assert "is missing" in faults


def test_answer_in_a_python_file_is_refused(release_copy):
    """An answer line in a file beside the notebook is refused, too."""
    figures = release_copy / "figures.py"
    figures.write_text(figures.read_text(encoding="utf-8") + f"\n# {ANSWER}\n", encoding="utf-8")
    assert any(fault.startswith("figures.py: gives away") for fault in static_faults(release_copy, SOURCE, DEFINITION))


def test_stray_file_is_refused(release_copy):
    """A file that students should not get is refused."""
    (release_copy / "expected.h5").write_bytes(b"")
    assert "expected.h5 should not be in the release" in static_faults(release_copy, SOURCE, DEFINITION)


@pytest.mark.parametrize("name", ["images.h5", "animation.py"])
def test_missing_file_is_refused(release_copy, name):
    """A release without the images or a file that the notebook imports is refused."""
    (release_copy / name).unlink()
    assert f"{name} is missing in the release" in static_faults(release_copy, SOURCE, DEFINITION)


def test_build_leaves_the_old_release_when_the_new_one_is_refused(monkeypatch, tmp_path):
    """A refused starter never replaces the one that is there."""
    places = Places(NAME, tmp_path)
    shutil.copytree(PLACES.source, places.source)
    shutil.copytree(PLACES.release, places.release)
    monkeypatch.setattr(build, "convert", lambda step, name, source, target: target.mkdir(parents=True))
    with pytest.raises(build.SourceError, match="the starter was not released"):
        build.build_release(DEFINITION, places)
    assert build.different_files(places.release, PLACES.release) == []
