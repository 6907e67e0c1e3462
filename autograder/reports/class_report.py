"""The report on a class: what a teacher wants to know before the next lecture, without anybody's name.

Names stand in one place only: beside faults of the grader, where somebody has to act. They are folded, so that the
page can be shown to the class.
"""

from dataclasses import dataclass
from pathlib import Path

from autograder.assignment import Assignment
from autograder.reports.charts import bin_scores, draw_mistakes, draw_scores, draw_statuses
from autograder.reports.class_counts import CheckCount, Tally
from autograder.reports.labels import STATUSES
from autograder.reports.page import render, write_page
from autograder.reports.results import use_results
from autograder.result import Status
from autograder.stored_results import ResultsFolder

MOST_ROWS = 20
TO_BEGIN_WITH = 5
GROUPS = {
    "right": (Status.PASSED,),
    "partly right": (Status.PARTIAL,),
    "not right": (
        *(Status.FAILED, Status.RAISED, Status.TIMED_OUT),
        *(Status.OUT_OF_MEMORY, Status.CRASHED, Status.SYNTAX_ERROR),
    ),
    "not begun": (Status.NOT_WRITTEN, Status.MISSING),
    "not graded": (Status.GRADER_FAULT,),
}
TONES = dict(zip(GROUPS, ("right", "part", "wrong", "blank", "fault"), strict=True))


@dataclass(frozen=True)
class CommonMistake:
    """A mistake with its sentence, how often it was made, and in which exercises."""

    name: str
    sentence: str
    count: int
    exercises: dict[str, int]


def write_report_of(results: ResultsFolder, assignment: Assignment, target: Path, left_out: dict[str, str]) -> int:
    """Write the report on a folder of results; returns on how many. Each is read once, and none is kept.

    left_out: gets the students left out, and why.
    """
    tally = Tally()
    for _ in use_results(results, lambda _, record: tally.add(record), left_out):
        pass
    write_page(render_class_report(tally, assignment), target)
    return tally.submissions


def render_class_report(tally: Tally, assignment: Assignment) -> str:
    """The page as text."""
    most = assignment.max_score
    mistakes = [
        CommonMistake(name, assignment.sentences.get(name, ""), count, _where(tally, name))
        for name, count in tally.common_mistakes()
    ]
    groups = [group for group in GROUPS if any(_group(tally, name, group) for name in tally.statuses)]
    rows = {name: [_group(tally, name, group) for group in groups] for name in tally.statuses}
    by_exercise = {name: tally.mistakes[name] for name in tally.statuses}
    shown = [status for status in STATUSES if any(counts[status] for counts in tally.statuses.values())]
    return render(
        "class_report.html",
        title=assignment.title,
        tally=tally,
        max_score=most,
        bins=bin_scores(tally.scores, most),
        statuses={status: STATUSES[status] for status in shown},
        mistakes=mistakes,
        to_begin_with=mistakes[:TO_BEGIN_WITH],
        in_picture=min(len(mistakes), MOST_ROWS),
        hardest={name: _hardest(checks) for name, checks in tally.checks.items()},
        untrusted=sum(count for (_, trusted), count in tally.tiers.items() if not trusted),
        mixed=max(len(tally.graders), len(tally.environments)) > 1,
        scores_picture=draw_scores(tally.scores, most) if tally.scores else None,
        statuses_picture=draw_statuses(rows, [(group, TONES[group]) for group in groups]) if rows else None,
        mistakes_picture=(draw_mistakes(by_exercise, [one.name for one in mistakes[:MOST_ROWS]]) if mistakes else None),
    )


def _group(tally: Tally, exercise: str, group: str) -> int:
    return sum(tally.statuses[exercise][status] for status in GROUPS[group])


def _where(tally: Tally, mistake: str) -> dict[str, int]:
    return {name: tally.mistakes[name][mistake] for name in tally.statuses if tally.mistakes[name][mistake]}


def _hardest(checks: dict[str, CheckCount]) -> tuple[str, CheckCount]:
    """The check that the smallest share passed, the first of several."""
    return min(checks.items(), key=lambda item: item[1].passed / item[1].judged)
