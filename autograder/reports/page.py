"""What every HTML page has in common: templates, one style sheet, and what keeps a page from doing anything.

A page is one file that loads nothing: its Content-Security-Policy allows just the one style sheet that it holds, by
hash, and on a page for teachers one script from `templates` in the same way. Texts come from students; they are
escaped, and what would hide or turn around other text is written out.
"""

import base64
import functools
import hashlib
import re
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.reports.labels import describe_points
from autograder.storage import write_whole
from autograder.text import for_html

TEMPLATES = Path(__file__).with_name("templates")
STYLE_SHEET = TEMPLATES / "style.css"


def render(template: str, script: str = "", **values: object) -> str:
    """The text of a page. template, script: file names in `templates`. Texts among the values are made safe to show."""
    environment = _environment()
    style, policy = _read_style()
    code = Markup()
    if script:
        code, digest = _read_own(TEMPLATES / script)
        policy += f"; script-src '{digest}'"
    return environment.get_template(template).render(style=style, script=code, policy=policy, **values)


def write_page(text: str, path: Path) -> None:
    """Write a page whole or not at all, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def prose(text: str) -> Markup:
    """A sentence as HTML, with what is between backticks set as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(for_html(text)))))  # escaped just here


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=lambda value: for_html(value) if type(value) is str else value,  # Markup is made by us
    )
    environment.filters["prose"] = prose
    environment.filters["points"] = points
    environment.filters["day_and_time"] = describe_time
    environment.filters["points_by_teacher"] = describe_points
    return environment


def points(value: float) -> str:
    """A number of points: 40, 7.5."""
    return f"{value:.10g}"


def describe_time(time: datetime) -> str:
    """A day with its time: 2 Mar 2026, 23:59."""
    return f"{time.day} {time:%b %Y, %H:%M}"


@functools.cache
def _read_style() -> tuple[Markup, str]:
    """The style sheet, and the policy that allows it and nothing else."""
    style, digest = _read_own(STYLE_SHEET)
    return style, f"default-src 'none'; style-src '{digest}'; base-uri 'none'; form-action 'none'"


def _read_own(path: Path) -> tuple[Markup, str]:
    """The text of a file in `templates`, and its hash in the form that a policy needs."""
    text = path.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Markup(text), f"sha256-{digest}"
