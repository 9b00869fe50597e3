"""What becomes of one sheet of an old workbook: where its head stands, and where each of its columns goes (R-080)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct, field
from jiedui.workbook.old.targets import LEFT_OUT, Ours, Whole, parted
from jiedui.workbook.old.words import TABLES, SheetSubject

if TYPE_CHECKING:
    from collections.abc import Mapping


_ROSTER = frozenset(TABLES[SheetSubject.PEOPLE])
_OTHERS = frozenset((*(table for subject in SheetSubject for table in TABLES[subject]), Whole.WHOSE)) - _ROSTER


class Sure(StrEnum):
    """How sure a target is that was proposed."""

    CERTAIN = "确定"
    LIKELY = "多半"
    DOUBTFUL = "要核对"


class ColumnUse(Struct, frozen=True):
    """Where a column goes, from 0, under what it ``said``; ``sure`` and ``why`` are those of a proposal."""

    column: int
    said: str
    target: str
    sure: Sure | None = None
    why: str = ""

    @property
    def taken(self) -> bool:
        """Whether it goes anywhere."""
        return self.target != LEFT_OUT


class FixedValue(NamedTuple):
    """What all rows of a sheet have that do not say otherwise, and why."""

    text: str
    why: str = ""


class SheetMap(Struct, frozen=True, kw_only=True):
    """What becomes of a sheet. ``first`` and ``last`` are the rows of its head, from 1, both 0 where it has none.

    Behind the row ``end``, if it is not 0, nothing is read.
    A sheet that is left out as a whole has no ``columns``, and ``why``. ``lacking`` are targets that records need and
    that none of its columns gives.
    """

    name: str
    first: int = 0
    last: int = 0
    end: int = 0
    columns: tuple[ColumnUse, ...] = ()
    fixed: Mapping[str, FixedValue] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    why: str = ""

    @property
    def targets(self) -> frozenset[str]:
        """The targets of its columns."""
        return frozenset(use.target for use in self.columns if use.taken)

    @property
    def is_roster(self) -> bool:
        """Whether its rows are people and households themselves, not what happened to them."""
        tables = {parted(place)[0] for place in self.targets - {Ours.NUMBER}}
        return not tables.isdisjoint(_ROSTER) or tables.isdisjoint(_OTHERS)
