"""帮扶对象家庭: the household as the unit of pairing (R-056), its people, pairings, needs and measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import Span, day

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIMARY = "主责"


@dataclass(frozen=True, slots=True)
class OutingExemption:
    """Why a person cannot go out, and what is done at home instead (A-18)."""

    span: Span
    reason: str
    alternative: str


class Hardship(NamedTuple):
    """A spell of hardship of one kind (R-050); an unknown first day and an open end are ``None``."""

    status: str
    since: date | None
    until: date | None


class Component(NamedTuple):
    """One of the impairments that make up a 多重 disability."""

    category: str
    grade: str


class Priority(NamedTuple):
    """A reason to help a household first (R-052 … R-055), and what it rests on."""

    kind: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A disability certificate as it was issued or re-graded on ``since``, ``None`` where nobody knows (R-112).

    ``components`` where the category is 多重. ``exception`` says why the number may contradict the form, or the person.
    """

    number: str
    category: str
    grade: str
    since: date | None
    expires: date | None
    components: tuple[Component, ...]
    exception: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disability:
    """The certificates of a disabled person, the oldest first, and how the person lives with the disability."""

    certificates: tuple[Certificate, ...]
    self_care: str
    care: str
    guardian: str
    labour: str
    outing_exemption: OutingExemption | None
    no_need_on: date | None

    @property
    def certificate(self) -> Certificate:
        """The certificate recorded last, which is the one in force."""
        return self.certificates[-1]

    @property
    def category(self) -> str:
        """The category on the certificate in force."""
        return self.certificate.category

    @property
    def grade(self) -> str:
        """The grade on the certificate in force (R-051)."""
        return self.certificate.grade

    @property
    def components(self) -> tuple[Component, ...]:
        """The impairments that make up a 多重 on the certificate in force."""
        return self.certificate.components


@dataclass(frozen=True, slots=True)
class Departure:
    """That a member no longer belongs to the household: since when, and why (去世, 迁出, 婚嫁分户 or 其他)."""

    on: date
    reason: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of the household; ``birth`` is a date, or a year alone for those without a certificate.

    ``facts`` holds 是 or 否 by key; what is not known is not there (R-039). ``joined_on`` is ``None`` for those who
    were there when the household was registered.
    """

    id: str
    name: str
    sex: str
    birth: str
    relation: str
    joined_on: date | None
    education: str
    employment: str
    schooling: str
    disability: Disability | None
    benefits: Mapping[str, str]
    facts: Mapping[str, str]
    left: Departure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A spell of responsibility of one helper for the household, with the dates of the on-visit tasks (R-081)."""

    helper: str
    role: str
    span: Span
    end_reason: str
    decided_by: str
    decided_on: date | None
    consulted_on: date | None
    document: str
    handover: str
    form_on: date | None
    card_on: date | None
    card_version: str
    onsite_on: date | None
    module_on: date | None
    module_by: str
    module_ref: str
    exception_reason: str

    @property
    def is_primary(self) -> bool:
        """Tell whether the helper is the one in charge (主责)."""
        return self.role == PRIMARY


@dataclass(frozen=True, slots=True)
class Resource:
    """Money or help put into a measure (R-100); ``amount`` in whole yuan, ``None`` where none is told."""

    source: str
    name: str
    amount: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One commitment: what is done about a need, by when, and what came of it (R-013)."""

    code: str
    content: str
    promised_on: date
    due_on: date | None
    by: str
    resources: tuple[Resource, ...]
    done_on: date | None
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need of a person or of the whole household, with its measures (R-014, R-031, R-045)."""

    id: str
    person: str
    content: str
    raised_on: date
    urgent: bool
    responded_on: date | None
    measures: tuple[Measure, ...]
    closed_on: date | None
    result: str


@dataclass(frozen=True, slots=True)
class Outing:
    """One collective activity outside the home (R-042)."""

    person: str
    on: date
    kind: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relapse:
    """Risk of falling back into poverty, and whether it is monitored (R-035). Not ``recorded``: nobody said yet."""

    risk: bool
    kind: str
    found_on: date | None
    monitoring: str
    monitored_on: date | None
    recorded: bool = True


NO_RELAPSE = Relapse(risk=False, kind="", found_on=None, monitoring="", monitored_on=None, recorded=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One household. ``unit`` is the managing federation, the folder that the record lies in."""

    id: str
    unit: str
    registered_on: date
    county: str
    township: str
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

    @property
    def hardship(self) -> str:
        """The kind of hardship recorded last (R-050)."""
        return self.hardships[-1].status

    @property
    def hardship_until(self) -> date | None:
        """The last day of the hardship recorded last; ``None`` while it lasts."""
        return self.hardships[-1].until

    @property
    def disabled(self) -> tuple[Member, ...]:
        """The members with a certificate, the primary one first."""
        return tuple(member for member in self.members if member.disability)

    @property
    def head(self) -> Member:
        """The person that the household is called after: the first disabled member, else the first member."""
        return next(iter(self.disabled), self.members[0])

    def active_on(self, when: date) -> bool:
        """Tell whether the household is in the roster (名册) on a day."""
        return self.registered_on <= when and (self.closed_on is None or when <= self.closed_on)

    def primary_on(self, when: date) -> Pairing | None:
        """Return the 主责 pairing open on a day, or ``None``."""
        return next((item for item in self.pairings if item.is_primary and item.span.covers(when)), None)

    def pairings_on(self, when: date) -> tuple[Pairing, ...]:
        """Return all pairings open on a day, 主责 and 协助."""
        return tuple(item for item in self.pairings if item.span.covers(when))

    @classmethod
    def of(cls, data: Mapping[str, Any], unit: str) -> Household:
        """Type the record of a household in the folder of ``unit``."""
        get = data.get
        closed = get("closed", {})
        return cls(
            id=data["id"],
            unit=unit,
            registered_on=date.fromisoformat(data["registered_on"]),
            county=data["county"],
            township=data["township"],
            village=data["village"],
            address=get("address", ""),
            phone=get("phone", ""),
            hukou=get("hukou", ""),
            hardships=tuple(
                Hardship(item["status"], day(item.get("from")), day(item.get("to"))) for item in data["hardship"]
            ),
            exception_reason=get("exception_reason", ""),
            priorities=tuple(Priority(item["kind"], item["basis"]) for item in get("priorities", ())),
            difficulties=get("difficulties", ""),
            members=tuple(_member(item) for item in data["members"]),
            relapse=_relapse(get("relapse")),
            plan=get("plan", ""),
            pairings=tuple(_pairing(item) for item in get("pairings", ())),
            needs=tuple(_need(item) for item in get("needs", ())),
            outings=tuple(
                Outing(item["person"], date.fromisoformat(item["date"]), item["kind"], item.get("note", ""))
                for item in get("outings", ())
            ),
            annual={item["year"]: item["text"] for item in get("annual", ())},
            moved_from=get("moved_from", ""),
            closed_on=day(closed.get("date")),
            closed_reason=closed.get("reason", ""),
            closed_note=closed.get("note", ""),
            note=get("note", ""),
        )


def _member(data: Mapping[str, Any]) -> Member:
    return Member(
        id=data["id"],
        name=data["name"],
        sex=data["sex"],
        birth=data["birth"],
        relation=data["relation"],
        joined_on=day(data.get("joined_on")),
        education=data.get("education", ""),
        employment=data.get("employment", ""),
        schooling=data.get("schooling", ""),
        disability=_disability(data["disability"]) if "disability" in data else None,
        benefits=data.get("benefits", {}),
        facts=data.get("facts", {}),
        left=_departure(data.get("left")),
    )


def _departure(data: Mapping[str, Any] | None) -> Departure | None:
    return Departure(date.fromisoformat(data["date"]), data["reason"], data.get("note", "")) if data else None


def _disability(data: Mapping[str, Any]) -> Disability:
    exemption = data.get("outing_exemption")
    return Disability(
        certificates=tuple(_certificate(item) for item in data["certificates"]),
        self_care=data.get("self_care", ""),
        care=data.get("care", ""),
        guardian=data.get("guardian", ""),
        labour=data.get("labour", ""),
        outing_exemption=exemption
        and OutingExemption(
            Span(date.fromisoformat(exemption["from"]), day(exemption.get("to"))),
            exemption["reason"],
            exemption["alternative"],
        ),
        no_need_on=day(data.get("no_need_on")),
    )


def _certificate(data: Mapping[str, Any]) -> Certificate:
    return Certificate(
        number=data["number"],
        category=data["category"],
        grade=data["grade"],
        since=day(data.get("from")),
        expires=day(data.get("expires")),
        components=tuple(Component(item["category"], item["grade"]) for item in data.get("components", ())),
        exception=data.get("exception", ""),
    )


def _pairing(data: Mapping[str, Any]) -> Pairing:
    get = data.get
    return Pairing(
        helper=data["helper"],
        role=data["role"],
        span=Span(date.fromisoformat(data["from"]), day(get("to"))),
        end_reason=get("end_reason", ""),
        decided_by=get("decided_by", ""),
        decided_on=day(get("decided_on")),
        consulted_on=day(get("consulted_on")),
        document=get("document", ""),
        handover=get("handover", ""),
        form_on=day(get("form_on")),
        card_on=day(get("card_on")),
        card_version=get("card_version", ""),
        onsite_on=day(get("onsite_on")),
        module_on=day(get("module_on")),
        module_by=get("module_by", ""),
        module_ref=get("module_ref", ""),
        exception_reason=get("exception_reason", ""),
    )


def _need(data: Mapping[str, Any]) -> Need:
    return Need(
        id=data["id"],
        person=data.get("person", ""),
        content=data["content"],
        raised_on=date.fromisoformat(data["raised_on"]),
        urgent=data.get("urgent", False),
        responded_on=day(data.get("responded_on")),
        measures=tuple(
            Measure(
                code=item["code"],
                content=item["content"],
                promised_on=date.fromisoformat(item["promised_on"]),
                due_on=day(item.get("due_on")),
                by=item.get("by", ""),
                resources=tuple(
                    Resource(part["source"], part.get("name", ""), part.get("amount"))
                    for part in item.get("resources", ())
                ),
                done_on=day(item.get("done_on")),
                result=item.get("result", ""),
            )
            for item in data.get("measures", ())
        ),
        closed_on=day(data.get("closed_on")),
        result=data.get("result", ""),
    )


def _relapse(data: Mapping[str, Any] | None) -> Relapse:
    if data is None:
        return NO_RELAPSE
    return Relapse(
        risk=data["risk"] == "有",
        kind=data.get("kind", ""),
        found_on=day(data.get("found_on")),
        monitoring=data.get("monitoring", ""),
        monitored_on=day(data.get("monitored_on")),
    )
