"""The counts of a class, taken in one record at a time: no record is kept, so any number of them fits in memory."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from autograder.result import ExerciseResult, Record

MOST_FAULTS = 200


@dataclass
class CheckCount:
    """How often a check was judged, and how often it passed."""

    hidden: bool
    judged: int = 0
    passed: int = 0


@dataclass(frozen=True)
class Fault:
    """A student whose submission could not be graded, with the exercises concerned and the grader's own words."""

    student: str
    exercises: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass
class Tally:
    """The counts. Scores are those of submissions without a fault of the grader: the others are not final.

    statuses: by exercise and status. mistakes: by exercise and id. checks: by exercise and name of the check.
    helped: exercises that were judged with right helpers. tiers: by name and whether trusted for marks.
    graders: by version and cases. environments: by versions of Python and numpy. faults: the first 200 of them.
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

    def common_mistakes(self) -> list[tuple[str, int]]:
        """Each recognised mistake with how often it was made, the commonest first."""
        total: Counter[str] = Counter()
        for counts in self.mistakes.values():
            total.update(counts)
        return sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
