"""The risk of falling back into poverty: what was found and how it is monitored, in order (R-035, 四(二)1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.relapse import GONE
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.relapse import Relapse, RiskFinding
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "risk-status",
    "有返贫致贫风险，没有监测情况",
    why="有风险的，要及时协调纳入防返贫监测。",
    clause="四(二)1",
    requirement="R-035",
    severity=WARNING,
    given=("relapse",),
)
def risk_has_status(household: Household, context: RuleContext) -> Findings:
    if household.relapse.risk and not household.relapse.monitoring and not household.closed_on:
        yield context.fault(
            ("relapse", len(household.relapse.findings) - 1),
            "有返贫致贫风险，没有填监测情况。",
            remedy="补上 monitoring。",
            missing="monitoring",
        )


@household_rule(
    "relapse-order",
    "返贫致贫风险的先后不对",
    why="一次一次、一步一步地记，后面的都写日期，过去的季度才不会跟着变。",
    clause="四(二)1",
    requirement="R-035",
    given=("relapse",),
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for index, finding in enumerate(household.relapse.findings):
        place = ("relapse", index)
        if index:
            yield from _follows(household.relapse, index, context)
        yield from _steps(place, finding, context)


def _follows(relapse: Relapse, index: int, context: RuleContext) -> Findings:
    """Look at a finding that has others before it: a day of its own, after theirs, and no risk that still stands."""
    place, found = ("relapse", index), relapse.findings[index].found_on
    before = relapse.findings[:index]
    if found is None:
        yield context.fault(
            place,
            f"第 {index + 1} 次排查没有写日期。",
            remedy="补上 found_on（发现或者排查的日期）。",
            missing="found_on",
        )
    elif any(item.found_on and found <= item.found_on for item in before):
        yield context.fault(
            (*place, "found_on"),
            "这次排查的日期不比前一次晚。",
            remedy="核对日期；先旧后新，最后一条是现在的。",
        )
    elif any(step.on and found < step.on for item in before for step in item.steps):
        yield context.fault(
            (*place, "found_on"),
            "这次排查早于前一次的监测情况。",
            remedy="核对日期；哪一次发现的风险，监测情况就写在哪一条里。",
        )
    if _stands(before[-1]):
        yield context.fault(
            place,
            "前一条风险还没有消除，又加了一条。",
            remedy="已经消除的，在前一条的 monitoring 里加一步“已消除”和日期；没有消除的，不加新的一条。",
        )


def _stands(finding: RiskFinding) -> bool:
    return finding.risk and all(step.status != GONE for step in finding.steps)


def _steps(place: Pointer, finding: RiskFinding, context: RuleContext) -> Findings:
    """Look at the steps of one finding: none before it was found or the steps before, none undated but the first."""
    latest = finding.found_on
    for index, step in enumerate(finding.steps):
        spot = (*place, "monitoring", index)
        if step.on is None and index:
            yield context.fault(
                spot, f"第 {index + 1} 步监测没有写日期。", remedy="补上 date（变成这样的日期）。", missing="date"
            )
        elif step.on and finding.found_on and step.on < finding.found_on:
            yield context.fault(
                (*spot, "date"), "监测日期早于发现日期。", remedy="核对发现日期 found_on 和监测日期 date。"
            )
        elif step.on and latest and step.on < latest:
            yield context.fault(
                (*spot, "date"), "监测日期早于前一步。", remedy="核对日期；先旧后新，最后一步是现在的。"
            )
        latest = max(filter(None, (latest, step.on)), default=None)
    if any(step.status == GONE for step in finding.steps[:-1]):
        yield context.fault(
            (*place, "monitoring"),
            "已消除以后又有监测情况。",
            remedy="“已消除”是最后一步；又有了风险的，在 relapse 里另加一条。",
        )
