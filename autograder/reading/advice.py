"""What a notebook does that may be why a function fails, found in its source: for the notes of the result."""

from collections.abc import Iterable, Iterator

from autograder.reading.submission import Submission
from autograder.text import list_names


def advise(submission: Submission, failed: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each suspicious thing about some functions. failed: those that ran and did not pass."""
    return tuple(sentence for name in failed for sentence in _suspicions(submission, name))


def _suspicions(submission: Submission, name: str) -> Iterator[str]:
    if name in submission.cut:
        yield submission.cut[name]
    definitions = submission.definitions(name)
    cells = list(dict.fromkeys(found.unit.label for found in reversed(definitions)))
    if len({found.unit.source.strip() for found in definitions}) > 1:
        yield f"{name} is defined {len(definitions)} times, in {list_names(cells)}; the last one counts."
    for variable, label in submission.variables(name).items():
        yield (
            f"{name} uses the variable {variable} of {label}, which at grading is not what you saw there: "
            "a function should use only its arguments."
        )
