"""Events of every kind: whom they are about is known, and they have taken place (R-097, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Award, Branch, Event, Meeting, Recheck, Reminder, Story, Strike, VillageReport
from jiedui.rules.registry import event_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext


_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"


@event_rule(
    "event-addressee",
    "没有写清对象",
    why="提醒、督办、表彰要落到一个单位或者一个人；核减要落到一个人或者一户。",
    clause="六(二)",
    requirement="R-097",
)
def addressed(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, Reminder | Award):
        if event.to_unit and event.to_helper:
            yield context.fault(
                ("helper",), "单位和个人都写了，只能写一个。", remedy="对单位的删掉 helper，对个人的删掉 unit。"
            )
        elif not event.to_unit and not event.to_helper:
            yield context.fault(
                (),
                "没有写是哪个单位或者哪个人。",
                remedy="补上 unit（残联代号）或 helper（责任人编号）。",
                missing="unit",
            )
    elif isinstance(event, Strike) and not event.helper and not event.household:
        yield context.fault(
            (),
            "没有写核减谁，这一条不起作用。",
            remedy="补上 helper（责任人编号）或 household（户编号）。",
            missing="helper",
        )


@event_rule(
    "event-reference-unknown",
    "没有这个责任人或户",
    why="编号写错，提醒、核减和上报就落不到人和户。",
    clause="六(二)",
    requirement="R-097",
)
def references_exist(event: Event, context: RuleContext) -> Findings:
    ledger, files = context.ledger, context.files
    helper, household = _mentioned(event)
    if helper and (words := files.absent(helper, ledger.helpers, "帮扶责任人")):
        yield context.fault(("helper",), words, remedy=_FIND)
    if household and (words := files.absent(household, ledger.households, "户")):
        yield context.fault(("household",), words, remedy=_FIND)


def _mentioned(event: Event) -> tuple[str, str]:
    """Return the ids of the helper and the household that an event names; federations are in ``unit-unknown``."""
    match event:
        case Reminder() | Award():
            return event.to_helper, ""
        case Story():
            return event.helper, ""
        case VillageReport() | Strike():
            return event.helper, event.household
        case Meeting() | Branch() | Recheck():  # whom a re-check names is judged entry by entry
            return "", ""


@event_rule(
    "event-future",
    "会议、督办等的日期还没有到",
    why="会议、督办、上报等，做了才记。",
    clause="六(二)",
    requirement="R-097",
)
def nothing_in_future(event: Event, context: RuleContext) -> Findings:
    for pointer, when in _happened(event):
        if when and when > context.as_of:
            yield context.fault(
                pointer,
                f"{pointer[-1]} {when} 还没有到。",
                remedy="核对年份和月份；还没有做的，先不记。",
            )


def _happened(event: Event) -> Iterator[tuple[Pointer, date | None]]:
    """Yield what has happened, with its place. Left out: deadlines, and ends that may be settled in advance."""
    yield ("date",), event.date
    if isinstance(event, Reminder):
        yield ("answered_on",), event.answered_on
    elif isinstance(event, Branch):
        for index, (when, _) in enumerate(event.activities):
            yield ("activities", index, "date"), when
    elif isinstance(event, Recheck):
        for index, item in enumerate(event.households):
            yield ("households", index, "date"), item.date


@event_rule(
    "event-quarter",
    "针对的季度不对",
    why="提醒、核减针对方案期内的季度；还没有开始的季度，没有什么可以提醒。",
    clause="六(二)",
    requirement="R-097",
)
def quarter_has_begun(event: Event, context: RuleContext) -> Findings:
    programme, last = context.policy.programme, max(context.policy.end, context.as_of)
    quarter = event.quarter if isinstance(event, Reminder | Strike | Recheck) else None
    if quarter is None:
        return
    if quarter.end < programme.start or quarter.start > last:
        yield context.fault(("quarter",), f"{quarter} 不在方案期内。", remedy="核对季度。")
    elif isinstance(event, Reminder) and quarter.start > event.date:
        yield context.fault(("quarter",), f"{event.date} 时 {quarter} 还没有开始。", remedy="核对季度和日期。")
