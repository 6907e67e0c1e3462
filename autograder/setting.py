"""What a result depends on besides the notebook, and when it was graded: parts of every record."""

from dataclasses import dataclass

from autograder.record_form import Fields


@dataclass(frozen=True)
class GraderVersion:
    """The grader: its version, and the SHA-256 of the file of cases."""

    version: str
    cases_sha256: str


@dataclass(frozen=True)
class Environment:
    """The versions of Python and numpy."""

    python: str
    numpy: str


@dataclass(frozen=True)
class Protection:
    """The sandbox: its tier, whether marks can be trusted that were made in it, and what its self-test measured."""

    tier: str
    trusted_for_marks: bool
    protections: tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """What a result depends on besides the notebook. The names of the fields are those of `result.json`."""

    grader: GraderVersion
    environment: Environment
    sandbox: Protection

    @classmethod
    def read(cls, fields: Fields) -> "Setting":
        """The setting of a stored result. Raises ValueError."""
        grader, environment, sandbox = map(fields.inner, ("grader", "environment", "sandbox"))
        return cls(
            GraderVersion(grader.text("version"), grader.text("cases_sha256")),
            Environment(environment.text("python"), environment.text("numpy")),
            Protection(sandbox.text("tier"), sandbox.flag("trusted_for_marks"), sandbox.texts("protections")),
        )


@dataclass(frozen=True)
class Run:
    """When it was graded, as ISO 8601 in UTC, and how long that took. Old results may have neither."""

    graded_at: str = ""
    seconds: float = 0

    @classmethod
    def read(cls, fields: Fields) -> "Run":
        """The run of a stored result. Raises ValueError."""
        return cls(
            fields.text("graded_at") if "graded_at" in fields else "",
            fields.number("seconds") if "seconds" in fields else 0,
        )
