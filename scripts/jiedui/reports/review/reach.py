"""How far a change reaches: the households and helpers whose figures it may have to do with, and a ledger of these.

What a change does to a sum it does to those parts of the sum that it reaches. So a few households are reckoned for each
quarter that is over, not those of a whole city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.divisions import NO_DIVISIONS
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from jiedui.model.ledger import Ledger


class Reach(Struct, frozen=True):
    """The ids of households and helpers."""

    households: frozenset[str]
    helpers: frozenset[str]

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.households or self.helpers)

    def of(self, ledger: Ledger) -> Ledger:
        """Return a ledger with these alone, and the contacts with these households; no figure asks for the places."""
        return replace(
            ledger,
            divisions=NO_DIVISIONS,
            helpers={key: helper for key, helper in ledger.helpers.items() if key in self.helpers},
            households={key: home for key, home in ledger.households.items() if key in self.households},
            visits={
                folder: kept
                for folder, visits in ledger.visits.items()
                if (kept := [visit for visit in visits if not self.households.isdisjoint(visit.households)])
            },
        )


def reach(before: Ledger, after: Ledger) -> Reach:
    """Return whom a change reaches: everybody, where the policy is another.

    A helper is reached who says something else, a household that says something else or is contacted otherwise; with it
    its helpers, with each of them all of theirs, since a quota is one sum, and with a household the one that it moved
    from. Whoever else is in charge of one of them is there, too.
    """
    both = (before, after)
    homes = {key for ledger in both for key in ledger.households}
    helpers = {key for ledger in both for key in ledger.helpers}
    if before.policy == after.policy:
        helpers = {key for key in helpers if before.helpers.get(key) != after.helpers.get(key)}
        homes = {key for key in homes if _differs(key, before, after)}
        helpers |= _helpers(homes, before) | _helpers(homes, after)
        homes |= {home.id for ledger in both for key in helpers for home in ledger.households_of(key)}
        homes |= _moved(homes, before) | _moved(homes, after)
    return Reach(frozenset(homes), frozenset(helpers | _helpers(homes, before) | _helpers(homes, after)))


def _differs(household: str, before: Ledger, after: Ledger) -> bool:
    if before.households.get(household) != after.households.get(household):
        return True
    return before.contacts(household) != after.contacts(household)


def _helpers(homes: AbstractSet[str], ledger: Ledger) -> set[str]:
    """Return who is or was paired with some households."""
    known = (ledger.households[key] for key in homes if key in ledger.households)
    return {pairing.helper for home in known for pairing in home.pairings}


def _moved(homes: AbstractSet[str], ledger: Ledger) -> set[str]:
    """Return the households that some moved from, and those that moved from these."""
    pairs = [(home.id, home.moved_from) for home in ledger.households.values() if home.moved_from]
    return {other for pair in pairs if not homes.isdisjoint(pair) for other in pair}
