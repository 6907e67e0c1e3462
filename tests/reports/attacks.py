"""Texts that would do something in a careless page, and records that have them in every place."""

import json

from autograder.differences import Comparison
from autograder.reports.class_counts import Tally
from autograder.reports.class_report import render_class_report
from autograder.reports.feedback import render_feedback
from autograder.result import FOR_TEACHERS, Record
from public_tests import Difference
from tests.first_assignment import ASSIGNMENT
from tests.reports.conftest import make_record, wrong_padding

ATTACKS = (
    "<script>document.title = 'run'</script>",
    "<img src='http://127.0.0.1:9/x' onerror=\"document.title = 'run'\">",
    '"><svg/onload=document.title="run"><a href="javascript:document.title=1">',
    "' autofocus onfocus='document.title=1' style='background:url(http://127.0.0.1:9/y)' x='",
    "</title></style></textarea><iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}${7*7}<%= 7*7 %>",
    "<svg><foreignObject><body onload=document.title=1></foreignObject></svg>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/z'><base href=http://127.0.0.1:9/>",
    "`<script>document.title = 'run'</script>`",
    "]]><!--<script>document.title=1</script>--&gt;",
    "\u202e\u2066<b>\x00\ud800</b>",
)
KEPT = {"status"}
"""A word of the grader's that decides how the rest is shown: with another there is little to show."""


def poison(value: object, text: str) -> object:
    """A record in which every text is the attack, as value and as key of none."""
    if isinstance(value, dict):
        return {key: inner if key in KEPT else poison(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [poison(inner, text) for inner in value]
    return text if isinstance(value, str) or value is None else value


def attacked_record(text: str) -> Record:
    """A record with an attack in every text, in which every kind of exercise and check occurs."""
    record = json.loads(make_record(wrong_padding()).to_json())
    checks = record["exercises"][0]["checks"]
    statuses = ("partial", "raised", "passed", "grader_fault", "failed", "missing", "not_written", "syntax_error")
    for exercise, status in zip(record["exercises"], statuses, strict=True):
        exercise |= {"status": status, "mistake": None if status == "raised" else "x", "checks": []}
    record["exercises"][0]["checks"] = checks
    record["exercises"][2]["follow_through"] = True
    return Record.from_json(json.dumps(poison(record | {FOR_TEACHERS: []}, text)))


def attacked_feedback(text: str) -> str:
    """A page of feedback with an attack in every text of the record and of what was compared."""
    difference = Difference(text, True, ((1.0, 2.0),), ((1.0, 3.0),), (0, 0), ((0, 1),), (0, 1), text)
    return render_feedback(attacked_record(text), [Comparison(text, text, text, difference)], ASSIGNMENT)


def attacked_report() -> str:
    """A class report on records with each of the attacks in every text."""
    tally = Tally()
    for text in ATTACKS:
        tally.add(attacked_record(text))
    tally.add(make_record(wrong_padding()))
    return render_class_report(tally, ASSIGNMENT)
