"""The summaries of a ledger: all that its own rules know of households and helpers, with the ways to look them up."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol, Self

from jiedui.model.time import Stretch
from jiedui.model.withdrawal import is_withdrawn, standing
from jiedui.rules.marks import Telephones
from jiedui.rules.number_texts import NumberText, number_texts
from jiedui.rules.summary import HelperSummary, HouseholdSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record
    from jiedui.rules.digit_texts import DigitText
    from jiedui.rules.summary import ContactElsewhere, SummedSpell


class WrittenFiles(Protocol):
    """The files behind a ledger, as far as summaries are made of them."""

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of a kind in order of path."""

    @property
    def digit_texts(self) -> tuple[DigitText, ...]:
        """The texts that may hold a number of a person."""


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

    @classmethod
    def of(cls, ledger: Ledger, files: WrittenFiles, as_of: date) -> Self:
        """Return the summaries of a ledger that is there as a whole."""
        numbers: defaultdict[tuple[str, ...], list[NumberText]] = defaultdict(list)
        folders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for record in files.of_kind("household"):
            folders[record.place.unit, record.place.household] = []
        for record in files.of_kind("visit"):
            folders[record.place.unit, record.place.household].append(record.path)
        for text in number_texts(files.digit_texts):
            unit, _, rest = text.path.partition("/households/")
            folder = unit, rest.partition("/")[0]
            numbers[folder if folder in folders else ()].append(text)
        written = {(item.place.unit, item.place.stem): standing(item.data) for item in files.of_kind("household")}
        after = Stretch(ledger.policy.end, as_of)
        made = []
        for unit, identifier in sorted(folders):
            household = ledger.households.get(identifier)
            own = household if household and household.unit == unit else None
            made.append(
                HouseholdSummary.of(
                    unit,
                    identifier,
                    household=own,
                    written=written.get((unit, identifier)),
                    visits=ledger.visits.get(identifier, ()) if own or household is None else (),
                    files=folders[unit, identifier],
                    numbers=numbers[unit, identifier],
                    after=after,
                )
            )
        staff = []
        for record in files.of_kind("helper"):
            helper, unit = ledger.helpers.get(record.place.stem), record.place.unit
            counts = helper is not None and helper.unit == unit and not is_withdrawn(record.data)
            staff.append(
                HelperSummary.of(helper) if helper and counts else HelperSummary(unit, record.place.stem, counts=False)
            )
        return cls(made, staff, numbers[()])

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
