"""What the tests share: one grader, kept open, and notebooks made from the released starter."""

import json
import os
import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

# Each process of tests, and all that these start, would start a thread of numpy's for each processor: 0.1 s of each.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from coverage import Coverage

import public_tests
from autograder import commands, gradebook, platforms, reports
from autograder.batch import pool
from autograder.batch.task import open_grader
from autograder.grading.grader import Grader
from autograder.result import ExerciseResult, Record
from autograder.sandbox import TierChoice
from examples.build import Notebook, fill, read_answers, read_starter
from tests.first_assignment import DATA, EXPECTED, NAME
from tests.installed import ASSIGNMENTS, Installed
from tests.tiers import is_measured, is_slow

LONGEST = (
    "test_documented_commands",
    "hostile_files/test_reading",
    "attacks/test_attacks",
    "browser/test_jupyterlab",
    "test_known_mistakes",
    "gradebook/test_autograde",
    "test_cluster",
    "test_authors_walk",
    "gradebook/test_term",
    "test_third_verdict",
    "gradebook/test_nothing_hidden",
    "platforms/test_bundle",
    "test_tiny_course",
    "test_beginners",
    "test_kills",
    "source/test_lesson",
    "test_workers",
    "gradebook/test_example_class",
    "reports/test_browser",
    "test_disclosure",
    "test_standby",
    "source/test_half_finished",
    "test_fuzz",
    "test_mutants",
    "test_command_line",
    "test_grading",
    "test_batch",
    "test_large_class",
    "test_hostile_class",
    "test_right_styles",
    "sandbox/test_failures",
    "attacks/test_killed_grader",
    "test_examples",
    "gradebook/test_two_assignments",
    "test_training",
    "source/test_second_lesson",
    "gradebook/test_bad_input",
    "test_in_a_kernel",
    "source/test_figures",
    "sandbox/test_ordinary_user",
    "test_unforeseen",
    "hostile_files/test_notebooks",
    "reports/test_class_report",
    "test_memory",
    "test_benchmarks",
    "test_full_disk",
    "test_cases",
)
"""The files that take longest, longest first: begun last, one of them would keep one process busy alone at the end."""

COVERAGE, CONFIGURATION = Coverage.current(), os.environ.get("COVERAGE_PROCESS_CONFIG", "")
"""What measures coverage here, None without `coverage run`; and what makes a process that is started measure it."""

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # As under `nohup` or in the background of a script. What is ignored stays ignored in the commands that tests start
    # and interrupt; what is handled, though by doing nothing, is at its default there.
    signal.signal(signal.SIGINT, lambda number, frame: None)


def pytest_configure(config: pytest.Config) -> None:
    """Count the slow tests that are left out."""
    config.addinivalue_line("markers", "slow: left out by `make test`, see tests/tiers.py")
    config.pluginmanager.register(LeftOut(), "left-out")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """With `-n auto`, one process more than processors: some tests wait for a browser or a time limit."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests. Begin with the longest files; the rest in the order in which they were found."""
    for item in items:
        if is_slow(item):
            item.add_marker(pytest.mark.slow)
    rank = {Path(__file__).parent / f"{name}.py": number for number, name in enumerate(LONGEST)}
    assert all(path.exists() for path in rank), "LONGEST names a file that is not there"
    items.sort(key=lambda item: rank.get(item.path, len(LONGEST)))


@contextmanager
def measuring(wanted: bool) -> Iterator[None]:
    """Measure coverage for a while or not, here and in processes that are started. Nothing without `coverage run`."""
    if COVERAGE is None or wanted == (Coverage.current() is not None):
        yield
        return
    _switch(COVERAGE, wanted)
    try:
        yield
    finally:
        _switch(COVERAGE, not wanted)


def _switch(coverage: Coverage, on: bool) -> None:
    if on:
        os.environ["COVERAGE_PROCESS_CONFIG"] = CONFIGURATION
        coverage.start()
    else:
        coverage.stop()
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Measure coverage in one process that collects: all of pytest-xdist's import the same modules.

    What commands load when they need it is imported first: otherwise a test without measurement may be the first to.
    """
    hands_out_only = session.config.pluginmanager.hasplugin("dsession")
    with measuring(not hands_out_only and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"):
        if Coverage.current() is not None:
            for package in (commands, gradebook, platforms, reports):
                for module in iter_modules(package.__path__, f"{package.__name__}."):
                    import_module(module.name)
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop() -> Generator[None, object, object]:
    """Measure no coverage of what pytest does around the tests: tracing takes time, also of what is not reported."""
    with measuring(False):
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Measure coverage only where tests/tiers.py says so, in a test, its fixtures and their ends."""
    with measuring(is_measured(item)):
        return (yield)


pytest_runtest_call = pytest_runtest_teardown = pytest_runtest_setup


class LeftOut:
    """Counts the slow tests that are left out, in the process that collects them, and reports them at the end.

    With pytest-xdist every worker collects all tests, and sends its count to the process that prints.
    """

    count = 0

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Count the slow ones."""
        self.count += sum(item.get_closest_marker("slow") is not None for item in items)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Tell the process that prints, in a worker."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["left_out"] = self.count

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take the count of a worker: all have the same."""
        self.count = getattr(node, "workeroutput", {}).get("left_out", self.count)

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Say what was left out, and how to run it, below everything else."""
        reporter = config.pluginmanager.getplugin("terminalreporter")
        if self.count and reporter is not None:
            reporter.write_line(f"Slow tests left out: {self.count}. `make test-all` runs them, too.")


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_a_terminal() -> Iterator[None]:
    """What is printed is as wide and as coloured as where nobody has set anything."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def data_of_the_public_tests() -> Iterator[None]:
    """The public tests have the data of the first assignment: at the top of the checkout there are none beside them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(public_tests, "DATA", DATA)
        yield


@pytest.fixture(scope="session")
def starter() -> Notebook:
    """The released starter."""
    return read_starter(NAME)


@pytest.fixture(scope="session")
def loops() -> dict[str, str]:
    """Right answers to the graded exercises, with loops, by name."""
    return read_answers(NAME, "loops")


@pytest.fixture(scope="session")
def answers(loops: dict[str, str]) -> dict[str, str]:
    """Right answers to all eight exercises by name."""
    return loops | read_answers(NAME, "backward")


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    """A grader with the best sandbox that this machine has."""
    with open_grader("auto", EXPECTED) as opened:
        yield opened


@pytest.fixture(scope="session", params=ASSIGNMENTS.values(), ids=[*ASSIGNMENTS])
def installed(request: pytest.FixtureRequest) -> Installed:
    """Each installed assignment, for facts that hold for all of them."""
    return request.param


@pytest.fixture(scope="session")
def graders(grader: Grader) -> Iterator[dict[str, Grader]]:
    """A grader for each installed assignment."""
    others = {name: one.expected for name, one in ASSIGNMENTS.items() if name != NAME}
    with ExitStack() as opened:
        yield {NAME: grader} | {name: opened.enter_context(open_grader("auto", path)) for name, path in others.items()}


@pytest.fixture(scope="session")
def own_grader(installed: Installed, graders: dict[str, Grader]) -> Grader:
    """A grader for the assignment of `installed`."""
    return graders[installed.name]


@pytest.fixture
def one_grader(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of one process use the open grader, for tests of what is around it, since opening one takes a while.

    With other cases a batch still opens its own.
    """

    def opened(tier: TierChoice, expected: Path) -> AbstractContextManager[Grader]:
        return nullcontext(grader) if expected == EXPECTED else open_grader(tier, expected)

    monkeypatch.setattr(pool, "open_grader", opened)


@pytest.fixture
def grade(grader: Grader, starter: Notebook) -> Callable[[Mapping[str, str]], Record]:
    """Grade the starter with some answers filled in, by name."""

    def run(filled: Mapping[str, str]) -> Record:
        return grader.grade("somebody", to_bytes(fill(starter, filled)))

    return run


def to_bytes(notebook: Notebook) -> bytes:
    """A notebook as a file holds it."""
    return json.dumps(notebook).encode()


def result_of(record: Record, name: str) -> ExerciseResult:
    """One exercise of a record."""
    return next(exercise for exercise in record.exercises if exercise.name == name)
