"""调度会材料: one page for each federation, its figures and what to ask, with room for what is answered (R-095)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.day_words import day_text
from jiedui.reports.dispatch import MOST, NAMED, questions
from jiedui.reports.paper import Column, Note, Paper, Paragraph, Table
from jiedui.reports.quarterly import overdue_needs
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.reports.wording import number, share_in_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.reports.figures import Figures
    from jiedui.reports.groups import GroupFigures

TITLE = "调度会材料"
SERVES: tuple[str, ...] = ("R-095",)

# Pairs of a figure's name and value in one row of the table.
_PAIRS = 3


def dispatch_paper(figures: Figures, unit: str) -> Paper:
    """Return the page of a federation for a dispatch on the day of the figures."""
    group, called = figures.units[unit], figures.unit_called(unit)
    # No household lives with the city's own federation: what its staff answer for is all that it can be asked of.
    own_staff = figures.ledger.units[unit].is_city
    if own_staff:
        group = figures.workplaces[unit]
    whose = BY_WORKPLACE if own_staff else f"{BY_RESIDENCE}，配额按{BY_WORKPLACE}"
    asked = questions(group)
    columns = (Column("序号", 0.7, is_number=True), Column("提问", 6), Column("答复：由谁办，何时办结", 2.6))
    rows = tuple((str(count), text, "") for count, text in enumerate(asked, 1))
    blocks = (
        Table(f"到{day_text(figures.as_of)}的情况（按{whose}）", _figure_columns(), tuple(_figure_rows(group))),
        Table("从数字看，要问的", columns, rows) if rows else Paragraph("从数字看，没有要问的。"),
        Note(f"提问里的数，和上表一样算。最多列{MOST}问，名字多的只列前{NAMED}个。"),
    )
    return Paper(
        title=f"{called}{figures.quarter.title}调度会材料",
        addressees="",
        blocks=blocks,
        signature="",
        date="",
        footnote="",
    )


def _figure_columns() -> tuple[Column, ...]:
    pair = (Column("指标", 2), Column("数", 1, is_number=True))
    return pair * _PAIRS


def _figure_rows(group: GroupFigures) -> Iterator[tuple[str, ...]]:
    found = list(_figures(group))
    found += [("", "")] * (-len(found) % _PAIRS)
    for start in range(0, len(found), _PAIRS):
        yield tuple(text for pair in found[start : start + _PAIRS] for text in pair)


def _figures(group: GroupFigures) -> Iterator[tuple[str, str]]:
    """Yield names and values: pairing, quota, contact of this quarter and the last, needs, what is open.

    Staff answer for no roster: how much of it is paired is a figure of those who live there.
    """
    figures, now, closed = group.figures, group.contact_now, group.figures.closed_quarter
    if group.unit:
        yield "名册户数", str(len(group.coverage.roster))
        yield "已结对户数", str(len(group.coverage.paired))
        yield "结对覆盖率", share_in_column(group.coverage_rate)
    yield "应结对户数", str(group.quota.owed)
    yield "实结对户数", number(group.quota.have)
    yield "欠户数", number(group.quota.gap)
    yield "本季应联系", str(len(now.due))
    yield "本季已联系", str(len(now.met))
    yield "本季联系率", share_in_column(now.rate)
    if closed:
        last = group.contact(closed)
        yield "上季应联系", str(len(last.due))
        yield "上季逾期", str(len(group.overdue_last))
        yield "上季联系率", share_in_column(last.rate)
    yield "未办结需求", str(len(group.open_needs))
    yield "措施超期", str(len(overdue_needs(group.engaged, figures.as_of)))
    yield "五件事未齐", str(len(group.intake_open))
