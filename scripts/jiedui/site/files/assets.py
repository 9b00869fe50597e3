"""Style sheets and scripts of the pages, as they lie in ``assets/``; the site's own style sheet is kept by concern."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.site.drawing import columns
from jiedui.site.machine.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSETS = Path(__file__).parents[1] / "assets"

# In this order they make ``assets/site.css``: what comes later has the last word.
STYLES = ("colours", "base", "frame", "text", "lists", "tables", "charts", "map", "pages", "print")


def files() -> Iterator[OutputFile]:
    """Yield every asset with its place from the top of the site."""
    yield OutputFile("assets/site.css", "\n".join(_sheet(name) for name in STYLES))
    for asset in sorted(ASSETS.iterdir()):
        if asset.suffix in (".js", ".svg"):
            yield OutputFile(f"assets/{asset.name}", asset.read_text("utf-8"))


def _sheet(name: str) -> str:
    text = (ASSETS / "css" / f"{name}.css").read_text("utf-8")
    return f"{text}\n{columns.style_sheet()}" if name == "tables" else text
