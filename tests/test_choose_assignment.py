"""Which assignment a command is about: as it is said, else by names, else by functions, else one sentence that asks."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.assignment import Assignment, AssignmentError
from autograder.intake import choose_assignment as choosing
from autograder.intake.choose_assignment import choose_assignment
from autograder.outline import Outline
from autograder.stored_results import ResultsError, claim_results, find_results
from tests.conftest import to_bytes
from tests.first_assignment import ASSIGNMENT, NAME
from tests.hostile_files.notebooks import cell, notebook
from tests.hostile_files.places import put, zipped

OTHER = replace(
    ASSIGNMENT,
    name="other_lesson",
    exercises={"stretch": replace(ASSIGNMENT.exercises["zero_pad"], name="stretch")},
    outline=Outline({"stretch": ("x",)}),
)
STRETCH = notebook(cell("def stretch(x):\n    return 2 * x"))
PAD = notebook(
    cell("def zero_pad(X, pad):\n    return X"), cell("def pool_forward(A_prev, hparameters):\n    return A_prev")
)
BOTH = notebook(cell("def zero_pad(X, pad):\n    return X"), cell("def stretch(x):\n    return 2 * x"))


@pytest.fixture(autouse=True)
def two_assignments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two assignments are installed."""
    known = {NAME: ASSIGNMENT, OTHER.name: OTHER}

    def load(name: str) -> Assignment:
        if name not in known:
            raise AssignmentError(f"No assignment is called {name}.")
        return known[name]

    monkeypatch.setattr(choosing, "list_installed", lambda: list(known))
    monkeypatch.setattr(choosing, "load_assignment", load)
    monkeypatch.setattr(choosing, "tell_installed", lambda: "Installed: all.")


def chosen(place: Path) -> str:
    """The name of the assignment that the submissions at a place are of."""
    return choose_assignment(None, place).name


@pytest.mark.parametrize("name", [NAME, OTHER.name])
def test_names_of_files_and_folders_decide(tmp_path: Path, name: str) -> None:
    """A folder of nbgrader's tree, the name of the notebook, or that in a download tells, whatever is written in it."""
    places = (
        f"tree/ada/{name}/work.ipynb",
        f"flat/{name} (1).ipynb",
        f"canvas/adalove_77_1234_{name}-2.ipynb",
        f"moodle/Ada Love_77_assignsubmission_file/{name}.ipynb",
        f"one/{name}/work.ipynb",
    )
    put(tmp_path, *places, content=BOTH)
    assert [chosen(tmp_path / place.partition("/")[0]) for place in places] == [name] * len(places)
    assert chosen(tmp_path / "one" / name) == name
    assert chosen(tmp_path / "one" / name / "work.ipynb") == name
    (tmp_path / "class.zip").write_bytes(zipped({f"ada/{name}/work.ipynb": BOTH}))
    assert chosen(tmp_path / "class.zip") == name


@pytest.mark.parametrize(("content", "name"), [(PAD, NAME), (STRETCH, OTHER.name)])
def test_functions_decide_where_names_do_not(tmp_path: Path, content: str, name: str) -> None:
    """The assignment most of whose functions are defined is meant."""
    put(tmp_path, "class/ada.ipynb", "class/zoe.ipynb", content=content)
    assert chosen(tmp_path / "class") == name
    assert chosen(tmp_path / "class" / "ada.ipynb") == name


def test_where_nothing_wins_clearly_one_sentence_asks(tmp_path: Path) -> None:
    """Functions of both, or none of any: the sentence says what to type."""
    put(tmp_path, "both/ada.ipynb", content=BOTH)
    put(tmp_path, "none/ada.ipynb", content="{}")
    for place in (tmp_path / "both", tmp_path / "none", None):
        with pytest.raises(AssignmentError, match=r"Choose one: --assignment NAME\. Installed: all\."):
            choose_assignment(None, place)


def test_tree_of_both_asks(tmp_path: Path) -> None:
    """In nbgrader's tree of a course with several assignments nothing is guessed."""
    put(tmp_path, f"submitted/ada/{NAME}/a.ipynb", f"submitted/zoe/{OTHER.name}/b.ipynb", content=PAD)
    with pytest.raises(AssignmentError, match=f"holds {NAME}, {OTHER.name}. Choose one: --assignment NAME"):
        chosen(tmp_path / "submitted")
    assert choose_assignment(OTHER.name, tmp_path / "submitted") is OTHER


def test_unknown_name_is_refused() -> None:
    """A name that is said must be that of an installed assignment."""
    with pytest.raises(AssignmentError, match="No assignment is called nothing"):
        choose_assignment("nothing", None)


def test_only_one_needs_no_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one assignment is installed nobody looks at the submissions."""
    monkeypatch.setattr(choosing, "list_installed", lambda: [NAME])
    assert chosen(tmp_path / "missing") == NAME


def test_results_belong_to_one_assignment(tmp_path: Path) -> None:
    """A folder with results of another assignment is refused; an empty one, or one that is not there, is free."""
    put(tmp_path, f"results/ada/{NAME}/result.json", content=to_bytes({}).decode())
    assert find_results(tmp_path / "results").assignment == NAME
    assert claim_results(tmp_path / "results", NAME).assignment == NAME
    assert claim_results(tmp_path / "new", OTHER.name).assignment == OTHER.name
    with pytest.raises(ResultsError, match=f"holds results of {NAME}, but these are submissions of {OTHER.name}"):
        claim_results(tmp_path / "results", OTHER.name)
