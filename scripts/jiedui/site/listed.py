"""Households of which no more is known than their row of the survey: a row on a page of their township, and no page.

A city's roster has ten of them for each household that is helped: a page of each would be most of the site, and empty.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.divisions import Township
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger

# So many make a page: about twenty elements and 1.5 KB each.
ROWS = 120


class ListedPart(Struct, frozen=True):
    """A page of them: one ``number`` of the ``of`` that a township has, those of a village together."""

    township: Township
    number: int
    of: int
    households: tuple[Household, ...]

    @property
    def path(self) -> str:
        """Where the page lies, from the top of the site."""
        return f"townships/{self.township.code}-{self.number}.html"

    @property
    def name(self) -> str:
        """What the page is called among those of its township: the first village of it and the last."""
        first, last = self.households[0].village, self.households[-1].village
        villages = first if first == last else f"{first}至{last}"
        return f"{villages}（{self.number}／{self.of}）" if self.of > 1 else villages


class ListedHouseholds:
    """Those of a ledger as of a day. In the ``whole`` ledger, which knows what comes, too, no more is known either."""

    def __init__(self, ledger: Ledger, whole: Ledger) -> None:
        self._ledger = ledger
        self._whole = whole

    @cached_property
    def _parts(self) -> dict[str, tuple[ListedPart, ...]]:
        found: dict[Township, list[Household]] = {}
        for home in self._ledger.own_households.values():
            place = self._ledger.divisions.find(home.county, home.recorded_township)
            if place and self._is_listed(home):
                found.setdefault(place, []).append(home)
        return {place.code: tuple(_cut(place, homes)) for place, homes in found.items()}

    def _is_listed(self, home: Household) -> bool:
        return home.id not in self._whole.engaged and not home.is_erased

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {home.id: part.path for part in self for home in part.households}

    def __iter__(self) -> Iterator[ListedPart]:
        """Go through their pages."""
        return (part for parts in self._parts.values() for part in parts)

    def __contains__(self, household: object) -> bool:
        """Tell whether a household, by its id, is one of them."""
        return household in self._paths

    def of(self, township: str) -> tuple[ListedPart, ...]:
        """Return the pages of a township by its code."""
        return self._parts.get(township, ())

    def page_of(self, household: str) -> str:
        """Return the page that has the row of a household, from the top of the site; nothing where it has its own."""
        return self._paths.get(household, "")


def _cut(place: Township, homes: list[Household]) -> Iterator[ListedPart]:
    homes.sort(key=lambda home: (home.village, home.id))
    number = -(-len(homes) // ROWS)
    for index in range(number):
        some = homes[index * len(homes) // number : (index + 1) * len(homes) // number]
        yield ListedPart(place, index + 1, number, tuple(some))
