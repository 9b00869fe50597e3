"""我的帮扶: one page for each helper: quota with its derivation, households, promises, posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.duties.answer import responsible
from jiedui.duties.contact import ContactQuarter, ContactState
from jiedui.duties.owed import Owed, owed_for
from jiedui.reports.attention import undated
from jiedui.reports.severity import grouped
from jiedui.site.drawing.links import helper_path
from jiedui.site.family import WORKERS
from jiedui.site.files import calendars
from jiedui.site.page import Page
from jiedui.site.pages import quota
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.duties.deadline import Due
    from jiedui.model.helper import Helper, Role
    from jiedui.model.household import Household
    from jiedui.model.pairing import Pairing
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-013", "R-016", "R-060", "R-070", "R-097")
SHOWN_TO = WORKERS


class Charge(Struct, frozen=True):
    """One running pairing of a helper: the household, the pairing, his own part of this quarter, and what he has to do.

    ``due`` is what he owes there himself, as in the list of what he has to do: each duty stands with one helper.
    """

    household: Household
    pairing: Pairing
    now: ContactQuarter
    overdue: int
    due: tuple[Due, ...]


def charges(site: Site, helper: str) -> list[Charge]:
    """Return the running pairings of a helper, 主责 before 协助."""
    found = [
        _charge(site, helper, household, pairing)
        for household in site.ledger.households_of(helper)
        for pairing in household.pairings
        if pairing.helper == helper and pairing.span.covers(site.as_of)
    ]
    return sorted(found, key=lambda item: (not item.pairing.is_primary, item.household.id))


def _charge(site: Site, helper: str, household: Household, pairing: Pairing) -> Charge:
    """Overdue quarters are counted for the helper's own time with the household only (A-12)."""
    book, figures = site.figures.books[household.id], site.figures
    own = [
        book.personal(helper, quarter)
        for quarter in figures.quarters
        if pairing.is_primary and pairing.span.clip(quarter.start, quarter.end) and quarter.start <= site.as_of
    ]
    now = next((found for found in own if found.quarter == figures.quarter), book.personal(helper, figures.quarter))
    due = tuple(item for item in site.deadlines.by_helper.get(helper, ()) if item.household == household.id)
    return Charge(household, pairing, now, sum(found.state is ContactState.OVERDUE for found in own), due)


def in_charge(site: Site, helper: str) -> list[Household]:
    """Return the households of a helper for which he answers today."""
    ledger, as_of = site.ledger, site.as_of
    return [home for home in ledger.households_of(helper) if responsible(ledger, home, as_of) == helper]


class OfficeRow(NamedTuple):
    """An office, what it asks or asked for, and whether it runs."""

    role: Role
    owed: Owed | None
    runs: bool


def offices(site: Site, helper: Helper) -> list[OfficeRow]:
    """Return every office of a helper, the latest first: what it asks or asked for, and whether it runs."""
    roles = sorted(helper.roles, key=lambda role: role.span.start, reverse=True)
    policy, as_of = site.ledger.policy, site.as_of
    return [
        OfficeRow(
            role,
            owed=owed_for(role, helper.unit, policy, min(as_of, role.span.end or as_of)),
            runs=role.span.covers(as_of),
        )
        for role in roles
    ]


def view(site: Site, helper: Helper) -> Mapping[str, Any]:
    """Return what a helper's own page shows."""
    due = site.deadlines.by_helper.get(helper.id, [])
    former = [
        (household, pairing)
        for household in site.ledger.households_of(helper.id)
        for pairing in household.pairings
        if pairing.helper == helper.id and pairing.span.end and pairing.span.end < site.as_of
    ]
    return {
        "helper": helper,
        "due": grouped(due, site.as_of, site.figures.digest),
        "upcoming": site.upcoming.of_helper(helper.id),
        "calendar": calendars.offered(site, calendars.helper_path(helper.id), due),
        "row": quota.row(site, helper),
        "charges": charges(site, helper.id),
        "undated": undated(site.figures.of_households(in_charge(site, helper.id))),
        "former": sorted(former, key=lambda item: item[1].span.start, reverse=True),
        "promises": site.promises.get(helper.id, []),
        "offices": offices(site, helper),
    }


def pages(site: Site) -> list[Page]:
    """Return a page for each helper, those who left included."""
    return [_page(site, helper) for _, helper in sorted(site.ledger.own_helpers.items())]


def _page(site: Site, helper: Helper) -> Page:
    return Page(
        helper_path(site.ledger, helper.id), f"{helper.name} {helper.id}", "helper.html.j2",
        lambda: view(site, helper), section=f"units/{helper.unit}.html", of=(helper.id,),
    )  # fmt: skip
