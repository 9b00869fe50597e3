"""A ledger that has only been begun: what it lacks altogether, in the order in which it is to be done (五(四)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.beginning import steps
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext


@ledger_rule(
    "unit-none",
    "一个残联也没有",
    why="户和责任人都归一个残联；没有残联，就没有地方登记，也生成不了网站。",
    clause="发文",
    requirement="R-002",
)
def some_federation(context: LedgerContext) -> Findings:
    if not context.ledger.units and not context.files.faulty:
        path = path_of("unit", "city")
        yield context.file(path).fault(
            (), "台账里一个残联也没有。", remedy="先写市残联的 city/unit.yml，再写县级残联的。"
        )


@ledger_rule(
    "ledger-begun",
    "台账还没有建完",
    why="启动准备阶段要摸底、建台账。缺的按先后补上，后一样要用到前一样。",
    clause="五(四)1",
    requirement="R-080",
    severity=WARNING,
)
def nothing_lacking(context: LedgerContext) -> Findings:
    if not context.ledger.units or context.files.faulty:
        return
    units, divisions, there = context.ledger.units.values(), context.ledger.divisions, context.summaries
    if lacking := steps(units, divisions, helpers=bool(there.helpers), households=bool(there.households)):
        how = "；".join(f"{step.what}：{step.how}" for step in lacking)
        yield context.file(path_of("policy-ledger")).fault(
            (),
            f"还缺{'、'.join(step.what for step in lacking)}。",
            remedy=f"依次补上。{how}。写法见网站使用手册的“新建档案”。",
        )
