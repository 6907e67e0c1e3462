"""The form of a stored result: whoever reads a `result.json` checks it here first, and can rely on it afterwards.

A file may have been cut off, edited, or written by something else. Without this check each reader would fail in its
own way, in the middle of its work.
"""

import json
import math
from pathlib import Path


class _Number:
    """Stands for a score or a maximum."""


LARGEST = 1_000_000
CHECK = {"name": str, "hidden": bool, "passed": bool, "score": _Number, "max_score": _Number, "message": str}
EXERCISE = {
    "name": str,
    "status": str,
    "score": _Number,
    "max_score": _Number,
    "optional": bool,
    "follow_through": bool,
    "mistake": str | None,
    "message": str,
    "checks": [CHECK],
}
RECORD = {
    "schema_version": int,
    "student": str,
    "score": _Number,
    "max_score": _Number,
    "exercises": [EXERCISE],
    "notes": [str],
    "submission": {"sha256": str},
    "grader": {"version": str, "cases_sha256": str},
    "environment": {"python": str, "numpy": str},
    "sandbox": {"tier": str, "trusted_for_marks": bool, "protections": [str]},
    "run": {},
}
"""What every result has, as JSON gives it; there may be more."""


def read_form(path: Path) -> dict:
    """The content of a `result.json`.

    Raises OSError, RecursionError, and ValueError, which names what is missing or wrong.
    """
    return check_form(json.loads(path.read_bytes()))


def check_form(stored: object) -> dict:
    """The content of a `result.json` as JSON gives it. Raises ValueError, which names what is missing or wrong."""
    _check(stored, RECORD, "the result")
    assert isinstance(stored, dict), "checked"
    return stored


def _check(value: object, form: object, where: str) -> None:
    if isinstance(form, dict):
        if not isinstance(value, dict):
            raise ValueError(f"something in {where} is not an object")
        for name, inner in form.items():
            if name not in value:
                raise ValueError(f"{where} has no {name}")
            _check(value[name], inner, name)
    elif isinstance(form, list):
        if not isinstance(value, list):
            raise ValueError(f"{where} is not a list")
        for item in value:
            _check(item, form[0], where)
    elif form is _Number:
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_score(value):
            raise ValueError(f"{where} is not a number from 0 to {LARGEST:,}")
    elif not isinstance(value, form):  # type: ignore[arg-type]
        raise ValueError(f"{where} is of the wrong kind")


def _is_score(value: float) -> bool:
    return 0 <= value <= LARGEST and math.isfinite(value)
