"""Who made a contact: somebody in office, and in charge of the household, or it says why not (R-084, A-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.contact import counts, stands_for
from jiedui.pattern import pattern
from jiedui.rules.registry import WARNING, visit_rule

if TYPE_CHECKING:
    from jiedui.model.visit import Visit
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, VisitContext

# What a contact says that was made for somebody else: 代责任人, 替同事, 受托, 已经交接.
_SAYS_SO = pattern("代|替|托|责任人|交接")
_REMEDY = "核对 by（联系人）的编号和日期；确实是代责任人去的，在 content（联系情况）里写明，例如“代责任人上门”。"


def _in_office(visit: Visit, context: VisitContext) -> bool:
    """Tell whether who made a contact was in office; who is not known is told elsewhere."""
    helper = context.ledger.helpers.get(visit.by)
    return helper is None or helper.active_on(visit.date)


def _answers(visit: Visit, household: str, context: VisitContext) -> bool:
    """Tell whether who made a contact answers for a household on that day, or nobody does."""
    other = context.ledger.households.get(household)
    if other is None:
        return True
    for pairing in other.pairings:  # as nearly always: a generator would cost twice as much
        if pairing.helper == visit.by and pairing.span.covers(visit.date):
            return True
    if other.primary_on(visit.date) is None:
        return True
    if any(pairing.helper not in context.ledger.helpers for pairing in other.pairings_on(visit.date)):
        return True  # who is paired is told to be unknown, or faulty
    return any(stands_for(context.ledger, other.pairings, visit.by, visit.date))


@visit_rule(
    "visit-out-of-office",
    "联系人那天没有任职",
    why="还没有任职、已经离岗的人的联系，不知道算谁的；多半是日期或者编号写错了。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def in_office(visit: Visit, context: VisitContext) -> Findings:
    if _in_office(visit, context) or _SAYS_SO.search(visit.content):
        return
    if not all(_answers(visit, household, context) for household in visit.households):
        yield context.fault(("by",), f"{visit.by} 在 {visit.date} 这天没有任职，也不是责任人。", remedy=_REMEDY)


@visit_rule(
    "visit-delegate",
    "联系人不是责任人",
    why="不是这一户责任人的联系是代联系，不计入；多半是编号写错了（口径 A-08）。",
    clause="五(四)3",
    requirement="R-084",
    severity=WARNING,
)
def by_who_is_in_charge(visit: Visit, context: VisitContext) -> Findings:
    policy = context.policy
    if policy.settings.delegate_counts or not counts(visit, policy) or not _in_office(visit, context):
        return
    if visit.by not in context.ledger.helpers or _SAYS_SO.search(visit.content):
        return
    for number, household in enumerate(visit.households):
        if not _answers(visit, household, context):
            pointer: Pointer = ("also", number - 1) if number else ("by",)
            message = f"{visit.by} 在 {visit.date} 这天不是户 {household} 的责任人：代联系，不计入。"
            yield context.fault(pointer, message, remedy=_REMEDY)
