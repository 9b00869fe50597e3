"""What an appraisal sheet's indicators lack: the rows between 完成 and 应完成, by household (R-098, R-099)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import upkeep
from jiedui.duties.contact import ContactState
from jiedui.duties.outing import OutingState
from jiedui.duties.promise import PromiseState
from jiedui.duties.quota import QuotaState
from jiedui.reports.wording import number
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.reports.groups import GroupFigures
    from jiedui.reports.period import PeriodFigures

TITLE = "考核表里没有完成的"
SERVES: tuple[str, ...] = ("R-098", "R-099")


class Lack(Struct, frozen=True):
    """One row that a yardstick, by key, asks for and has not: a household by id (none for a quota), and what."""

    yardstick: str
    household: str
    what: str


def lacks(figures: PeriodFigures, group: GroupFigures) -> tuple[Lack, ...]:
    """Return the rows that a group's year lacks, in the order of the yardsticks: as many as 应完成 is above 完成."""
    return tuple(_lacks(figures, group))


def _lacks(figures: PeriodFigures, group: GroupFigures) -> Iterator[Lack]:
    for unpaired in group.coverage.unpaired:
        yield Lack("coverage", unpaired, "没有主责帮扶责任人")
    yield from _quota(figures, group)
    yield from _contacts(figures, group, "contact", ContactState.OVERDUE, "没有完成联系")
    yield from _contacts(figures, group, "in_time", ContactState.LATE, "补录")
    for home in group.in_charge:
        if not all(found.complete(figures.end) for found in figures.day.intakes[home.id]):
            yield Lack("intake", home.id, "入户五件事没有做齐")
    for home in group.in_charge:
        if not helped(figures, home):
            yield Lack("measure", home.id, "当年没有承诺或者办结的措施")
    for item in group.share.promises:
        if item.state is PromiseState.OVERDUE:
            yield Lack("promise", item.household, f"{item.measure.code}措施没有办结，期限 {item.measure.due_on}")
    for home in group.in_charge:
        for need in upkeep.open_needs(home, figures.end):
            yield Lack("closed", home.id, f"{need.raised_on} 提出的需求没有办结")
    yield from _outings(figures, group)


def helped(figures: PeriodFigures, home: Household) -> bool:
    """Tell whether any measure was promised or done for a household in the period."""
    days = [day for need in home.needs for item in need.measures for day in (item.promised_on, item.done_on)]
    return any(map(figures.holds, days))


def _quota(figures: PeriodFigures, group: GroupFigures) -> Iterator[Lack]:
    for helper in group.helpers:
        line = figures.day.quota_lines[helper.id]
        if line.state is QuotaState.SHORT:
            yield Lack("quota", "", f"{helper.name}（{helper.id}）还差{number(line.gap)}户")


def _contacts(
    figures: PeriodFigures, group: GroupFigures, yardstick: str, state: ContactState, said: str
) -> Iterator[Lack]:
    for quarter in figures.quarters:
        for home in figures.contact(group, quarter).of(state):
            yield Lack(yardstick, home, f"{quarter.title}{said}")


def _outings(figures: PeriodFigures, group: GroupFigures) -> Iterator[Lack]:
    for found in group.outing_rows(figures.period.end.year, OutingState.MISSED, OutingState.RUNNING):
        members = figures.ledger.households[found.household].members
        name = next((item.name for item in members if item.id == found.person), found.person)
        yield Lack("outing", found.household, f"{name}没有参加集体活动")
