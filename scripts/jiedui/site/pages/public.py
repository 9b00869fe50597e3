"""公开数据: what the public gets, the city's course and each year by federation; counts of nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.reports.public.tables import COLUMNS, course, quarter_table, year_table
from jiedui.reports.quarter_table import BY_KEY
from jiedui.site.drawing.columns import TableColumn, number_column, text_column
from jiedui.site.family import PUBLIC_ALONE
from jiedui.site.page import NOT_FOUND, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.reports.public.published import PublicCounts
    from jiedui.reports.public.tables import PublicTable
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = PUBLIC_ALONE

FOLDER = "counts"
# So many characters have the shortest titles.
SHORT = 2


def year_path(year: int) -> str:
    """Return where the page of a year lies, from the top of the site."""
    return f"{FOLDER}/{year}.md"


def pages(site: Site) -> list[Page]:
    """Return the first page, one for each year with a quarter that is published, and the page for missing addresses."""
    counts = site.counts
    years = sorted({quarter.year for quarter in counts.quarters}, reverse=True)
    return [
        Page("index.md", "公开数据", "public.md.j2", lambda: view(counts, years), wide=True, made_of=site.commit),
        *(_year_page(counts, year) for year in years),
        Page(NOT_FOUND, "没有这一页", "not_found.md.j2", wide=True),
    ]


def _year_page(counts: PublicCounts, year: int) -> Page:
    return Page(year_path(year), f"{year}年", "public_year.md.j2", lambda: year_view(counts, year), wide=True)


def columns(table: PublicTable) -> list[TableColumn]:
    """Return the columns of a table; on a telephone, a word of two characters says too little without its group."""
    numbers = (
        number_column(
            item.title, band=item.group, note=item.title if len(item.title) > SHORT else item.group + item.title
        )
        for item in table.columns
    )
    return [text_column(table.head), *numbers]


def view(counts: PublicCounts, years: list[int]) -> Mapping[str, Any]:
    """Return the course of the city, the last quarter that is published, and what each column means."""
    return {
        "counts": counts,
        "columns": columns,
        "tables": [course(counts), quarter_table(counts, counts.quarters[-1])] if counts.quarters else [],
        "years": [(year_path(year), year) for year in years],
        "meanings": [BY_KEY[key] for key in COLUMNS],
    }


def year_view(counts: PublicCounts, year: int) -> Mapping[str, Any]:
    """Return a year once all of it is published, and its quarters, the latest first."""
    whole = [year_table(counts, year)] if year in counts.years else []
    quarters = [quarter for quarter in reversed(counts.quarters) if quarter.year == year]
    return {
        "counts": counts,
        "columns": columns,
        "tables": [*whole, *(quarter_table(counts, quarter) for quarter in quarters)],
    }
