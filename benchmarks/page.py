"""The page `docs/benchmarks.md`, as text."""

import os
import platform
from importlib.metadata import version

from benchmarks.figures import CROWD, MEGABYTE, Figure, capacity, costs, isolation, memory_of, scale
from benchmarks.rounds import Measured
from benchmarks.submissions import LEFT_OUT

FACTORS = {"s": 1.0, "ms": 1000.0, "MB": 1.0, "min": 1 / 60, "times": 1.0, "jobs": 1.0}
HEAD = """# Benchmarks

What grading costs: compared with nbgrader and with the bare calls of the students' functions, in each sandbox, with
more workers and with larger classes. `make bench` measures all of it in one run and writes this page and its picture;
no figure is typed in. Other machines have other figures. The ratios hold better, since all was measured on one machine,
in turn.

"""
PICTURE = "benchmarks.svg"


def write_page(measured: Measured, rounds: int) -> str:
    """The page as Markdown text. rounds: how many there were."""
    parts = [
        HEAD + describe_machine(measured, rounds),
        f"![{alternative(measured)}]({PICTURE})",
        "## Cost of one submission",
        table(costs(measured)),
        "## Isolation",
        "Isolation is the time of the grader's jobs in the sandbox, in all their processes, less the time of the bare "
        "calls. Starting the sandbox is listed apart. A submission with a mistake needs more than one job. Each job "
        "runs several times in one grader, which recognises small replies that it has decoded before, as in a large "
        "class.",
        table(isolation(measured)),
        "## Workers, memory, large classes",
        table(scale(measured)),
        "These are the peaks of the grader's own processes with two workers. The sandbox has limits of its own.",
        memory_table(measured),
        f"## {CROWD:,} submissions",
        "Calculated from the largest batch above. Workers share nothing. One process reads the notebooks and writes "
        "the results of all workers; where its processor time is the limit, more cores do not help.",
        capacity_table(measured),
        "## How it is measured",
        notes(measured),
    ]
    return "\n\n".join(parts) + "\n"


def describe_machine(measured: Measured, rounds: int) -> str:
    """The machine in general words, and how much of it there was."""
    cores = len(os.sched_getaffinity(0))
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "nbgrader", "pytest"))
    return (
        f"Measured on {cores} cores of a {platform.system()} machine ({platform.machine()}) with "
        f"Python {platform.python_version()}, {versions}. Medians of {rounds} rounds, of {len(measured.nbgrader)} for "
        f"nbgrader. Of the processor time that this virtual machine asked for, its host gave {measured.stolen:.0%} to "
        "others."
    )


def table(figures: list[Figure]) -> str:
    """Figures as a table, with targets and whether they were met."""
    lines = ["| figure | value | target | met? |", "|---|---:|---:|---|"]
    lines += [
        f"| {figure.name} | {tell(figure.value, figure.unit)} | {aims(figure)} | {figure.verdict} |"
        for figure in figures
    ]
    return "\n".join(lines)


def tell(value: float | None, unit: str) -> str:
    """A figure with its unit. value: seconds, megabytes or a plain number."""
    if value is None:
        return "not available here"
    number = value * FACTORS[unit]
    return f"{number:,.{0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2}f} {unit}"


def aims(figure: Figure) -> str:
    """The target of a figure in words."""
    target = figure.target
    if target is None:
        return ""
    factor = FACTORS[figure.unit]
    words = f"{'at most' if target.at_most else 'at least'} {target.bound * factor:g} {figure.unit}"
    return words if target.aim is None else f"{words}, better {target.aim * factor:g}"


def memory_table(measured: Measured) -> str:
    """Peak memory by the number of submissions."""
    lines = [
        "| submissions | reads and writes | largest worker | all together | wall time |",
        "|---:|---:|---:|---:|---:|",
    ]
    for count, usage in measured.memory.items():
        peaks = memory_of(usage)
        values = (tell(peak / MEGABYTE, "MB") for peak in (peaks.parent, peaks.worker, peaks.total))
        lines.append(f"| {count:,} | {' | '.join(values)} | {tell(usage.wall, 'min')} |")
    return "\n".join(lines)


def capacity_table(measured: Measured) -> str:
    """Hours by cores."""
    lines = ["| cores | hours |", "|---:|---:|"]
    return "\n".join([*lines, *(f"| {cores} | {hours:.1f} |" for cores, hours in capacity(measured).items())])


def alternative(measured: Measured) -> str:
    """What the picture shows, in words."""
    points = ", ".join(
        f"{figure.label} {tell(figure.value, figure.unit)}" for figure in costs(measured) if figure.label
    )
    peaks = ", ".join(
        f"{tell(memory_of(usage).total / MEGABYTE, 'MB')} with {count:,}" for count, usage in measured.memory.items()
    )
    return f"Two charts. CPU a submission on a logarithmic scale: {points}. Peak memory by size of the class: {peaks}."


def notes(measured: Measured) -> str:
    """What was run, and what was not."""
    left_out = "; ".join(f"`{student}`: {reason}" for student, reason in LEFT_OUT.items())
    return f"""- The class has {measured.students} notebooks: the examples, every third of the right styles in the
  tests, and the commonest mistake in each graded function. A larger batch repeats this class, with another remark in
  each function that is written and up to seven cells more at the top. The grader recognises an answer that it has
  judged before, bit for bit. In any class most right answers and common mistakes are the same; here the rare ones
  repeat, too. Left out are the example that is not a notebook, what nbgrader cannot grade, and one style ({left_out}).
- CPU is the processor time of a command and all processes that it starts: the sandbox, its children, nbgrader's
  kernels. Wall time is that of the whole command.
- "Ours" is `autograder grade` in the best sandbox of this machine: the start of Python and pytest, reading, isolation,
  calls, checks, results and tables.
- "nbgrader" is `nbgrader autograde` for the whole class, on the released notebook as it is. It runs every cell of each
  notebook in a kernel, figures too, and judges by the public tests alone. It calls each function on fewer cases than
  ours, and has no hidden cases.
- The floor is the bare calls: the written functions on all cases, twice each, in one process without isolation or
  judging. The grader calls most functions only once, those whose source shows that they repeat their answer. Calls that
  are made again after a failure are not in the floor."""
