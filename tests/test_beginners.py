"""The collection of beginners' wrong answers is well formed, and its judge tells true claims from false ones."""

import ast
from collections import Counter

import pytest

from autograder.grading.grader import Grader
from tests.beginners import Answer, read_answer, read_corpus
from tests.beginners.grading import PUBLIC_TEST, Graded, Statement, find_false, grade_all
from tests.beginners.judge import DoesNotEndError, harmless, holds, load, mistakes_named, right_answers, unexplained
from tests.first_assignment import DEFINITION, EXERCISES
from tests.mutants.redraws import killed_by

# An alarm that stops an endless answer may reach Python while it frees an object: then it is raised a second time.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
CORPUS = read_corpus()
READABLE = [answer for answer in CORPUS if not answer.unreadable]
MODULES = {"numpy", "torch", "torch.nn.functional", "concurrent.futures"}
HEADER = "# cause: nothing\n# must: {}\ndef zero_pad(X, pad):\n    return X\n"
RIGHT_IN_A_NOTEBOOK = {"with_threads"}
"""What only the sandbox refuses: the test that grades for real sees it fail."""
by_name = pytest.mark.parametrize("answer", READABLE, ids=lambda answer: answer.name)


def test_corpus_is_large_and_covers_every_exercise() -> None:
    """There are at least 160 answers, and at least ten for each exercise."""
    counts = Counter(answer.exercise for answer in CORPUS)
    assert counts.total() >= 160
    assert set(counts) == set(EXERCISES)
    assert min(counts.values()) >= 10


def test_names_are_unique() -> None:
    """No two answers have the same name, whatever their exercise."""
    assert [name for name, count in Counter(answer.name for answer in CORPUS).items() if count > 1] == []


def test_answer_parses_or_says_why_not() -> None:
    """Python reads each answer, or objects with the words of its header."""
    for answer in CORPUS:
        said = "nothing"
        try:
            ast.parse(answer.source)
        except SyntaxError as error:
            said = str(error)
        assert said.startswith(answer.unreadable or "nothing"), answer.name


def test_ids_are_those_of_known_mistakes() -> None:
    """A claim without quotes is the id of a mistake that the grader can name."""
    ids = {claim for answer in CORPUS for claim in answer.claims if not claim.startswith('"')}
    assert ids - set(DEFINITION.all_sentences) == set()


def test_answer_only_computes() -> None:
    """No answer imports a module beyond the few that beginners try, runs code from a text, or goes behind an object."""
    for answer in READABLE:
        nodes = list(ast.walk(ast.parse(answer.source)))
        imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert imported <= MODULES, answer.name
        assert not names & {"open", "eval", "exec", "compile", "globals", "save", "tofile"}, answer.name
        assert not [name for name in names if name.startswith("__")], answer.name


@by_name
def test_answer_is_wrong(answer: Answer, grader: Grader) -> None:
    """It fails a graded case within half a second, or its header says which kind of case is missing."""
    function = load(answer.exercise, answer.source)
    try:
        with harmless():
            wrong = killed_by(grader.session.key.suite, answer.exercise, function)
    except DoesNotEndError:
        wrong = True
    assert wrong == (not answer.escapes and answer.name not in RIGHT_IN_A_NOTEBOOK)


@pytest.fixture(scope="module")
def graded() -> list[Graded]:
    """All answers, graded for real."""
    return list(grade_all(CORPUS))


def test_answer_loses_points(graded: list[Graded]) -> None:
    """Each one is found and fails, unless it escapes, and none through a fault of the grader."""
    assert [one.answer.name for one in graded if one.passed != bool(one.answer.escapes)] == []
    assert [one.answer.name for one in graded if one.result.status in ("missing", "grader_fault")] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no_cause\n# must: unfilled\ndef f(): pass\n", "needs a cause"),
        ("no_claim\n# cause: nothing\ndef f(): pass\n", "needs a cause and what must be said"),
        ("two_causes\n# cause: one\n" + HEADER.format("unfilled"), "has cause twice"),
        ("bare_words\n" + HEADER.format("two words"), "neither in quotes nor an id"),
    ],
)
def test_wrong_header_is_refused(text: str, words: str) -> None:
    """What an author forgets or misspells is an error with the name of the answer."""
    with pytest.raises(ValueError, match=words) as refused:
        read_answer("zero_pad", text)
    assert text.partition("\n")[0] in str(refused.value)


def test_header_is_read() -> None:
    """Each line of a header becomes a field, and the rest is the source."""
    header = '# cause: a cause\n# must: unfilled | "zeros"\n# must: "pad"\n# never: pad_fixed\n'
    answer = read_answer("zero_pad", f"name\n{header}# a comment\nX = 1\n\n\n")
    assert answer.must == (("unfilled", '"zeros"'), ('"pad"',))
    assert (answer.cause, answer.never, answer.source) == ("a cause", ("pad_fixed",), "# a comment\nX = 1\n")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mistake_explains_itself_and_not_another(exercise: str, grader: Grader) -> None:
    """The answer key with a mistake in it is explained by that mistake on every case, and not by the next one."""
    cases = grader.session.key.suite.cases[exercise]
    one, other = [mistake for mistake in DEFINITION.mistakes if mistake.exercise == exercise][:2]
    source = one.apply(right_answers()[exercise])
    assert unexplained(exercise, source, {one.name}, cases) == []
    assert unexplained(exercise, source, {other.name}, cases) != []


def test_two_mistakes_at_once_are_explained_by_both_together(grader: Grader) -> None:
    """Neither of two mistakes explains what both do."""
    cases = grader.session.key.suite.cases["conv_forward"]
    answer = next(answer for answer in CORPUS if answer.name == "stride_and_bias_both_wrong")
    both = {"stride_ignored", "one_bias"}
    assert unexplained("conv_forward", answer.source, both, cases) == []
    assert all(unexplained("conv_forward", answer.source, {name}, cases) for name in both)


def test_mistake_that_only_some_cases_show_is_false(grader: Grader) -> None:
    """A mistake named where it happens to fit is false of the function; in the notebook the public cases decide."""
    cases = grader.session.key.suite.cases["pool_forward"]
    answer = next(answer for answer in CORPUS if answer.name == "average_inside_max")
    sentence = DEFINITION.all_sentences["unfilled"]
    for where in ("headline", PUBLIC_TEST):
        statement = Statement(where, sentence, frozenset({"unfilled"}))
        (first, unexplained_cases), second = find_false(answer, [statement], cases)
        assert (first, second) == (where, (where, "never unfilled"))
        assert unexplained_cases.startswith("unfilled does not explain max, stride 1; max, stride 2;")
        assert ("all values negative" in unexplained_cases) == (where != PUBLIC_TEST)


def test_claims_are_found_in_messages() -> None:
    """A mistake is named by what is special in its sentence, words are found whatever their capitals."""
    text = "Perhaps the stride is always 1, whatever `hparameters` holds."
    assert mistakes_named(text) == {"stride_fixed"}
    assert holds(text, "stride_fixed")
    assert holds(text, '"PERHAPS"')
    assert not holds(text, "stride_ignored")


def test_nothing_false_is_said_of_any_answer(graded: list[Graded]) -> None:
    """Of all answers nothing that is said is false, none passes, and 95 of 100 are named by their cause."""
    assert [(one.answer.name, one.false) for one in graded if one.false] == []
    assert [one.answer.name for one in graded if one.passed] == []
    assert sum(one.names_the_cause for one in graded) >= 0.95 * len(graded)
