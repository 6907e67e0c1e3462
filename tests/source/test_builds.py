"""What is committed is what a build gives, for every assignment."""

import shutil
from dataclasses import replace

import h5py
import nbformat
import numpy as np
import pytest

from autograder.assignments import list_assignments, read_definition
from autograder.authoring.definition import Assignment
from autograder.authoring.places import ROOT, Places
from source import beside, build
from source.conversion import convert
from source.notebook import SourceError, write_notebook
from source.starter_check import list_released
from tests.first_assignment import DEFINITION, NAME, NOTEBOOK, PLACES

each_assignment = pytest.mark.parametrize("name", list_assignments())


@each_assignment
def test_committed_notebook_is_what_the_text_gives(name, tmp_path):
    """The notebook in source/ has the bytes that a build from the text gives."""
    places = Places(name)
    write_notebook(places.text, tmp_path / "built.ipynb", read_definition(name).exercises)
    assert (tmp_path / "built.ipynb").read_bytes() == places.answers.read_bytes()


@each_assignment
def test_generated_files_are_what_a_build_gives(name, tmp_path):
    """Copies of shared texts, the public tests among them, and files made by code have the bytes of a fresh build."""
    beside.write_files(read_definition(name), tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"public_tests.py", *(made & {*read_definition(name).files})}
    assert {path.name for path in tmp_path.iterdir() if _differs(path, Places(name))} == set()


def _differs(path, places):
    return (places.source / path.name).read_bytes() != path.read_bytes()


@each_assignment
def test_source_holds_what_is_released_and_no_links(name):
    """A link would lead nowhere in a course that is made of several folders."""
    files = [path for path in Places(name).source.iterdir() if path.is_file()]
    assert {path.name for path in files} == list_released(read_definition(name))
    assert [path.name for path in files if path.is_symlink()] == []


@each_assignment
def test_data_can_be_made_again(name):
    """Each file of data beside a notebook is made by code, and what code makes is released."""
    definition = read_definition(name)
    assert {file for file in definition.files if file.endswith(".h5")} <= {*definition.makers} <= {*definition.files}


@each_assignment
def test_students_with_an_older_h5py_can_read_the_cases(name):
    """Every type in the students' files has a form that HDF5 1.10 knows: the third, or an older one."""
    places = Places(name)
    paths = [places.public_data, *(places.source / file for file in read_definition(name).files if file[-3:] == ".h5")]
    newest = {path.name: max(_list_forms(path)) for path in paths}
    assert places.public_data.name in newest
    assert {file for file, form in newest.items() if form > 3} == set()


def _list_forms(path):
    """The number of the form of each stored type: the upper half of the third byte of its description."""
    with h5py.File(path) as file:
        nodes = [file]
        file.visititems(lambda _, node: nodes.append(node))
        kinds = [node.id.get_type() for node in nodes if isinstance(node, h5py.Dataset)]
        kinds += [node.attrs.get_id(attribute).get_type() for node in nodes for attribute in node.attrs]
        return [kind.encode()[2] >> 4 for kind in kinds]


@each_assignment
def test_committed_release_is_what_nbgrader_gives(name, release_build):
    """The release has, file by file, the bytes that nbgrader gives."""
    assert build.different_files(release_build(name)[0], Places(name).release) == []


@each_assignment
def test_release_holds_what_is_released(name, release_build):
    """Nothing is in the release that is not for students, and nothing of it is a link."""
    folder, _ = release_build(name)
    assert {path.name for path in folder.iterdir()} == list_released(read_definition(name))
    assert not any(path.is_symlink() for path in folder.iterdir())


@each_assignment
def test_committed_answer_key_is_of_the_source(name):
    """The executed answer key has the cells of the notebook, and the files beside it."""
    places = Places(name)
    assert build.cell_sources(places.solutions / places.notebook) == build.cell_sources(places.answers)
    assert build.different_files(places.solutions, places.source) == [places.notebook]


@each_assignment
def test_answer_key_is_small(name):
    """The executed answer key stays below 2 MB."""
    assert (Places(name).solutions / Places(name).notebook).stat().st_size < 2_000_000


@each_assignment
def test_a_build_leaves_nothing_in_the_course(name, release_build):
    """Building a release adds no gradebook, cache or other file to the checkout."""
    assert release_build(name)[1] == set()


def test_failing_answer_key_is_refused(tmp_path):
    """A cell of the answer key that fails stops the build, also where the tag raises-exception allows it."""
    source = tmp_path / "source"
    source.mkdir()
    notebook = nbformat.read(PLACES.answers, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id == "test_zero_pad"]
    notebook.cells[0].source = "assert 1 == 2"
    nbformat.write(notebook, source / NOTEBOOK)
    with pytest.raises(SourceError, match="cell test_zero_pad: AssertionError"):
        convert("solutions", NAME, source, tmp_path / "solutions")
    assert not (tmp_path / "solutions").exists()


def test_shared_texts_are_those_that_are_listed(tmp_path):
    """Of the shared texts an assignment gets those among its files, and always the public tests."""
    beside.write_files(Assignment("tiny", "Tiny", b"key", {}, ()), tmp_path / "none")
    assert [path.name for path in (tmp_path / "none").iterdir()] == ["public_tests.py"]
    beside.write_files(Assignment("tiny", "Tiny", b"key", {}, (), files=("sheet.py", "own.py")), tmp_path / "one")
    assert (tmp_path / "one" / "sheet.py").read_bytes() == (ROOT / "shared" / "sheet.py").read_bytes()
    assert not (tmp_path / "one" / "own.py").exists()


def test_images_say_what_they_are():
    """The file holds four different small colour images, their names, and a description."""
    with h5py.File(PLACES.source / "images.h5", "r") as file:
        images, names = file["images"][:], file["names"][:]
        assert "house" in file.attrs["description"]
    assert images.shape == (4, 32, 32, 3)
    assert images.dtype == np.uint8
    assert len(names) == 4
    assert len({image.tobytes() for image in images}) == 4


def test_photograph_says_whose_it_is():
    """The photograph is small, and its attributes name author, licence, source and changes, as the note does."""
    note = (ROOT / "source" / "photograph.md").read_text(encoding="utf-8")
    with h5py.File(PLACES.source / "images.h5", "r") as file:
        photograph, about = file["photograph"][:], dict(file["photograph"].attrs)
    assert (photograph.shape, photograph.dtype) == ((96, 128, 3), np.uint8)
    assert photograph.std() > 30
    assert set(about) == {"title", "author", "licence", "source", "changes", "axes"}
    assert about["author"] in note
    assert "CC0 1.0" in about["licence"]
    assert "CC0 1.0" in note


@pytest.fixture
def quick_conversion(monkeypatch, release_build):
    """In place of nbgrader's conversions, the releases that it has built for these tests already."""

    def copy(step, name, source, target):
        shutil.copytree(release_build(name)[0], target)

    monkeypatch.setattr(build, "convert", copy)


@pytest.fixture
def copied(tmp_path) -> Places:
    """A course with copies of the first assignment's text and folders, to plant faults in."""
    places = Places(NAME, tmp_path)
    for folder in ("source", "release", "solutions"):
        shutil.copytree(getattr(PLACES, folder), getattr(places, folder))
    shutil.copy(PLACES.text, places.text)
    return places


@pytest.mark.usefixtures("quick_conversion")
def test_check_command_accepts_what_is_committed(capsys):
    """`python -m source.build check` ends with exit status 0 on this checkout, and names each assignment."""
    status = build.main(["check"])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert said.out == "".join(f"check of {name}: done\n" for name in list_assignments())


@pytest.mark.usefixtures("quick_conversion")
def test_check_names_what_is_stale(copied):
    """Whatever is older than what it is made of, or edited by hand, is named with the step that cures it."""
    copied.text.write_text(copied.text.read_text(encoding="utf-8").replace("# ## What you can do now", "# ## In short"))
    (copied.source / "public_tests.py").write_text("# an older one")
    (copied.source / "images.h5").unlink()
    (copied.release / "figures.py").write_text("")
    (copied.solutions / "lesson.py").unlink()
    assert build.list_stale(DEFINITION, copied) == [
        f"source/{NAME}/{NAME}.ipynb is out of date: run python -m source.build source {NAME}",
        f"source/{NAME}/images.h5 is out of date: run python -m source.build source {NAME}",
        f"source/{NAME}/public_tests.py is out of date: run python -m source.build source {NAME}",
        f"release/{NAME}/figures.py is out of date: run python -m source.build release {NAME}",
        *(
            f"solutions/{NAME}/{name} is out of date: run python -m source.build solutions {NAME}"
            for name in ("images.h5", "lesson.py", "public_tests.py")
        ),
    ]


@pytest.mark.usefixtures("quick_conversion")
def test_check_names_an_answer_key_that_is_missing(copied):
    """An answer key that was never built is named, too."""
    (copied.solutions / NOTEBOOK).unlink()
    assert build.list_stale(DEFINITION, copied) == [
        f"solutions/{NAME}/{NAME}.ipynb is out of date: run python -m source.build solutions {NAME}"
    ]


def test_step_reports_a_fault(copied, capsys):
    """A text that breaks a rule ends the step with the sentence, not with a traceback."""
    text = copied.text.read_text(encoding="utf-8")
    copied.text.write_text(text.replace("### END SOLUTION", "### END SOLUTIONS", 1))
    assert not build.run_step("source", DEFINITION, copied)
    assert 'unknown marker "### END SOLUTIONS"' in capsys.readouterr().err


def test_command_goes_on_after_a_fault(monkeypatch, capsys):
    """One assignment that fails costs the command its exit status 0, and the others nothing."""

    def fail(assignment, places):
        if assignment.name == "first":
            raise SourceError("the first fails")

    monkeypatch.setattr("autograder.authoring.places.list_assignments", lambda: ["first", "second"])
    monkeypatch.setattr(build, "read_definition", lambda name: replace(DEFINITION, name=name))
    monkeypatch.setitem(build.STEPS, "source", [fail])
    assert build.main(["source"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("source of second: done\n", "the first fails\n")
    assert build.main(["source", "second"]) == 0


def test_unknown_assignment_is_refused(capsys):
    """The name of no assignment is wrong usage, and those that there are get listed."""
    with pytest.raises(SystemExit) as stopped:
        build.main(["source", "no_such_assignment"])
    assert stopped.value.code == 2
    assert f"unknown assignment 'no_such_assignment'; the assignments are {NAME}" in capsys.readouterr().err
