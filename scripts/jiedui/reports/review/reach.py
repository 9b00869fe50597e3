"""How far a change reaches: the households whose figures it may have to do with, and a ledger of these alone.

What a change does to a sum it does to those parts of the sum that it reaches. So a few households are reckoned for each
quarter that is over, not those of a whole city.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from jiedui.model.ledger import Ledger


def reach(before: Ledger, after: Ledger) -> frozenset[str]:
    """Return the ids of the households that a change reaches: all, where the policy or the places are others.

    A household is reached that says something else, is contacted otherwise, or whose helper is; and with it each that
    one of its helpers has, since his quota is one sum, and the one that it moved from.
    """
    known = before.households.keys() | after.households.keys()
    if any(getattr(before, part) != getattr(after, part) for part in ("policy", "divisions")):
        return frozenset(known)
    everybody = before.helpers.keys() | after.helpers.keys()
    helpers = {item for item in everybody if before.helpers.get(item) != after.helpers.get(item)}
    homes = {item for item in known if _differs(item, before, after)}
    helpers |= {pairing.helper for home in homes for ledger in (before, after) if home in ledger.households
                for pairing in ledger.households[home].pairings}  # fmt: skip
    homes |= {home.id for ledger in (before, after) for helper in helpers for home in ledger.households_of(helper)}
    return frozenset(homes | _moved(homes, before) | _moved(homes, after))


def _differs(household: str, before: Ledger, after: Ledger) -> bool:
    if before.households.get(household) != after.households.get(household):
        return True
    return before.contacts(household) != after.contacts(household)


def _moved(homes: AbstractSet[str], ledger: Ledger) -> set[str]:
    """Return the households that some moved from, and those that moved from these."""
    pairs = [(home.id, home.moved_from) for home in ledger.households.values() if home.moved_from]
    return {other for pair in pairs if not homes.isdisjoint(pair) for other in pair}


def narrowed(ledger: Ledger, households: AbstractSet[str]) -> Ledger:
    """Return a ledger with some of its households alone, and the contacts with them."""
    return replace(
        ledger,
        households={key: home for key, home in ledger.households.items() if key in households},
        visits={
            folder: kept
            for folder, visits in ledger.visits.items()
            if (kept := [visit for visit in visits if not households.isdisjoint(visit.households)])
        },
    )
