"""Events that can be so: meetings, reminders, stories, awards, branch pairings, village reports, strikes (六(二))."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from jiedui.model.event import Award, Branch, Event, Meeting, Reminder, Story, Strike, VillageReport
from jiedui.model.helper import VILLAGE
from jiedui.records.finding import Finding, Rule
from jiedui.records.values import Pointer
from jiedui.rules.registry import Context, check

CITY_MEETINGS = frozenset({"调度", "领导小组会议"})
# A name of one character is in every text.
_SHORTEST_NAME = 2
_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"


def _events(context: Context) -> Iterator[tuple[str, Event]]:
    """Yield every event that counts, with its path."""
    for unit, events in sorted(context.ledger.events.items()):
        for event in events:
            yield f"{unit}/events/{event.stem}.yml", event


@check(
    "ledger",
    "event-addressee",
    "没有写清对象",
    "提醒、督办、表彰要落到一个单位或者一个人；核减要落到一个人或者一户。",
    clause="六(二)",
    requirement="R-097",
)
def addressed(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if isinstance(event, Reminder | Award):
            if event.to_unit and event.to_helper:
                message, remedy = "单位和个人都写了，只能写一个。", "对单位的删掉 helper，对个人的删掉 unit。"
                yield rule.at(path, ("helper",), message=message, remedy=remedy)
            elif not event.to_unit and not event.to_helper:
                message, remedy = "没有写是哪个单位或者哪个人。", "补上 unit（残联代号）或 helper（责任人编号）。"
                yield rule.at(path, message=message, remedy=remedy, missing="unit")
        elif isinstance(event, Strike) and not event.helper and not event.household:
            message, remedy = "没有写核减谁，这一条不起作用。", "补上 helper（责任人编号）或 household（户编号）。"
            yield rule.at(path, message=message, remedy=remedy, missing="helper")


def _mentioned(event: Event) -> Iterator[tuple[str, str]]:
    """Yield (key, id) for the persons and households that an event names; federations are in ``unit-unknown``."""
    if isinstance(event, Reminder | Award):
        yield "helper", event.to_helper
    elif isinstance(event, Story):
        yield "helper", event.helper
    elif isinstance(event, VillageReport | Strike):
        yield "helper", event.helper
        yield "household", event.household


@check(
    "ledger",
    "event-reference-unknown",
    "没有这个责任人或户",
    "编号写错，提醒、核减和上报就落不到人和户。",
    clause="六(二)",
    requirement="R-097",
)
def references_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    ledger = context.ledger
    known: dict[str, tuple[Container[str], str]] = {
        "helper": (ledger.helpers, "帮扶责任人"),
        "household": (ledger.households, "户"),
    }
    for path, event in _events(context):
        for key, identifier in _mentioned(event):
            if identifier and (words := context.absent(identifier, *known[key])):
                yield rule.at(path, (key,), message=words, remedy=_FIND)


@check(
    "ledger",
    "event-future",
    "日期还没有到",
    "会议、督办、上报等，做了才记。",
    clause="六(二)",
    requirement="R-097",
)
def nothing_in_future(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        for pointer, when in _happened(event):
            if when and when > context.as_of:
                message = f"{pointer[-1]} 的日期 {when} 还没有到。"
                yield rule.at(path, pointer, message=message, remedy="核对年份和月份；还没有做的，先不记。")


def _happened(event: Event) -> Iterator[tuple[Pointer, date | None]]:
    """Yield what has happened, with its place. Left out: deadlines, and ends that may be settled in advance."""
    yield ("date",), event.date
    if isinstance(event, Reminder):
        yield ("answered_on",), event.answered_on
    elif isinstance(event, Branch):
        for index, (when, _) in enumerate(event.activities):
            yield ("activities", index, "date"), when


@check(
    "ledger",
    "reminder-order",
    "提醒督办的日期先后不对",
    "先提醒，后答复；办理期限不能早于提醒当天。",
    clause="六(二)",
    requirement="R-097",
)
def reminder_in_order(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if isinstance(event, Reminder):
            for key, word, when in (("due_on", "办理期限", event.due_on), ("answered_on", "答复", event.answered_on)):
                if when and when < event.date:
                    message = f"{word}早于{event.kind}的日期。"
                    yield rule.at(path, (key,), message=message, remedy="核对两个日期。")


@check(
    "ledger",
    "reminder-answer",
    "答复没有写全",
    "答复了，就写明哪天答复、办得怎么样。",
    clause="六(二)",
    requirement="R-097",
)
def answer_complete(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if not isinstance(event, Reminder):
            continue
        if event.answered_on and not event.answer:
            message = "写了答复日期，没有写答复。"
            yield rule.at(path, ("answered_on",), message=message, remedy="补上 answer，写明办理情况。")
        elif event.answer and not event.answered_on:
            message = "写了答复，没有写答复日期。"
            yield rule.at(path, ("answer",), message=message, remedy="补上 answered_on。")


@check(
    "ledger",
    "event-place",
    "会议记录放错了地方",
    "调度由领导小组办公室召开，记在市残联的文件夹里；各县自己的会选“听取汇报”或“其他”。",
    clause="六(二)",
    requirement="R-095",
)
def meeting_in_city(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city and isinstance(event, Meeting) and event.kind in CITY_MEETINGS:
            message = f"{unit.short}的文件夹里有一次“{event.kind}”。"
            remedy = "市里开的，移到市残联的文件夹；自己开的，改会议类型。"
            yield rule.at(path, ("kind",), message=message, remedy=remedy)


@check(
    "ledger",
    "branch-place",
    "支部共建放错了地方",
    "结对共建的是市残联机关党支部，记在市残联的文件夹里。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_city(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        unit = context.ledger.units.get(event.unit)
        if unit and not unit.is_city and isinstance(event, Branch):
            message = f"{unit.short}的文件夹里有支部共建。"
            yield rule.at(path, ("branch",), message=message, remedy="移到市残联的文件夹。")


@check(
    "ledger",
    "branch-order",
    "支部共建的日期先后不对",
    "活动在共建期间开展。",
    clause="五(三)1",
    requirement="R-071",
)
def branch_in_order(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if not isinstance(event, Branch):
            continue
        if event.to and event.to < event.date:
            yield rule.at(path, ("to",), message="结束日期早于开始日期。", remedy="核对起止日期。")
            continue
        for index, (when, _) in enumerate(event.activities):
            if when < event.date or (event.to and when > event.to):
                message = f"{when} 的活动不在共建期间。"
                yield rule.at(path, ("activities", index, "date"), message=message, remedy="核对日期。")


@check(
    "ledger",
    "village-reporter",
    "上报人不是村残协的",
    "村（社区）残协协助掌握上报情况；别的人去的，记成走访联系。",
    clause="五(二)2",
    requirement="R-066",
)
def reported_from_village(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if not isinstance(event, VillageReport) or event.helper not in context.ledger.helpers:
            continue
        helper = context.ledger.helpers[event.helper]
        if not any(role.body == VILLAGE for role in helper.roles_on(event.date)):
            message = f"{event.helper} 当天不在村（社区）残协任职。"
            yield rule.at(path, ("helper",), message=message, remedy="核对编号和日期；不是村残协的，记成走访联系。")


@check(
    "ledger",
    "story-name",
    "隐去身份的典型里有姓名",
    "写了“已隐去身份”的典型会展示出来，不能看出是谁。",
    clause="六(五)",
    requirement="R-104",
)
def story_names_nobody(rule: Rule, context: Context) -> Iterator[Finding]:
    stories = [(path, event) for path, event in _events(context) if isinstance(event, Story) and event.anonymised]
    names = _names(context) if stories else frozenset()
    for path, story in stories:
        for key, text in (("title", story.title), ("content", story.content)):
            if any(name in text for name in names):
                message = "这里有台账里的姓名。"
                remedy = "换成看不出是谁的说法；只是碰巧相同的普通词语，也换一个词。"
                yield rule.at(path, (key,), message=message, remedy=remedy)


def _names(context: Context) -> frozenset[str]:
    """Return the names of persons in the ledger. A social force without a sex is an organisation and may be named."""
    ledger = context.ledger
    names = {helper.name for helper in ledger.helpers.values() if helper.sex or not helper.is_social()}
    names |= {member.name for household in ledger.households.values() for member in household.members}
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME)


@check(
    "ledger",
    "strike-open-quarter",
    "季度还没有结束就核减",
    "季度结束以后才有通报名单，才能核减。",
    clause="六(二)",
    requirement="R-096",
)
def quarter_closed(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, event in _events(context):
        if isinstance(event, Strike) and event.date <= event.quarter.end:
            message = f"{event.date} 时 {event.quarter} 还没有结束。"
            yield rule.at(path, ("quarter",), message=message, remedy="核对季度和日期。")
