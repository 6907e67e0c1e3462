"""Answers that are the same beyond what the task explains: who is listed, why, and who is not."""

from autograder.reading.answers import Answer
from autograder.reports.class_report import Surroundings, render_class_report
from autograder.reports.similarity import Coincidence, SameAnswer, Written, compare_class
from tests.first_assignment import ASSIGNMENT
from tests.reports.attacks import ATTACKS
from tests.reports.conftest import Page
from tests.reports.test_class_report import count, make_record

GIVEN = "# from the starter\n"
NAMES = ("wdth", "hght", "lft", "rgt", "tp", "btm", "chnl")
REMARK = "# dont forget that the boarder of the image always has to be zero here"
Own = tuple[str, tuple[str, ...], str]
"""Of one student: id of the code, names of the variables, and the source with the comments."""


def class_of(students: dict[str, Own], others: int = 30) -> list[Coincidence]:
    """The pairs in a class. students: some of them; the others have code of their own."""
    rest = {f"other {n}": (f"code {n}", (*(f"{name}{n}" for name in NAMES), "n_H"), "") for n in range(others)}
    everybody = {name: (code, names, GIVEN + source) for name, (code, names, source) in (rest | students).items()}
    written = [Written(name, f"hash of {name}", {"zero_pad": code}) for name, (code, _, _) in everybody.items()]
    answers = {f"hash of {name}": {"zero_pad": Answer(text, (), (), own)} for name, (_, own, text) in everybody.items()}
    return compare_class(written, answers)


def test_the_same_code_with_uncommon_names_is_listed() -> None:
    """Both students are named with the words that few others have, and with how common the same code is here."""
    (found,) = class_of({"ada": ("same", (*NAMES, "n_H"), ""), "bob": ("same", (*NAMES, "n_H"), "")})
    assert found.students == ("ada", "bob")
    assert found.answers == (SameAnswer("zero_pad", 2, 32, 2 / (32 * 31), tuple(sorted(NAMES)), 7),)


def test_a_long_comment_is_enough() -> None:
    """A comment counts half its words, whatever the spaces in it; a short one does not suffice."""
    (found,) = class_of({"ada": ("same", (), REMARK), "bob": ("same", (), REMARK.replace("boarder", "boarder "))})
    assert found.answers[0].words == (REMARK,)
    assert class_of({name: ("same", (), "# pad the image") for name in ("ada", "bob")}) == []


def test_what_the_task_explains_is_not_listed() -> None:
    """Neither the same code or the same names alone, nor some uncommon names, nor common names, nor names swapped."""
    same, none = ("same", NAMES, ""), ("same", (), "")
    assert class_of({"ada": none, "bob": none}) == []
    assert class_of({"ada": ("one", NAMES, ""), "bob": ("two", NAMES, "")}) == []
    assert class_of({name: ("same", NAMES[1:], "") for name in ("ada", "bob")}) == []
    assert class_of({f"s{n}": (f"same {n // 2}", NAMES, "") for n in range(8)}) == []
    assert class_of({"ada": same, "bob": ("same", NAMES[::-1], "")}) == []
    assert class_of({"ada": same, "bob": same}, others=2) == []


def test_the_report_has_it_only_if_asked_for() -> None:
    """The section says what it is not; texts of students are harmless in it."""
    tally = count([make_record(student="ada"), make_record(student="bob")])
    assert "in common" not in Page(render_class_report(tally, ASSIGNMENT)).text
    same = SameAnswer("zero_pad", 2, 30, 0.004, ATTACKS, 9)
    text = render_class_report(tally, ASSIGNMENT, Surroundings(similar=[Coincidence(("ada", "bob"), (same,))]))
    page = Page(text)
    assert "It proves nothing, and it changes no mark" in page.text
    assert "zero_pad: 2 of 30 students have this code (0.4 % of all pairs" in page.text
    assert len(page.tags("script")) == 1
    assert not page.tags("img")
    assert (
        "No two students have that much in common."
        in Page(render_class_report(tally, ASSIGNMENT, Surroundings(similar=[]))).text
    )
