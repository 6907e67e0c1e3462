"""What every HTML page has in common: templates, one style sheet, and what keeps a page from doing anything.

A page is one file without scripts, that loads nothing: its Content-Security-Policy allows just the one style sheet
that it holds, by hash. Texts come from students; they are escaped, and what would hide or turn around other text
is written out.
"""

import base64
import functools
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.reports.labels import describe_points
from autograder.storage import write_whole
from autograder.text import for_html

TEMPLATES = Path(__file__).with_name("templates")
STYLE_SHEET = TEMPLATES / "style.css"


def render(template: str, **values: object) -> str:
    """The text of a page. template: a file name in `templates`. Texts among the values are made safe to show."""
    environment = _environment()
    style, policy = _read_style()
    return environment.get_template(template).render(style=style, policy=policy, **values)


def write_page(text: str, path: Path) -> None:
    """Write a page whole or not at all, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))


def prose(text: str) -> Markup:
    """A sentence as HTML, with what stands between backticks set as code."""
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
    environment.filters["points_by_teacher"] = describe_points
    return environment


def points(value: float) -> str:
    """A number of points: 40, 7.5."""
    return f"{value:.10g}"


@functools.cache
def _read_style() -> tuple[Markup, str]:
    """The style sheet, and the policy that allows it and nothing else."""
    style = STYLE_SHEET.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Markup(style), policy  # a file of ours
