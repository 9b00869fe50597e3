"""政策计算 on a household's page: what each rule says of each disabled person, of which facts, what lacks (R-039)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.duties.entitlement import GapState
from jiedui.reports.reasons import ConditionRole, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.site.site import Site

# In this order: what is to be looked into, what lacks, what is settled.
TOLD = (GapState.SUSPECT, GapState.REMINDER, GapState.UNKNOWN, GapState.SETTLED, GapState.MET)


def view(site: Site, household: Household) -> Mapping[str, Any]:
    """Return what ``_entitlements.j2`` shows of a household; of one that has ended, nobody."""
    policy, rules = site.ledger.policy, site.figures.rules.get(household.unit)
    return {
        "people": reasons(household, policy, site.as_of, rules) if household.active_on(site.as_of) else [],
        "told": TOLD,
        "first": TOLD[:3],
        "unknown": GapState.UNKNOWN,
        "met": GapState.MET,
        "out": GapState.NOT_APPLICABLE,
        "Role": ConditionRole,
    }
