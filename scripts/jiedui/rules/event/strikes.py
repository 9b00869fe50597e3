"""Strikes from a list: of somebody who stands on it, once the quarter is over (R-096, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Strike
from jiedui.rules.event.voices import each_event
from jiedui.rules.registry import WARNING, event_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, LedgerContext, RuleContext


@ledger_rule(
    "strike-idle",
    "核减的人那个季度没有结对",
    why="没有结对的人不在通报名单里，核减就不起作用；多半是编号或者季度写错了。",
    clause="六(二)",
    requirement="R-096",
    severity=WARNING,
)
def strikes_somebody(context: LedgerContext) -> Findings:
    for event, file in each_event(Strike, context):
        known, quarter = event.helper in context.summaries.helpers, event.quarter
        if not known or quarter.end < context.policy.programme.start:
            continue
        spells = context.summaries.pairings_of(event.helper, event.household)
        if not any(spell.meets(quarter.start.isoformat(), quarter.end.isoformat()) for spell in spells):
            whom = f"与户 {event.household} " if event.household else ""
            yield file.fault(
                ("helper",), f"{event.helper} 在 {event.quarter} 没有{whom}结对。", remedy="核对编号和季度。"
            )


@event_rule(
    "strike-open-quarter",
    "季度还没有结束就核减",
    why="季度结束以后才有通报名单，才能核减。",
    clause="六(二)",
    requirement="R-096",
)
def quarter_closed(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Strike) and event.date <= event.quarter.end:
        message = f"{event.date} 时 {event.quarter} 还没有结束。"
        yield context.fault(("quarter",), message, remedy="核对季度和日期。")
