"""Who is drawn: by a hash of the ledger's tree at the quarter's end and the household's id, from each federation.

Everybody who recorded anything in the quarter has a part in the tree, nobody alone has it in his hand; and whoever has
the records of then gets the same households.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.reports.quarterly import QuarterFigures, require_of_programme

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter

PERCENT = 5
"""The share of a federation's contacted households that is drawn where nothing else is said."""


def sample(ledger: Ledger, quarter: Quarter, tree: str, percent: int) -> list[str]:
    """Return the ids of the households drawn from those that count as contacted in a quarter, in order of id.

    ``ledger`` is that of ``tree``, the full name of the tree of its records in Git. Of each federation ``percent`` of
    a hundred are drawn, rounded up. Raises as :func:`~jiedui.reports.quarterly.require_of_programme` does.
    """
    require_of_programme(quarter, ledger.policy.quarters)
    by_unit: dict[str, list[str]] = defaultdict(list)
    for household, state in QuarterFigures.of(ledger, quarter).states.items():
        if state.met:
            by_unit[ledger.households[household].unit].append(household)
    drawn = (
        household
        for households in by_unit.values()
        for household in sorted(households, key=lambda each: _lot(tree, each))[: -(-len(households) * percent // 100)]
    )
    return sorted(drawn)


def _lot(tree: str, household: str) -> bytes:
    return hashlib.sha256(f"{tree} {household}".encode()).digest()
