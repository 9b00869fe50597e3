"""Which households the figures rest on that a change may have to do with: of the others nothing need be read for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.records.tree import placed
from jiedui.rules.change import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jiedui.rules.change import LedgerChange
    from jiedui.rules.summaries import Summaries


def extent(change: LedgerChange, known: Summaries) -> frozenset[str] | None:
    """Return the ids of all households that a review of a change asks for; ``None`` where that may be any.

    Whom the change touches is paired with helpers, whose quota is one sum over all of theirs, and goes on a household
    that moved, or is gone on by one. Where these and their helpers are at home, the figures may be others: they are
    sums over whoever lives there or is paired with somebody who works there. For each of them, all contacts count,
    in whosever folder.
    """
    touched = _touched(change, known)
    if touched is None:
        return None
    before = {item["helper"] for former in change.before for item in former.data.get("pairings", ())}
    helpers = before | _helpers(touched, known)
    homes = _families(touched | _homes(helpers, known), known)
    helpers |= _helpers(homes, known)
    units = {known.households[home].unit for home in homes if home in known.households}
    units |= {known.helpers[helper].unit for helper in helpers if helper in known.helpers}
    homes |= {home.id for home in known.households.values() if home.unit in units}
    helpers = {helper.id for helper in known.helpers.values() if helper.unit in units} | _helpers(homes, known)
    homes = _families(homes | _homes(helpers, known), known)
    return frozenset(homes | {folder.id for home in homes for folder, _ in known.elsewhere.get(home, ())})


def _touched(change: LedgerChange, known: Summaries) -> set[str] | None:
    """Return the households that a change touches or once named; ``None`` where it is about more than a few of them.

    So it is where a household has come from elsewhere or is not told by its id alone, and where one cannot be read.
    """
    places = [placed(path) for path in change.paths if not path.startswith(OUTSIDE)]
    unread = any(former.faulty for former in change.before)
    if not change.tree or change.folder or change.forgotten or unread:
        return None
    folders, found = Counter(folder.id for folder in known.folders), set[str]()
    for place in places:
        if place is None or place.path not in change.paths:
            return None
        home = known.households.get(place.household)  # of what lies in no household's folder there is none
        if home is None or home.unit != place.unit or folders[home.id] > 1:
            return None
        found |= {home.id, *(name for contact in home.elsewhere for name in contact.also)}
    for former in change.before:
        found |= {former.data.get("moved_from", ""), *former.data.get("also", ())}
    return found - {""}


def _helpers(homes: Iterable[str], known: Summaries) -> set[str]:
    """Return who is or was paired with some households."""
    found = (known.households[home] for home in homes if home in known.households)
    return {pairing.helper for home in found for pairing in home.pairings}


def _homes(helpers: Iterable[str], known: Summaries) -> set[str]:
    """Return whom some helpers are or were paired with."""
    return {home.id for helper in helpers for home in known.households_of(helper)}


def _families(homes: Collection[str], known: Summaries) -> set[str]:
    """Return households, and with each all that it goes on or is gone on by."""
    found = {*homes}
    moves = [{home.id, home.moved_from} for home in known.households.values() if home.moved_from]
    while more := set[str]().union(*(move for move in moves if move & found)) - found:
        found |= more
    return found
