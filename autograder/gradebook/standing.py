"""What teachers and the course's rules add to a result: manual scores, extra credit, comments, lateness."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from nbgrader.api import Comment, Grade, SubmittedAssignment

from autograder.gradebook.problems import GradebookError
from autograder.gradebook.released import test_cell
from autograder.reports.feedback import Standing, TeacherScored
from autograder.reports.page import points
from autograder.result import ExerciseResult, GroupComment, Record, plain_number

OTHER_SCORES = "the gradebook and the results have different scores from the grader: run `record` first"


def apply_gradebook(record: Record, submission: SubmittedAssignment) -> tuple[Record, Standing]:
    """A record with what teachers entered in the gradebook, and what the gradebook adds to it.

    Raises GradebookError where the gradebook has the scores of another grading.
    """
    notebook = next(one for one in submission.notebooks if one.name == record.assignment)
    grades: dict[str, Grade] = {grade.name: grade for grade in notebook.grades}
    comments: dict[str, Comment] = {comment.name: comment for comment in notebook.comments}
    exercises = []
    for exercise in record.exercises:
        grade, comment = grades.pop(test_cell(exercise.name), None), comments.pop(exercise.name, None)
        if grade is None or comment is None or grade.auto_score != (None if exercise.faulty else exercise.score):
            raise GradebookError(OTHER_SCORES)
        exercises.append(_enter(exercise, grade, comment))
    penalty = submission.late_submission_penalty or 0.0
    standing = Standing(
        score=plain_number(max(0.0, submission.score - penalty)),
        max_score=plain_number(submission.max_score),
        sentences=tuple(_describe_times(submission, penalty)),
        others=tuple(_list_others(grades, comments)),
    )
    return replace(record, exercises=tuple(exercises), stored_score=None), standing


def _enter(exercise: ExerciseResult, grade: Grade, comment: Comment) -> ExerciseResult:
    """An exercise with the score and comment that a teacher entered in addition to the grader's, if any."""
    earlier = exercise.comment or GroupComment("", None, exercise.score)
    by_hand = grade.manual_score is not None or bool(grade.extra_credit)
    given = plain_number(grade.score) if by_hand else earlier.points
    text = "\n".join(filter(None, (earlier.text, comment.manual_comment)))
    if (text, given) == (earlier.text, earlier.points):
        return exercise
    score = exercise.score if given is None else given
    return replace(exercise, score=score, comment=GroupComment(text, given, earlier.before))


def _describe_times(submission: SubmittedAssignment, penalty: float) -> Iterator[str]:
    if submission.duedate is not None and submission.extension:
        yield f"You have an extension: your deadline is {_tell(submission.duedate)}."
    if submission.total_seconds_late > 0:
        times = f"You handed in on {_tell(submission.timestamp)}; the deadline was {_tell(submission.duedate)}."
        cost = (
            f"This costs {points(penalty)} of your {points(submission.score)} points" if penalty else "It costs nothing"
        )
        yield f"{times} {cost}."


def _list_others(grades: Mapping[str, Grade], comments: Mapping[str, Comment]) -> Iterator[TeacherScored]:
    """The cells that no exercise has, such as answers in words, in the order of their names."""
    for name in sorted(grades.keys() | comments.keys()):
        grade, comment = grades.get(name), comments.get(name)
        waits = grade is not None and grade.auto_score is None and grade.manual_score is None
        yield TeacherScored(
            name=name,
            score=None if grade is None or waits else plain_number(grade.score),
            max_score=0 if grade is None else plain_number(grade.max_score),
            comment=(comment.comment or "") if comment is not None else "",
        )


def _tell(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"
