"""How a pairing ends: on a day, for a reason, by whose decision, and after asking the helper (R-016, R-017, 二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


RETIRED = "退休离岗"

HELPER_SIDE = ("岗位调整", "职务变化", RETIRED)


@household_rule(
    "pairing-ending",
    "结束结对没有写清楚",
    why="什么时候、为什么、谁决定的，三样都要写。",
    clause="二(四)",
    requirement="R-016",
)
def ending_complete(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        ended = pairing.span.end is not None
        for key, filled in (
            ("end_reason", pairing.end_reason),
            ("decided_by", pairing.decided_by),
            ("decided_on", pairing.decided_on),
        ):
            if ended and not filled:
                yield context.fault(
                    ("pairings", index),
                    f"结对已结束，没有填 {key}。",
                    remedy=f"补上 {key}。",
                    missing=key,
                )
        if pairing.end_reason and not ended:
            yield context.fault(
                ("pairings", index, "end_reason"),
                "写了结束原因，没有写结束日期 to。",
                remedy="补上负责的最后一天。",
            )


@household_rule(
    "pairing-consulted",
    "没有写商结对干部的日期",
    why="帮扶对象情况变化的，由县级残联商结对干部进行调整。",
    clause="二(四)",
    requirement="R-017",
)
def helper_consulted(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        if (
            pairing.span.end
            and pairing.end_reason
            and pairing.end_reason not in HELPER_SIDE
            and not pairing.consulted_on
        ):
            yield context.fault(
                ("pairings", index),
                f"因“{pairing.end_reason}”结束，没有填 consulted_on。",
                remedy="补上与结对干部商量的日期。",
                missing="consulted_on",
            )


@household_rule(
    "pairing-decision",
    "决定或者商量早于结对",
    why="先结对，后商量、决定结束；早于结对的，多半是年份写错了。",
    clause="二(四)",
    requirement="R-017",
)
def decided_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        for key, when in (("decided_on", pairing.decided_on), ("consulted_on", pairing.consulted_on)):
            if when and pairing.span.end and when < pairing.span.start:
                yield context.fault(
                    ("pairings", index, key),
                    f"{key} 的日期 {when} 早于这一段结对开始。",
                    remedy="核对年份和月份：写决定（商量）结束这一段的日期。",
                )


@household_rule(
    "pairing-consulted-late",
    "先决定，后商量",
    why="帮扶对象情况变化的，由县级残联先商结对干部，再进行调整。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
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
