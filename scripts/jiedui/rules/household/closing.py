"""The end of helping a household: for one reason, which is explained, and with nothing new after it (R-017, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.member import DIED
from jiedui.rules.pairing.endings import HELPER_SIDE
from jiedui.rules.registry import WARNING, household_rule, visit_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.visit import Visit
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext, VisitContext

OTHER = "其他"
# Why a household is no longer helped though nobody is there any more who could be.
_OF_THE_LIVING = frozenset(("脱困", "拒绝", "失联", "迁出市内", "迁出市外"))


def _begun(household: Household) -> Iterator[tuple[Pointer, str, date]]:
    """Yield what begins on a day: each need raised, promise made and outing, with its place and what it is called."""
    for row, need in enumerate(household.needs):
        yield ("needs", row, "raised_on"), f"需求 {need.id} 的提出日期", need.raised_on
        for column, measure in enumerate(need.measures):
            place = ("needs", row, "measures", column, "promised_on")
            yield place, f"需求 {need.id} 的措施的承诺日期", measure.promised_on
    for row, outing in enumerate(household.outings):
        yield ("outings", row, "date"), f"{outing.person} 的活动日期", outing.on


@household_rule(
    "after-close",
    "终止以后又有新的事",
    why="终止帮扶以后，不再提需求、承诺措施和参加活动；答应过的事办完了，照实写办结。",
    clause="二(四)",
    requirement="R-017",
    given=("closed",),
)
def nothing_new(household: Household, context: RuleContext) -> Findings:
    closed = household.closed_on
    said: set[object] = set()
    for pointer, word, when in _begun(household):
        if closed and when > closed and pointer[:2] not in said:
            said.add(pointer[:2])
            yield context.fault(
                pointer,
                f"{word} {when} 在终止（{closed}）以后。",
                remedy="核对这个日期和终止日期 closed；还在帮扶的，删掉 closed，另写一段结对。",
            )


@visit_rule(
    "visit-after-close",
    "终止以后的联系",
    why="终止以后的回访可以保留，不算季度联系；多半是日期或者户写错了。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
)
def visited_before_the_end(visit: Visit, context: VisitContext) -> Findings:
    for number, identifier in enumerate(visit.households):
        other = context.ledger.households.get(identifier)
        closed = other.closed_on if other else None
        if other and closed and other.registered_on <= closed < visit.date:
            yield context.fault(
                ("also", number - 1) if number else ("date",),
                f"户 {identifier} 已于 {closed} 终止，联系在终止以后。",
                remedy="核对日期和户编号；确实是终止以后的回访，可以保留，不算季度联系。",
            )


@household_rule(
    "closed-reason",
    "终止原因与结对的结束原因不同",
    why="同一天终止帮扶、结束结对，是为同一件事。",
    clause="二(四)",
    requirement="R-017",
    given=("closed",),
)
def one_reason(household: Household, context: RuleContext) -> Findings:
    reason = household.closed_reason
    for index, pairing in enumerate(household.pairings):
        differs = pairing.end_reason not in ("", OTHER, reason, *HELPER_SIDE) and reason != OTHER
        if household.closed_on and pairing.span.end == household.closed_on and differs:
            yield context.fault(
                ("pairings", index, "end_reason"),
                f"这一户因“{reason}”终止，这一段结对却因“{pairing.end_reason}”结束。",
                remedy="核对 end_reason（结束原因）和 closed 的 reason（终止原因），改成一样的。",
            )


@household_rule(
    "closed-death",
    "去世与终止原因对不上",
    why="谁去世了、哪天去世，要在成员里写明；残疾人都去世了的，终止原因就是去世。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
    given=("closed", "pairings"),
)
def death_is_told(household: Household, context: RuleContext) -> Findings:
    died = [member for member in household.members if member.left and member.left.reason == DIED]
    if household.closed_on is None:
        yield from _death_of_nobody(household, context, died)
        return
    if not household.disabled:
        return
    if household.closed_reason == DIED and not died:
        yield context.fault(
            ("closed", "reason"),
            "终止原因是去世，成员里没有写谁去世。",
            remedy="在去世的那一位下面写 left（离开）：去世的日期，原因选“去世”。",
        )
    elif household.closed_reason in _OF_THE_LIVING and all(member in died for member in household.disabled):
        yield context.fault(
            ("closed", "reason"),
            f"残疾人都去世了，终止原因写的是“{household.closed_reason}”。",
            remedy="核对终止原因；因去世终止的，closed 和结对的原因都选“去世”。",
        )


def _death_of_nobody(household: Household, context: RuleContext, died: list[Member]) -> Findings:
    """Find a pairing that has ended for a death in a family that goes on, where nobody is told to have died."""
    for index, pairing in enumerate(household.pairings):
        if pairing.end_reason == DIED and not died:
            yield context.fault(
                ("pairings", index, "end_reason"),
                "这一段结对因“去世”结束，成员里没有写谁去世。",
                remedy=(
                    "家里人去世的，在那一位下面写 left：去世的日期，原因选“去世”。责任人去世的，这里选“退休离岗”："
                    "“去世”说的是家里人，当季就不算联系了。"
                ),
            )


@household_rule(
    "other-unexplained",
    "原因选了“其他”，没有说明",
    why="选“其他”的，要看得出是什么情况。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
    given=("closed", "left"),
)
def other_is_explained(household: Household, context: RuleContext) -> Findings:
    remedy = "在 note（说明）里写一句是什么情况，或者选别的原因。"
    if household.closed_reason == OTHER and not household.closed_note:
        yield context.fault(("closed", "reason"), "终止原因是“其他”，没有写说明。", remedy=remedy)
    for row, member in enumerate(household.members):
        if member.left and member.left.reason == OTHER and not member.left.note:
            message = f"{member.id} 的离开原因是“其他”，没有写说明。"
            yield context.fault(("members", row, "left", "reason"), message, remedy=remedy)
