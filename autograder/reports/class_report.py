"""The report on a class, for its teacher: who needs help, what to teach next, and how each student and exercise did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote

from autograder.assignment import Assignment
from autograder.intake.hand_in_times import HandIns
from autograder.reports.charts import bin_scores, draw_days, draw_mistakes, draw_scores, draw_statuses
from autograder.reports.class_counts import CheckCount, MistakeCount, Tally
from autograder.reports.grades import read_absent
from autograder.reports.groups_page import find_anchor, find_pages
from autograder.reports.labels import STATUSES, describe_status
from autograder.reports.page import render, write_page
from autograder.reports.results import use_results
from autograder.reports.similarity import MOST_PAIRS, Coincidence
from autograder.reports.situations import find_arrivals, find_help, is_late
from autograder.result import Status
from autograder.stored_results import ResultsFolder

MOST_ROWS = 20
TO_BEGIN_WITH = 5
MOST_DAYS = 14
MOST_COMPARED = 10
"""Mistakes whose shares are compared with those of an earlier class."""
GROUPS_PAGE = "groups.html"
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
    """A mistake with its sentence, how many students made it, and in which exercises.

    groups: where on the page of groups it is, with the exercise, the largest first. example: a student who made it.
    """

    name: str
    sentence: str
    count: int
    exercises: dict[str, int]
    groups: tuple[tuple[str, str, int], ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What is known of a class besides its results.

    absent: who handed in nothing. hand_ins: deadline and times. pages: addresses of feedback pages, by student.
    groups_page: address of the page of groups, empty where there is none. earlier: the class to compare with.
    similar: pairs of students with answers in common, None where nobody asked for them.
    """

    absent: Sequence[str] = ()
    hand_ins: HandIns = field(default_factory=HandIns)
    pages: Mapping[str, str] = field(default_factory=dict)
    groups_page: str = ""
    earlier: Tally | None = None
    similar: Sequence[Coincidence] | None = None


def write_report_of(
    results: ResultsFolder,
    assignment: Assignment,
    target: Path,
    left_out: dict[str, str],
    hand_ins: HandIns | None = None,
    compare: ResultsFolder | None = None,
    similar: Sequence[Coincidence] | None = None,
) -> int:
    """Write the report on a folder of results; returns on how many. Each is read once, and none is kept.

    left_out: gets the students left out, and why. hand_ins: deadline and times. compare: results of an earlier class.
    similar: pairs of students with answers in common, if they are to be shown.
    """
    tally = count_results(results, left_out)
    groups_page = results.path / GROUPS_PAGE
    beside = groups_page.absolute().parent == target.absolute().parent and groups_page.is_file()
    surroundings = Surroundings(
        read_absent(results.path / "grades.csv"),
        hand_ins or HandIns(),
        find_pages(results, target),
        quote(GROUPS_PAGE) if beside else "",
        count_results(compare, {}) if compare else None,
        similar,
    )
    write_page(render_class_report(tally, assignment, surroundings), target)
    return tally.submissions


def count_results(results: ResultsFolder, left_out: dict[str, str]) -> Tally:
    """The counts of a folder of results. left_out: gets the students left out, and why."""
    tally = Tally()
    for _ in use_results(results, lambda student, record: tally.add(replace(record, student=student)), left_out):
        pass
    return tally


def render_class_report(tally: Tally, assignment: Assignment, around: Surroundings | None = None) -> str:
    """The page as text."""
    around, most = around or Surroundings(), assignment.max_score
    mistakes = [_describe(tally, assignment, name, count) for name, count in tally.common_mistakes()]
    groups = [group for group in GROUPS if any(_group(tally, name, group) for name in tally.statuses)]
    rows = {name: [_group(tally, name, group) for group in groups] for name in tally.statuses}
    by_exercise = {name: tally.mistakes[name] for name in tally.statuses}
    shown = [status for status in STATUSES if any(counts[status] for counts in tally.statuses.values())]
    times = around.hand_ins.times
    days = _count_days(times[student.name] for student in tally.students if student.name in times)
    return render(
        "class_report.html",
        script="table.js",
        title=assignment.title,
        tally=tally,
        around=around,
        max_score=most,
        points={name: exercise.points for name, exercise in assignment.exercises.items()},
        describe_status=describe_status,
        arrivals=find_arrivals(tally, around.absent, around.hand_ins),
        is_late=partial(is_late, hand_ins=around.hand_ins),
        timeless=sum(student.name not in times for student in tally.students),
        help=find_help(tally),
        bins=bin_scores(tally.scores, most),
        statuses={status: STATUSES[status] for status in shown},
        difficulty={name: _difficulty(tally, assignment, name) for name in tally.statuses},
        mistakes=mistakes,
        to_begin_with=mistakes[:TO_BEGIN_WITH],
        in_picture=min(len(mistakes), MOST_ROWS),
        hardest={name: _hardest(checks) for name, checks in tally.checks.items()},
        compared=_compare(tally, around.earlier, assignment, mistakes) if around.earlier else [],
        untrusted=sum(count for (_, trusted), count in tally.tiers.items() if not trusted),
        most_similar=MOST_PAIRS,
        mixed=max(len(tally.graders), len(tally.environments)) > 1,
        days=days,
        days_picture=draw_days(days) if days else None,
        scores_picture=draw_scores(tally.scores, most) if tally.scores else None,
        statuses_picture=draw_statuses(rows, [(group, TONES[group]) for group in groups]) if rows else None,
        mistakes_picture=(draw_mistakes(by_exercise, [one.name for one in mistakes[:MOST_ROWS]]) if mistakes else None),
    )


def _describe(tally: Tally, assignment: Assignment, name: str, count: MistakeCount) -> CommonMistake:
    exercises = {each: tally.mistakes[each][name] for each in tally.statuses if tally.mistakes[each][name]}
    groups = sorted(count.groups.items(), key=lambda item: (-len(item[1]), item[0]))
    largest: dict[str, tuple[str, str, int]] = {}
    for key, students in groups:
        largest.setdefault(key[0], (key[0], find_anchor(key), len(students)))
    example = groups[0][1][0] if groups else ""
    sentence = assignment.sentences.get(name, "")
    return CommonMistake(name, sentence, count.students, exercises, tuple(largest.values()), example)


def _group(tally: Tally, exercise: str, group: str) -> int:
    return sum(tally.statuses[exercise][status] for status in GROUPS[group])


def _difficulty(tally: Tally, assignment: Assignment, name: str) -> float | None:
    """The share of its points that the class has in an exercise, of an optional one that of right answers."""
    own = [points for points, _ in tally.achieved(name)]
    most = assignment.exercises[name].points if name in assignment.exercises else 0
    return sum(own) / (len(own) * (most or 1)) if own else None


def _hardest(checks: dict[str, CheckCount]) -> tuple[str, CheckCount]:
    """The check that the smallest share passed, the first of several."""
    return min(checks.items(), key=lambda item: item[1].passed / item[1].judged)


def _count_days(times: Iterable[datetime]) -> dict[str, int]:
    """How many students handed in on each day, the last days up to MOST_DAYS, in UTC."""
    counts = Counter(time.date() for time in times)
    if not counts:
        return {}
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MOST_DAYS - 1))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {f"{day.day} {day:%b}": counts[day] for day in days}


def _compare(
    tally: Tally, earlier: Tally, assignment: Assignment, mistakes: Sequence[CommonMistake]
) -> list[tuple[str, str, str]]:
    """Rows of a table: what is compared, in this class and in the earlier one."""
    both = (tally, earlier)

    def row(words: str, *values: float | None, percent: bool = True) -> tuple[str, str, str]:
        one, other = (
            "" if value is None else f"{100 * value:.0f} %" if percent else f"{value:.4g}" for value in values
        )
        return words, one, other

    rows = [row("Submissions", *(float(one.submissions) for one in both), percent=False)]
    if all(one.scores for one in both):
        rows += [row("Median", *(one.quantile(0.5) for one in both), percent=False)]
        rows += [row("Mean", *(one.mean for one in both), percent=False)]
    for name in tally.statuses:
        rows.append(row(f"Points in `{name}`" if not tally.optional[name] else f"Right in `{name}`",
                        *(_difficulty(one, assignment, name) for one in both)))  # fmt: skip
    for mistake in mistakes[:MOST_COMPARED]:
        shares = (one.concerned[mistake.name].students / max(one.submissions, 1) for one in both)
        rows.append(row(f"`{mistake.name}`", *shares))
    return rows
