"""Reminders: first the reminder, then an answer that is whole (R-097, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Reminder
from jiedui.rules.event.voices import each_event
from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext


@ledger_rule(
    "reminder-order",
    "提醒督办的日期先后不对",
    why="先提醒，后答复；办理期限不能早于提醒当天。",
    clause="六(二)",
    requirement="R-097",
)
def reminder_in_order(context: LedgerContext) -> Findings:
    for event, file in each_event(Reminder, context):
        for key, word, when in (("due_on", "办理期限", event.due_on), ("answered_on", "答复", event.answered_on)):
            if when and when < event.date:
                yield file.fault((key,), f"{word}早于{event.kind}的日期。", remedy="核对两个日期。")


@ledger_rule(
    "reminder-answer",
    "答复没有写全",
    why="答复了，就写明哪天答复、办得怎么样。",
    clause="六(二)",
    requirement="R-097",
)
def answer_complete(context: LedgerContext) -> Findings:
    for event, file in each_event(Reminder, context):
        if event.answered_on and not event.answer:
            yield file.fault(("answered_on",), "写了答复日期，没有写答复。", remedy="补上 answer，写明办理情况。")
        elif event.answer and not event.answered_on:
            yield file.fault(("answer",), "写了答复，没有写答复日期。", remedy="补上 answered_on。")
