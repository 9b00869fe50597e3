"""帮扶对象家庭: the household as the unit of pairing (R-056), with its people, pairings and needs."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.member import Member
from jiedui.model.need import Need
from jiedui.model.pairing import Pairing
from jiedui.model.relapse import Relapse, RiskFinding
from jiedui.model.time import DAY, altered, by, day, day_of, joined
from jiedui.model.withdrawal import standing
from jiedui.records.sealable import in_words
from jiedui.records.sealing.sealed_text import is_erased
from jiedui.struct import Struct, force_setattr, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


# Of what most say nothing there is one object, as of each word that many say.
_NONE: dict[Any, Any] = {}


class Hardship(NamedTuple):
    """A spell of hardship of one kind (R-050); an unknown first day and an open end are ``None``."""

    status: str
    since: date | None
    until: date | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Hardship:
        """Type one entry of ``hardship``."""
        return cls(intern(data["status"]), day(data.get("from")), day(data.get("to")))

    def covers(self, when: date) -> bool:
        """Tell whether a day lies in the spell, as far as its ends are known."""
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)

    def known(self, when: date) -> Hardship:
        """Return the spell as one knew it on a day: a later end was not known."""
        return self._replace(until=by(self.until, when))

    def with_follower(self, follower: Hardship) -> Hardship | None:
        """Return this spell and one of the same kind that begins on the day after it as one, or ``None``."""
        adjoins = self.until is not None and self.until + DAY == follower.since
        return self._replace(until=follower.until) if adjoins and self.status == follower.status else None


class Priority(NamedTuple):
    """A reason to help a household first (R-052 … R-055), and what it rests on."""

    kind: str
    basis: str


class Consent(NamedTuple):
    """How those concerned agreed to what is recorded and done: whoever agreed, to what, and until when (R-112).

    An empty ``scope`` is what was not written down; 个人信息保护法 13, 15, 29, 31.
    """

    on: date
    by: str
    form: str
    scope: tuple[str, ...]
    revoked_on: date | None

    def known(self, when: date) -> Consent | None:
        """Return the consent as one knew it on a day: none before it was given, and a later end was not known."""
        return self._replace(revoked_on=by(self.revoked_on, when)) if self.on <= when else None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Consent:
        """Type what a household's record says under ``consent``."""
        scope = tuple(data.get("scope", ()))
        return cls(day_of(data["date"]), data["by"], data["form"], scope, day(data.get("revoked_on")))


class Outing(Struct, frozen=True):
    """One collective activity outside the home (R-042)."""

    person: str
    on: date
    kind: str
    note: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Outing:
        """Type one entry of ``outings``."""
        return cls(data["person"], day_of(data["date"]), data["kind"], data.get("note", ""))


# The reason for which a record is closed whose family goes on in another federation of the city.
MOVED = "迁出市内"


class Household(Struct, frozen=True, kw_only=True):
    """One household. ``unit`` is the managing federation, the folder that the record lies in.

    ``township`` is what the township is called on the day of the ledger; ``recorded_township`` is the name that the
    record gives, which may be an older or a newer one.

    A family that moved within the city has a record in each federation. As one knew them on a day
    (:meth:`~jiedui.model.ledger.Ledger.until`) the later one holds the one ``before``, and the earlier one the id of
    the one that it ``moved_to``, the needs that were ``carried`` on, which count there, and the ``persons`` who were.
    """

    id: str
    unit: str
    registered_on: date
    county: str
    township: str
    recorded_township: str
    village: str
    address: str
    phone: str
    hukou: str
    hardships: tuple[Hardship, ...]
    exception_reason: str
    priorities: tuple[Priority, ...]
    difficulties: str
    members: tuple[Member, ...]
    relapse: Relapse
    consent: Consent | None
    plan: str
    pairings: tuple[Pairing, ...]
    needs: tuple[Need, ...]
    outings: tuple[Outing, ...]
    annual: Mapping[int, str]
    moved_from: str
    closed_on: date | None
    closed_reason: str
    closed_note: str
    note: str
    before: Household | None = None
    moved_to: str = ""
    carried: tuple[Need, ...] = ()
    persons: frozenset[str] = frozenset()
    disabled: tuple[Member, ...] = ()
    """The members with a certificate, the primary one first: they are found among these, and not told."""
    struck: frozenset[str] = frozenset()
    """The helpers that the record names, where entries of its lists were withdrawn: perhaps in these alone."""

    def __post_init__(self) -> None:
        """Find once who is asked for again and again."""
        force_setattr(self, "disabled", tuple([member for member in self.members if member.disability]))

    @property
    def is_erased(self) -> bool:
        """Whether what it said of persons is no more (个人信息保护法 47)."""
        return is_erased(self.village)

    @property
    def is_listed(self) -> bool:
        """Whether it stands on the roster and no more is known than its row of the survey says (摸底).

        Nobody was ever paired with it, and nothing was asked, found or done; contacts are not in the record.
        """
        done = (self.pairings, self.needs, self.carried, self.outings, self.annual, self.relapse.findings)
        said = (self.difficulties, self.plan, self.note, self.moved_from, self.closed_on)
        return not any(done) and not any(said) and all(member.is_listed for member in self.members)

    @property
    def every_need(self) -> tuple[Need, ...]:
        """Its needs, with those that go on in the record after it."""
        return (*self.needs, *self.carried)

    def continued_by(self, later: Household) -> Household:
        """Return this record, closed by a move within the city, beside the one that goes on with the family.

        What was open on the last day and is in the later record under the same id counts there alone.
        """
        ids = {need.id for need in later.needs}
        gone = {need.id for need in self.needs if need.id in ids and not self._done(need)}
        return replace(
            self,
            moved_to=later.id,
            needs=tuple(need for need in self.needs if need.id not in gone),
            carried=tuple(need for need in self.needs if need.id in gone),
            persons=frozenset(
                member.id for member in self.members if any(member.is_same(other) for other in later.members)
            ),
        )

    def _done(self, need: Need) -> bool:
        return need.closed_on is not None and self.closed_on is not None and need.closed_on <= self.closed_on

    @property
    def hardship(self) -> str:
        """The kind of hardship recorded last (R-050); nothing where none was known yet."""
        return self.hardships[-1].status if self.hardships else ""

    @property
    def hardship_until(self) -> date | None:
        """The last day of the hardship recorded last; ``None`` while it lasts."""
        return self.hardships[-1].until if self.hardships else None

    def hardship_on(self, when: date) -> str:
        """Return the kind of hardship in force on a day: of several, the one recorded last; or nothing."""
        return next((item.status for item in reversed(self.hardships) if item.covers(when)), "")

    @property
    def head(self) -> Member:
        """The person that the household is called after: the first disabled member, who has left last of all, else the
        first member.
        """
        still = (member for member in self.disabled if member.left is None)
        return next(still, next(iter(self.disabled), self.members[0]))

    def disabled_on(self, when: date) -> tuple[Member, ...]:
        """Return the members with a certificate who belong to the household on a day, the primary one first."""
        return tuple(member for member in self.disabled if member.present_on(when))

    def last_disabled(self, when: date) -> Member | None:
        """Return the disabled member who left last, where on a day none is in the household any more (A-22)."""
        gone = [(left.on, place) for place, item in enumerate(self.disabled) if (left := item.left_by(when))]
        return self.disabled[max(gone)[1]] if gone and not self.disabled_on(when) else None

    def present_on(self, when: date) -> tuple[Member, ...]:
        """Return who belongs to the household on a day: nobody before birth or coming, nor from the day of leaving."""
        return tuple(member for member in self.members if member.present_on(when))

    def lapsed(self, need: Need, when: date) -> date | None:
        """Return the day on which the person whose need it was died or left, if by ``when`` and before it was closed.

        Nothing is due for that person from that day on; what was raised and promised stays in the books.
        """
        left = next((left.on for item in self.members if item.id == need.person and (left := item.left_by(when))), None)
        return None if need.closed_on and need.closed_on <= when else left

    def active_on(self, when: date) -> bool:
        """Tell whether the household is in the roster (名册) on a day."""
        return self.registered_on <= when and (self.closed_on is None or when <= self.closed_on)

    def primary_on(self, when: date) -> Pairing | None:
        """Return the 主责 pairing open on a day, or ``None``."""
        for item in self.pairings:
            if item.is_primary and item.span.covers(when):
                return item
        return None

    def pairings_on(self, when: date) -> tuple[Pairing, ...]:
        """Return all pairings open on a day, 主责 and 协助."""
        return tuple(item for item in self.pairings if item.span.covers(when))

    def until(self, when: date) -> Household | None:
        """Return the household as it was known on a day; ``None`` before it was registered, or while it had nobody.

        What was ended and begun anew the same, without a day between, is one spell: a pairing, a hardship.
        """
        if self.registered_on > when:
            return None
        members = tuple(known for item in self.members if (known := item.until(when)))
        if not members:
            return None
        closed_on = by(self.closed_on, when)
        hardships = (item.known(when) for item in self.hardships if item.since is None or item.since <= when)
        spells = (item.until(when) for item in self.pairings if item.span.start <= when)
        return altered(
            self,
            hardships=joined(hardships, Hardship.with_follower),
            members=members,
            relapse=self.relapse.until(when),
            consent=self.consent.known(when) if self.consent else None,
            pairings=joined(sorted(spells, key=lambda item: item.span.start), Pairing.with_follower),
            needs=tuple(item.until(when) for item in self.every_need if item.raised_on <= when),
            outings=tuple(item for item in self.outings if item.on <= when),
            annual={year: text for year, text in self.annual.items() if year <= when.year},
            closed_on=closed_on,
            closed_reason=self.closed_reason if closed_on else "",
            closed_note=self.closed_note if closed_on else "",
            before=None,
            moved_to="",
            carried=(),
            persons=frozenset(),
        )

    @classmethod
    def as_written(cls, data: dict[str, Any], unit: str) -> Household:
        """Type a record of which entries may have been withdrawn, which count for nothing (:func:`standing`)."""
        stands = standing(data)
        found = cls.of(stands, unit)
        return found if stands is data else replace(found, struck=frozenset(_named(data)))

    @classmethod
    def of(cls, data: Mapping[str, Any], unit: str) -> Household:
        """Type the record of a household in the folder of ``unit``."""
        get = data.get
        closed = get("closed", _NONE)
        township = intern(data["township"])
        return cls(
            id=data["id"],
            unit=intern(unit),
            registered_on=day_of(data["registered_on"]),
            county=intern(data["county"]),
            township=township,
            recorded_township=township,
            village=data["village"],  # it may be sealed
            address=get("address", ""),
            phone=in_words(get("phone", "")),
            hukou=intern(get("hukou", "")),
            hardships=tuple(map(Hardship.of, data["hardship"])),
            exception_reason=get("exception_reason", ""),
            priorities=tuple([Priority(item["kind"], item["basis"]) for item in get("priorities", ())]),
            difficulties=get("difficulties", ""),
            members=tuple(map(Member.of, data["members"])),
            consent=Consent.of(data["consent"]) if "consent" in data else None,
            relapse=Relapse(tuple(map(RiskFinding.of, get("relapse", ())))),
            plan=get("plan", ""),
            pairings=tuple(map(Pairing.of, get("pairings", ()))),
            needs=tuple(map(Need.of, get("needs", ()))),
            outings=tuple(map(Outing.of, get("outings", ()))),
            annual={item["year"]: item["text"] for item in data["annual"]} if "annual" in data else _NONE,
            moved_from=get("moved_from", ""),
            closed_on=day(closed.get("date")),
            closed_reason=closed.get("reason", ""),
            closed_note=closed.get("note", ""),
            note=get("note", ""),
        )


def _named(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield who is or was paired or promised something, whether it was withdrawn or not."""
    yield from (item["helper"] for item in data.get("pairings", ()))
    yield from (item["by"] for need in data.get("needs", ()) for item in need.get("measures", ()) if "by" in item)
