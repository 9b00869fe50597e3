"""Needs and measures: no promise without an end, no end without a result (R-013, R-014, R-045)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.duties.clock import SELF_REPORT
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.need import Need
    from jiedui.rules.context import Findings, RuleContext

# In yuan, for one household.
MOST_YUAN = 500_000


@household_rule(
    "result-missing",
    "办结没有写结果",
    why="办一件成一件：办结要写明办成了什么，没办成也要写原因。",
    clause="二(二)",
    requirement="R-013",
    given=("needs",),
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
    given=("result",),
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
    "need-order",
    "需求的日期先后不对",
    why="先提出，后承诺，再办结。",
    clause="二(二)",
    requirement="R-013",
    given=("needs",),
)
def need_dates(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        days = {"looked_on": need.looked_on, "closed_on": need.closed_on, "responded_on": need.responded_on}
        for key, when in days.items():
            if when and when < need.raised_on:
                yield context.fault(("needs", row, key), f"需求 {need.id} 的 {key} 早于提出日期。", remedy="核对日期。")
        yield from _closed_last(row, need, context)
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


def _closed_last(row: int, need: Need, context: RuleContext) -> Findings:
    days = [("承诺措施", measure.promised_on) for measure in need.measures]
    days += [("办好措施", measure.done_on) for measure in need.measures if measure.done_on]
    days += [("首次援助", need.responded_on)] if need.responded_on else []
    closed, (word, latest) = need.closed_on, max(days, key=lambda item: item[1], default=("", date.min))
    if closed and need.raised_on <= closed < latest:
        yield context.fault(
            ("needs", row, "closed_on"),
            f"需求 {need.id} 的 closed_on 早于{word}的日期 {latest}。",
            remedy="核对两个日期；措施都办好了，需求才办结。",
        )


@household_rule(
    "need-measure-open",
    "需求办结了，措施还没有办结",
    why="需求办结了，就没有还要办的措施；不然它会一直列在应做清单里。",
    clause="二(二)",
    requirement="R-013",
    given=("measures",),
)
def measures_closed_with_need(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        for column, measure in enumerate(need.measures):
            if need.closed_on and measure.done_on is None and not measure.result:
                yield context.fault(
                    ("needs", row, "measures", column),
                    f"需求 {need.id} 已经办结，这一条措施还没有办结。",
                    remedy="补上 done_on（办结日期）和 result（办理结果）；没有办成的，结果里写明原因。",
                    missing="done_on",
                )


@household_rule(
    "need-urgent",
    "突发困难与首次援助对不上",
    why="首次援助说的是突发困难；突发困难办结了，就有首次援助的日期。",
    clause="四(四)4",
    requirement="R-045",
    severity=WARNING,
    given=("urgent", "responded_on"),
)
def urgent_answered(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        if need.responded_on and not need.urgent:
            yield context.fault(
                ("needs", row, "responded_on"),
                f"需求 {need.id} 写了首次援助日期，没有写是突发困难。",
                remedy="是突发困难的，补上 urgent: true；不是的，删掉 responded_on。",
            )
        elif need.urgent and need.closed_on and need.responded_on is None:
            yield context.fault(
                ("needs", row, "closed_on"),
                f"突发困难 {need.id} 办结了，没有写首次援助日期。",
                remedy="补上 responded_on（首次援助日期）。",
            )


@household_rule(
    "need-looked",
    "写了查看日期，来源不是本人申报",
    why="查看的时限是给本人申报的；别的来源，提出的时候工作人员已经知道。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
    given=("looked_on",),
)
def looked_at_self_reports(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        if need.looked_on and need.origin != SELF_REPORT:
            yield context.fault(
                ("needs", row, "looked_on"),
                f"需求 {need.id} 写了查看日期，来源不是本人申报。",
                remedy="是本人申报的，origin 写“本人申报”；不是的，删掉 looked_on。",
            )


@household_rule(
    "measure-by",
    "措施的负责人那时不在岗",
    why="答应办事的人，那天要在岗；后来接手这一户的人除外。多半是编号或者日期写错了。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
    given=("measures",),
)
def promised_by_somebody(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        for column, measure in enumerate(need.measures):
            helper = context.ledger.helpers.get(measure.by)
            taken_over = any(
                item.helper == measure.by and item.span.start > measure.promised_on for item in household.pairings
            )
            if helper and not helper.active_on(measure.promised_on) and not taken_over:
                yield context.fault(
                    ("needs", row, "measures", column, "by"),
                    f"{measure.by} 在 {measure.promised_on} 这天没有任职。",
                    remedy="核对 by（负责人）的编号和 promised_on（承诺日期）。",
                )


@household_rule(
    "amount-large",
    "金额大得不像真的",
    why=f"一户的一项资源超过{MOST_YUAN // 10_000}万元的，多半是多写了几个零。",
    clause="六(二)",
    requirement="R-100",
    severity=WARNING,
    given=("amount",),
)
def amounts_are_likely(household: Household, context: RuleContext) -> Findings:
    for row, need in enumerate(household.needs):
        for column, measure in enumerate(need.measures):
            for number, resource in enumerate(measure.resources):
                if resource.amount is not None and resource.amount > MOST_YUAN:
                    yield context.fault(
                        ("needs", row, "measures", column, "resources", number, "amount"),
                        f"金额是 {resource.amount:,} 元。",
                        remedy="核对金额，单位是元；确实这么多的，可以不理会。",
                    )


@household_rule(
    "need-none",
    "没有需求，也没有写“暂无需求”",
    why="一人一策：问过、确实没有需求的，写上问的日期。",
    clause="二(三)",
    requirement="R-014",
    severity=WARNING,
    given=("pairings",),
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


@household_rule(
    "plan-missing",
    "结对的户没有帮扶措施",
    why="一户一案：每个结对的户都要有拟帮扶措施或需求清单。",
    clause="二(三)",
    requirement="R-014",
    given=("pairings",),
)
def has_plan(household: Household, context: RuleContext) -> Findings:
    open_spells = [index for index, pairing in enumerate(household.pairings) if pairing.span.end is None]
    if open_spells and household.closed_on is None and not household.plan and not household.needs:
        yield context.fault(
            ("pairings", open_spells[0]),
            "没有拟帮扶措施，也没有需求清单。",
            remedy="在 plan 里写拟帮扶措施，或在 needs 里写需求和措施。",
        )
