"""The columns of a table: what each is called, how it is sorted, and whether one chooses rows by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """How ``table.js`` sorts a column."""

    TEXT = ""
    NUMBER = "number"
    NONE = "none"
    """Not at all: the order of the rows says something, or the cells nothing that has an order."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table.

    A ``wide`` column holds running text: it stays readable on a telephone, and the table scrolls instead. A ``facet``
    is one that rows are chosen by: the script gives it a select where the table can be filtered.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    wide: bool = False
    facet: bool = False


def text_column(title: str, *, wide: bool = False, facet: bool = False) -> TableColumn:
    """Return a column of words or days; templates call it ``col``."""
    return TableColumn(title, ColumnKind.TEXT, wide, facet)


def number_column(title: str) -> TableColumn:
    """Return a column of numbers, which are aligned to the right; templates call it ``num``."""
    return TableColumn(title, ColumnKind.NUMBER)


def bare_column(title: str, *, wide: bool = False, facet: bool = False) -> TableColumn:
    """Return a column that is not sorted; templates call it ``bare``."""
    return TableColumn(title, ColumnKind.NONE, wide, facet)
