"""Members who died or left: named still by what came before, by nothing that came afterwards (R-014, R-042; A-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.mistyped import Codes
from jiedui.rules.registry import WARNING, household_rule, visit_rule
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Departure
    from jiedui.model.visit import Visit
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext, VisitContext

# Of so many uses of a code one finding names each; of more, it names these and counts the others.
_NAMED = 4


class _Use(Struct, frozen=True):
    """A place of a household's record that names a member, in words, with the day that it is about."""

    person: str
    pointer: Pointer
    words: str
    on: date


def _uses(household: Household) -> Iterator[_Use]:
    for index, need in enumerate(household.needs):
        if need.person:
            yield _Use(
                need.person, ("needs", index, "person"), f"需求 {need.id}（{need.raised_on} 提出）", need.raised_on
            )
    for index, outing in enumerate(household.outings):
        yield _Use(outing.person, ("outings", index, "person"), f"{outing.on} 的集体活动", outing.on)


@household_rule(
    "member-unknown",
    "没有这个成员编号",
    why="需求和活动要落到户内的人。人去世或离开了也不从成员里删掉。",
    clause="二(三)",
    requirement="R-014",
    given=("needs", "outings"),
)
def members_exist(household: Household, context: RuleContext) -> Findings:
    known = {member.id for member in household.members}
    unknown: dict[str, list[_Use]] = {}
    for use in _uses(household):
        if use.person not in known:
            unknown.setdefault(use.person, []).append(use)
    for person, uses in unknown.items():
        named = "、".join(use.words for use in uses[:_NAMED])
        more = f"等 {len(uses)} 处" if len(uses) > _NAMED else ""
        yield context.fault(
            uses[0].pointer,
            f"户内没有编号为 {person} 的成员，写到这个人的有：{named}{more}。",
            remedy=(
                "这个人去世或离开了的，不从 members 里删掉：放回去，写 left（离开）的日期和原因。"
                f"编号写错了的，改成户内成员的：{'、'.join(sorted(known))}。"
            ),
            suggestion=Codes(known).nearest(person),
        )


def _departures(household: Household) -> dict[str, Departure]:
    return {member.id: member.left for member in household.members if member.left}


@household_rule(
    "member-gone",
    "人已去世或离开，还有以后的事",
    why="去世或离开以后，不会再提出需求、参加活动。",
    clause="二(三)",
    requirement="R-014",
    given=("left",),
)
def nothing_afterwards(household: Household, context: RuleContext) -> Findings:
    departures = _departures(household)
    for use in _uses(household):
        left = departures.get(use.person)
        # What was done on the day itself may have come before.
        if left and use.on > left.on:
            yield context.fault(
                use.pointer,
                f"{use.person} 已经在 {left.words}，{use.words}在这以后。",
                remedy="核对两个日期，核对是哪位成员的；全家的需求不写 person（需求人）。",
            )


@household_rule(
    "need-of-gone",
    "人已去世或离开，需求还没有办结",
    why="人不在了，这项需求不再要办，也不再计入办理中；写明结果，账才清楚。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
    given=("left",),
)
def needs_settled(household: Household, context: RuleContext) -> Findings:
    departures = {} if household.closed_on else _departures(household)
    for index, need in enumerate(household.needs):
        left = departures.get(need.person)
        if left and need.closed_on is None:
            yield context.fault(
                ("needs", index, "person"),
                f"{need.person} 已经在 {left.words}，需求 {need.id} 还没有办结。",
                remedy="补上 closed_on（办结日期）和 result（结果）；家里其他人还需要的，删掉 person，改成全家的需求。",
            )


@visit_rule(
    "visit-with-gone",
    "联系对象已去世或离开",
    why="联系对象选“本人”的，那天户内要有残疾人。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def somebody_to_meet(visit: Visit, context: VisitContext) -> Findings:
    if not visit.reached or visit.counterpart != "本人":
        return
    last = context.household.last_disabled(visit.date)
    # On the day itself they may have met before.
    if last and last.left and visit.date > last.left.on:
        yield context.fault(
            ("counterpart",),
            f"联系对象写的是“本人”，户内的残疾人已经在 {last.left.words}。",
            remedy="改成那天联系的人，例如 成年家庭成员；日期写错了的，核对日期。",
        )
