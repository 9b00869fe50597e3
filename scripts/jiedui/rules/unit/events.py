"""Events that can be so: meetings, reminders, stories, awards, branch pairings, village reports, strikes (六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import Award, Branch, Event, Meeting, Reminder, Story, Strike, VillageReport
from jiedui.model.helper import VILLAGE
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.ledger import OneEvent
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

CITY_MEETINGS = frozenset({"调度", "领导小组会议"})
# A name of one character is in every text.
_SHORTEST_NAME = 2
_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"


def _each(kind: type[OneEvent], context: LedgerContext) -> Iterator[tuple[OneEvent, RuleContext]]:
    """Yield every event of a kind that counts, with the voice of the rule in its file."""
    for event in context.ledger.events_of(kind):
        yield event, _file(event, context)


def _all(context: LedgerContext) -> Iterator[tuple[Event, RuleContext]]:
    for events in context.ledger.events.values():
        for event in events:
            yield event, _file(event, context)


def _file(event: Event, context: LedgerContext) -> RuleContext:
    # Events of every kind lie in one folder.
    return context.file(path_of("event-meeting", event.unit, event.stem))


@ledger_rule(
    "event-addressee",
    "没有写清对象",
    why="提醒、督办、表彰要落到一个单位或者一个人；核减要落到一个人或者一户。",
    clause="六(二)",
    requirement="R-097",
)
def addressed(context: LedgerContext) -> Findings:
    for event, file in _all(context):
        if isinstance(event, Reminder | Award):
            if event.to_unit and event.to_helper:
                yield file.fault(
                    ("helper",), "单位和个人都写了，只能写一个。", remedy="对单位的删掉 helper，对个人的删掉 unit。"
                )
            elif not event.to_unit and not event.to_helper:
                yield file.fault(
                    (),
                    "没有写是哪个单位或者哪个人。",
                    remedy="补上 unit（残联代号）或 helper（责任人编号）。",
                    missing="unit",
                )
        elif isinstance(event, Strike) and not event.helper and not event.household:
            yield file.fault(
                (),
                "没有写核减谁，这一条不起作用。",
                remedy="补上 helper（责任人编号）或 household（户编号）。",
                missing="helper",
            )


@ledger_rule(
    "event-reference-unknown",
    "没有这个责任人或户",
    why="编号写错，提醒、核减和上报就落不到人和户。",
    clause="六(二)",
    requirement="R-097",
)
def references_exist(context: LedgerContext) -> Findings:
    ledger, files = context.ledger, context.files
    for event, file in _all(context):
        helper, household = _mentioned(event)
        if helper and (words := files.absent(helper, ledger.helpers, "帮扶责任人")):
            yield file.fault(("helper",), words, remedy=_FIND)
        if household and (words := files.absent(household, ledger.households, "户")):
            yield file.fault(("household",), words, remedy=_FIND)


def _mentioned(event: Event) -> tuple[str, str]:
    """Return the ids of the helper and the household that an event names; federations are in ``unit-unknown``."""
    match event:
        case Reminder() | Award():
            return event.to_helper, ""
        case Story():
            return event.helper, ""
        case VillageReport() | Strike():
            return event.helper, event.household
        case Meeting() | Branch():
            return "", ""


@ledger_rule(
    "event-future",
    "日期还没有到",
    why="会议、督办、上报等，做了才记。",
    clause="六(二)",
    requirement="R-097",
)
def nothing_in_future(context: LedgerContext) -> Findings:
    for event, file in _all(context):
        for pointer, when in _happened(event):
            if when and when > context.as_of:
                yield file.fault(
                    pointer,
                    f"{pointer[-1]} 的日期 {when} 还没有到。",
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


@ledger_rule(
    "reminder-order",
    "提醒督办的日期先后不对",
    why="先提醒，后答复；办理期限不能早于提醒当天。",
    clause="六(二)",
    requirement="R-097",
)
def reminder_in_order(context: LedgerContext) -> Findings:
    for event, file in _each(Reminder, context):
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
    for event, file in _each(Reminder, context):
        if event.answered_on and not event.answer:
            yield file.fault(("answered_on",), "写了答复日期，没有写答复。", remedy="补上 answer，写明办理情况。")
        elif event.answer and not event.answered_on:
            yield file.fault(("answer",), "写了答复，没有写答复日期。", remedy="补上 answered_on。")


@ledger_rule(
    "event-place",
    "会议记录放错了地方",
    why="调度由领导小组办公室召开，记在市残联的文件夹里；各县自己的会选“听取汇报”或“其他”。",
    clause="六(二)",
    requirement="R-095",
)
def meeting_in_city(context: LedgerContext) -> Findings:
    for event, file in _each(Meeting, context):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city and event.kind in CITY_MEETINGS:
            yield file.fault(
                ("kind",),
                f"{unit.short}的文件夹里有一次“{event.kind}”。",
                remedy="市里开的，移到市残联的文件夹；自己开的，改会议类型。",
            )


@ledger_rule(
    "branch-place",
    "支部共建放错了地方",
    why="结对共建的是市残联机关党支部，记在市残联的文件夹里。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_city(context: LedgerContext) -> Findings:
    for event, file in _each(Branch, context):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city:
            yield file.fault(("branch",), f"{unit.short}的文件夹里有支部共建。", remedy="移到市残联的文件夹。")


@ledger_rule(
    "branch-order",
    "支部共建的日期先后不对",
    why="活动在共建期间开展。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_order(context: LedgerContext) -> Findings:
    for event, file in _each(Branch, context):
        if event.to and event.to < event.date:
            yield file.fault(("to",), "结束日期早于开始日期。", remedy="核对起止日期。")
            continue
        for index, (when, _) in enumerate(event.activities):
            if when < event.date or (event.to and when > event.to):
                yield file.fault(("activities", index, "date"), f"{when} 的活动不在共建期间。", remedy="核对日期。")


@ledger_rule(
    "event-quarter",
    "针对的季度不对",
    why="提醒、核减针对方案期内的季度；还没有开始的季度，没有什么可以提醒。",
    clause="六(二)",
    requirement="R-097",
)
def quarter_has_begun(context: LedgerContext) -> Findings:
    programme = context.policy.programme
    for event, file in _all(context):
        quarter = event.quarter if isinstance(event, Reminder | Strike) else None
        if quarter is None:
            continue
        if quarter.end < programme.start or (programme.end and quarter.start > programme.end):
            yield file.fault(("quarter",), f"{quarter} 不在方案期内。", remedy="核对季度。")
        elif isinstance(event, Reminder) and quarter.start > event.date:
            yield file.fault(("quarter",), f"{event.date} 时 {quarter} 还没有开始。", remedy="核对季度和日期。")


@ledger_rule(
    "strike-idle",
    "核减的人那个季度没有结对",
    why="没有结对的人不在通报名单里，核减就不起作用；多半是编号或者季度写错了。",
    clause="六(二)",
    requirement="R-096",
    severity=WARNING,
)
def strikes_somebody(context: LedgerContext) -> Findings:
    for event, file in _each(Strike, context):
        if event.helper not in context.ledger.helpers or event.quarter.end < context.policy.programme.start:
            continue
        spells = [
            (household.id, pairing.span)
            for household in context.ledger.households_of(event.helper)
            for pairing in household.pairings
            if pairing.helper == event.helper and event.household in ("", household.id)
        ]
        if not any(span.clip(event.quarter.start, event.quarter.end) for _, span in spells):
            whom = f"户 {event.household} " if event.household else ""
            yield file.fault(
                ("helper",),
                f"{event.helper} 在 {event.quarter} 没有与{whom}结对。"
                if whom
                else f"{event.helper} 在 {event.quarter} 没有结对。",
                remedy="核对编号和季度。",
            )


@ledger_rule(
    "village-area",
    "上报的户不在本残联",
    why="村（社区）残协掌握本村的情况；别的县的户，多半是编号写错了。",
    clause="五(二)2",
    requirement="R-066",
    severity=WARNING,
)
def reported_from_here(context: LedgerContext) -> Findings:
    for event, file in _each(VillageReport, context):
        household = context.ledger.households.get(event.household)
        if household and household.unit != event.unit:
            yield file.fault(
                ("household",),
                f"户 {event.household} 归{context.ledger.unit_name(household.unit)}管理。",
                remedy="核对户编号；户已经迁走的，写现在的编号，或者由那边的残联来记。",
            )


@ledger_rule(
    "village-reporter",
    "上报人不是村残协的",
    why="村（社区）残协协助掌握上报情况；别的人去的，记成走访联系。",
    clause="五(二)2",
    requirement="R-066",
)
def reported_from_village(context: LedgerContext) -> Findings:
    for event, file in _each(VillageReport, context):
        helper = context.ledger.helpers.get(event.helper)
        if helper and not any(role.body == VILLAGE for role in helper.roles_on(event.date)):
            yield file.fault(
                ("helper",),
                f"{event.helper} 当天不在村（社区）残协任职。",
                remedy="核对编号和日期；不是村残协的，记成走访联系。",
            )


@ledger_rule(
    "story-name",
    "隐去身份的典型里有姓名",
    why="写了“已隐去身份”的典型会展示出来，不能看出是谁。",
    clause="六(五)",
    requirement="R-104",
)
def story_names_nobody(context: LedgerContext) -> Findings:
    names = _names(context)
    for story, file in _each(Story, context):
        for key, text in (("title", story.title), ("content", story.content)):
            if story.anonymised and any(name in text for name in names):
                yield file.fault(
                    (key,),
                    "这里有台账里的姓名。",
                    remedy="换成看不出是谁的说法；只是碰巧相同的普通词语，也换一个词。",
                )


def _names(context: LedgerContext) -> frozenset[str]:
    """Return the names of persons in the ledger. A social force without a sex is an organisation and may be named."""
    ledger = context.ledger
    names = {helper.name for helper in ledger.helpers.values() if helper.sex or not helper.is_social()}
    names |= {member.name for household in ledger.households.values() for member in household.members}
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME)


@ledger_rule(
    "strike-open-quarter",
    "季度还没有结束就核减",
    why="季度结束以后才有通报名单，才能核减。",
    clause="六(二)",
    requirement="R-096",
)
def quarter_closed(context: LedgerContext) -> Findings:
    for event, file in _each(Strike, context):
        if event.date <= event.quarter.end:
            yield file.fault(("quarter",), f"{event.date} 时 {event.quarter} 还没有结束。", remedy="核对季度和日期。")
