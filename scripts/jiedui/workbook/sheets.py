"""Plain tables that become the sheets of a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its head and its width in characters of a half-width digit."""

    title: str
    width: float = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: a title line, column heads, rows of texts and whole numbers, and notes below."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = True


def as_number(value: str | int) -> str | int:
    """Return a whole number that is written as text as a number, so that a sheet can sum it; all else as it is."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value
