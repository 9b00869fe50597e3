"""Writing the cards of a ledger into a folder: four files of sheets per federation, and a page that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from jiedui.model.ledger import Ledger
from jiedui.prints.cards import FamilyCard, Issue, WorkerCard, issues
from jiedui.prints.layout import LAYOUTS
from jiedui.prints.sheets import MARKER, TITLES, environment, long_date, render_sheets
from jiedui.records.files import write_text

INDEX = "index.html"
SHEETS = tuple(f"{side}-{layout.key}.html" for side in TITLES for layout in LAYOUTS)


class ForeignFileError(Exception):
    """A file stands in the way that was not made here; it is the exception's only argument."""


def write_cards(
    ledger: Ledger, as_of: date, out: Path, *, units: Iterable[str] | None = None, helper: str | None = None
) -> list[Path]:
    """Write the contact cards of every 主责 pairing open on ``as_of`` (R-120, R-121, 附件3).

    Only the households that some ``units`` manage, or those of one ``helper``, where these are given. Afterwards
    ``out`` holds the cards of this run alone: files of earlier runs are removed, any other file is left as it is.

    Returns the files, the index first. Raises :class:`ForeignFileError`, before anything is written, where a file
    of another origin would be overwritten.
    """
    found = issues(ledger, as_of, units=units, helper=helper)
    texts = {out / INDEX: _index(ledger, found, as_of)}
    for unit, group in groupby(found, key=lambda issue: issue.unit):
        for name, text in _sheets(ledger, unit, list(group), as_of):
            texts[out / unit / name] = text
    for file in texts:
        if file.exists() and not _made_here(file):
            raise ForeignFileError(file)
    for stale in set(_earlier(out)) - set(texts):
        stale.unlink()
        if not any(stale.parent.iterdir()):
            stale.parent.rmdir()
    for file, text in texts.items():
        write_text(file, text)
    return list(texts)


def _sheets(ledger: Ledger, unit: str, group: list[Issue], as_of: date) -> Iterator[tuple[str, str]]:
    sides: dict[str, list[FamilyCard] | list[WorkerCard]] = {
        "family": [issue.family for issue in group if issue.family],
        "worker": [issue.worker for issue in group if issue.worker],
    }
    for side, cards in sides.items():
        for layout in LAYOUTS:
            if cards:
                text = render_sheets(side, layout, cards, unit_name=_short(ledger, unit), as_of=long_date(as_of))
                yield f"{side}-{layout.key}.html", text


def _index(ledger: Ledger, found: list[Issue], as_of: date) -> str:
    groups = [
        {"id": unit, "name": _short(ledger, unit), "issues": list(group)}
        for unit, group in groupby(found, key=lambda issue: issue.unit)
    ]
    template = environment().get_template("index.html.j2")
    return template.render(ledger_name=ledger.policy.name, as_of=long_date(as_of), groups=groups, layouts=LAYOUTS)


def _short(ledger: Ledger, unit: str) -> str:
    return ledger.units[unit].short if unit in ledger.units else unit


def _earlier(out: Path) -> Iterator[Path]:
    """Yield the sheets of an earlier run: files named as here that carry the marker. Links are not followed."""
    for folder in out.iterdir() if out.is_dir() else ():
        if folder.is_dir() and not folder.is_symlink():
            yield from (file for name in SHEETS if (file := folder / name).is_file() and _made_here(file))


def _made_here(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as stream:
        return MARKER in stream.read(2000)
