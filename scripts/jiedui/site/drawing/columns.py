"""The columns of a table: what each is called, how it is shown and sorted, and whether one chooses rows by it.

Below 30em a row of a table becomes a block (``css/tables.css``): its head on top, then a line for each cell with the
title of the column before it. A template says which column is the head by ``first=true``: what is to be done, or what
was said. Where it says nothing, the row's ``<th>`` is. The titles are written once for each table, as custom
properties that the rules of :func:`style_sheet` show; no cell repeats them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from jiedui.site.drawing.markup import attribute, escape, href, html, joined
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiedui.reports.paper import Column

# For so many columns the style sheet has rules; a table of more is a matrix, or two tables.
MOST_COLUMNS = 24
NARROW = "screen and (max-width: 30em)"


class ColumnKind(StrEnum):
    """How ``table.js`` sorts a column."""

    TEXT = ""
    NUMBER = "number"
    NONE = "none"
    """Not at all: the order of the rows says something, or the cells nothing that has an order."""


class TableColumn(Struct, frozen=True, kw_only=True):
    """One column of a table.

    A ``wide`` column holds running text and takes more of the room. A ``facet`` is one that rows are chosen by: the
    script gives it a select where the table can be filtered. The ``first`` column heads the block that a row becomes
    on a telephone. Columns side by side of one ``band`` stand under its name. ``note`` says the title in full, on a
    telephone in its place. Links lead to ``anchor``; ``below`` stands under the title in the head alone.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    wide: bool = False
    facet: bool = False
    first: bool = False
    band: str = ""
    note: str = ""
    anchor: str = ""
    below: Markup | None = None


class ColumnBand(Struct, frozen=True):
    """Neighbouring columns under one head: its name, ``""`` for none, and over how many columns it stands."""

    name: str
    width: int


@cache
def text_column(title: str, *, wide: bool = False, facet: bool = False, first: bool = False) -> TableColumn:
    """Return a column of words or days; templates call it ``col``."""
    return TableColumn(title=title, wide=wide, facet=facet, first=first)


@cache
def number_column(
    title: str, *, band: str = "", note: str = "", anchor: str = "", below: Markup | None = None
) -> TableColumn:
    """Return a column of numbers, which are aligned to the right; templates call it ``num``."""
    return TableColumn(title=title, kind=ColumnKind.NUMBER, band=band, note=note, anchor=anchor, below=below)


@cache
def bare_column(title: str, *, wide: bool = False, facet: bool = False, first: bool = False) -> TableColumn:
    """Return a column that is not sorted; templates call it ``bare``."""
    return TableColumn(title=title, kind=ColumnKind.NONE, wide=wide, facet=facet, first=first)


def of_paper(columns: Iterable[Column]) -> list[TableColumn]:
    """Return the columns of a paper's table, for a page that shows it."""
    kinds = {False: ColumnKind.TEXT, True: ColumnKind.NUMBER}
    return [
        TableColumn(
            title=item.title,
            kind=kinds[item.is_number],
            band=item.group,
            note=item.group + item.title if item.group else "",
        )
        for item in columns
    ]


def counting(columns: Iterable[TableColumn]) -> bool:
    """Tell whether a table counts anything: it has a column of numbers."""
    return any(column.kind is ColumnKind.NUMBER for column in columns)


def bands(columns: Sequence[TableColumn]) -> list[ColumnBand]:
    """Return the heads over the columns' heads, from left to right; none where no column is in a band."""
    if not any(column.band for column in columns):
        return []
    return [ColumnBand(name, len(list(found))) for name, found in groupby(columns, key=lambda column: column.band)]


def heads(columns: Sequence[TableColumn], *, sorts: bool = False) -> Markup:
    """Return the heads of a table, with what the script sorts by where it ``sorts``."""
    return _heads(tuple(columns), sorts)


# A ledger has ten thousand tables and few kinds of them.
@lru_cache(maxsize=1 << 10)
def _heads(columns: tuple[TableColumn, ...], sorts: bool) -> Markup:  # noqa: FBT001 (of the cache)
    over = bands(columns)
    groups = joined([html("<colgroup{span}></colgroup>", span=_spanned("span", band)) for band in over])
    above = joined([_band(band) for band in over])
    return html(
        "{groups}<thead>{above}<tr>{heads}</tr></thead>",
        groups=groups,
        above=html('<tr class="jd-bands">{above}</tr>', above=above) if over else "",
        heads=joined([_head(column, sorts) for column in columns]),
    )


def _spanned(name: str, band: ColumnBand) -> Markup:
    return html(f' {name}="{{width}}"', width=band.width) if band.width > 1 else Markup("")


def _band(band: ColumnBand) -> Markup:
    if band.name:
        return html('<th scope="colgroup" colspan="{width}">{name}</th>', width=band.width, name=band.name)
    return html('<td colspan="{width}"></td>', width=band.width)


def _head(column: TableColumn, sorts: bool) -> Markup:  # noqa: FBT001 (as above)
    marks = [Markup(' class="jd-wide"')] if column.wide else []
    marks += [html(' id="{id}"', id=href(column.anchor))] if column.anchor else []
    marks += [html(' data-kind="{kind}"', kind=href(column.kind))] if sorts and column.kind else []
    marks += [Markup(" data-facet")] if column.facet else []
    title = escape(column.title)
    if column.note or column.below:
        note = html(' title="{note}"', note=attribute(column.note)) if column.note else ""
        title = html('<span class="jd-h"{note}>{title}</span>', note=note, title=title)
        title = html("{title}<br>{below}", title=title, below=column.below) if column.below else title
    return html('<th scope="col"{marks}>{title}</th>', marks=joined(marks), title=title)


def as_rows(columns: Sequence[TableColumn]) -> Markup:
    """Return the attributes by which the style sheet knows a table's columns: titles, numbers, and what comes first.

    The head of a block has no label, and the row's own head stands first in every row.
    """
    return _as_rows(tuple(columns))


@lru_cache(maxsize=1 << 10)
def _as_rows(columns: tuple[TableColumn, ...]) -> Markup:
    places = list(enumerate(columns, 1))
    head = next((place for place, column in places if column.first), 1)
    labels = ";".join(
        f"--h{place}:{_css_string(column.note or column.title)}" for place, column in places if place != head
    )
    numbers = " ".join(str(place) for place, column in places if column.kind is ColumnKind.NUMBER)
    parts = [f'style="{labels}"'] if labels else []
    parts += [f'data-num="{numbers}"'] if numbers else []
    parts += [f'data-first="{head}"'] if head > 1 else []
    return str.__new__(Markup, " ".join(["", *parts]))


@lru_cache(maxsize=1 << 12)
def _css_string(text: str) -> str:
    """Return ``text`` as a string of CSS in which no sign means anything to HTML."""
    return "'" + "".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text) + "'"


def style_sheet() -> str:
    """Return the rules that a style sheet can only say for each column by its number."""
    places = range(1, MOST_COLUMNS + 1)
    numbers = _selectors('.jd-table[data-num~="{n}"] tr:not(.jd-bands) > :nth-child({n})')
    paired = _selectors('.jd-rows[data-num~="{n}"] :is(tbody, tfoot) > tr > :nth-child({n}):not(:empty)')
    paired_labels = _selectors('.jd-rows[data-num~="{n}"] tr > :nth-child({n})::before')
    first = _selectors('.jd-rows[data-first="{n}"] tbody tr > :nth-child({n})')
    rules = [f"{numbers} {{ text-align: right; }}", f"@media {NARROW} {{"]
    for n in places:
        label = f":is(tbody, tfoot) > tr > :nth-child({n}):not(:empty)::before"
        rules.append(f".jd-rows {label} {{ content: var(--h{n}); }}")
        # Where the script has named the roles, a reader hears the column's head itself.
        rules.append(f'.jd-rows[role] {label} {{ content: var(--h{n}) / ""; }}')
    rules += [
        f"{paired} {{ display: flex; gap: 0.4em; align-items: baseline; grid-column: auto; padding-left: 0; }}",
        f"{paired_labels} {{ width: auto; margin: 0 auto 0 0; }}",
        f"{first} {{ order: -1; padding: 0; font-weight: 700; }}",
        "}",
    ]
    return "\n".join(rules) + "\n"


def _selectors(pattern: str) -> str:
    return ", ".join(pattern.format(n=n) for n in range(1, MOST_COLUMNS + 1))
