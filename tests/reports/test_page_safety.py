"""What comes from students stays text: in every field, on every page. Nothing of a hidden case is on any."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from autograder.authoring.answer_key import load_function
from autograder.differences import Comparison, compare, write_comparisons
from autograder.expected import Key
from autograder.grading.grader import Grader
from autograder.reading.reader import read_submission
from autograder.reports.class_counts import Tally
from autograder.reports.class_report import render_class_report
from autograder.reports.feedback import render_feedback
from examples.build import Notebook, edit, fill
from public_tests import Case
from tests.conftest import to_bytes
from tests.first_assignment import ASSIGNMENT, DEFINITION, OUTLINE
from tests.reports.attacks import ATTACKS, attacked_feedback, attacked_report
from tests.reports.conftest import Page, make_record, wrong_padding

ELEMENTS = (
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div", "h1", "h2", "h3"),
    *("p", "span", "strong", "code", "bdi", "a", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure"),
    *("figcaption", "table", "thead", "tbody", "tr", "th", "td", "wbr"),
    *("svg", "g", "rect", "path", "text", "ellipse", "desc", "defs", "clippath", "pattern", "use"),
)
TOOLS = ("script", "label", "input", "output")
LOADING = {"src", "srcset", "srcdoc", "style", "action", "formaction", "background", "data", "ping", "poster"}


def test_a_text_stays_a_text() -> None:
    """With an attack in every text of a record, a page has no element, attribute or address of the attack's."""
    for text in (*map(attacked_feedback, ATTACKS), attacked_report()):
        page = Page(text)
        # The class report has one script, ours, and what it needs; the hash in the policy is of that script alone.
        assert {tag for tag, _ in page.elements} <= {*ELEMENTS, *(TOOLS if "script-src" in text else ())}
        assert len(page.tags("script")) == ("script-src" in text)
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name in LOADING]
            address = attributes.get("href")
            assert address is None or (tag in ("a", "use") and address.startswith("#"))
        assert [meta for meta in page.tags("meta") if meta.get("http-equiv")] == page.tags("meta")[1:2]
        assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_templates_in_a_text_are_not_filled_in() -> None:
    """Words of a template language are shown as they are."""
    page = Page(attacked_feedback(ATTACKS[5]))
    assert "{{ 7 * 7 }}" in page.text
    assert "49" not in page.text


def test_a_page_allows_nothing_but_its_own_style() -> None:
    """The policy stands before everything that it forbids, and has no exception but one hash."""
    page = Page(render_feedback(make_record(), [], ASSIGNMENT))
    policy = page.tags("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    content = policy["content"] or ""
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'", content
    )
    assert [tag for tag, _ in page.elements][:4] == ["html", "head", "meta", "meta"]


def test_ids_of_a_page_are_distinct() -> None:
    """No id is given twice, and each reference has its target."""
    tally = Tally()
    tally.add(make_record(wrong_padding()))
    for text in (render_feedback(make_record(wrong_padding()), [], ASSIGNMENT), render_class_report(tally, ASSIGNMENT)):
        ids = [attributes["id"] for _, attributes in Page(text).elements if attributes.get("id")]
        assert len(ids) == len(set(ids))
        for reference in re.findall(r'(?:url\(|href=")#([^")]+)', text):
            assert reference in ids


def spoil(answers: dict[str, str]) -> dict[str, str]:
    """Answers to all exercises, in each of which something is wrong."""
    changes: Mapping[str, tuple[str, str]] = {
        "zero_pad": ("(0, 0)))", "(0, 0)), constant_values=1)"),
        "conv_single_step": ("* W", "+ W"),
        "conv_forward": ("stride * h", "h"),
        "pool_forward": ("stride * h", "h"),
    }
    wrong = dict(answers)
    for name, change in changes.items():
        wrong = edit(wrong, name, change)
    for name in ("create_mask_from_window", "distribute_value", "pool_backward"):
        wrong[name] = re.sub(r"return (.+)", r"return (\1) + 0.25", wrong[name])
    wrong["conv_backward"] = edit(wrong, "conv_backward", ("return dA_prev", "return dA_prev + 0.25"))["conv_backward"]
    return wrong


def hidden_numbers(key: Key) -> set[str]:
    """Every number of every hidden case, with six to seventeen digits and more: in decimals, and in powers of ten."""
    values = {abs(float(number)) for case in key_cases(key) if case.hidden for number in numbers_of(case)}
    public = {abs(float(number)) for case in key_cases(key) if not case.hidden for number in numbers_of(case)}
    long = {value for value in values - public if len(f"{value:.17g}") > 8}
    digits = {f"{value:.{count}g}" for value in long for count in range(6, 18)} | {repr(value) for value in long}
    digits |= {f"{value:.{count}f}" for value in long for count in range(8, 13) if value >= 0.01}
    return digits | {f"{value:.{count}e}".partition("e+")[0] for value in long for count in range(5, 17)}


def key_cases(key: Key) -> Iterator[Case]:
    """All cases of all exercises."""
    for cases in key.suite.cases.values():
        yield from cases


def numbers_of(case: Case) -> Iterator[float]:
    """Inputs and expected values of a case."""
    waiting: list[object] = [*case.arguments, *case.expected.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, np.ndarray):
            yield from value.ravel().tolist()
        elif isinstance(value, tuple | list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, float):
            yield value


def numbers_in(text: str) -> set[str]:
    """The numbers of a text that have six digits or more."""
    return {number for number in re.findall(r"\d+\.\d+(?:e-?\d+)?", text) if sum(map(str.isdigit, number)) >= 6}


def test_nothing_of_a_hidden_case_is_shown(
    grader: Grader, starter: Notebook, answers: dict[str, str], key: Key
) -> None:
    """No input, expected value or seed of a hidden case is on the page or in the file of differences.

    Each function is wrong, and every value that came back is offered for comparison, hidden cases first of all.
    """
    content = to_bytes(fill(starter, spoil(answers)))
    record = grader.grade("somebody", content)
    submission = read_submission(content, OUTLINE)
    checks = {exercise.name: exercise.checks for exercise in record.exercises}
    comparisons: list[Comparison] = []
    planted: list[Comparison] = []
    for name in key.suite.cases:
        function = load_function(submission, name)
        for case, check in zip(key.cases(name), checks[name], strict=False):
            value, returns = function(*case.fresh_arguments()), key.suite.returns[name]
            if (made := compare(case, returns, check.name, value)) is not None:
                comparisons.append(made)
            if case.hidden and (leak := compare(replace(case, hidden=False), returns, check.name, value)):
                planted.append(leak)
    assert len(comparisons) >= 10
    assert len(planted) >= 20
    page, sidecar = render_feedback(record, comparisons, ASSIGNMENT), write_comparisons(comparisons, "a" * 64)
    helped = {exercise.name for exercise in record.exercises if exercise.follow_through}
    assert page.count("<figure") == len([one for one in comparisons if one.exercise not in helped])
    secrets = hidden_numbers(key)
    assert not numbers_in(page + sidecar) & secrets
    seeds = {str(definition.seed_from(DEFINITION.key)) for definition in DEFINITION.cases if definition.hidden}
    assert not [seed for seed in seeds if seed in page + sidecar]
    # The search finds what it looks for: the same numbers, had they been let through.
    assert numbers_in(write_comparisons(planted, "a" * 64)) & secrets
    assert render_feedback(record, planted, ASSIGNMENT).count("<figure") == 0
