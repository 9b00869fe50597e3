"""A federation's organisation: who leads, who answers, which department does the work (六(一), 附件1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.unit import DIRECT, FIRST, Office, Unit
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.rules.context import Findings, LedgerContext, Voice

# Of the leading group only these are one person's; there are several of the others at a time.
_SINGLE = frozenset({FIRST, DIRECT, "组长", "办公室主任"})


def _units(context: LedgerContext) -> Iterator[tuple[Unit, Voice]]:
    """Yield every federation, with the voice of the rule in its file."""
    for unit in context.ledger.units.values():
        yield unit, context.file(path_of("unit", unit.id))


def _spells(unit: Unit) -> Iterator[tuple[str, int, Office, tuple[Office, ...]]]:
    """Yield each spell as (key of its list, index, spell, the spells before it in the list)."""
    for key, offices in (("responsible", unit.responsible), ("leading_group", unit.leading_group)):
        for index, office in enumerate(offices):
            yield key, index, office, offices[:index]


@ledger_rule(
    "office-order",
    "责任人任期的日期先后不对",
    why="结束日期不能早于开始日期。",
    clause="六(一)",
    requirement="R-093",
)
def in_order(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        for key, index, office, _ in _spells(unit):
            if office.span.end and office.span.end < office.span.start:
                yield file.fault(
                    (key, index, "to"),
                    f"{office.kind}这一段任期的结束日期早于开始日期。",
                    remedy="核对起止日期。",
                )


@ledger_rule(
    "office-overlap",
    "同一个责任有两个人",
    why="第一责任人、直接责任人和领导小组组长、办公室主任，同一天只有一位。换了人，先结束前一段。",
    clause="六(一)",
    requirement="R-093",
)
def one_at_a_time(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        for key, index, office, earlier in _spells(unit):
            if office.kind in _SINGLE and any(
                other.kind == office.kind and other.span.overlaps(office.span) for other in earlier
            ):
                yield file.fault(
                    (key, index, "from"),
                    f"与前面一段{office.kind}的时间重叠。",
                    remedy="给前一位写结束日期，后一位从第二天开始。",
                )


@ledger_rule(
    "leading-group-place",
    "领导小组写错了地方",
    why="领导小组由市残联成立，名单写在市残联的文件夹里。",
    clause="附件1",
    requirement="R-110",
)
def leading_group_in_city(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        if unit.leading_group and not unit.is_city:
            yield file.fault(
                ("leading_group",), f"{unit.short}的文件里有领导小组名单。", remedy="移到市残联的 unit.yml。"
            )


@ledger_rule(
    "lead-department-missing",
    "没有写牵头部门",
    why="各级残联要明确工作机构，具体统筹结对帮扶工作。",
    clause="六(一)",
    requirement="R-092",
    severity=WARNING,
)
def lead_department(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        if not unit.lead_department:
            yield file.fault(
                (), f"{unit.short}没有写牵头部门。", remedy="补上 lead_department。", missing="lead_department"
            )


@ledger_rule(
    "responsible-missing",
    "没有责任人",
    why="主要负责同志是第一责任人，分管教就工作的负责同志是直接责任人。",
    clause="六(一)",
    requirement="R-093",
    severity=WARNING,
)
def responsible(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        for kind in (FIRST, DIRECT) if unit.span.covers(context.as_of) else ():
            if unit.responsible_on(kind, context.as_of) is None:
                yield file.fault(
                    ("responsible",) if unit.responsible else (),
                    f"{unit.short}现在没有{kind}。",
                    remedy=f"在 responsible 里补一段{kind}的任期；换了人的，写接任的同志。",
                    missing="" if unit.responsible else "responsible",
                )


@ledger_rule(
    "unit-phone-missing",
    "没有办公电话",
    why="家庭和上级要能找到牵头联系人。",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def phone(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        if not unit.phone:
            yield file.fault((), f"{unit.short}没有写办公电话。", remedy="补上 phone。", missing="phone")


@ledger_rule(
    "supervision-phone-missing",
    "没有监督电话",
    why="没有人来联系的家庭，要知道打哪个电话反映；监督电话印在给家庭的材料上。",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def supervision_phone(context: LedgerContext) -> Findings:
    for unit, file in _units(context):
        if not unit.supervision_phone:
            yield file.fault(
                (),
                f"{unit.short}没有写监督电话。",
                remedy="补上 supervision_phone（监督电话）；没有专门的，写办公电话。",
                missing="supervision_phone",
            )
