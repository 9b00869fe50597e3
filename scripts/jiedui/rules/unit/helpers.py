"""Helpers: offices and leaves in order, and social forces filed (R-002, R-011, R-016, R-073)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.helper import SOCIAL, Helper
from jiedui.rules.registry import WARNING, helper_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

CITY_BODIES = frozenset({"市残联机关", "市残联直属单位", "市级专门协会"})
LOCAL_BODIES = frozenset({"县级残联", "县级专门协会", "乡镇(街道)残联", "村(社区)残协"})


@helper_rule(
    "role-order",
    "任职日期先后不对",
    why="结束日期不能早于开始日期。",
    clause="二(四)",
    requirement="R-016",
)
def in_order(helper: Helper, context: RuleContext) -> Findings:
    spells = [("roles", index, role.span) for index, role in enumerate(helper.roles)]
    spells += [("pauses", index, pause.span) for index, pause in enumerate(helper.pauses)]
    for key, index, span in spells:
        if span.end and span.end < span.start:
            yield context.fault((key, index, "to"), "结束日期早于开始日期。", remedy="核对起止日期。")


@helper_rule(
    "role-ending",
    "任职结束没有写原因",
    why="岗位调整、职务变化、退休离岗，要写明是哪一种。",
    clause="二(四)",
    requirement="R-016",
)
def ending_explained(helper: Helper, context: RuleContext) -> Findings:
    for index, role in enumerate(helper.roles):
        if role.span.end and not role.end_reason:
            yield context.fault(
                ("roles", index),
                "这一段任职已结束，没有写原因。",
                remedy="补上 end_reason。",
                missing="end_reason",
            )
        elif role.end_reason and not role.span.end:
            yield context.fault(
                ("roles", index, "end_reason"),
                "写了结束原因，没有写结束日期 to。",
                remedy="补上任职的最后一天。",
            )


@helper_rule(
    "role-overlap",
    "同一部门的任职重叠",
    why="岗位有变动，先结束旧的一条，再写新的一条。",
    clause="二(四)",
    requirement="R-016",
)
def one_role_per_department(helper: Helper, context: RuleContext) -> Findings:
    for index, role in enumerate(helper.roles):
        place = (role.body, role.department, role.township)
        if any(
            (earlier.body, earlier.department, earlier.township) == place and earlier.span.overlaps(role.span)
            for earlier in helper.roles[:index]
        ):
            yield context.fault(
                ("roles", index, "from"),
                "与前面同一部门的任职时间重叠。",
                remedy="给旧的一条写结束日期，新的一条从第二天开始。",
            )


@helper_rule(
    "role-body",
    "任职机构与残联层级不符",
    why="机构类型决定结对户数要求。市残联的人放在市残联文件夹里，县、乡、村的放在县级残联文件夹里。",
    clause="五(二)1",
    requirement="R-063",
    severity=WARNING,
)
def belongs_to_unit(helper: Helper, context: RuleContext) -> Findings:
    unit = context.ledger.units.get(helper.unit)
    if unit is None:
        return
    fitting = {SOCIAL, *(CITY_BODIES if unit.is_city else LOCAL_BODIES)}
    # One fitting office is enough: a county's helper may chair an association of the city, or have come from there.
    if not any(role.body in fitting for role in helper.roles):
        yield context.fault(
            ("roles", 0, "body"),
            f"{unit.short}的责任人，任职机构没有一处是{unit.level}这一级的。",
            remedy=f"核对机构类型；确实不是{unit.short}的人，移到所属残联的文件夹。",
        )


@helper_rule(
    "pause-deputy-self",
    "代管人是本人",
    why="暂停期间要由别人代管。",
    clause="五(四)3",
    requirement="R-084",
)
def deputy_is_another(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        if pause.deputy == helper.id:
            yield context.fault(
                ("pauses", index, "deputy"),
                "代管责任人是本人。",
                remedy="换成另一位责任人的编号。",
            )


@helper_rule(
    "pause-unused",
    "暂停没有用处",
    why="没有代管责任人、也没有单位批准的暂停，联系照常计算（口径 A-23）。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def pause_excuses(helper: Helper, context: RuleContext) -> Findings:
    for index, pause in enumerate(helper.pauses):
        if context.policy.settings.pause_needs_approval and not pause.deputy and not pause.approved_by:
            yield context.fault(
                ("pauses", index),
                "这一段暂停没有代管责任人，也没有批准单位，联系照常计算。",
                remedy="补上 deputy（代管责任人）或 approved_by（批准单位）。",
                missing="approved_by",
            )


@helper_rule(
    "helper-sex",
    "责任人没有填性别",
    why="登记表上要填责任人的性别；只有单位不填。",
    clause="附件2",
    requirement="R-117",
    severity=WARNING,
)
def sex_is_known(helper: Helper, context: RuleContext) -> Findings:
    if not helper.sex and any(role.body != SOCIAL for role in helper.roles):
        yield context.fault((), "没有填责任人的性别。", remedy="补上 sex（性别）。", missing="sex")


@ledger_rule(
    "filing-missing",
    "社会力量没有报备",
    why="助残机构、社会组织和爱心人士结对，要与所在地残联报备。",
    clause="五(三)3",
    requirement="R-073",
    severity=WARNING,
)
def filed(context: LedgerContext) -> Findings:
    for helper in context.summaries.helpers.values():
        # One who retired from a federation and goes on is 社会力量 from then on.
        since = helper.unfiled
        if since and any(pairing.end >= since for pairing in context.summaries.pairings_of(helper.id)):
            yield context.file(helper.path).fault(
                ("roles",),
                "社会力量已经结对，没有报备记录。",
                remedy="补上 filing：报备残联和日期。",
            )
