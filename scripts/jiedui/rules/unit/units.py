"""A federation's own days and code: it may be founded or dissolved, and its people and households go over (二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.unit import TAKEN_CODES
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, helper_rule, household_rule, ledger_rule, record_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.reader import Record
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

HAND_OVER = (
    "责任人：旧的任职写结束日期和原因，在接手的残联新建档案。"
    "户：旧的一户按“迁出市内”终止，在接手的残联新建一户，moved_from 写原来的户编号。"
)


@record_rule(
    "unit-code",
    "残联代号有别的用处",
    why="每个残联有一个网页和一个文件夹，用代号作名字；有的名字网页自己要用，有的 Windows 不让作文件夹的名字。",
    clause="发文",
    requirement="R-002",
    kinds=("unit",),
)
def code_is_free(record: Record, context: RuleContext) -> Findings:
    if record.place.unit in TAKEN_CODES:
        yield context.fault(
            ("id",), f"代号 {record.place.unit} 网页或者 Windows 自己要用。", remedy="换一个代号，文件夹一起改名。"
        )


@ledger_rule(
    "unit-order",
    "残联撤销早于设立",
    why="结束日期早于开始日期的，一天也不算。",
    clause="二(四)",
    requirement="R-015",
)
def in_order(context: LedgerContext) -> Findings:
    for unit in context.ledger.units.values():
        if unit.span.end and unit.span.end < unit.span.start:
            yield context.file(path_of("unit", unit.id)).fault(
                ("to",), "撤销前的最后一天早于设立日期。", remedy="核对两个日期。"
            )


@ledger_rule(
    "unit-dissolved",
    "残联撤销了，还有没有移交的",
    why="残联撤销以后，户和责任人要有接手的残联，不然没有人管。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
)
def handed_over(context: LedgerContext) -> Findings:
    ledger, today = context.ledger, context.as_of
    for unit in ledger.units.values():
        if unit.span.end is None or not unit.span.start <= unit.span.end < today:
            continue
        homes, staff = context.summaries.households.values(), context.summaries.helpers.values()
        open_homes = sum(home.unit == unit.id and home.active_on(today.isoformat()) for home in homes)
        people = sum(helper.unit == unit.id and helper.active_on(today.isoformat()) for helper in staff)
        townships = len(ledger.divisions_on(today).of_unit(unit.id))
        counted = (
            (open_homes, "户没有移交"),
            (people, "名责任人的任职没有结束"),
            (townships, "个乡镇（街道）还归它管"),
        )
        if left := [f"{number}{what}" for number, what in counted if number]:
            yield context.file(path_of("unit", unit.id)).fault(
                ("to",),
                f"{unit.short} {unit.span.end} 以后已经撤销，还有{'，'.join(left)}。",
                remedy=f"{HAND_OVER}乡镇：在 divisions.yml 写上现在的主管残联。",
            )


@household_rule(
    "unit-days-household",
    "建档那天没有这个残联",
    why="残联设立以前、撤销以后，档案归别的残联。",
    clause="二(四)",
    requirement="R-015",
)
def registered_while_there(household: Household, context: RuleContext) -> Findings:
    unit = context.ledger.units.get(household.unit)
    if unit and not unit.span.covers(household.registered_on):
        yield context.fault(
            ("registered_on",),
            f"{household.registered_on} 这天没有{unit.short}。",
            remedy="核对建档日期，或者在那天主管的残联建档；残联的日期写错了的，改 unit.yml。",
        )


@helper_rule(
    "unit-days-helper",
    "任职开始那天没有这个残联",
    why="残联设立以前、撤销以后，任职写在别的残联。",
    clause="二(四)",
    requirement="R-016",
)
def employed_while_there(helper: Helper, context: RuleContext) -> Findings:
    unit = context.ledger.units.get(helper.unit)
    for index, role in enumerate(helper.roles):
        # What somebody was before the federation was founded may be told as well.
        if unit and unit.span.end and role.span.start > unit.span.end:
            yield context.fault(
                ("roles", index, "from"),
                f"{unit.short} {unit.span.end} 以后已经撤销。",
                remedy="这一段任职写到接手的残联，在那里新建他的档案。",
            )
