"""What the checks of an exercise may say.

Code that has seen a hidden input, or the source of a right helper, can choose how it fails: the class of an exception,
a line, a shape, a known mistake. Each choice in a message would carry a part of what it has seen out to the student.
So a check shows all of its finding only when the code had seen neither. Any other check shows one of these:

- a sentence that such a public check of the function gave as well;
- the one known mistake of the function, the same for all of these checks;
- one fixed sentence for each rung.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from autograder.assignment import Exercise
from autograder.grading.checks.judge import COUNTS_LATER, STOPPED
from autograder.grading.checks.session import CheckReport
from public_tests import Finding, describe_kept, suspect

BY_HAND = "Build a small case of this kind and work it out by hand."
FIXED = {
    "type": (
        "{name} does not return what it should: {returns}.",
        "Build a small case of this kind and print its type.",
    ),
    "shape": (
        "{name} returns an array of the wrong shape. It should be {shape}.",
        "Build a small case of this kind and print the shape.",
    ),
    "finite": (
        "{name} returns nan or inf: a division by zero, or memory that was never filled?",
        "Build a small case of this kind and print the result.",
    ),
    "values": ("{name} returns the right shape but wrong values.", BY_HAND),
    "cache": ("{cache}.", "Build a small case of this kind and print each part."),
    "output": (COUNTS_LATER.format("{first}"), BY_HAND),
    "raised": ("{name} stops with an error.", "Call it on a small case of this kind and read what Python says."),
    "inputs": ("{name} changes the arrays or the dictionary that it was given; work on a copy.", ""),
    "again": ("{name} gives another answer when it is called a second time.", ""),
    "not_written": ("{name} is not written yet: nothing was assigned to what it returns.", ""),
    **{rung: (f"{{name}} {sentence}", "") for rung, sentence in STOPPED.items()},
}
"""What a check says by its rung alone: what is wrong, and what to try where no mistake is known.

All in braces is fixed for an exercise. Where there is nothing to try, a known mistake adds nothing either.
"""


def disclose(
    exercise: Exercise, reports: Sequence[CheckReport], shown: Mapping[str, Finding], mistakes: Mapping[str, str]
) -> list[CheckReport]:
    """The reports of an exercise, each with a finding that may be shown.

    shown: what public checks found, by the name of the check, while the code had seen nothing to give away.
    mistakes: sentences of the known mistakes, in the order of the catalogue.
    """
    closed = [report.finding for report in reports if not _is_open(report, shown)]
    if not closed:
        return list(reports)
    mistake = choose_mistake(closed, shown.values(), list(mistakes))
    sentences = {finding.sentence for finding in shown.values()}
    return [
        report
        if _is_open(report, shown)
        else replace(report, finding=_close(exercise, report.finding, sentences, mistake, mistakes))
        for report in reports
    ]


def _is_open(report: CheckReport, shown: Mapping[str, Finding]) -> bool:
    return report.finding.right or shown.get(report.name) == report.finding


def choose_mistake(closed: Collection[Finding], shown: Collection[Finding], order: Sequence[str]) -> str | None:
    """The one mistake that closed findings may name: of those that they have, the commonest in all findings.

    order: decides between mistakes that are equally common.
    """
    named = {finding.mistake for finding in closed if finding.mistake}
    counts = Counter(finding.mistake for finding in (*closed, *shown) if finding.mistake in named)
    return min(counts, key=lambda mistake: (-counts[mistake], order.index(mistake)), default=None)


def _close(
    exercise: Exercise, finding: Finding, sentences: Collection[str], mistake: str | None, mistakes: Mapping[str, str]
) -> Finding:
    """A finding without anything that code could have chosen for what it has seen. sentences: that are shown anyway."""
    rung, credit = finding.rung, finding.credit
    named = finding.mistake if finding.mistake == mistake else None
    if finding.sentence in sentences and finding.mistake == named:
        return Finding(rung, finding.sentence, mistake=named, credit=credit)
    if finding.beside is not None:
        named = None  # the sentence of one mistake is not true of an array that takes two
    wrong, attempt = fixed_sentences(exercise, rung)
    known = mistakes[named] if named and attempt else ""
    if rung == "raised" and known:
        known = suspect(known)
    sentence = known if rung == "values" and known else f"{wrong} {known or attempt}".strip()
    return Finding(rung, sentence, mistake=named, credit=credit)


def fixed_sentences(exercise: Exercise, rung: str) -> tuple[str, str]:
    """What a check of an exercise says by its rung alone: what is wrong, and what to try."""
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
