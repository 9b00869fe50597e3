"""Who can be found in 查户, and what the list of hits says of them. It alone decides what can be searched.

No telephone number and no number of a document is here, and nobody whom the audience of the site may not see.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jiedui.duties.office import main_office
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.model.divisions import Township
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.site.site import Site

UNPAIRED = "没有结对"
CLOSED = "已终止"
_GROUP = re.compile(r"\S*组[^\d\s]*")


class SearchPlace(NamedTuple):
    """Where somebody lives or works: the federation, and county with township as one text, or nothing."""

    unit: str
    township: str


class HouseholdEntry(Struct, frozen=True, kw_only=True):
    """A household: ``others`` are its members but the head; ``group`` is the village group of its address.

    ``helper`` names who is in charge, with the id ``helper_id``; without one it says how the household stands.
    ``page`` is the one that has its row, where it has none of its own.
    """

    id: str
    name: str
    others: tuple[str, ...]
    place: SearchPlace
    village: str
    group: str
    helper: str
    helper_id: str
    page: str = ""

    @property
    def row(self) -> list[str]:
        """What the list of hits shows, in the order that find.js knows."""
        where = f"{self.place.township}{self.village}{self.group}"
        shown = [self.id, self.name, "、".join(self.others), self.place.unit, where, self.helper, self.helper_id]
        return [*shown, self.page] if self.page else shown


class HelperEntry(Struct, frozen=True, kw_only=True):
    """A helper: post, federation, township and department of the main office, and how the quota stands."""

    id: str
    name: str
    post: str
    unit: str
    township: str
    department: str
    state: str

    @property
    def place(self) -> SearchPlace:
        """The federation; the township is a part of the office."""
        return SearchPlace(self.unit, "")

    @property
    def row(self) -> list[str]:
        """What the list of hits shows, in the order that find.js knows."""
        named = self.department.startswith(self.township)
        office = self.department if named else f"{self.township}{self.department}"
        return [self.id, self.name, self.post, self.unit, office, self.state, ""]


class TownshipEntry(NamedTuple):
    """A township: code, name, county, federation, and how many households live there."""

    code: str
    name: str
    county: str
    unit: str
    households: int


class Entries(Struct, frozen=True):
    """All that can be found. Neighbours stand together: a township's households are a range, a village's too."""

    households: tuple[HouseholdEntry, ...]
    helpers: tuple[HelperEntry, ...]
    townships: tuple[TownshipEntry, ...]

    @property
    def numbered(self) -> tuple[HouseholdEntry | HelperEntry, ...]:
        """Households and then helpers: the place of each is its number in the data."""
        return (*self.households, *self.helpers)


def entries(site: Site) -> Entries:
    """Return who can be found in a site."""
    ledger = site.ledger
    households = [_household(site, household) for household in ledger.own_households.values()]
    helpers = [_helper(site, helper) for helper in ledger.own_helpers.values()]
    return Entries(
        tuple(sorted(households, key=lambda entry: (entry.place, entry.village, entry.id))),
        tuple(sorted(helpers, key=lambda entry: (entry.unit, entry.id))),
        tuple(_township(site, township) for township in site.places),
    )


def _household(site: Site, household: Household) -> HouseholdEntry:
    pairing = household.primary_on(site.as_of)
    helper = site.ledger.helpers.get(pairing.helper) if pairing else None
    closed = household.closed_on is not None and household.closed_on < site.as_of
    group = _GROUP.search(household.address)
    return HouseholdEntry(
        id=household.id,
        name=household.head.name,
        others=tuple(member.name for member in household.members if member is not household.head),
        place=SearchPlace(site.ledger.unit_name(household.unit), f"{household.county}{household.township}"),
        village=household.village,
        group=group[0] if group else "",
        helper=helper.name if helper else CLOSED if closed else UNPAIRED,
        helper_id=helper.id if helper else "",
        page=site.listed.page_of(household.id),
    )


def _helper(site: Site, helper: Helper) -> HelperEntry:
    role = main_office(helper, site.ledger.policy, site.as_of)
    return HelperEntry(
        id=helper.id,
        name=helper.name,
        post=role.post,
        unit=site.ledger.unit_name(helper.unit),
        township=role.township,
        department=role.department,
        state=site.figures.quota_lines[helper.id].state.value,
    )


def _township(site: Site, township: Township) -> TownshipEntry:
    unit = site.ledger.unit_name(township.unit)
    return TownshipEntry(township.code, township.name, township.county, unit, len(site.townships.households(township)))
