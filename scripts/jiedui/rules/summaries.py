"""The summaries of a ledger: all that its own rules know of households and helpers, with the ways to look them up."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.rules.marks import Telephones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.rules.number_texts import NumberText
    from jiedui.rules.summary import ContactElsewhere, HelperSummary, HouseholdSummary, SummedSpell


class Summaries:
    """The ``folders`` of households and the records of helpers (``staff``), withdrawn ones too, in order of path.

    ``numbers`` are the texts of all other files that hold a number of a person, or what may be a telephone.
    """

    def __init__(
        self,
        folders: Iterable[HouseholdSummary] = (),
        staff: Iterable[HelperSummary] = (),
        numbers: Iterable[NumberText] = (),
    ) -> None:
        self.folders = tuple(folders)
        self.staff = tuple(staff)
        self._numbers = tuple(numbers)
        # Of an id that is used twice, the later one stands for it, as it does in a ledger.
        self.households = {item.id: item for item in self.folders if item.counts}
        self.helpers = {item.id: item for item in self.staff if item.counts}

    @property
    def numbers(self) -> Iterator[NumberText]:
        """Every text that holds a number of a person, or what may be a telephone."""
        return chain(chain.from_iterable(folder.numbers for folder in self.folders), self._numbers)

    @cached_property
    def telephones(self) -> Telephones:
        """The telephones of households and helpers."""
        return Telephones(
            chain((item.phone for item in self.households.values()), (item.phone for item in self.helpers.values()))
        )

    @cached_property
    def _pairings(self) -> dict[str, list[HouseholdSummary]]:
        index: defaultdict[str, list[HouseholdSummary]] = defaultdict(list)
        for _, household in sorted(self.households.items()):
            for helper in dict.fromkeys(pairing.helper for pairing in household.pairings):
                index[helper].append(household)
        return index

    def households_of(self, helper: str) -> list[HouseholdSummary]:
        """Return the households that a helper is or was paired with, in order of id."""
        return self._pairings.get(helper, [])

    def pairings_of(self, helper: str, household: str = "") -> Iterator[SummedSpell]:
        """Yield the spells in which a helper is or was paired, with one household or with any."""
        for item in self.households_of(helper):
            if household in ("", item.id):
                yield from (pairing for pairing in item.pairings if pairing.helper == helper)

    @cached_property
    def elsewhere(self) -> dict[str, list[tuple[HouseholdSummary, ContactElsewhere]]]:
        """The contacts with each household that lie in folders of others, with these, as often as they name it."""
        index: defaultdict[str, list[tuple[HouseholdSummary, ContactElsewhere]]] = defaultdict(list)
        for folder in self.folders:
            for contact in folder.elsewhere:
                for household in contact.also:
                    if household != folder.id:
                        index[household].append((folder, contact))
        return index
