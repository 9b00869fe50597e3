"""Writing a sample into the ledger, for the answers to be filled in (B-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.records import writer
from jiedui.records.alone import alone
from jiedui.records.kinds import names_of, path_of
from jiedui.records.staging import Staging
from jiedui.reports.recheck import KIND
from jiedui.reports.recheck.draw import draw
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.time import Quarter
    from jiedui.records.schema import SchemaLibrary


class Drawing(Struct, frozen=True):
    """What is to be drawn: the quarter, the share of each federation in percent, the day, and the city's folder."""

    quarter: Quarter
    percent: int
    on: date
    city: str


class Stored(NamedTuple):
    """The path of the record from the ledger's folder, and the number of households in it."""

    path: str
    households: int


class NobodyError(Exception):
    """No household counts as contacted in the quarter: there is nobody to draw from."""


def store(root: Path, library: SchemaLibrary, drawing: Drawing) -> Stored:
    """Draw the sample of a quarter and write its record.

    Raises :class:`NobodyError`, :class:`~jiedui.records.alone.BusyError`, and as
    :func:`~jiedui.reports.recheck.draw.draw` does.
    """
    with alone(root):
        drawn = draw(root, library, drawing.quarter, drawing.percent)
        if not drawn.households:
            raise NobodyError
        path = _free(root, drawing)
        record = {
            "date": drawing.on.isoformat(),
            "quarter": str(drawing.quarter),
            "tree": drawn.tree,
            "percent": drawing.percent,
            "households": [{"household": household} for household in drawn.households],
        }
        with Staging(root) as staging:
            staging.write_all({root / path: writer.write(record, library[KIND])}, {root / path})
    return Stored(path, len(drawn.households))


def _free(root: Path, drawing: Drawing) -> str:
    """Return the path of the day's record: two quarters may be drawn on one day."""
    paths = (path_of(KIND, drawing.city, name) for name in names_of(f"{drawing.on}-recheck"))
    return next(path for path in paths if not (root / path).exists())
