"""A whole list beside the ledger: who of it is known here, and what is doubtful, by household (B-03)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.model.names import folded
from jiedui.records.sealing.sealed_text import is_hidden
from jiedui.records.sensitivity import IDENTITY_DIGITS
from jiedui.reports.comparison.aid import aid_of
from jiedui.reports.comparison.discrepancy import Discrepancy, Known, discrepancies
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.reports.comparison.listed import Listed, ListedNumber


class HouseholdDoubt(Struct, frozen=True, kw_only=True):
    """A doubt about a household: about whom, by which row (``place``; empty where the list has none of the family).

    ``by_name`` tells that the list gave no whole number, so that it may be another person of the name.
    """

    household: Household
    person: str
    place: str
    by_name: bool
    doubt: Discrepancy


class Comparison(Struct, frozen=True, kw_only=True):
    """What came of a list: how many rows it has, of how many persons of the ledger, and the doubts by household."""

    rows: int
    known: int
    doubts: tuple[HouseholdDoubt, ...]

    @property
    def households(self) -> int:
        """The number of households with a doubt."""
        return len({item.household.id for item in self.doubts})


def compare(
    ledger: Ledger, as_of: date, rows: Sequence[Listed], *, unit: str = "", complete: bool = False
) -> Comparison:
    """Compare the rows of a list with the ledger as of a day, for one federation or (``""``) all of them.

    A ``complete`` list of 社会救助 holds everybody who has the kinds that are on it: whoever is recorded with one and
    is not listed is a doubt too. Households that are not in the roster on the day stay out of it.
    """
    people = _People(ledger, as_of, unit)
    found: list[HouseholdDoubt] = []
    told: set[tuple[str, str, Discrepancy]] = set()
    known: set[tuple[str, str]] = set()
    for row in rows:
        for person, by_name in people.of(row):
            known.add((person.household.id, person.member.id))
            for doubt in discrepancies(row, person):
                # Whoever stands in a list twice is one doubt.
                if (key := (person.household.id, person.member.id, doubt)) not in told:
                    told.add(key)
                    found.append(_doubt(person.household, person.member, doubt, row.place, by_name=by_name))
    if complete:
        found += _unlisted(people, rows, known, as_of)
    found += _other_numbers(people, rows, known)
    ordered = sorted(found, key=lambda item: (item.household.unit, item.household.township, item.household.id))
    return Comparison(rows=len(rows), known=len(known), doubts=tuple(ordered))


class _People:
    """The persons of the ledger's roster, by the number of their identity and by name."""

    def __init__(self, ledger: Ledger, as_of: date, unit: str) -> None:
        self.households = [
            home for home in ledger.own_households.values() if unit in ("", home.unit) and home.active_on(as_of)
        ]
        self._by_holder: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        for home in self.households:
            for member in home.members:
                known = Known(home, member, as_of)
                self._by_name[folded(member.name)].append(known)
                for number in _holders(member):
                    self._by_holder[number].append(known)

    def of(self, row: Listed) -> Iterator[tuple[Known, bool]]:
        """Yield whom a row may mean, and whether only the name says so."""
        if row.number and (found := self._by_holder.get(row.number.holder, ())):
            yield from ((person, False) for person in found)
            return
        for person in self._by_name.get(folded(row.name), ()) if row.name else ():
            if row.number is None or _may_be(row.number, person.member):
                yield person, True

    def alike(self, row: Listed) -> list[Known]:
        """Return who has the name and the birth of a row, and another number."""
        if not row.number or not row.number.holder or row.number.holder in self._by_holder:
            return []
        same_name = self._by_name.get(folded(row.name), ()) if row.name else ()
        return [
            person
            for person in same_name
            if _holders(person.member) and row.number.may_be_born(person.member.birth, person.member.sex)
        ]


def _may_be(number: ListedNumber, member: Member) -> bool:
    """Tell whether a number that is not in the ledger may be a member's: nothing known of him speaks against it."""
    if holders := _holders(member):
        return bool(number.mask) and any(map(number.hides, holders))
    return number.may_be_born(member.birth, member.sex)


def _holders(member: Member) -> set[str]:
    """Return the numbers that a member has as far as they can be read here."""
    numbers = (item.number for item in (member.disability.certificates if member.disability else ()))
    return {number[:IDENTITY_DIGITS] for number in numbers if not is_hidden(number)}


def _unlisted(
    people: _People, rows: Iterable[Listed], known: set[tuple[str, str]], as_of: date
) -> Iterator[HouseholdDoubt]:
    """Yield the households with a kind of 社会救助 that the list holds, of which it has nobody."""
    current = [row for row in rows if row.aid and not row.aid_over(as_of)]
    listed = {"特困" if row.aid.endswith("特困") else row.aid for row in current}
    names = {folded(row.name) for row in current}
    homes = {home for home, _ in known}
    for home in people.households:
        now = home.hardship_on(as_of)
        aid = aid_of(now)
        # One who applied for the family may have no certificate, and so no number here to know him by.
        applied = any(member.disability is None and folded(member.name) in names for member in home.members)
        if aid in listed and home.id not in homes and not applied:
            doubt = Discrepancy(
                kind="不在名单上",
                listed=f"的{aid}里没有这一家的人",
                recorded=now,
                remedy="问民政部门是不是退出了；退出了的，在“困难类型”这一段写止日。",
                clause="五(一)",
            )
            yield _doubt(home, home.head, doubt)


def _other_numbers(people: _People, rows: Iterable[Listed], known: set[tuple[str, str]]) -> Iterator[HouseholdDoubt]:
    """Yield who has the name, birth and sex of somebody listed, and another number: one side may be copied wrongly."""
    told = set(known)
    for row in rows:
        for person in people.alike(row):
            if (key := (person.household.id, person.member.id)) not in told:
                told.add(key)
                doubt = Discrepancy(
                    kind="号码不同",
                    listed="姓名、生日、性别相同，号码不同",
                    recorded="另一个号码",
                    remedy="看证件原件，哪一边写错了，改哪一边；不是同一个人的，不用管。",
                    clause="附件2",
                )
                yield _doubt(person.household, person.member, doubt, row.place, by_name=True)


def _doubt(
    home: Household, member: Member, doubt: Discrepancy, place: str = "", *, by_name: bool = False
) -> HouseholdDoubt:
    return HouseholdDoubt(household=home, person=member.name, place=place, by_name=by_name, doubt=doubt)
