"""The counts of a class, taken in one record at a time: of each only what is shown of its student is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import StatisticsError, correlation

from autograder.intake.choose_notebook import LATE
from autograder.result import Audience, ExerciseResult, Record, Status

MOST_FAULTS = 200


@dataclass
class CheckCount:
    """How often a check was judged, and how often it passed. mistakes: of the functions that fail it."""

    hidden: bool
    judged: int = 0
    passed: int = 0
    mistakes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Fault:
    """A student whose submission could not be graded, with the exercises concerned and the grader's own words."""

    student: str
    exercises: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Student:
    """What the report shows of a student. results: status and points by exercise. score: None where it is not final.

    tampering: sentences on code that could be meant for the grader.
    """

    name: str
    score: float | None
    results: dict[str, tuple[str, float]]
    late: bool
    unreadable: bool
    tampering: tuple[str, ...]

    def has(self, *statuses: Status) -> bool:
        """Whether an exercise has one of some statuses."""
        return any(status in statuses for status, _ in self.results.values())


@dataclass
class MistakeCount:
    """How many students made a mistake. groups: the students of each group of answers, by exercise and id."""

    students: int = 0
    groups: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Tally:
    """The counts. Scores are those of submissions without a fault of the grader: the others are not final.

    statuses: by exercise and status. mistakes: by exercise and id. checks: by exercise and name of the check.
    helped: exercises that were judged with right helpers. tiers: by name and whether trusted for marks.
    graders: by version and cases. environments: by versions of Python and numpy. faults: the first 200 of them.
    students: all of them, in order. concerned: by id of the mistake.
    """

    submissions: int = 0
    unreadable: int = 0
    faulty: int = 0
    scores: Counter[float] = field(default_factory=Counter)
    statuses: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    optional: dict[str, bool] = field(default_factory=dict)
    mistakes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    checks: dict[str, dict[str, CheckCount]] = field(default_factory=lambda: defaultdict(dict))
    helped: Counter[str] = field(default_factory=Counter)
    tiers: Counter[tuple[str, bool]] = field(default_factory=Counter)
    graders: Counter[tuple[str, str]] = field(default_factory=Counter)
    environments: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    students: list[Student] = field(default_factory=list)
    concerned: dict[str, MistakeCount] = field(default_factory=lambda: defaultdict(MistakeCount))

    def add(self, record: Record) -> None:
        """Count one record."""
        grader, environment, sandbox = record.setting.grader, record.setting.environment, record.setting.sandbox
        self.submissions += 1
        self.unreadable += record.unreadable
        self.tiers[sandbox.tier, sandbox.trusted_for_marks] += 1
        self.graders[grader.version, grader.cases_sha256] += 1
        self.environments[environment.python, environment.numpy] += 1
        if record.faulty:
            self.faulty += 1
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(Fault(record.student, record.faulty_exercises, record.all_notes))
        else:
            self.scores[record.score] += 1
        for exercise in record.exercises:
            self._add_exercise(exercise)
            if exercise.mistake and exercise.groups:
                groups = self.concerned[exercise.mistake].groups
                groups[exercise.name, exercise.groups.behaviour].append(record.student)
        for mistake in {exercise.mistake for exercise in record.exercises if exercise.mistake}:
            self.concerned[mistake].students += 1
        notes = () if record.faulty else record.notes
        self.students.append(
            Student(
                record.student,
                None if record.faulty else record.score,
                {exercise.name: (exercise.status, exercise.score) for exercise in record.exercises},
                LATE in record.student_notes,
                record.unreadable,
                tuple(note.text for note in notes if note.audience == Audience.TEACHER),
            )
        )

    def _add_exercise(self, exercise: ExerciseResult) -> None:
        name = exercise.name
        self.optional[name] = exercise.optional
        self.statuses[name][exercise.status] += 1
        self.helped[name] += exercise.follow_through
        if exercise.mistake:
            self.mistakes[name][exercise.mistake] += 1
        for check in exercise.checks:
            count = self.checks[name].setdefault(check.name, CheckCount(check.hidden))
            count.judged += 1
            count.passed += check.passed
            if exercise.mistake and not check.passed:
                count.mistakes[exercise.mistake] += 1

    @property
    def mean(self) -> float:
        """The mean score; there must be one."""
        return sum(score * count for score, count in self.scores.items()) / self.scores.total()

    def quantile(self, share: float) -> float:
        """The score that a share of the class, 0 to 1, does not go beyond; there must be a score."""
        wanted, seen = share * self.scores.total(), 0
        for score in sorted(self.scores):
            seen += self.scores[score]
            if seen >= wanted:
                return score
        return max(self.scores)

    def common_mistakes(self) -> list[tuple[str, MistakeCount]]:
        """Each recognised mistake, the one that concerns most students first."""
        return sorted(self.concerned.items(), key=lambda pair: (-pair[1].students, pair[0]))

    @property
    def graded(self) -> list[str]:
        """The exercises that have points."""
        return [name for name, optional in self.optional.items() if not optional]

    def achieved(self, name: str) -> Iterator[tuple[float, float]]:
        """What each student has in an exercise and in all others: points, of an optional one 1 if it is right."""
        for student in self.students:
            if student.score is not None and name in student.results:
                status, points = student.results[name]
                yield float(status == Status.PASSED) if self.optional[name] else points, student.score - points

    def discrimination(self, name: str) -> float | None:
        """How the points of an exercise go with those of all others, as a correlation; None where one never varies."""
        try:
            return correlation(*zip(*self.achieved(name), strict=True))
        except (StatisticsError, TypeError):
            return None
