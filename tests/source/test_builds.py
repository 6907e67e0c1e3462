"""What is committed is what a build gives."""

import shutil

import h5py
import nbformat
import numpy as np
import pytest

from autograder.exercises import NOTEBOOK
from source import build
from source.conversion import ROOT, convert
from source.images import write_images
from source.notebook import SourceError, write_notebook
from source.starter_check import RELEASED


def test_committed_notebook_is_what_the_text_gives(tmp_path):
    """The notebook in source/ has the bytes that a build from the text gives."""
    write_notebook(build.TEXT, tmp_path / NOTEBOOK)
    assert (tmp_path / NOTEBOOK).read_bytes() == (build.SOURCE / NOTEBOOK).read_bytes()


def test_committed_release_is_what_nbgrader_gives(fresh_release):
    """The release has, file by file, the bytes that nbgrader gives."""
    assert build.different_files(fresh_release, build.RELEASE) == []


def test_release_holds_files_and_no_links(fresh_release):
    """nbgrader puts the content of the linked public tests into the release, and nothing that is not for students."""
    assert {path.name for path in fresh_release.iterdir()} == RELEASED
    assert not any(path.is_symlink() for path in fresh_release.iterdir())
    for name in build.SHARED:
        assert (fresh_release / name).read_bytes() == (ROOT / name).read_bytes()


def test_links_to_the_public_tests_are_relative():
    """The links in source/ work wherever the checkout lies."""
    for name in build.SHARED:
        assert str((build.SOURCE / name).readlink()) == f"../../{name}"


def test_committed_answer_key_has_the_cells_of_the_source():
    """The executed answer key is of this text."""
    assert build.cell_sources(build.SOLUTIONS / NOTEBOOK) == build.cell_sources(build.SOURCE / NOTEBOOK)


def test_answer_key_is_small():
    """The executed answer key stays below 2 MB."""
    assert (build.SOLUTIONS / NOTEBOOK).stat().st_size < 2_000_000


def test_a_build_leaves_nothing_in_the_course(release_build):
    """Building a release adds no gradebook, cache or other file to the checkout."""
    assert release_build[1] == set()


def test_failing_answer_key_is_refused(tmp_path):
    """A cell of the answer key that fails stops the build, also where the tag raises-exception allows it."""
    source = tmp_path / "source"
    source.mkdir()
    notebook = nbformat.read(build.SOURCE / NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id == "test_zero_pad"]
    notebook.cells[0].source = "assert 1 == 2"
    nbformat.write(notebook, source / NOTEBOOK)
    with pytest.raises(SourceError, match="cell test_zero_pad: AssertionError"):
        convert("solutions", source, tmp_path / "solutions")
    assert not (tmp_path / "solutions").exists()


def test_missing_public_tests_are_named(tmp_path):
    """A link to a file that does not exist is refused by name before nbgrader starts."""
    (tmp_path / "source").mkdir()
    build.link_shared_files(tmp_path / "source")
    with pytest.raises(SourceError, match=r"public_tests\.h5, public_tests\.py"):
        convert("release", tmp_path / "source", tmp_path / "release")


def test_images_are_byte_identical(tmp_path):
    """Drawing the images again gives the bytes of the committed file."""
    write_images(tmp_path / "images.h5")
    assert (tmp_path / "images.h5").read_bytes() == (build.SOURCE / "images.h5").read_bytes()


def test_images_say_what_they_are():
    """The file holds four different small colour images, their names, and a description."""
    with h5py.File(build.SOURCE / "images.h5", "r") as file:
        images, names = file["images"][:], file["names"][:]
        assert "house" in file.attrs["description"]
    assert images.shape == (4, 32, 32, 3)
    assert images.dtype == np.uint8
    assert len(names) == 4
    assert len({image.tobytes() for image in images}) == 4


def test_photograph_says_whose_it_is():
    """The photograph is small, and its attributes name author, licence, source and changes, as the note does."""
    note = (ROOT / "source" / "photograph.md").read_text(encoding="utf-8")
    with h5py.File(build.SOURCE / "images.h5", "r") as file:
        photograph, about = file["photograph"][:], dict(file["photograph"].attrs)
    assert (photograph.shape, photograph.dtype) == ((96, 128, 3), np.uint8)
    assert photograph.std() > 30
    assert set(about) == {"title", "author", "licence", "source", "changes", "axes"}
    assert about["author"] in note
    assert "CC0 1.0" in about["licence"]
    assert "CC0 1.0" in note


@pytest.fixture
def quick_check(monkeypatch, fresh_release):
    """The check command, with the release that nbgrader has built for these tests already."""
    monkeypatch.setattr(build, "convert", lambda step, source, target: shutil.copytree(fresh_release, target))
    return lambda: build.main(["check"])


def test_check_command_accepts_what_is_committed(quick_check, capsys):
    """`python -m source.build check` ends with exit status 0 on this checkout."""
    status = quick_check()
    assert (status, capsys.readouterr().err) == (0, "")


def test_check_command_names_what_is_stale(quick_check, monkeypatch, tmp_path, capsys):
    """A text that is newer than the notebook, and a release edited by hand, are named with the step that cures them."""
    edited = tmp_path / "text.py"
    edited.write_text(build.TEXT.read_text(encoding="utf-8").replace("# ## Summary", "# ## In short"))
    release = tmp_path / "release"
    shutil.copytree(build.RELEASE, release)
    (release / "figures.py").write_text("")
    monkeypatch.setattr(build, "TEXT", edited)
    monkeypatch.setattr(build, "RELEASE", release)
    assert quick_check() == 1
    complaints = capsys.readouterr().err
    assert "cnn_step_by_step.ipynb is stale: run python -m source.build source" in complaints
    assert "figures.py is stale: run python -m source.build release" in complaints
    assert "solutions" not in complaints


def test_command_reports_a_fault_by_its_exit_status(tmp_path, monkeypatch, capsys):
    """A text that breaks a rule ends the command with status 1 and the sentence, not with a traceback."""
    broken = tmp_path / "text.py"
    broken.write_text(build.TEXT.read_text(encoding="utf-8").replace("### END SOLUTION", "### END SOLUTIONS", 1))
    monkeypatch.setattr(build, "TEXT", broken)
    assert build.main(["source"]) == 1
    assert 'unknown marker "### END SOLUTIONS"' in capsys.readouterr().err
