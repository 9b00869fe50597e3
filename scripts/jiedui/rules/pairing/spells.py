"""Pairings are dated spells, with one person in charge at a time (R-003, R-016, R-017, R-056, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.pairing import Pairing
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "pairing-order",
    "结对日期先后不对",
    why="结束日期不能早于开始日期，登记表等日期要在结对之后。",
    clause="二(四)",
    requirement="R-016",
    given=("pairings",),
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        if pairing.span.end and pairing.span.end < pairing.span.start:
            yield context.fault(
                ("pairings", index, "to"), "结束日期早于开始日期。", remedy="核对这一段结对的起止日期。"
            )
        if pairing.span.start < household.registered_on <= context.as_of:
            yield context.fault(
                ("pairings", index, "from"),
                "结对开始早于建档日期。",
                remedy="核对建档日期 registered_on 和结对日期。",
            )
        for key in ("form_on", "card_on", "onsite_on", "module_on"):
            when = getattr(pairing, key)
            if when and when < pairing.span.start:
                yield context.fault(
                    ("pairings", index, key),
                    f"{key} 早于结对开始日期。",
                    remedy="五件事在结对以后办。换了责任人的，填新责任人办理的日期。",
                )
        yield from _done_before_the_end(index, pairing, context)


def _done_before_the_end(index: int, pairing: Pairing, context: RuleContext) -> Findings:
    """Find what the family sees done after the end; the provincial module may be brought up to date then."""
    start, end = pairing.span.start, pairing.span.end
    for key in ("form_on", "card_on", "onsite_on"):
        when = getattr(pairing, key)
        if when and end and start <= end < when:
            yield context.fault(
                ("pairings", index, key),
                f"{key} 晚于结对结束日期。",
                remedy="核对日期；是新责任人办的，写到新的一段里。",
            )


@household_rule(
    "pairing-programme",
    "结对不在方案期内",
    why="方案有开始和结束的日期，这以外的结对不属于方案。",
    clause="五(四)",
    requirement="R-003",
    given=("pairings",),
)
def in_programme(household: Household, context: RuleContext) -> Findings:
    # Of what came after the end, and has been, the programme's own file is told once.
    programme, last = context.policy.programme, max(context.policy.end, context.as_of)
    for index, pairing in enumerate(household.pairings):
        for key, when in (("from", pairing.span.start), ("to", pairing.span.end)):
            if when and not programme.start <= when <= last:
                yield context.fault(
                    ("pairings", index, key),
                    f"日期 {when} 不在方案期内。",
                    remedy=f"方案期是 {programme.start} 至 {programme.end}，核对日期。",
                )


@household_rule(
    "pairing-overlap",
    "同一时间有两个主责",
    why="一户同时只能有一个主责；同一个人也不能同时结对两次。",
    clause="五(一)",
    requirement="R-056",
    given=("pairings",),
)
def one_primary(household: Household, context: RuleContext) -> Findings:
    remedy = "先给旧的一段写结束日期 to（负责的最后一天），新的一段从第二天开始；同时帮扶的另一人选“协助”。"
    for index, later in enumerate(household.pairings):
        if any(_clash(earlier, later) for earlier in household.pairings[:index]):
            message = "这一段与前面的一段结对时间重叠。"
            yield context.fault(("pairings", index, "from"), message, remedy=remedy)


def _clash(earlier: Pairing, later: Pairing) -> bool:
    alike = earlier.helper == later.helper or (earlier.is_primary and later.is_primary)
    return alike and earlier.span.overlaps(later.span)


@household_rule(
    "pairing-after-close",
    "户已终止，结对没有结束",
    why="终止帮扶的户，结对要同时结束。",
    clause="二(四)",
    requirement="R-017",
    given=("pairings",),
)
def closed_means_ended(household: Household, context: RuleContext) -> Findings:
    if household.closed_on is None:
        return
    for index, pairing in enumerate(household.pairings):
        if pairing.span.end is None or pairing.span.end > household.closed_on:
            yield context.fault(
                ("pairings", index, "to" if pairing.span.end else "from"),
                f"这一户已于 {household.closed_on} 终止，这一段结对没有同时结束。",
                remedy="结束日期 to 写到终止那天为止，并写明结束原因。",
            )
