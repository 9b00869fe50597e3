"""Paired branches of the party: the city's, and active while they are paired (R-071, 五(三)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Branch
from jiedui.rules.registry import event_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, RuleContext


@event_rule(
    "branch-place",
    "支部共建放错了地方",
    why="结对共建的是市残联机关党支部，记在市残联的文件夹里。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_city(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Branch):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city:
            yield context.fault(("branch",), f"{unit.short}的文件夹里有支部共建。", remedy="移到市残联的文件夹。")


@event_rule(
    "branch-order",
    "支部共建的日期先后不对",
    why="活动在共建期间开展。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_order(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Branch):
        if event.to and event.to < event.date:
            yield context.fault(("to",), "结束日期早于开始日期。", remedy="核对起止日期。")
            return
        for index, (when, _) in enumerate(event.activities):
            if when < event.date or (event.to and when > event.to):
                yield context.fault(("activities", index, "date"), f"{when} 的活动不在共建期间。", remedy="核对日期。")
