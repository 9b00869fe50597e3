"""Days that cannot be meant: yet to come, or of another age than the programme (R-003, R-013)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.kinds import EVENT_KINDS, path_of
from jiedui.rules.registry import WARNING, helper_rule, household_rule, ledger_rule, record_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.policy import Policy
    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

# How long before the programme its preparation may have begun, and the longest working life.
_PREPARATION = timedelta(days=365)
_WORKING_LIFE = 60
_YEAR = "核对年份。"


def _earliest(policy: Policy) -> date:
    """Return the first day of which a record may speak."""
    return policy.programme.start - _PREPARATION


@household_rule(
    "day-early",
    "户档案的日期比方案早得多",
    why="方案开始一年以前的建档、同意、需求和活动，多半是年份写错了。",
    clause="五(四)",
    requirement="R-003",
    severity=WARNING,
)
def not_long_ago(household: Household, context: RuleContext) -> Findings:
    for pointer, when in _recent(household, context):
        if when < _earliest(context.policy):
            yield context.fault(pointer, f"{pointer[-1]} {when} 比方案早一年以上。", remedy=_YEAR)


def _recent(household: Household, context: RuleContext) -> Iterator[tuple[Pointer, date]]:
    """Yield the days of a household that belong to the programme, but for what has an order of its own."""
    yield ("registered_on",), household.registered_on
    if consent := context.files.written(household).get("consent"):
        yield ("consent", "date"), date.fromisoformat(consent["date"])
    for row, member in enumerate(household.members):
        if member.disability and member.disability.no_need_on:
            yield ("members", row, "disability", "no_need_on"), member.disability.no_need_on
    for row, need in enumerate(household.needs):
        yield ("needs", row, "raised_on"), need.raised_on
    for row, outing in enumerate(household.outings):
        yield ("outings", row, "date"), outing.on


@helper_rule(
    "role-years",
    "任职的年份不像真的",
    why="六十年以前的、方案结束以后的任职，多半是年份写错了。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
)
def office_in_living_memory(helper: Helper, context: RuleContext) -> Findings:
    programme = context.policy.programme
    first, last = (
        programme.start.replace(year=programme.start.year - _WORKING_LIFE),
        max(context.policy.end, context.as_of),
    )
    for index, role in enumerate(helper.roles):
        if role.span.start < first or role.span.start > last:
            yield context.fault(("roles", index, "from"), f"任职从 {role.span.start} 起。", remedy=_YEAR)


@household_rule(
    "annual-year",
    "年度补充的年份不对",
    why="一年写一条，从建档那年到今年或者终止那年；别的年份，登记表上不会印。",
    clause="附件2",
    requirement="R-119",
    given=("annual",),
)
def years_once(household: Household, context: RuleContext) -> Findings:
    written = context.files.written(household).get("annual", ())
    years = [item["year"] for item in written]
    last = min(household.closed_on or date.max, context.as_of).year
    until = f"终止的 {household.closed_on.year} 年" if household.closed_on else "今年"
    for index, year in enumerate(years):
        if year in years[:index]:
            yield context.fault(("annual", index, "year"), f"{year} 年写了两次。", remedy="同一年的合成一条。")
        elif context.policy.programme.start.year <= year <= context.policy.end.year and not (
            household.registered_on.year <= year <= last
        ):
            yield context.fault(
                ("annual", index, "year"),
                f"{year} 年不在建档到现在的年份里。",
                remedy=f"核对年份，从建档的 {household.registered_on.year} 年写起，写到{until}为止。",
            )


def _done(record: Record) -> Iterator[tuple[Pointer, date]]:
    """Yield the places and days of what a federation has done, as a record says."""
    for index, milestone in enumerate(record.data.get("milestones", ())):
        yield ("milestones", index, "done_on"), date.fromisoformat(milestone["done_on"])


def _happened(record: Record) -> Iterator[tuple[Pointer, date]]:
    """Yield the places and days of what has happened, but for what is in the lists of households, visits and events."""
    data = record.data
    if "filing" in data and not is_withdrawn(data):
        yield ("filing", "date"), date.fromisoformat(data["filing"]["date"])
    if record.place.kind == "unit":
        yield from _done(record)
    if is_withdrawn(data):
        yield ("withdrawn", "date"), date.fromisoformat(data["withdrawn"]["date"])


@record_rule(
    "record-future",
    "报备、撤销等的日期还没有到",
    why="报备、启动准备和撤销，做了才填日期。",
    clause="二(二)",
    requirement="R-013",
    given=("filing", "milestones", "withdrawn"),
)
def nothing_in_future(record: Record, context: RuleContext) -> Findings:
    for pointer, when in _happened(record):
        if when > context.as_of:
            message = f"{pointer[-1]} {when} 还没有到。"
            yield context.fault(pointer, message, remedy="核对年份和月份；还没有做的，先不填。")


@record_rule(
    "record-early",
    "会议、督办等的日期比方案早得多",
    why="方案开始一年以前的会议、督办和启动准备，多半是年份写错了。",
    clause="五(四)",
    requirement="R-003",
    severity=WARNING,
    kinds=("unit", *EVENT_KINDS),
)
def records_not_long_ago(record: Record, context: RuleContext) -> Findings:
    for pointer, when in _done(record) if record.place.kind == "unit" else _day(record):
        if when < _earliest(context.policy):
            message = f"{pointer[-1]} {when} 比方案早一年以上。"
            yield context.fault(pointer, message, remedy="核对年份；文件名里有日期的，也要一致。")


def _day(record: Record) -> Iterator[tuple[Pointer, date]]:
    if not is_withdrawn(record.data):
        yield ("date",), date.fromisoformat(record.data["date"])


@ledger_rule(
    "milestone-twice",
    "启动准备同一件事写了两次",
    why="四件事各写一次；写两次，就不知道哪天完成。",
    clause="五(四)1",
    requirement="R-080",
)
def milestones_once(context: LedgerContext) -> Findings:
    for unit in context.ledger.units.values():
        keys = [milestone.key for milestone in unit.milestones]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield context.file(path_of("unit", unit.id)).fault(
                    ("milestones", index, "key"), f"“{key}”写了两次。", remedy="留下真正完成的那一天，删掉另一条。"
                )
