"""A paper as one HTML file with nothing beside it: read on a screen, and printed in the same layout as the DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from jiedui.confinement import ConfinedTemplate
from jiedui.documents import layout
from jiedui.records.files import write_text
from jiedui.reports.paper import Heading, Note, Paper, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = Environment(
    loader=PackageLoader("jiedui.documents", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.template_class = ConfinedTemplate
ENVIRONMENT.tests |= {
    "heading": lambda block: isinstance(block, Heading),
    "paragraph": lambda block: isinstance(block, Paragraph),
    "note": lambda block: isinstance(block, Note),
}


def render(paper: Paper) -> str:
    """Return the HTML of a paper."""
    return ENVIRONMENT.get_template("paper.html.j2").render(paper=paper, layout=layout)


def write_html(paper: Paper, target: Path) -> None:
    """Write a paper to ``target``, making folders as needed."""
    write_text(target, render(paper))
