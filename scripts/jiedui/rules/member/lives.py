"""The days of a member's life in order: birth, coming, what is known of him, leaving (R-113, 附件2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "member-order",
    "成员的日期先后不对",
    why="先出生，后加入、发证、核实，再离开；先后不对，就不知道他哪些天在这一户。",
    clause="附件2",
    requirement="R-113",
    given=("joined_on", "left", "since", "judgements", "from"),
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for row, member in enumerate(household.members):
        place: Pointer = ("members", row)
        for pointer, word, when in _days(member):
            if when.isoformat() < member.birth:  # a year alone stands before its days
                yield context.fault(
                    (*place, *pointer),
                    f"{member.id} 的{word} {when} 早于出生。",
                    remedy="核对这个日期和出生日期 birth。",
                )
        left = member.left
        if left and left.on.isoformat() >= member.birth:
            yield from _left_in_order(household, member, left.on, (*place, "left", "date"), context)


def _left_in_order(
    household: Household, member: Member, left: date, pointer: Pointer, context: RuleContext
) -> Findings:
    if member.joined_on and left < member.joined_on:
        message = f"{member.id} 的离开日期 {left} 早于加入日期。"
        yield context.fault(pointer, message, remedy="核对 joined_on（加入日期）和离开日期。")
    elif left < household.registered_on:
        message = f"{member.id} 的离开日期 {left} 早于建档日期。"
        yield context.fault(pointer, message, remedy="核对离开日期和建档日期 registered_on。")


def _days(member: Member) -> Iterator[tuple[Pointer, str, date]]:
    """Yield the days that cannot come before birth, each with its place in the member and what it is called."""
    if member.joined_on:
        yield ("joined_on",), "加入日期", member.joined_on
    if member.left:
        yield ("left", "date"), "离开日期", member.left.on
    for index, when in enumerate(member.since.values()):
        yield ("since", index, "date"), "情况起日", when
    for index, judgement in enumerate(member.judgements):
        yield ("judgements", index, "date"), "核实日期", judgement.on
    for index, certificate in enumerate(member.disability.certificates if member.disability else ()):
        if certificate.since:
            yield ("disability", "certificates", index, "from"), "发证日期", certificate.since
