"""Whether who is paired is in office, and what follows where he leaves it (R-016, 二(四))."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.model.helper import FULL_TIME, SOCIAL
from jiedui.rules.pairing.endings import RETIRED
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


NEVER = date.max


def _employed_until(helper: Helper, start: date, grace: timedelta) -> date | None:
    """Return the last day in office from ``start`` on, gaps within ``grace`` bridged; ``None`` for not in office."""
    last = None
    for span in sorted((role.span for role in helper.roles), key=lambda span: span.start):
        if span.covers(start) or (last and span.start - last <= grace):
            last = max(last or span.start, span.end or NEVER)
    return last


@household_rule(
    "pairing-employed",
    "结对期间责任人不在岗",
    why="责任人离岗后，要在宽限期内结束结对、另行安排。",
    clause="二(四)",
    requirement="R-016",
    given=("pairings",),
)
def helper_employed(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper is None:
            continue
        start, end = pairing.span.start, pairing.span.end
        last = _employed_until(helper, start, grace)
        # Open, and he came back later: nobody was in charge between.
        until = end or max(role.span.start for role in helper.roles)
        if last is None:
            yield context.fault(
                ("pairings", index, "from"),
                f"{start} 这天责任人没有任职。",
                remedy="核对结对日期，或补上责任人的任职经历。",
            )
        elif until - last > grace:
            yield context.fault(
                ("pairings", index, "helper"),
                f"责任人任职到 {last} 为止，这一段结对没有及时结束。",
                remedy=f"由所在单位调整：给这一段写结束日期（最迟 {last + grace}）和原因，再另写新责任人的一段。",
            )


@household_rule(
    "pairing-unsettled",
    "责任人离岗，还没有重新结对",
    why="责任人岗位调整、职务变化、退休离岗的，由所在单位调整结对关系；最后一天可以先记，宽限期内另行安排。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
    given=("pairings",),
)
def settled_after_leaving(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        last = _employed_until(helper, pairing.span.start, grace) if helper and pairing.span.end is None else None
        again = helper is not None and any(last and role.span.start > last for role in helper.roles)
        if last and last != NEVER and not again and household.closed_on is None:
            yield context.fault(
                ("pairings", index, "helper"),
                f"责任人任职到 {last} 为止，这一段结对还没有结束。",
                remedy=(
                    f"由责任人所在单位调整：给这一段写结束日期（最迟 {last + grace}）和原因，再另写新责任人的一段；"
                    "离岗后以社会力量继续帮的，在责任人文件的 roles 里加一段“社会力量”。"
                ),
            )


@household_rule(
    "pairing-reason",
    "因退休离岗结束，责任人还在岗",
    why="退休离岗的，任职也要写结束；还在岗的，是别的原因。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
    given=("pairings",),
)
def retired_means_left(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper, end = context.ledger.helpers.get(pairing.helper), pairing.span.end
        if helper is None or end is None or pairing.end_reason != RETIRED or end > context.as_of - grace:
            continue
        full_time = any(role.body != SOCIAL and role.tenure == FULL_TIME for role in helper.roles_on(end + grace))
        if full_time and pairing.span.start <= end:
            yield context.fault(
                ("pairings", index, "end_reason"),
                f"结束原因是“{RETIRED}”，{helper.id} 的任职却没有结束。",
                remedy="给责任人的任职 roles 写结束日期和原因；没有离岗的，改结束原因。",
            )
