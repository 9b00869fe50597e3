"""How a pairing ends: on a day, for a reason, by whose decision, and after asking the helper (R-016, R-017, 二(四))."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jiedui.model.member import DIED
from jiedui.model.time import DAY
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.pairing import Pairing
    from jiedui.rules.context import Findings, RuleContext


RETIRED = "退休离岗"

HELPER_SIDE = ("岗位调整", "职务变化", RETIRED)


@household_rule(
    "pairing-ending",
    "结束结对没有写清楚",
    why="什么时候、为什么、谁决定的，都要写；帮扶对象情况变化的，还要写哪天商的结对干部。去世的不用商量。",
    clause="二(四)",
    requirement="R-017",
    given=("pairings",),
)
def ending_complete(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        if pairing.span.end is None:
            if pairing.end_reason:
                yield context.fault(
                    ("pairings", index, "end_reason"),
                    "写了结束原因，没有写结束日期 to。",
                    remedy="补上负责的最后一天。",
                )
        elif lacking := tuple(_lacking(pairing)):
            why = f"因“{pairing.end_reason}”结束" if pairing.end_reason else "结束了"
            yield context.fault(
                ("pairings", index),
                f"这一段结对{why}，没有写 {'、'.join(lacking)}。",
                remedy="在这一段里补上。",
                missing=lacking[0],
            )


def _lacking(pairing: Pairing) -> Iterator[str]:
    """Yield what a pairing that has ended does not say; nobody is asked about a death."""
    if not pairing.end_reason:
        yield "end_reason"
    if not pairing.decided_by:
        yield "decided_by"
    if pairing.decided_on is None:
        yield "decided_on"
    if pairing.end_reason not in ("", DIED, *HELPER_SIDE) and pairing.consulted_on is None:
        yield "consulted_on"


@household_rule(
    "pairing-lapsed",
    "结过对的户，没有人接手",
    why="责任人或者住处变了，在宽限期内另行安排；不再帮扶的，写终止。不然这一户就没有人管了。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
    given=("pairings", "moved_from"),
)
def taken_over(household: Household, context: RuleContext) -> Findings:
    as_of, grace = context.as_of, timedelta(days=context.policy.settings.repair_grace_days)
    own = [pairing.span for pairing in household.pairings if pairing.is_primary]
    ended = household.closed_on is not None  # also on a day to come, which is told by itself
    if ended or household.registered_on > as_of or as_of > context.policy.end or any(span.end is None for span in own):
        return
    last = max((span.end for span in own if span.end), default=None)
    moved = last is None
    if moved and _was_paired(household, context):
        last = household.registered_on - DAY
    if last and last + grace < as_of:
        yield context.fault(
            ("moved_from",) if moved else ("pairings",),
            f"{'从原来的残联迁来以后' if moved else '结对结束以后'}，{(as_of - last).days} 天没有主责责任人。",
            remedy="在 pairings 里写新的主责责任人的一段，从哪天起写哪天；不再帮扶的，写 closed 和原因。",
        )


def _was_paired(household: Household, context: RuleContext) -> bool:
    """Tell whether a household was in anybody's charge before it moved, however often it did."""
    households, seen = context.ledger.households, {household.id}
    before = households.get(household.moved_from)
    while before and before.id not in seen:  # a circle of moves is told by itself
        if any(pairing.is_primary for pairing in before.pairings):
            return True
        seen.add(before.id)
        before = households.get(before.moved_from)
    return False


@household_rule(
    "pairing-decision",
    "决定或者商量早于结对",
    why="先结对，后商量、决定结束；早于结对的，多半是年份写错了。",
    clause="二(四)",
    requirement="R-017",
    given=("pairings",),
)
def decided_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        for key, when in (("decided_on", pairing.decided_on), ("consulted_on", pairing.consulted_on)):
            if when and pairing.span.end and when < pairing.span.start:
                yield context.fault(
                    ("pairings", index, key),
                    f"{key} {when} 早于这一段结对开始。",
                    remedy="核对年份和月份：写决定（商量）结束这一段的日期。",
                )


@household_rule(
    "pairing-consulted-late",
    "先决定，后商量",
    why="帮扶对象情况变化的，由县级残联先商结对干部，再进行调整。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
    given=("pairings",),
)
def consulted_first(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        decided, consulted = pairing.decided_on, pairing.consulted_on
        if decided and consulted and decided < consulted:
            yield context.fault(
                ("pairings", index, "consulted_on"),
                f"{decided} 决定，{consulted} 才商量。",
                remedy="核对 consulted_on（商结对干部日期）和 decided_on（决定日期）；确实如此的，可以不理会。",
            )
