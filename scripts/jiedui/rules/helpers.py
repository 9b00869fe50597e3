"""Helpers: offices and leaves in order (R-011, R-016)."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.helper import Helper
from jiedui.records.finding import Finding, Rule
from jiedui.rules.registry import Context, check


@check("helper", "role-order", "任职日期先后不对", "结束日期不能早于开始日期。", clause="二(四)", requirement="R-016")
def roles_in_order(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for key, spans in (("roles", [role.span for role in helper.roles]), ("pauses", [item.span for item in helper.pauses])):
        for index, span in enumerate(spans):
            if span.end and span.end < span.start:
                yield rule.at(context.path(helper), (key, index, "to"), message="结束日期早于开始日期。", remedy="核对起止日期。")


@check("helper", "role-ending", "任职结束没有写原因", "岗位调整、职务变化、退休离岗，要写明是哪一种。", clause="二(四)", requirement="R-016")
def role_ending_explained(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, role in enumerate(helper.roles):
        if role.span.end and not role.end_reason:
            yield rule.at(
                context.path(helper), ("roles", index), message="这一段任职已结束，没有写原因。", remedy="补上 end_reason。", missing="end_reason"
            )
        elif role.end_reason and not role.span.end:
            yield rule.at(
                context.path(helper), ("roles", index, "end_reason"), message="写了结束原因，没有写结束日期 to。", remedy="补上任职的最后一天。"
            )


@check("helper", "role-overlap", "同一机构的任职重叠", "岗位有变动，先结束旧的一条，再写新的一条。", clause="二(四)", requirement="R-016")
def one_role_per_body(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, role in enumerate(helper.roles):
        for earlier in helper.roles[:index]:
            if earlier.body == role.body and earlier.department == role.department and earlier.span.overlaps(role.span):
                yield rule.at(
                    context.path(helper), ("roles", index, "from"), message="与前面同一部门的任职时间重叠。",
                    remedy="给旧的一条写结束日期，新的一条从第二天开始。",
                )  # fmt: skip


@check("helper", "pause-deputy-self", "代管人是本人", "暂停期间要由别人代管。", clause="五(四)3", requirement="R-084")
def deputy_is_another(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, pause in enumerate(helper.pauses):
        if pause.deputy == helper.id:
            yield rule.at(context.path(helper), ("pauses", index, "deputy"), message="代管责任人是本人。", remedy="换成另一位责任人的编号。")
