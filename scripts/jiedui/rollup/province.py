"""A province, or the nation, as the sum of what its cities delivered: every figure by city and quarter."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import Quarter
from jiedui.records.finding import printable
from jiedui.reports.public.published import HIDDEN
from jiedui.reports.public.tables import SHARES
from jiedui.reports.sums import Portion
from jiedui.rollup.delivery import Delivery, NoDeliveryError, read_delivery
from jiedui.rollup.warehouse import Warehouse
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jiedui.reports.public.published import Value

MISSING = "未报"
"""What stands for what a city has not delivered."""
WHOLE = ""
"""The city of what is of the whole province."""
WHOLLY = ""
"""The channel of contacts of which not even the channel is shown."""


class TwiceError(Exception):
    """Two folders hold deliveries of one city, whose name is the text: which is the later one nobody can tell."""


class NoneDeliveredError(Exception):
    """None of the folders holds a delivery; the text is the reason for the first."""


class CityEntry(NamedTuple):
    """A city of the province: its delivery, or the ``reason`` for which there is none."""

    name: str
    delivery: Delivery | None
    reason: str = ""


def least(count: int, *, complete: bool) -> Value:
    """Return a sum; where a part of it is hidden or missing, that it is at least so much."""
    return count if complete else f"至少{count}"


class CitySum(NamedTuple):
    """What the cities show of a figure in all, and how many of them show, hide or lack it."""

    total: int | None
    shown: int
    hidden: int
    missing: int

    @property
    def value(self) -> Value:
        """The sum; where any city hides or lacks its part, that it is at least so much."""
        if self.total is None:
            return HIDDEN if self.hidden else MISSING
        return least(self.total, complete=not self.hidden and not self.missing)


class Contacts(NamedTuple):
    """How many contacts there were, ``None`` where that is not shown, how many were answered, how many cells hidden."""

    contacts: int | None
    reached: int
    hidden: int


def roll_call(folders: Iterable[Path], listed: Sequence[str] = ()) -> tuple[CityEntry, ...]:
    """Return the cities in the order of the list, those that are not on it behind; a folder without a delivery stands
    for the city that made it or, where nobody can tell, for that of its name.

    Raises :class:`TwiceError` and, where there is no delivery at all, :class:`NoneDeliveredError`.
    """
    found: dict[str, CityEntry] = {}
    for entry in map(_entry, folders):
        if entry.delivery and found.get(entry.name, entry).delivery is not entry.delivery:
            if found[entry.name].delivery:
                raise TwiceError(entry.name)
            del found[entry.name]
        found.setdefault(entry.name, entry)
    if not any(entry.delivery for entry in found.values()):
        raise NoneDeliveredError(next(iter(found.values())).reason)
    order = dict.fromkeys((*listed, *found))
    return tuple(found.get(name, CityEntry(name, None, "没有报送")) for name in order)


def _entry(folder: Path) -> CityEntry:
    try:
        delivery = read_delivery(folder)
    except NoDeliveryError as error:
        return CityEntry(error.city or printable(folder.resolve().name), None, str(error.reason))
    return CityEntry(delivery.city, delivery)


class Province(Struct, frozen=True, kw_only=True):
    """What the cities of a province delivered, added up.

    ``name`` is what staff call the whole; ``quarters`` are those that any city tells of, in order of time;
    ``federations`` are the figures of each federation of a city in a quarter, by its name, in the city's order;
    ``contacts`` are those of a quarter and a city, or of :data:`WHOLE`, by channel, :data:`WHOLLY` where all of a
    federation's quarter is hidden.
    """

    name: str
    cities: tuple[CityEntry, ...]
    quarters: tuple[Quarter, ...]
    values: Mapping[tuple[Quarter, str, str], Value]
    totals: Mapping[tuple[Quarter, str], CitySum]
    shares: Mapping[tuple[Quarter, str], Portion]
    federations: Mapping[tuple[str, Quarter], Mapping[str, Mapping[str, Value]]]
    contacts: Mapping[tuple[Quarter, str], Mapping[str, Contacts]]

    @classmethod
    def of(cls, name: str, cities: tuple[CityEntry, ...]) -> Province:
        """Add up what some cities delivered."""
        with Warehouse(
            [entry.name for entry in cities], [entry.delivery for entry in cities if entry.delivery]
        ) as base:
            totals = {
                (Quarter.parse(quarter), figure): CitySum(*told) for quarter, figure, *told in base.ask("province")
            }
            return cls(
                name=name,
                cities=cities,
                quarters=tuple(sorted({quarter for quarter, _ in totals})),
                values=dict(_values(base.ask("cities"))),
                totals=totals,
                shares={
                    (Quarter.parse(quarter), share): Portion(part, whole)
                    for quarter, share, part, whole, _ in base.ask("shares")
                },
                federations=_federations(base.ask("federations")),
                contacts=_contacts(*base.ask("contacts"), *((row[0], WHOLE, *row[1:]) for row in base.ask("channels"))),
            )

    @property
    def delivered(self) -> list[Delivery]:
        """The deliveries that there are."""
        return [entry.delivery for entry in self.cities if entry.delivery]

    @property
    def missing(self) -> list[CityEntry]:
        """The cities that have delivered nothing that may be added up."""
        return [entry for entry in self.cities if not entry.delivery]

    @property
    def as_of(self) -> date:
        """The day of the latest delivery."""
        return max(date.fromisoformat(item.data["as_of"]) for item in self.delivered)

    @property
    def fictional(self) -> bool:
        """Whether any of it is of people who do not exist."""
        return any(item.data["fictional"] for item in self.delivered)

    @property
    def channels(self) -> list[str]:
        """The channels that any city names, the most frequent first."""
        sums: Counter[str] = Counter()
        for (_, city), found in self.contacts.items():
            if city == WHOLE:
                sums.update({name: item.contacts or 0 for name, item in found.items() if name != WHOLLY})
        return sorted(sums, key=lambda name: (-sums[name], name))

    def telling(self, quarter: Quarter) -> list[CityEntry]:
        """Return the cities that tell of a quarter."""
        return [entry for entry in self.cities if entry.delivery and quarter in entry.delivery.quarters]

    def silent(self, quarter: Quarter) -> list[CityEntry]:
        """Return the cities that do not."""
        telling = self.telling(quarter)
        return [entry for entry in self.cities if entry not in telling]

    def figure(self, key: str, quarter: Quarter, city: str = WHOLE) -> Value:
        """Return a figure or a share of a city, or of the whole; a share of the whole is of those that show both."""
        if city != WHOLE:
            return figure_of({name: self.values.get((quarter, city, name), MISSING) for name in _needed(key)}, key)
        if key in SHARES:
            portion = self.shares.get((quarter, key))
            return portion.rate if portion else HIDDEN
        total = self.totals.get((quarter, key))
        return total.value if total else MISSING


def figure_of(row: Mapping[str, Value], key: str) -> Value:
    """Return a figure or a share of one place: what there is none of is nothing."""
    values = [row.get(name, 0) for name in _needed(key)]
    if key not in SHARES:
        return values[0]
    part, whole = values
    if isinstance(part, int) and isinstance(whole, int):
        return Portion(part, whole).rate
    return MISSING if MISSING in values else HIDDEN


def _needed(key: str) -> tuple[str, ...]:
    return SHARES.get(key, (key,))


def _values(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[tuple[Quarter, str, str], Value]]:
    for quarter, _, city, figure, value, state in rows:
        yield (Quarter.parse(quarter), city, figure), {"shown": value, "hidden": HIDDEN, "missing": MISSING}[state]


def _federations(rows: Iterable[tuple[Any, ...]]) -> Mapping[tuple[str, Quarter], Mapping[str, Mapping[str, Value]]]:
    found: dict[tuple[str, Quarter], dict[str, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
    for city, quarter, _, name, figure, value in sorted(rows, key=lambda row: row[:3]):
        found[city, Quarter.parse(quarter)][name][figure] = HIDDEN if value is None else value
    return {**found}


def _contacts(*rows: tuple[Any, ...]) -> Mapping[tuple[Quarter, str], Mapping[str, Contacts]]:
    """Return the contacts of each quarter and city, the most frequent channel first."""
    found: dict[tuple[Quarter, str], dict[str, Contacts]] = defaultdict(dict)
    for quarter, city, channel, *told in sorted(rows, key=lambda row: (-(row[3] or 0), row[2])):
        found[Quarter.parse(quarter), city][channel] = Contacts(*told)
    return {**found}
