"""Meetings: those that the city holds lie with the city (R-095, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Meeting
from jiedui.rules.registry import event_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, RuleContext


CITY_MEETINGS = frozenset({"调度", "领导小组会议"})


@event_rule(
    "event-place",
    "会议记录放错了地方",
    why="调度由领导小组办公室召开，记在市残联的文件夹里；各县自己的会选“听取汇报”或“其他”。",
    clause="六(二)",
    requirement="R-095",
)
def meeting_in_city(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Meeting):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city and event.kind in CITY_MEETINGS:
            yield context.fault(
                ("kind",),
                f"{unit.short}的文件夹里有一次“{event.kind}”。",
                remedy="市里开的，移到市残联的文件夹；自己开的，改会议类型。",
            )
