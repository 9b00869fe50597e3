"""Style sheets and scripts of the pages, as they lie in ``assets/``; the site's own style sheet is kept by concern."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.model.audience import INTERNAL
from jiedui.site.drawing import columns
from jiedui.site.family import WORKERS
from jiedui.site.machine.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.audience import Audience

ASSETS = Path(__file__).parents[1] / "assets"

# In this order they make ``assets/site.css``: what comes later has the last word.
STYLES = ("colours", "base", "frame", "text", "lists", "tables", "charts", "map", "pages", "entry", "print")

# The page that the forge sends a window back to in which somebody has signed in: it lies beside that of 登记.
SIGNED_IN = "signed-in.html"

# In this order, each behind those that it builds on, they make ``assets/entry.js``: 登记.
ENTRY = (
    "dom",
    "codes",
    "validator",
    "values",
    "schema",
    "suggest",
    "explain",
    "judge",
    "writer",
    "reader",
    "changes",
    "data",
    "picker",
    "duplicates",
    "controls",
    "fields",
    "rules",
    "visit",
    "drafts",
    "handover",
    "request",
    "signin",
    "forge",
    "basket",
    "places",
    "ask",
    "wording",
    "sealed",
    "preparing",
    "keeping",
    "sending",
    "app",
)

# What pages of households, 查户 and 登记 load, and no other.
WORKING = ("copy", "record", "find", "find-load", "find-pages", "find-people", "find-text", "signed-in")

# The one that is not ours keeps its licence.
VENDORED = "validator"

_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def files(audience: Audience = INTERNAL) -> Iterator[OutputFile]:
    """Yield every asset that a page for an audience may load, with its place from the top of the site."""
    works = audience.kind in WORKERS
    yield OutputFile("assets/site.css", "\n".join(_sheet(name) for name in STYLES))
    for asset in sorted(ASSETS.iterdir()):
        if asset.suffix in (".js", ".svg") and (works or asset.stem not in WORKING):
            yield OutputFile(f"assets/{asset.name}", asset.read_text("utf-8"))
    if not works:
        return
    yield OutputFile(SIGNED_IN, (ASSETS / SIGNED_IN).read_text("utf-8"))
    yield OutputFile("assets/entry.js", "".join(_form_script(name) for name in ENTRY))


def lean(script: str) -> str:
    """Return a script without its lines of comments, and without what its lines are indented by.

    That is a quarter of the form, which a telephone in a village waits for. No text of these scripts runs over lines.
    """
    return _INDENT.sub("", _COMMENT.sub("", script))


def _form_script(name: str) -> str:
    text = (ASSETS / "entry" / f"{name}.js").read_text("utf-8")
    return text if name == VENDORED else lean(text)


def _sheet(name: str) -> str:
    text = (ASSETS / "css" / f"{name}.css").read_text("utf-8")
    return f"{text}\n{columns.style_sheet()}" if name == "tables" else text
