"""The benchmark measures what it says: its class, its bookkeeping of processes, its bare calls, its page."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.grading.grader import Grader
from autograder.reading.reader import read_submission
from autograder.sandbox import Call, Job, Unit
from benchmarks.bare import Cost, call_bare
from benchmarks.figures import Figure, Target, capacity
from benchmarks.isolation import Isolation, record_jobs, twice
from benchmarks.page import write_page
from benchmarks.picture import draw
from benchmarks.processes import CommandError, Own, Usage, measure
from benchmarks.rounds import QUICK, Measured, isolate
from benchmarks.submissions import LEFT_OUT, choose, make_class, write_tree
from examples.cnn_step_by_step import make_notebooks
from tests.first_assignment import NAME, NOTEBOOK, OUTLINE
from tests.golden import styles

# A process that ends at once, and its child, which works and writes only when its parent is gone.
LEAVES_AN_ORPHAN = """
import os, sys, time
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent or time.process_time() < 0.2:
        pass
    open(sys.argv[1], "w").close()
"""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The class."""
    return make_class()


@pytest.fixture
def measured() -> Measured:
    """A run as it might have been: 10 submissions, 2 rounds."""
    own = (Own(False, 80_000_000, 2.0), Own(True, 70_000_000, 40.0), Own(True, 75_000_000, 41.0))
    grown = (Own(False, 95_000_000, 20.0), *own[1:])
    isolation = Isolation(0.04, 1.5, {"bwrap": Cost(0.2, 0.25)}, {"bwrap": Cost(0.014, 0.016)})
    return Measured(
        students=10,
        batch=100,
        nbgrader=[Usage(40.0, 50.0)],
        once=[Usage(2.0, 2.5), Usage(2.2, 2.5)],
        alone=[Usage(7.0, 7.0), Usage(7.2, 7.5)],
        together=[Usage(7.0, 4.0), Usage(7.2, 5.0)],
        isolation=[isolation, isolation],
        memory={100: Usage(8.0, 5.0, own), 10_000: Usage(700.0, 500.0, grown)},
        stolen=0.125,
    )


def test_class_is_right_and_wrong_as_its_names_say(grader: Grader, texts: dict[str, str]) -> None:
    """At least 20 submissions get the scores in their names; a mistake costs points; most are right."""
    scores = {student: grader.grade(student, text.encode()).score for student, text in texts.items()}
    assert len(texts) >= 20
    for student, score in scores.items():
        named = student.rpartition("_")[2]
        assert score == int(named) if named.isdigit() else score < 100, student
    right = sum(score == 100 for score in scores.values())
    assert len(scores) / 2 < right < len(scores)


def test_what_is_left_out_is_an_example_or_a_style() -> None:
    """Nothing is left out under a name that is gone."""
    assert set(LEFT_OUT) < {*make_notebooks(), *styles(NAME)}


def test_tree_repeats_the_class_and_no_answer(tmp_path: Path, texts: dict[str, str]) -> None:
    """A batch has as many students as asked for, and no two functions are the same text."""
    tree = write_tree(choose(texts, 2), tmp_path / "tree", 5)
    notebooks = sorted(tree.glob(f"*/{NAME}/{NOTEBOOK}"))
    assert len(notebooks) == 5
    found = [read_submission(notebook.read_bytes(), OUTLINE).definition("zero_pad") for notebook in notebooks]
    assert len({statement.unit.source for statement in found if statement}) == 5


def test_orphans_are_waited_for_and_counted(tmp_path: Path) -> None:
    """A process that lost its parent belongs to the command still: its end is awaited, its time is in the sum."""
    written = tmp_path / "written"
    usage = measure([sys.executable, "-c", LEAVES_AN_ORPHAN, str(written)], tmp_path, os.environ)
    assert written.exists()
    assert usage.cpu >= 0.2


def test_failing_command_is_told_with_its_words(tmp_path: Path) -> None:
    """No figure comes of a command that failed."""
    with pytest.raises(CommandError, match="status 3:\nwhat it said"):
        measure([sys.executable, "-c", "print('what it said'); raise SystemExit(3)"], tmp_path, os.environ)


def test_bare_calls_see_what_calls_in_the_sandbox_see() -> None:
    """Each has arguments of its own, a failure stops none of the others, and pytest cannot be imported."""
    source = """
sums = []
def add(X):
    sums.append(float(X.sum()))
    X += 1
def fail():
    import pytest
    sums.append("it can be imported")
"""
    once = Call("add", (np.zeros(3),))
    call_bare(Job((Unit("cell", 1, source),), (once, Call("fail", ()), once, Call("undefined", ()), once)))
    assert sys.modules["submission"].__dict__["sums"] == [0.0, 0.0, 0.0]


def test_isolation_is_measured_in_each_tier_of_the_machine(
    tmp_path: Path, texts: dict[str, str], grader: Grader
) -> None:
    """A function with a wrong helper takes a second job; the tier that `auto` takes has figures."""
    chosen = {name: texts[name] for name in ("right_vectorised_100", "zero_pad_wrong_but_convolution_right_91")}
    tree = write_tree(chosen, tmp_path / "tree")
    isolation = isolate(tree, tmp_path / "report", replace(QUICK, repeats=1, openings=1), dict(os.environ))
    assert isolation.jobs > 1
    assert isolation.floor > 0
    assert grader.sandbox.tier in isolation.opening
    assert isolation.opening.keys() == isolation.added.keys()


def test_jobs_that_are_measured_are_those_of_one_grader(tmp_path: Path, texts: dict[str, str]) -> None:
    """What the sandbox keeps of one submission for the next counts as in a class: the calls of all are the same."""
    chosen = {name: texts[name] for name in ("right_vectorised_100", "right_with_loops_100")}
    jobs = record_jobs(write_tree(chosen, tmp_path / "tree"))
    calls = [submission[0][0].calls for submission in jobs]
    assert len(calls) == 2
    assert calls[0] == calls[1]


def test_floor_has_each_case_twice_however_often_the_grader_asked() -> None:
    """Figures stay comparable when the grader asks less: its rounds, one or two, and its batches do not count."""
    one, other = Call("f", (1,)), Call("f", (2,))
    for calls in ((one, other), (one, other, other, one)):
        assert twice(Job((), calls, (1, 1))) == Job((), (one, other, one, other))


def test_targets_are_judged_by_the_figures() -> None:
    """Met, missed and not measured follow from figure and bound, for both kinds of bound."""
    most, least = Target(0.030), Target(60, at_most=False)
    assert [Figure("", value, "ms", most).verdict for value in (0.030, 0.031, None)] == [
        "met",
        "missed",
        "not measured",
    ]
    assert [Figure("", value, "times", least).verdict for value in (60.0, 59.9)] == ["met", "missed"]
    assert Figure("", 1.0, "s").verdict == ""


def test_page_tells_medians_ratios_and_verdicts(measured: Measured) -> None:
    """Ratios are taken within a round, figures told in their units; a tier that is not there is said to be so."""
    lines = write_page(measured, rounds=2).splitlines()

    def line(start: str) -> str:
        return next(line for line in lines if line.startswith(f"| {start}"))

    assert line("CPU of nbgrader over ours in").endswith("| 55.6 times | at least 60 times, better 100 | missed |")
    assert line("beyond the floor: CPU a submission").endswith("| 31.0 ms | at most 30 ms, better 20 | missed |")
    assert line("ours: CPU of one submission more").endswith("| 55.6 ms |  |  |")
    assert line("isolation, `bwrap`: CPU").endswith("| 14.0 ms | at most 15 ms | met |")
    assert line("isolation, `landlock`: CPU").endswith("| not available here | at most 15 ms | not measured |")
    assert line("wall time with 1 worker").endswith("| 1.62 times | at least 1.8 times | missed |")
    assert line("peak memory with 10,000").endswith("| 15.0 MB | at most 20 MB | met |")
    assert line("10,000 submissions on 2 cores").endswith("| 8.33 min | at most 10 min | met |")
    assert any("its host gave 12% to others" in line for line in lines)
    assert line("10,000 |") == "| 10,000 | 95.0 MB | 75.0 MB | 240 MB | 8.33 min |"


def test_capacity_is_bounded_by_the_process_that_writes(measured: Measured) -> None:
    """More cores help until the one process that reads and writes is busy all the time."""
    hours = capacity(measured)
    assert hours[2] == pytest.approx(100_000 * 0.050 / 3600)
    assert hours[16] == pytest.approx(hours[2] / 8)
    assert hours[64] == pytest.approx(100_000 * 0.002 / 3600)


def test_picture_of_the_same_figures_has_the_same_bytes(measured: Measured, tmp_path: Path) -> None:
    """Neither date nor chance is in it."""
    draw(measured, tmp_path / "one.svg")
    draw(measured, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert "4.00 s" in (tmp_path / "one.svg").read_text(encoding="utf-8")
