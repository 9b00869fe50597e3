"""A federation's organisation: who leads, who answers, which department does the work (六(一), 附件1)."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.unit import DIRECT, FIRST, Office, Unit
from jiedui.records.finding import Finding, Rule
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, Context, check

# Of the leading group only these are one person's; there are several of the others at a time.
_SINGLE = frozenset({FIRST, DIRECT, "组长", "办公室主任"})


def _units(context: Context) -> list[tuple[str, Unit]]:
    return [(path_of("unit", unit.id), unit) for _, unit in sorted(context.ledger.units.items())]


def _spells(unit: Unit) -> Iterator[tuple[str, int, Office, tuple[Office, ...]]]:
    """Yield each spell as (key of its list, index, spell, the spells before it in the list)."""
    for key, offices in (("responsible", unit.responsible), ("leading_group", unit.leading_group)):
        for index, office in enumerate(offices):
            yield key, index, office, offices[:index]


@check(
    "ledger",
    "office-order",
    "责任人任期的日期先后不对",
    "结束日期不能早于开始日期。",
    clause="六(一)",
    requirement="R-093",
)
def in_order(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        for key, index, office, _ in _spells(unit):
            if office.span.end and office.span.end < office.span.start:
                message = f"{office.kind}这一段任期的结束日期早于开始日期。"
                yield rule.at(path, (key, index, "to"), message=message, remedy="核对起止日期。")


@check(
    "ledger",
    "office-overlap",
    "同一个责任有两个人",
    "第一责任人、直接责任人和领导小组组长、办公室主任，同一天只有一位。换了人，先结束前一段。",
    clause="六(一)",
    requirement="R-093",
)
def one_at_a_time(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        for key, index, office, earlier in _spells(unit):
            if office.kind in _SINGLE and any(
                other.kind == office.kind and other.span.overlaps(office.span) for other in earlier
            ):
                message = f"与前面一段{office.kind}的时间重叠。"
                remedy = "给前一位写结束日期，后一位从第二天开始。"
                yield rule.at(path, (key, index, "from"), message=message, remedy=remedy)


@check(
    "ledger",
    "leading-group-place",
    "领导小组写错了地方",
    "领导小组由市残联成立，名单写在市残联的文件夹里。",
    clause="附件1",
    requirement="R-110",
)
def leading_group_in_city(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        if unit.leading_group and not unit.is_city:
            message = f"{unit.short}的文件里有领导小组名单。"
            yield rule.at(path, ("leading_group",), message=message, remedy="移到市残联的 unit.yml。")


@check(
    "ledger",
    "lead-department-missing",
    "没有写牵头部门",
    "各级残联要明确工作机构，具体统筹结对帮扶工作。",
    clause="六(一)",
    requirement="R-092",
    severity=WARNING,
)
def lead_department(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        if not unit.lead_department:
            message = f"{unit.short}没有写牵头部门。"
            yield rule.at(path, message=message, remedy="补上 lead_department。", missing="lead_department")


@check(
    "ledger",
    "responsible-missing",
    "没有责任人",
    "主要负责同志是第一责任人，分管教就工作的负责同志是直接责任人。",
    clause="六(一)",
    requirement="R-093",
    severity=WARNING,
)
def responsible(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        for kind in (FIRST, DIRECT):
            if unit.responsible_on(kind, context.as_of) is None:
                message = f"{unit.short}现在没有{kind}。"
                remedy = f"在 responsible 里补一段{kind}的任期；换了人的，写接任的同志。"
                if unit.responsible:
                    yield rule.at(path, ("responsible",), message=message, remedy=remedy)
                else:
                    yield rule.at(path, message=message, remedy=remedy, missing="responsible")


@check(
    "ledger",
    "unit-phone-missing",
    "没有办公电话",
    "家庭和上级要能找到牵头联系人。",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def phone(rule: Rule, context: Context) -> Iterator[Finding]:
    for path, unit in _units(context):
        if not unit.phone:
            yield rule.at(path, message=f"{unit.short}没有写办公电话。", remedy="补上 phone。", missing="phone")
