"""What the checks of an exercise may say.

Code that has seen a hidden input, or the source of a right helper, can choose how it fails: the class of an exception,
a line, a shape, a known mistake. Each choice in a message would carry a part of what it has seen out to the student.
So a check shows all of its finding only when the code had seen neither. Any other check shows one of these:

- a sentence that such a public check of the function gave as well;
- the one known mistake of the function, the same for all of these checks;
- what its source shows, chosen from the source and the rung alone: neither depends on what the code saw;
- one fixed sentence for each rung.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from autograder.assignment import Exercise
from autograder.grading.checks.judge import COUNTS_LATER, STOPPED
from autograder.grading.checks.session import CheckReport
from public_tests import Finding, Suite, describe_kept, diagnose, suspect

BY_HAND = "Build a small case of this kind and work it out by hand."
FIXED = {
    "type": (
        "{name} does not return what it should: {returns}.",
        "Build a small case of this kind and print the type of the result.",
    ),
    "shape": (
        "{name} returns an array of the wrong shape. It should be {shape}.",
        "Build a small case of this kind and print the shape.",
    ),
    "finite": (
        "{name} returns nan or inf instead of numbers.",
        "Build a small case of this kind and print the result.",
    ),
    "values": ("{name} returns the right shape but wrong values.", BY_HAND),
    "cache": ("{cache}.", "Build a small case of this kind and print each part."),
    "output": (COUNTS_LATER.format("{first}"), BY_HAND),
    "raised": ("{name} stops with an error.", "Call it on a small case of this kind and read Python's error message."),
    "inputs": ("{name} changes its input arrays or its input dictionary; work on a copy.", ""),
    "again": ("{name} gives a different answer when it is called a second time.", ""),
    "not_written": ("{name} is not written yet.", ""),
    **{rung: (f"{{name}} {sentence}", "") for rung, sentence in STOPPED.items()},
}
"""The message of a check by its rung alone: what is wrong, and what to try if no mistake is known.

All in braces is fixed for an exercise. Where there is nothing to try, a known mistake adds nothing either.
"""


def disclose(
    exercise: Exercise, reports: Sequence[CheckReport], shown: Mapping[str, Finding], suite: Suite
) -> list[CheckReport]:
    """The reports of an exercise, each with a finding that may be shown, in the light of all of them.

    shown: what public checks found, by the name of the check, while the code had seen nothing to give away.
    """
    closed = [report.finding for report in reports if not _is_open(report, shown)]
    by_rule = choose_mistake(closed, shown.values(), list(suite.mistakes))
    sentences = {finding.sentence for finding in shown.values()}

    def show(report: CheckReport) -> Finding:
        finding = report.finding
        return finding if _is_open(report, shown) else _close(exercise, finding, sentences, by_rule, suite.mistakes)

    return explain_reports(exercise.name, reports, suite, show)


def explain_reports(
    exercise: str,
    reports: Sequence[CheckReport],
    suite: Suite,
    show: Callable[[CheckReport], Finding] = lambda report: report.finding,
) -> list[CheckReport]:
    """The reports of a function, each finding in the light of all of them. show: what may be shown of a report."""
    if all(report.finding.right for report in reports):
        return list(reports)
    cases = {case.name: case for case in suite.cases[exercise]}
    judged: dict[str, Finding] = {}
    for report in reports:
        judged.setdefault(report.case, report.finding)  # the first check of a case is that of its values
    diagnosis = diagnose([(cases[name], finding) for name, finding in judged.items()], list(suite.mistakes))
    if diagnosis is None:
        return [replace(report, finding=show(report)) for report in reports]
    return [
        replace(report, finding=diagnosis.explain(cases[report.case], show(report), suite.mistakes))
        for report in reports
    ]


def _is_open(report: CheckReport, shown: Mapping[str, Finding]) -> bool:
    return report.finding.right or shown.get(report.name) == report.finding


def choose_mistake(closed: Collection[Finding], shown: Collection[Finding], order: Sequence[str]) -> str | None:
    """The one mistake that closed findings may name by a rule: of those that they have, the commonest in all findings.

    order: decides between mistakes that are equally common.
    """
    named = {finding.mistake for finding in closed if finding.mistake}
    counts = Counter(finding.mistake for finding in (*closed, *shown) if finding.mistake in named)
    return min(counts, key=lambda mistake: (-counts[mistake], order.index(mistake)), default=None)


def _close(
    exercise: Exercise, finding: Finding, sentences: Collection[str], mistake: str | None, mistakes: Mapping[str, str]
) -> Finding:
    """A finding without anything that code could have chosen for what it has seen. sentences: that are shown anyway.

    mistake: the one that may be named by a rule.
    """
    rung, causes = finding.rung, finding.causes
    named = finding.mistake if finding.mistake == mistake else None
    plain = Finding(rung, mistake=named, credit=finding.credit, causes=causes, clue=finding.clue)
    if finding.sentence in sentences and finding.mistake == named:
        return replace(plain, sentence=finding.sentence)
    wrong, attempt = fixed_sentences(exercise, rung)
    if named and attempt:
        attempt = suspect(mistakes[named]) if rung == "raised" else mistakes[named]
    return replace(plain, sentence=f"{wrong} {attempt}".strip())


def fixed_sentences(exercise: Exercise, rung: str) -> tuple[str, str]:
    """The message of an exercise's check by its rung alone: what is wrong, and what to try."""
    name = exercise.name
    facts = {
        "name": name,
        "returns": ", ".join(exercise.returns),
        "first": exercise.returns[0],
        "shape": exercise.shape_rule or "that of one number",
        "cache": "; ".join(describe_kept(*kept) for kept in exercise.keeps.items()),
    }
    wrong, attempt = FIXED[rung]
    return wrong.format_map(facts), attempt
