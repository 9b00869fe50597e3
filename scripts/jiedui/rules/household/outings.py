"""Outings: once each, and of the people whom they are for (R-042, 四(四)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "outing-twice",
    "同一次活动写了两遍",
    why="同一个人同一天同一项活动，只记一次。",
    clause="四(四)3",
    requirement="R-042",
    severity=WARNING,
    given=("outings",),
)
def once_each(household: Household, context: RuleContext) -> Findings:
    seen = set()
    for index, outing in enumerate(household.outings):
        mark = (outing.person, outing.on, outing.kind)
        if mark in seen:
            yield context.fault(
                ("outings", index, "date"),
                f"{outing.person} 在 {outing.on} 的“{outing.kind}”写了两遍。",
                remedy="核对日期和类型，改正写错的。一模一样的，删掉一条；不一样的，多出的写 withdrawn（撤销）和原因。",
            )
        seen.add(mark)


@household_rule(
    "outing-person",
    "参加活动的不是残疾人",
    why="每年至少一次的集体活动，说的是残疾人；家属一起去的不另记。",
    clause="四(四)3",
    requirement="R-042",
    severity=WARNING,
    given=("outings",),
)
def of_disabled_people(household: Household, context: RuleContext) -> Findings:
    others = {member.id for member in household.members} - {member.id for member in household.disabled}
    for index, outing in enumerate(household.outings):
        if outing.person in others:
            yield context.fault(
                ("outings", index, "person"),
                f"{outing.person} 没有残疾情况，这次活动不计入。",
                remedy="核对成员编号；家属陪同去的，写残疾人本人。",
            )
