"""Reminders: first the reminder, then an answer that is whole (R-097, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Reminder
from jiedui.rules.registry import event_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, RuleContext


@event_rule(
    "reminder-order",
    "提醒督办的日期先后不对",
    why="先提醒，后答复；办理期限不能早于提醒当天。",
    clause="六(二)",
    requirement="R-097",
)
def reminder_in_order(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Reminder):
        for key, word, when in (("due_on", "办理期限", event.due_on), ("answered_on", "答复", event.answered_on)):
            if when and when < event.date:
                yield context.fault((key,), f"{word}早于{event.kind}的日期。", remedy="核对两个日期。")


@event_rule(
    "reminder-answer",
    "答复没有写全",
    why="答复了，就写明哪天答复、办得怎么样。",
    clause="六(二)",
    requirement="R-097",
)
def answer_complete(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Reminder):
        if event.answered_on and not event.answer:
            yield context.fault(("answered_on",), "写了答复日期，没有写答复。", remedy="补上 answer，写明办理情况。")
        elif event.answer and not event.answered_on:
            yield context.fault(("answer",), "写了答复，没有写答复日期。", remedy="补上 answered_on。")
