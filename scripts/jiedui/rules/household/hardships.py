"""Kinds of hardship over time, and whether they agree with who receives 低保 (R-050 … R-055, 五(一))."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Hardship, Household
    from jiedui.rules.context import Findings, RuleContext

RECEIVED, NOT_RECEIVED = "已享受", ("符合未享受", "不符合", "未通过")
WHOLE, SINGLE = "低保户", "单人户低保"
# Under it nobody receives 低保.
_EDGE = "低保边缘户"


def ends_before_it_begins(spell: Hardship) -> bool:
    """Tell whether one of the two days of a spell must be wrong."""
    return bool(spell.since and spell.until and spell.until < spell.since)


@household_rule(
    "hardship-order",
    "困难类型的日期先后不对",
    why="换了困难类型的，旧的写止日，新的写起日，先旧后新；同一天只有一种。",
    clause="五(一)",
    requirement="R-050",
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for index, spell in enumerate(household.hardships):
        if ends_before_it_begins(spell):
            yield context.fault(("hardship", index, "to"), "困难身份的止日早于起日。", remedy="核对起止日期。")
    for index, (earlier, later) in enumerate(pairwise(household.hardships)):
        if ends_before_it_begins(earlier) or ends_before_it_begins(later):
            continue
        if earlier.until is None or later.since is None or later.since <= earlier.until:
            yield context.fault(
                ("hardship", index + 1),
                f"“{earlier.status}”和后一段“{later.status}”没有分开。",
                remedy="先旧后新：前一段写 to（止日），后一段写 from（起日），从止日的第二天起。",
            )


def _recipients(household: Household, context: RuleContext) -> int:
    members = household.present_on(context.as_of)
    return sum(member.benefits.get("dibao") == RECEIVED for member in members)


@household_rule(
    "hardship-single",
    "单人户低保，享受低保的不是一个人",
    why="低保边缘家庭里的重度残疾人可以参照单人户纳入低保，享受的只有他一个人。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
)
def single_is_one(household: Household, context: RuleContext) -> Findings:
    if household.hardship != SINGLE or household.closed_on or household.hardship_until:
        return
    people, count = len(household.present_on(context.as_of)), _recipients(household, context)
    if people > 1 and count != 1:
        yield context.fault(
            ("hardship", len(household.hardships) - 1, "status"),
            f"单人户低保，家里有 {people} 个人，登记享受低保的有 {count} 个。",
            remedy="享受低保的那一位，benefits 的 dibao 写“已享受”，别人不写；全家都享受的，困难类型改成“低保户”。",
        )


@household_rule(
    "hardship-benefit",
    "困难类型与低保情况对不上",
    why="低保户的人享受低保；低保边缘户没有人享受，有的就是单人户低保。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
    given=("dibao",),
)
def benefit_agrees(household: Household, context: RuleContext) -> Findings:
    status = household.hardship
    if household.closed_on or household.hardship_until:
        return
    for row, member in enumerate(household.members):
        state = member.benefits.get("dibao", "")
        lacking = status == WHOLE and state in NOT_RECEIVED
        if member.present_on(context.as_of) and (lacking or (status == _EDGE and state == RECEIVED)):
            yield context.fault(
                ("members", row, "benefits", "dibao"),
                f"困难类型是“{status}”，{member.id} 的最低生活保障是“{state}”。",
                remedy="核对困难类型 hardship 和这一项：全家享受的写“低保户”，只有一个人享受的写“单人户低保”。",
            )
