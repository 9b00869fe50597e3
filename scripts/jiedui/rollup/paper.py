"""The table that a province gives its cities each quarter, as an official paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.paper import BLANK_DAY, Annex, Column, Note, Paper, Paragraph, Table
from jiedui.reports.public.published import HIDDEN
from jiedui.reports.public.tables import in_words
from jiedui.rollup.province import MISSING
from jiedui.rollup.tables import by_channel, by_city

if TYPE_CHECKING:
    from jiedui.model.time import Quarter
    from jiedui.reports.public.published import Value
    from jiedui.reports.public.tables import PublicTable
    from jiedui.rollup.province import Province

NOTE = "合计只加报送了、并且公开的数；写“至少”的，有的市没有报，或者它的数不公开。比率只按两个数都有的市算。"


def rollup_paper(province: Province, quarter: Quarter) -> Paper:
    """Return the paper on a quarter: who has delivered, and the figures of every city."""
    return Paper(
        title=f"{province.name}{quarter.title}结对帮扶情况通报表",
        addressees="",
        blocks=tuple(Paragraph(text) for text in sentences(province, quarter)),
        signature="",
        date=BLANK_DAY,
        footnote=f"统计日 {province.as_of}；按各市报送的数汇总。",
        annexes=(
            Annex("各市情况", (_table(by_city(province, quarter)), Note(NOTE))),
            Annex("联系方式", (_table(by_channel(province, quarter)),)),
        ),
    )


def sentences(province: Province, quarter: Quarter) -> list[str]:
    """Return what is to be said of a quarter first: who tells of it, and how the whole stands."""
    telling, silent = province.telling(quarter), province.silent(quarter)
    told = f"{province.name}{len(province.cities)}个市，{len(telling)}个报送了{quarter.title}的数。"
    keys = ("roster", "paired", "due", "met")
    roster, paired, due, met = (_households(province.figure(key, quarter)) for key in keys)
    coverage, rate = (in_words(province.figure(key, quarter)) for key in ("coverage", "rate"))
    return [
        told + (f"没有报的：{'、'.join(entry.name for entry in silent)}。" if silent else ""),
        f"名册{roster}，已结对{paired}，覆盖率{coverage}。",
        f"本季应联系{due}，已联系{met}，联系率{rate}。",
    ]


def _households(value: Value) -> str:
    """Return how many households, or why nobody can tell."""
    return in_words(value) if value in (HIDDEN, MISSING) else f"{in_words(value)}户"


def _table(table: PublicTable) -> Table:
    head = Column(table.head, 1.6)
    rows = tuple((row.name, *map(in_words, row.values)) for row in table.rows)
    return Table(table.caption, (head, *table.columns), rows)
