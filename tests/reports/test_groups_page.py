"""`groups.html`: the largest group first, its code beside the closest right answer, and nothing that could do harm."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from autograder.group_comments import Comments, apply_comments
from autograder.platforms.coursera import to_coursera
from autograder.platforms.export import junit
from autograder.platforms.gradescope import to_gradescope
from autograder.platforms.summary_text import to_bytes
from autograder.reading.answers import Answer, read_source
from autograder.reports.answer_groups import ClassGroups
from autograder.reports.feedback import render_feedback
from autograder.reports.groups_page import render_groups
from autograder.result import ExerciseResult, GroupComment, Groups, Record
from tests.first_assignment import ASSIGNMENT
from tests.reports.attacks import ATTACKS, attacked_record
from tests.reports.conftest import Page, make_record, make_result, wrong_padding

RIGHT_CODE = "def zero_pad(X, pad):\n    # pad it\n    padded = np.pad(X, pad)\n    return padded\n"
WRONG_CODE = "def zero_pad(X, pad):\n    out = np.pad(X, 1)\n    return out\n"
ANSWERS: Mapping[str, Mapping[str, Answer]] = {
    "a" * 64: {"zero_pad": read_source(RIGHT_CODE)},
    "b" * 64: {"zero_pad": read_source(WRONG_CODE)},
}


def wrong(behaviour: str = "bcdf", code: str = "ghjk", **changes: object) -> ExerciseResult:
    """A wrong padding in a group."""
    return replace(wrong_padding(), groups=Groups(behaviour, code), **changes)


def right() -> ExerciseResult:
    """A right padding."""
    return make_result("zero_pad", "passed", groups=Groups("right", "lmnp"))


def make_class(*records: tuple[str, Record]) -> ClassGroups:
    """The groups of some students."""
    found = ClassGroups()
    for student, record in records:
        found.add(student, record)
    return found


def make_example() -> ClassGroups:
    """Two students with the same mistake, and one who is right."""
    return make_class(
        ("ada", make_record(right())),
        ("bob", make_record(wrong(), sha256="b" * 64)),
        ("cyd", make_record(wrong(code="qrst"), sha256="c" * 64)),
    )


@pytest.fixture
def three() -> ClassGroups:
    """The example."""
    return make_example()


def show(found: ClassGroups, comments: Comments | None = None, **addresses: str) -> str:
    """The page."""
    return render_groups(found, ASSIGNMENT, comments or {}, ANSWERS, addresses)


def test_the_largest_group_comes_first(three: ClassGroups) -> None:
    """Each group says how many it has, what the answer does and which checks fail."""
    text = Page(show(three)).text
    first, second = text.index("2 students"), text.index("1 student")
    assert text.index("2 students", first + 1) < text.index("1 student ✓ Right")
    assert second > 0
    assert ASSIGNMENT.sentences["pads_with_ones"] in text
    assert "1 check passes. Not passed: X_pad is right: pad 3. X_pad is right: pad 2." in text


def test_lines_that_differ_from_the_closest_right_answer_are_marked(three: ClassGroups) -> None:
    """The code of a group has a mark at what a right answer has otherwise, and at nothing else."""
    page = show(three)
    marked = re.findall(r'<li class="differs"><code>(.*?)</code>', page)
    assert [re.sub("<.*?>", "", line) for line in marked] == ["    out = np.pad(X, 1)", "    padded = np.pad(X, pad)"]
    assert "Handed in by ada." in Page(page).text
    assert "1 other version of this answer" in Page(page).text
    assert "no longer among the submissions" in Page(page).text


def test_students_are_linked_where_they_have_a_page(three: ClassGroups) -> None:
    """A student with a feedback page has a link to it, any other just the name."""
    links = [attributes["href"] for attributes in Page(show(three, bob="feedback/bob/x.html")).tags("a")]
    assert [link for link in links if link and not link.startswith("#")] == ["feedback/bob/x.html"]
    assert "cyd" in Page(show(three)).text


def test_comments_are_shown_also_those_whose_group_is_gone(three: ClassGroups) -> None:
    """A comment is at its group with the points, and one without a group is at the top."""
    comments = {("zero_pad", "bcdf"): GroupComment("Zeros!\nNot ones.", 6), ("zero_pad", "zzzz"): GroupComment("Lost")}
    text = Page(show(three, comments)).text
    assert "Your comment Zeros! Not ones. Points for this group: 6 of 10." in text
    assert "zero_pad, group zzzz: Lost" in text


def test_nothing_of_a_student_does_anything_on_the_page() -> None:
    """With an attack in every text, also in code and comments, the page has no element or address of the attack's."""
    for attack in ATTACKS:
        record = attacked_record(attack)
        exercises = tuple(
            replace(one, name=name, groups=Groups(attack, attack))
            for name, one in zip(ASSIGNMENT.exercises, record.exercises, strict=True)
        )
        found = make_class((attack, replace(record, exercises=exercises, sha256="d" * 64)))
        code = {"d" * 64: {name: read_source(f"def f():\n    {attack}") for name in ASSIGNMENT.exercises}}
        comments = {("zero_pad", attack): GroupComment(attack, 1), (attack, attack): GroupComment(attack)}
        page = Page(render_groups(found, ASSIGNMENT, comments, code, {}))
        assert not {tag for tag, _ in page.elements} & {"script", "img", "iframe", "base", "object", "svg", "form"}
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc")]
            assert (attributes.get("href") or "#").startswith("#")
        assert len(page.tags("meta")) == 6
        assert page.tags("meta")[1]["http-equiv"] == "Content-Security-Policy"


def test_ids_are_distinct(three: ClassGroups) -> None:
    """No id is given twice, and each link within the page has its target."""
    page = Page(show(three))
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {(link["href"] or "")[1:] for link in page.tags("a")} <= set(ids)


def commented(points: float | None = 6) -> Record:
    """A record with a comment on a wrong padding."""
    return apply_comments(
        make_record(wrong("bcdfghjklm")), {("zero_pad", "bcdfghjklm"): GroupComment("Use <b>zeros</b>.", points)}
    )


def test_a_student_reads_the_comment_as_the_teachers() -> None:
    """The page has the comment below a title that names the teacher, and says whose points these are."""
    text = Page(render_feedback(commented(), [], ASSIGNMENT)).text
    said = "Your instructor gave 6 of 10 points for zero_pad; the grader gave 1."
    assert f"From your instructor Use <b>zeros</b>. {said}" in text
    assert "96 of 100 points" in text
    without = Page(render_feedback(commented(None), [], ASSIGNMENT)).text
    assert "91 of 100 points" in without
    assert "gave" not in without.partition("From your instructor")[2].partition("checks")[0]


def test_a_comment_on_what_nobody_has_written_is_shown() -> None:
    """Also an optional exercise that was not begun, or a file that is no notebook, has the comment."""
    nothing = make_result("conv_backward", "not_written", groups=Groups("not_written"))
    record = apply_comments(make_record(nothing), {("conv_backward", "not_written"): GroupComment("Try it.")})
    assert "From your instructor Try it." in Page(render_feedback(record, [], ASSIGNMENT)).text
    missing = [
        make_result(name, "missing", message="All is noted.", groups=Groups("missing")) for name in ASSIGNMENT.exercises
    ]
    comment = {("zero_pad", "missing"): GroupComment("Hand in again.")}
    unreadable = apply_comments(make_record(*missing), comment)
    assert "From your instructor, on zero_pad Hand in again." in Page(render_feedback(unreadable, [], ASSIGNMENT)).text


def test_platforms_get_comment_and_points() -> None:
    """Gradescope, Coursera and JUnit have the comment, and the score is the one with the teacher's points."""
    record = commented()
    said = (
        "From your instructor: Use <b>zeros</b>. Your instructor gave 6 of 10 points for zero_pad; the grader gave 1."
    )
    gradescope, coursera = to_gradescope(record), to_coursera(record)
    assert gradescope["score"] == 96
    assert [test["output"] for test in gradescope["tests"] if test["name"] == "zero_pad: comment"] == [said]
    assert said in gradescope["output"]
    assert coursera["fractionalScore"] == 0.96
    assert said in coursera["feedback"]
    suite = junit.to_suite("ada", record)
    assert suite.findtext("system-out") == said
    assert suite.get("tests") == str(len(suite.findall("testcase")))


def test_no_student_gets_an_id() -> None:
    """Neither the page nor a file for a platform holds the id of a group."""
    record = commented()
    texts = [
        render_feedback(record, [], ASSIGNMENT),
        to_bytes(to_gradescope(record)).decode(),
        to_bytes(to_coursera(record)).decode(),
        junit.to_junit([junit.to_suite("ada", record)]).decode(),
    ]
    for groups in (one.groups for one in record.exercises if one.groups):
        assert not [text for text in texts if groups.behaviour in text or groups.code in text]
    assert "bcdfghjklm" in record.to_json()


def test_right_answers_are_shown_by_how_they_are_written(three: ClassGroups) -> None:
    """The group of right answers has the commonest code of each kind, with how many students write in this way."""
    loops = "def zero_pad(X, pad):\n    for row in X:\n        pass\n    return X\n"
    for student, code in (("dan", "code1"), ("eve", "code1"), ("fay", "code2")):
        result = make_result("zero_pad", "passed", groups=Groups("right", code))
        three.add(student, make_record(result, sha256=code))
    answers = {**ANSWERS, "code1": {"zero_pad": read_source(loops)}, "code2": {"zero_pad": read_source(loops + "#")}}
    text = Page(render_groups(three, ASSIGNMENT, {}, answers, {})).text
    assert "Loops: 3 students. The most common version (2): def zero_pad" in text
    assert "No loops: 1 student def zero_pad" in text


def test_unrecognised_answers_of_several_students_are_on_top(three: ClassGroups) -> None:
    """Two who do the same for a reason that is not known are listed first; one alone, and a known mistake, is not."""
    for student, behaviour in (("dan", "qrst"), ("eve", "qrst"), ("fay", "ghjk")):
        three.add(student, make_record(wrong(behaviour, mistake=None)))
    text = Page(show(three)).text
    assert text.index("does not recognise") < text.index("zero_pad: 2 students") < text.index("At a glance")
    assert "zero_pad: 1 student" not in text
    assert "does not recognise" not in Page(show(make_example())).text
