"""An assignment that is nothing but data: written from `docs/authors.md`, added to a copy of the checkout, and used.

`tests/tiny_course/` is laid out as an author's part of a checkout. Its functions return a vector, a number and a
dictionary; one has a default argument, none has a cache.
"""

import filecmp
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.course_copy import ROOT, copy_course, run_command

NAME = "first_statistics"
NOTEBOOK = f"{NAME}.ipynb"
EXERCISES = ["differences", "spread", "centre_columns"]
TINY = ROOT / "tests" / "tiny_course"
EDITS = {
    "ada": (),
    "cleo": (("x[step:] - x[:-step]", "x[:-step] - x[step:]"), ("np.mean(np.abs(x - middle))", "[3.0]")),
    "dora": (("column - np.mean(column)", "column - np.mean(np.concatenate(list(columns.values())))"),),
}
"""The class besides ben, who hands in the starter: what is edited in the answer key."""


@pytest.fixture(scope="module")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with the assignment, built, and a class of it, graded."""
    course = copy_course(tmp_path_factory.mktemp("tiny") / "course")
    for place in ("autograder", "source"):
        shutil.copytree(TINY / place, course / place, dirs_exist_ok=True)
    run(course, f"make generated ASSIGNMENT={NAME}")
    right = (course / "solutions" / NAME / NOTEBOOK).read_text(encoding="utf-8")
    texts = {"ben": (course / "release" / NAME / NOTEBOOK).read_text(encoding="utf-8")}
    for student, edits in EDITS.items():
        texts[student] = right
        for old, new in edits:
            assert old in texts[student]
            texts[student] = texts[student].replace(old, new)
    for student, text in texts.items():
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / NOTEBOOK).write_text(text, encoding="utf-8")
    run(course, "autograder grade submitted --results results --workers 1")
    return course


def run(course: Path, command: str, status: int = 0) -> str:
    """What a command prints in the course; it has to end with a status."""
    done = run_command(command, course)
    assert done.returncode == status, done.stdout
    return done.stdout


def result_of(course: Path, student: str) -> dict:
    """The stored result of a student, its exercises by name."""
    result = json.loads((course / "results" / student / NAME / "result.json").read_text(encoding="utf-8"))
    return result | {"exercises": {exercise["name"]: exercise for exercise in result["exercises"]}}


def test_only_files_of_the_assignment_are_added(tiny_course: Path) -> None:
    """The build and all commands leave every file of the checkout as it was, and add files of this name only."""
    differs, added = [], []
    for path in tiny_course.rglob("*"):
        name = path.relative_to(tiny_course)
        compiled = name.parts[0] in ("autograder", "__pycache__") and name.suffix == ".pyc"
        if path.is_dir() or compiled or name.parts[0] in (".venv", "submitted", "results"):
            continue
        if not (ROOT / name).exists():
            added.append(name.as_posix())
        elif not filecmp.cmp(path, ROOT / name, shallow=False):
            differs.append(name.as_posix())
    assert differs == []
    assert [name for name in added if f"/{NAME}" not in name] == []
    assert {name.partition("/")[0] for name in added} == {"autograder", "docs", "release", "solutions", "source"}


def test_answer_key_has_all_points_and_starter_none(tiny_course: Path) -> None:
    """The answer key is right, and each function of the starter is not written yet."""
    assert result_of(tiny_course, "ada")["score"] == 100
    ben = result_of(tiny_course, "ben")
    assert ben["score"] == 0
    assert {name: exercise["status"] for name, exercise in ben["exercises"].items()} == dict.fromkeys(
        EXERCISES, "not_written"
    )


def test_mistakes_are_recognised(tiny_course: Path) -> None:
    """Known mistakes in a vector and in a dictionary are named, and so is a list in place of a number."""
    cleo, dora = result_of(tiny_course, "cleo")["exercises"], result_of(tiny_course, "dora")["exercises"]
    assert cleo["differences"]["mistake"] == "sign_turned"
    assert "the later number is subtracted from the earlier one" in cleo["differences"]["message"]
    assert dora["centre_columns"]["mistake"] == "one_mean"
    assert "s should be one real number" in cleo["spread"]["message"]
    assert [exercise["status"] for exercise in dora.values()] == ["passed", "passed", "partial"]


def test_release_passes_its_check(tiny_course: Path) -> None:
    """The release check finds nothing, and nothing is stale."""
    assert run(tiny_course, f"python -m source.build check {NAME}") == f"check of {NAME}: done\n"


def test_public_tests_run_in_a_terminal(tiny_course: Path) -> None:
    """Beside the notebook of a student, all public tests run with one command."""
    told = run(tiny_course, f"cd release/{NAME} && python public_tests.py {NOTEBOOK}", status=1)
    assert [line.split(":")[0] for line in told.splitlines()] == [f"{name} is not written yet" for name in EXERCISES]
    told = run(tiny_course, f"cd solutions/{NAME} && python public_tests.py {NOTEBOOK}")
    assert told.count("all 2 public checks passed") == 3


def test_pages_are_about_this_assignment(tiny_course: Path, tmp_path: Path) -> None:
    """Feedback and report have its title, its functions and its sentences, and nothing of another assignment."""
    run(tiny_course, f"autograder feedback results --to {tmp_path / 'pages'}")
    run(tiny_course, f"autograder report results --to {tmp_path / 'report.html'}")
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    (cleo,) = (path.read_text(encoding="utf-8") for path in (tmp_path / "pages" / "cleo").rglob("*.html"))
    for page in (report, cleo):
        assert "First Statistics" in page
        assert "the later number is subtracted from the earlier one" in page
        assert "conv" not in page.lower()


@pytest.mark.parametrize("form", ["gradescope", "junit", "canvas"])
def test_scores_can_be_exported(form: str, tiny_course: Path, tmp_path: Path) -> None:
    """The scores of the class go into the forms of platforms."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,First Statistics (7)\n    Points Possible,,,,,100\n"
        + "".join(
            f'"{name}",{number},{name},{name},one,\n' for number, name in enumerate(("ada", "ben", "cleo", "dora"))
        ),
        encoding="utf-8",
    )
    target = tmp_path / "out"
    more = f"--gradebook {sheet}" if form == "canvas" else ""
    assert "4 results written to " in run(
        tiny_course, f"autograder export results --format {form} --to {target} {more}"
    )
    if form == "gradescope":
        ada = json.loads(next(target.rglob("*ada*/**/*.json")).read_text(encoding="utf-8"))
        assert (ada["score"], len(ada["tests"])) == (100, 13)
    elif form == "junit":
        assert {case.get("classname") for case in ElementTree.parse(target).iter("testcase")} == {*EXERCISES}
    else:
        rows = target.read_text(encoding="utf-8").splitlines()
        assert [row.rpartition(",")[2] for row in rows[2:]] == ["100", "0", "30", "80"]


def test_scores_go_into_a_gradebook(tiny_course: Path, tmp_path: Path) -> None:
    """`record` writes the class into nbgrader's gradebook, with a maximum for each function."""
    told = run(tiny_course, f"autograder record results --db sqlite:///{tmp_path / 'gradebook.db'}")
    assert told.startswith("4 recorded in ")


def test_results_are_explained_and_replayed(tiny_course: Path) -> None:
    """`explain` shows the inputs and the code, of a dictionary each array; `replay` grades again and agrees."""
    told = run(tiny_course, "autograder explain dora centre_columns --submissions submitted")
    assert "Mistake: one_mean" in told
    assert 'columns["rain"]: shape (4,), float64' in told
    place = f"{NAME}/{NOTEBOOK}"
    told = run(tiny_course, f"autograder replay results/cleo/{NAME}/result.json submitted/cleo/{place}")
    assert told.endswith("The stored result holds.\n")
