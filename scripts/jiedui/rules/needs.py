"""Needs and measures: no promise without an end, no end without a result (R-013, R-014, R-045)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "result-missing",
    "办结没有写结果",
    why="办一件成一件：办结要写明办成了什么，没办成也要写原因。",
    clause="二(二)",
    requirement="R-013",
)
def results(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        if need.closed_on and not need.result:
            yield context.fault(
                ("needs", row, "closed_on"),
                f"需求 {need.id} 已办结，没有写结果。",
                remedy="补上 result。",
            )
        for column, measure in enumerate(need.measures):
            if measure.done_on and not measure.result:
                yield context.fault(
                    ("needs", row, "measures", column, "done_on"),
                    f"需求 {need.id} 的措施已办结，没有写结果。",
                    remedy="补上 result。",
                )


@household_rule(
    "result-undated",
    "写了结果，没有写办结日期",
    why="没有办结日期的，仍算没有办结。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
)
def results_dated(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        if need.result and not need.closed_on:
            yield context.fault(
                ("needs", row, "result"),
                f"需求 {need.id} 写了结果，没有写 closed_on。",
                remedy="办结了的补上 closed_on；还没有办结的，把进展写到走访记录里。",
            )
        for column, measure in enumerate(need.measures):
            if measure.result and not measure.done_on:
                yield context.fault(
                    ("needs", row, "measures", column, "result"),
                    f"需求 {need.id} 的措施写了结果，没有写 done_on。",
                    remedy="办结了的补上 done_on；还没有办结的，把进展写到走访记录里。",
                )


@household_rule(
    "need-order", "需求的日期先后不对", why="先提出，后承诺，再办结。", clause="二(二)", requirement="R-013"
)
def need_dates(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        for key, when in (("closed_on", need.closed_on), ("responded_on", need.responded_on)):
            if when and when < need.raised_on:
                yield context.fault(("needs", row, key), f"需求 {need.id} 的 {key} 早于提出日期。", remedy="核对日期。")
        for column, measure in enumerate(need.measures):
            for key, when, earlier, said in (
                ("promised_on", measure.promised_on, need.raised_on, "提出"),
                ("done_on", measure.done_on, measure.promised_on, "承诺"),
                ("due_on", measure.due_on, measure.promised_on, "承诺"),
            ):
                if when and when < earlier:
                    yield context.fault(
                        ("needs", row, "measures", column, key),
                        f"需求 {need.id} 的措施的 {key} 早于{said}日期。",
                        remedy="核对日期。",
                    )


@household_rule(
    "need-none",
    "没有需求，也没有写“暂无需求”",
    why="一人一策：问过、确实没有需求的，写上问的日期。",
    clause="二(三)",
    requirement="R-014",
    severity=WARNING,
)
def everyone_asked(household: Household, context: RuleContext) -> Findings:
    if household.closed_on or household.primary_on(context.as_of) is None:
        return
    whole = any(not need.person for need in household.needs)
    asked = {need.person for need in household.needs}
    for index, member in enumerate(household.members):
        if not member.disability or not member.present_on(context.as_of):
            continue
        if not whole and member.id not in asked and not member.disability.no_need_on:
            yield context.fault(
                ("members", index, "disability"),
                f"{member.id} 没有需求，也没有写 no_need_on（暂无需求）。",
                remedy="问过本人以后，在 needs 里写需求，或者填 no_need_on。",
            )
