"""What rules on the whole ledger may know of a household's folder, or of a helper: plain values, and of persons marks.

A summary is made of one folder, or one file, alone: it stays true as long as that does. Days are written as in records:
they order by time. A name, an address and a number stand in it as marks (:func:`~jiedui.rules.marks.mark`), which do
not show them, and can be tried out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jiedui.model.helper import SOCIAL
from jiedui.model.identity import holder
from jiedui.model.member import DIED
from jiedui.model.names import folded, is_plain
from jiedui.records.digits import digits_of
from jiedui.records.kinds import path_of
from jiedui.records.suggest import bare
from jiedui.rules.marks import MarkedWords, mark
from jiedui.rules.number_texts import NumberText
from jiedui.rules.twins import contact_key, twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.model.time import Span, Stretch
    from jiedui.model.visit import Visit

FOREVER = date.max.isoformat()


class SummedSpell(NamedTuple):
    """The days of an office, or of a pairing with a ``helper``: to the last, which may be :data:`FOREVER`."""

    helper: str
    start: str
    end: str

    @classmethod
    def of(cls, span: Span, helper: str = "") -> Self:
        """Return the days of a span."""
        return cls(helper, span.start.isoformat(), span.end.isoformat() if span.end else FOREVER)

    def covers(self, day: str) -> bool:
        """Tell whether a day is one of the spell."""
        return self.start <= day <= self.end

    def meets(self, first: str, last: str) -> bool:
        """Tell whether a day of the spell is in ``first`` … ``last``."""
        return max(self.start, first) <= min(self.end, last)

    def overlaps(self, other: SummedSpell) -> bool:
        """Tell whether two spells share a day."""
        return other.start <= self.end and self.start <= other.end


class PersonSummary(NamedTuple):
    """A member: the first day in the household, and the day of leaving it but for death, or nothing.

    ``called`` marks the name however it is written, ``alike`` name, birth and township where the birth is known;
    ``identities`` whom the certificates name, each with the first of them that does.
    """

    id: str
    name: MarkedWords
    called: bytes
    since: str
    left: str
    alike: bytes
    identities: tuple[tuple[bytes, int], ...]

    @classmethod
    def of(cls, member: Member, household: Household) -> Self:
        """Return what is to be known of a member of a household."""
        name, whole = MarkedWords.of(member.name), folded(member.name)
        identities: dict[bytes, int] = {}
        for index, certificate in enumerate(member.disability.certificates if member.disability else ()):
            identities.setdefault(mark(holder(certificate.number)), index)
        return cls(
            member.id,
            name,
            name.mark if is_plain(member.name) else mark(folded(bare(member.name))),
            (member.joined_on or household.registered_on).isoformat(),
            member.left.on.isoformat() if member.left and member.left.reason != DIED else "",
            mark(whole, member.birth, household.county, household.township) if member.has_whole_birth else b"",
            tuple(identities.items()),
        )


class ContactElsewhere(NamedTuple):
    """A contact of a day that names ``also`` households in whose folders it does not lie."""

    day: str
    reached: bool
    key: bytes
    also: tuple[str, ...]


class Later(NamedTuple):
    """How many things, ``counted`` in words, are recorded of days after the programme, with the first and the last."""

    counted: str
    number: int
    first: str
    last: str


class HouseholdSummary(NamedTuple):
    """The folder of a household: of its record, where that ``counts``, and of the contacts that lie in it.

    ``written`` tells whether there is a record, which may have been withdrawn; where there is none, ``orphans`` are how
    many contacts lie there, and the path of the first. ``consent`` is the day of the consent and that of its end, where
    it ended, and ``afterwards`` how many contacts of its own are later, and when the first was. ``twins`` are the
    files of those that say the same as an earlier one, with that. After the programme the contacts are counted apart.
    ``contacts`` are the keys of all that were reached (:func:`~jiedui.rules.twins.contact_keys`), where one in another
    folder names the household: most contacts change nothing else of a summary.
    """

    unit: str
    id: str
    written: bool
    counts: bool
    orphans: tuple[int, str]
    elsewhere: tuple[ContactElsewhere, ...]
    contacts_after: tuple[Later, ...]
    numbers: tuple[NumberText, ...]
    registered_on: str = ""
    closed_on: str = ""
    closed_reason: str = ""
    moved_from: str = ""
    people: tuple[PersonSummary, ...] = ()
    address: MarkedWords = MarkedWords(0, b"")
    phone: bytes = b""
    needs: tuple[str, ...] = ()
    pairings: tuple[SummedSpell, ...] = ()
    consent: tuple[str, str] = ("", "")
    afterwards: tuple[int, str] = (0, "")
    twins: tuple[tuple[str, str], ...] = ()
    after: tuple[Later, ...] = ()
    contacts: bytes = b""

    @property
    def path(self) -> str:
        """The path of its record."""
        return path_of("household", self.unit, self.id)

    @property
    def named(self) -> set[str]:
        """The other households that contacts in the folder name."""
        return {name for contact in self.elsewhere for name in contact.also} - {self.id}

    def active_on(self, day: str) -> bool:
        """Tell whether the household is on the roster on a day."""
        return self.registered_on <= day <= (self.closed_on or FOREVER)

    @classmethod
    def of(  # noqa: PLR0913  (a folder has these parts)
        cls,
        unit: str,
        identifier: str,
        *,
        household: Household | None,
        written: Mapping[str, Any] | None,
        visits: Sequence[Visit],
        files: Sequence[str],
        numbers: Iterable[NumberText],
        after: Stretch,
    ) -> Self:
        """Make the summary of a folder.

        ``household`` is its household, where that counts, ``written`` what its record says without the entries that
        were withdrawn, where there is a record. ``visits`` are the contacts in it that count, in order of time, and
        ``files`` the paths of all. ``after`` are the last day of the programme and that of the check.
        """
        return cls(
            unit,
            identifier,
            written=written is not None,
            counts=household is not None,
            orphans=(len(files), min(files)) if files and written is None else (0, ""),
            elsewhere=tuple(
                ContactElsewhere(visit.date.isoformat(), visit.reached, contact_key(visit), visit.also)
                for visit in visits
                if visit.also
            ),
            contacts_after=tuple(later("次联系", (visit.date for visit in visits), after)),
            numbers=tuple(numbers),
            **(_counting(household, written or {}, visits, after) if household else {}),
        )

    @classmethod
    def restored(cls, kept: tuple[Any, ...], contacts: bytes = b"") -> Self:
        """Return the summary of which :func:`plain` values were kept, with the keys of ``contacts``."""
        values = [*kept[:-1], contacts]
        for at, made in _NAMED:
            if values[at]:  # of most there is nothing
                values[at] = made(values[at])
        return cls._make(values)


def _counting(
    household: Household, written: Mapping[str, Any], visits: Sequence[Visit], after: Stretch
) -> dict[str, Any]:
    """Return the parts of the summary of a household that counts, by their names."""
    pairings = (max(item.span.start, item.span.end or date.min) for item in household.pairings)
    annual = (date(item["year"], 1, 1) for item in written.get("annual", ()))
    reached = [visit for visit in visits if visit.reached]
    return {
        "registered_on": household.registered_on.isoformat(),
        "closed_on": household.closed_on.isoformat() if household.closed_on else "",
        "closed_reason": household.closed_reason,
        "moved_from": household.moved_from,
        "people": tuple([PersonSummary.of(member, household) for member in household.members]),
        "address": MarkedWords.of(household.address),
        "phone": mark(digits_of(household.phone)),
        "needs": tuple([need.id for need in household.needs]),
        "pairings": tuple([SummedSpell.of(pairing.span, pairing.helper) for pairing in household.pairings]),
        "twins": tuple((visit.stem, twin.stem) for visit, twin in twins(reached)),
        "after": (*later("段结对", pairings, after), *later("条年度补充", annual, after)),
        **_agreeing(household, visits),
    }


def _agreeing(household: Household, visits: Sequence[Visit]) -> dict[str, Any]:
    consent = household.consent
    if consent is None or consent.revoked_on is None:
        return {}
    days = [
        visit.date
        for visit in visits
        for named in visit.households
        if named == household.id and visit.date > consent.revoked_on
    ]
    return {
        "consent": (consent.on.isoformat(), consent.revoked_on.isoformat()),
        "afterwards": (len(days), min(days).isoformat() if days else ""),
    }


def _each(make: Callable[[Iterable[Any]], Any]) -> Callable[[Iterable[Iterable[Any]]], tuple[Any, ...]]:
    return lambda kept: tuple(map(make, kept))


def _person(kept: Iterable[Any]) -> PersonSummary:
    id_, name, *rest = kept
    return PersonSummary(id_, MarkedWords._make(name), *rest)


# The parts of a household's summary that have names, by their numbers in it, and how they are given them again.
_NAMED: tuple[tuple[int, Callable[[Any], Any]], ...] = tuple(
    (HouseholdSummary._fields.index(field), made)
    for field, made in {
        "elsewhere": _each(ContactElsewhere._make),
        "contacts_after": _each(Later._make),
        "numbers": _each(NumberText._make),
        "people": _each(_person),
        "address": MarkedWords._make,
        "pairings": _each(SummedSpell._make),
        "after": _each(Later._make),
    }.items()
)


def later(counted: str, days: Iterable[date], after: Stretch) -> Iterator[Later]:
    """Yield what is to be known of the days of things that lie ``after`` the programme, up to the day of the check."""
    found = [day for day in days if after.start < day <= after.end]
    if found:
        yield Later(counted, len(found), min(found).isoformat(), max(found).isoformat())


class HelperSummary(NamedTuple):
    """A helper's record, where that ``counts``: not withdrawn.

    ``person`` marks the name however it is written, ``called`` without signs around it, too, and ``name`` is that of a
    person, or nothing of an organisation's.
    ``mobile`` marks the number as it is written, ``phone`` its digits. ``unfiled`` is the first day of a last office as
    社会力量 that is not filed, where that is so.
    """

    unit: str
    id: str
    counts: bool
    person: bytes = b""
    called: bytes = b""
    name: MarkedWords = MarkedWords(0, b"")
    mobile: bytes = b""
    phone: bytes = b""
    roles: tuple[SummedSpell, ...] = ()
    unfiled: str = ""

    @property
    def path(self) -> str:
        """The path of the record."""
        return path_of("helper", self.unit, self.id)

    def active_on(self, day: str) -> bool:
        """Tell whether the person holds any office on a day."""
        return any(role.covers(day) for role in self.roles)

    @classmethod
    def of(cls, helper: Helper) -> Self:
        """Make the summary of a helper who counts."""
        last = max(helper.roles, key=lambda role: role.span.start)
        unfiled = last.body == SOCIAL and not helper.filed_with
        return cls(
            helper.unit,
            helper.id,
            counts=True,
            person=mark(folded(helper.name)),
            called=mark(folded(bare(helper.name))),
            name=MarkedWords.of(helper.name if helper.sex or not helper.is_social() else ""),
            mobile=mark(helper.mobile),
            phone=mark(digits_of(helper.mobile)),
            roles=tuple(SummedSpell.of(role.span) for role in helper.roles),
            unfiled=last.span.start.isoformat() if unfiled else "",
        )

    @classmethod
    def restored(cls, kept: tuple[Any, ...]) -> Self:
        """Return the summary of which :func:`plain` values were kept."""
        self = cls(*kept)
        return self._replace(name=MarkedWords(*self.name), roles=tuple(map(SummedSpell._make, self.roles)))


def plain(value: Any) -> Any:  # noqa: ANN401  (any part of a summary)
    """Return a summary, or a part of one, as tuples that have no names: as :mod:`marshal` keeps them."""
    if not isinstance(value, tuple):
        return value
    # Most parts are words, or nothing: a call for each of them takes long.
    return tuple([plain(part) if part and isinstance(part, tuple) else part for part in value])
