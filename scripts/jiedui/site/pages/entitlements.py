"""政策计算: what each rule says of each disabled person, by which words, of which facts, and what lacks (R-039)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.entitlement import GapState
from jiedui.reports.reasons import ConditionRole, reasons
from jiedui.site.family import WORKERS
from jiedui.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.household import Household
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-039",)
SHOWN_TO = WORKERS

# In this order: what is to be looked into, what lacks, what is settled.
TOLD = (GapState.SUSPECT, GapState.REMINDER, GapState.UNKNOWN, GapState.SETTLED, GapState.MET)


def view(site: Site, household: Household) -> Mapping[str, object]:
    """Return what the page of a household shows."""
    return {
        "home": household,
        "people": reasons(household, site.ledger.policy, site.as_of, site.figures.rules.get(household.unit)),
        "told": TOLD,
        "first": TOLD[:3],
        "unknown": GapState.UNKNOWN,
        "met": GapState.MET,
        "out": GapState.NOT_APPLICABLE,
        "Role": ConditionRole,
        "path": f"{household.unit}/households/{household.id}/household.yml",
    }


def path_of(household: Household) -> str:
    """Return where the page of a household lies."""
    return f"entitlements/{household.id}.html"


def has_page(site: Site, household: Household) -> bool:
    """Tell whether a household has the page: it is in the roster, has a disabled person, and not only a row."""
    known = household.id not in site.listed
    return known and household.active_on(site.as_of) and bool(household.disabled_on(site.as_of))


def pages(site: Site) -> list[Page]:
    """Return a page for each household that has one."""
    return [_page(site, item) for _, item in sorted(site.ledger.own_households.items()) if has_page(site, item)]


def _page(site: Site, household: Household) -> Page:
    return Page(
        path_of(household), f"{household.head.name} {household.id} 该享受什么政策", "entitlements.html.j2",
        lambda: view(site, household), of=(household.id,),
    )  # fmt: skip
