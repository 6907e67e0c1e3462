"""Answers that are the same beyond what the task explains: who is listed, why, and who is not."""

from autograder.reading.answers import Answer
from autograder.reports.class_report import Surroundings, render_class_report
from autograder.reports.similarity import Coincidence, SameAnswer, Written, compare_class
from tests.first_assignment import ASSIGNMENT
from tests.reports.attacks import ATTACKS
from tests.reports.conftest import Page
from tests.reports.test_class_report import count, make_record

GIVEN = "# from the starter\nn_H = size(X)\n"


def class_of(sources: dict[str, tuple[str, str]], others: int = 30) -> list[Coincidence]:
    """The pairs in a class. sources: id of the code and text of some students; the others have code of their own."""
    texts = {f"other {n}": (f"code {n}", f"{GIVEN}x{n} = 1") for n in range(others)} | sources
    everybody = [Written(name, f"hash of {name}", {"zero_pad": code}) for name, (code, _) in texts.items()]
    answers = {f"hash of {name}": {"zero_pad": Answer(GIVEN + text, ())} for name, (_, text) in texts.items()}
    return compare_class(everybody, answers)


def test_the_same_code_with_an_odd_comment_is_listed() -> None:
    """Both students are named with what hardly anybody else has, and with how common the same code is in this class."""
    (found,) = class_of({"ada": ("same", "wdth = 1  # dont forget the boarder"), "bob": ("same", "wdth = 1")})
    assert found.students == ("ada", "bob")
    assert found.answers == (SameAnswer("zero_pad", 2, 32, 2 / (32 * 31), ("wdth",)),)
    (found,) = class_of({"ada": ("same", "a = 1  # dont  forget"), "bob": ("same", "b = 2  # dont forget")})
    assert found.answers[0].words == ("# dont forget",)


def test_what_the_task_explains_is_not_listed() -> None:
    """Neither the same code alone, nor an odd word alone, nor what the starter gave or many write."""
    assert class_of({"ada": ("same", "a = 1"), "bob": ("same", "b = 1")}) == []
    assert class_of({"ada": ("one", "wdth = 1"), "bob": ("two", "wdth = 1")}) == []
    assert class_of({name: ("same", "wdth = 1") for name in ("ada", "bob")}, others=2) == []
    assert class_of({f"s{n}": (f"same {n // 2}", "wdth = 1") for n in range(8)}) == []


def test_the_report_has_it_only_if_asked_for() -> None:
    """The section says what it is not; texts of students are harmless in it."""
    tally = count([make_record(student="ada"), make_record(student="bob")])
    assert "in common" not in Page(render_class_report(tally, ASSIGNMENT)).text
    same = SameAnswer("zero_pad", 2, 30, 0.004, ATTACKS)
    text = render_class_report(tally, ASSIGNMENT, Surroundings(similar=[Coincidence(("ada", "bob"), (same,))]))
    page = Page(text)
    assert "not a proof, and it changes no mark" in page.text
    assert "zero_pad: 2 of 30 students have this code; in this class 0.4 % of all pairs" in page.text
    assert len(page.tags("script")) == 1
    assert not page.tags("img")
    assert "There are no such students." in Page(render_class_report(tally, ASSIGNMENT, Surroundings(similar=[]))).text
