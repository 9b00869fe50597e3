"""Helpers: offices and leaves in order (R-002, R-011, R-016)."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.helper import SOCIAL, Helper
from jiedui.records.finding import Finding, Rule
from jiedui.rules.registry import WARNING, Context, check

CITY_BODIES = frozenset({"市残联机关", "市残联直属单位", "市级专门协会"})
LOCAL_BODIES = frozenset({"县级残联", "县级专门协会", "乡镇(街道)残联", "村(社区)残协"})


@check(
    "helper",
    "role-order",
    "任职日期先后不对",
    "结束日期不能早于开始日期。",
    clause="二(四)",
    requirement="R-016",
)
def in_order(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    spells = [("roles", index, role.span) for index, role in enumerate(helper.roles)]
    spells += [("pauses", index, pause.span) for index, pause in enumerate(helper.pauses)]
    for key, index, span in spells:
        if span.end and span.end < span.start:
            yield rule.at(
                context.path(helper), (key, index, "to"), message="结束日期早于开始日期。", remedy="核对起止日期。"
            )


@check(
    "helper",
    "role-ending",
    "任职结束没有写原因",
    "岗位调整、职务变化、退休离岗，要写明是哪一种。",
    clause="二(四)",
    requirement="R-016",
)
def ending_explained(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, role in enumerate(helper.roles):
        if role.span.end and not role.end_reason:
            yield rule.at(
                context.path(helper),
                ("roles", index),
                message="这一段任职已结束，没有写原因。",
                remedy="补上 end_reason。",
                missing="end_reason",
            )
        elif role.end_reason and not role.span.end:
            yield rule.at(
                context.path(helper),
                ("roles", index, "end_reason"),
                message="写了结束原因，没有写结束日期 to。",
                remedy="补上任职的最后一天。",
            )


@check(
    "helper",
    "role-overlap",
    "同一部门的任职重叠",
    "岗位有变动，先结束旧的一条，再写新的一条。",
    clause="二(四)",
    requirement="R-016",
)
def one_role_per_department(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, role in enumerate(helper.roles):
        place = (role.body, role.department, role.township)
        if any(
            (earlier.body, earlier.department, earlier.township) == place and earlier.span.overlaps(role.span)
            for earlier in helper.roles[:index]
        ):
            yield rule.at(
                context.path(helper),
                ("roles", index, "from"),
                message="与前面同一部门的任职时间重叠。",
                remedy="给旧的一条写结束日期，新的一条从第二天开始。",
            )


@check(
    "helper",
    "role-body",
    "任职机构与残联层级不符",
    "机构类型决定结对户数要求。市残联的人放在市残联文件夹里，县、乡、村的放在县级残联文件夹里。",
    clause="五(二)1",
    requirement="R-063",
    severity=WARNING,
)
def belongs_to_unit(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    unit = context.ledger.units.get(helper.unit)
    if unit is None:
        return
    fitting = {SOCIAL, *(CITY_BODIES if unit.is_city else LOCAL_BODIES)}
    # One fitting office is enough: a county's helper may chair an association of the city, or have come from there.
    if not any(role.body in fitting for role in helper.roles):
        yield rule.at(
            context.path(helper),
            ("roles", 0, "body"),
            message=f"{unit.short}的责任人，任职机构没有一处是{unit.level}这一级的。",
            remedy=f"核对机构类型；确实不是{unit.short}的人，移到所属残联的文件夹。",
        )


@check(
    "helper",
    "pause-deputy-self",
    "代管人是本人",
    "暂停期间要由别人代管。",
    clause="五(四)3",
    requirement="R-084",
)
def deputy_is_another(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, pause in enumerate(helper.pauses):
        if pause.deputy == helper.id:
            yield rule.at(
                context.path(helper),
                ("pauses", index, "deputy"),
                message="代管责任人是本人。",
                remedy="换成另一位责任人的编号。",
            )


@check(
    "helper",
    "pause-unused",
    "暂停没有用处",
    "没有代管责任人、也没有单位批准的暂停，联系照常计算（口径 A-23）。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def pause_excuses(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, pause in enumerate(helper.pauses):
        if context.ledger.policy.settings.pause_needs_approval and not pause.deputy and not pause.approved_by:
            yield rule.at(
                context.path(helper),
                ("pauses", index),
                message="这一段暂停没有代管责任人，也没有批准单位，联系照常计算。",
                remedy="补上 deputy（代管责任人）或 approved_by（批准单位）。",
                missing="approved_by",
            )
