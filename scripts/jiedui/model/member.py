"""Members of a household: who they are, who came and left, and the certificates of the disabled (R-112, R-113)."""

from __future__ import annotations

from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.identity import holder
from jiedui.model.time import Span, altered, by, day, day_of
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date


# Of what most say nothing there is one object, as of each word that many say.
_NONE: dict[str, Any] = {}


class OutingExemption(Struct, frozen=True):
    """Why a person cannot go out, and what is done at home instead (A-18)."""

    span: Span
    reason: str
    alternative: str


class Component(NamedTuple):
    """One of the impairments that make up a 多重 disability."""

    category: str
    grade: str


class Certificate(Struct, frozen=True, kw_only=True):
    """A disability certificate as it was issued or re-graded on ``since``, ``None`` where nobody knows (R-112).

    ``components`` where the category is 多重. ``exception`` says why the number may contradict the form, or the person;
    ``exception_reason`` how that was found out, and ``seen_by`` who else saw the certificate.
    """

    number: str
    category: str
    grade: str
    since: date | None
    expires: date | None
    components: tuple[Component, ...]
    exception: str
    exception_reason: str = ""
    seen_by: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Certificate:
        """Type one certificate."""
        return cls(
            number=data["number"],
            category=intern(data["category"]),
            grade=intern(data["grade"]),
            since=day(data.get("from")),
            expires=day(data.get("expires")),
            components=tuple(Component(item["category"], item["grade"]) for item in data.get("components", ())),
            exception=data.get("exception", ""),
            exception_reason=data.get("exception_reason", ""),
            seen_by=data.get("seen_by", ""),
        )


class Disability(Struct, frozen=True, kw_only=True):
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

    @property
    def reissues(self) -> tuple[Certificate, ...]:
        """The certificates that say anything else than the one before: of the grade, or by another number."""
        return _changed(self.certificates, lambda item: (item.category, item.grade, item.components, item.number))

    @property
    def regradings(self) -> tuple[Certificate, ...]:
        """The certificates that changed category or grade; one that was merely renewed changes nothing."""
        return _changed(self.certificates, lambda item: (item.category, item.grade, item.components))

    @property
    def graded_since(self) -> date | None:
        """The day since which category and grade are what they are, if it is known."""
        return self.regradings[-1].since

    def until(self, when: date, later: Collection[str] = ()) -> Disability | None:
        """Return the disability as it was on a day; ``None`` before the first certificate, where its day is known.

        ``later`` are the names of the fields that came to be as they are after the day.
        """
        issued = tuple(item for item in self.certificates if item.since is None or item.since <= when)
        exempt = self.outing_exemption
        if not issued:
            return None
        return altered(
            self,
            certificates=issued,
            self_care="" if "self_care" in later else self.self_care,
            care="" if "care" in later else self.care,
            labour="" if "labour" in later else self.labour,
            outing_exemption=exempt if exempt and exempt.span.start <= when else None,
            no_need_on=by(self.no_need_on, when),
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Disability:
        """Type the section ``disability`` of a member."""
        exemption = data.get("outing_exemption")
        return cls(
            certificates=tuple(map(Certificate.of, data["certificates"])),
            self_care=intern(data.get("self_care", "")),
            care=intern(data.get("care", "")),
            guardian=intern(data.get("guardian", "")),
            labour=intern(data.get("labour", "")),
            outing_exemption=exemption
            and OutingExemption(
                Span(day_of(exemption["from"]), day(exemption.get("to"))),
                exemption["reason"],
                exemption["alternative"],
            ),
            no_need_on=day(data.get("no_need_on")),
        )


class Judgement(Struct, frozen=True):
    """What people found of what a rule prompted (R-039): 不符合, 未通过 or 不愿, and on what ground.

    ``until`` is the last day on which it holds, ``None`` where it has none of its own.
    """

    rule: str
    verdict: str
    on: date
    basis: str
    until: date | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Judgement:
        """Type one entry of ``judgements``."""
        return cls(data["rule"], data["verdict"], day_of(data["date"]), data["basis"], day(data.get("to")))


def _changed(certificates: tuple[Certificate, ...], said: Callable[[Certificate], object]) -> tuple[Certificate, ...]:
    """Return the first certificate and those of which ``said`` is not what it is of the one before."""
    later = (new for old, new in pairwise(certificates) if said(old) != said(new))
    return (*certificates[:1], *later)


# The reason of leaving of one who has died.
DIED = "去世"


class Departure(Struct, frozen=True):
    """That a member no longer belongs to the household: since when, and why (去世, 迁出, 婚嫁分户 or 其他)."""

    on: date
    reason: str
    note: str

    @property
    def words(self) -> str:
        """The day and the reason as papers and pages give them: 2026-05-02 去世."""
        return f"{self.on} {'离开' if self.reason == '其他' else self.reason}"


class Member(Struct, frozen=True, kw_only=True):
    """One member of the household; ``birth`` is a date, or a year alone for those without a certificate.

    ``facts`` holds 是 or 否 by key; what is not known is not there (R-039). ``since`` are the days from which what is
    recorded of some fields is so, by their places in the record; what has no day there is so on every day.
    ``joined_on`` is ``None`` for those who were there when the household was registered.
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
    since: Mapping[str, date]
    judgements: tuple[Judgement, ...]
    left: Departure | None

    @property
    def has_whole_birth(self) -> bool:
        """Tell whether the day of birth is known, and not the year alone."""
        return "-" in self.birth

    @property
    def is_listed(self) -> bool:
        """Whether no more is known than a row of the survey says: who it is, and of which disability."""
        disability = self.disability
        more = (self.joined_on, self.schooling, self.benefits, self.facts, self.since, self.judgements, self.left)
        lives = disability and (disability.labour, disability.outing_exemption, disability.no_need_on)
        return not any(more) and not any(lives or ())

    def present_on(self, when: date) -> bool:
        """Tell whether the member belongs to the household on a day; the day of leaving is the first without him."""
        return (self.left is None or when < self.left.on) and self._came_by(when)

    def left_by(self, when: date) -> Departure | None:
        """Return how the member left, if by the day; that day is the first without him."""
        return self.left if self.left and self.left.on <= when else None

    def is_same(self, other: Member) -> bool:
        """Tell whether another record names the same person: by the member's code, or by a certificate."""
        return self.id == other.id or not self._identities.isdisjoint(other._identities)

    @property
    def _identities(self) -> frozenset[str]:
        return (
            frozenset(holder(item.number) for item in self.disability.certificates) if self.disability else frozenset()
        )

    def _came_by(self, when: date) -> bool:
        """Tell whether he was born and had come; a birth of which the year alone is known was at its beginning."""
        return self.birth <= when.isoformat() and (self.joined_on is None or self.joined_on <= when)

    def until(self, when: date) -> Member | None:
        """Return the member as one knew him on a day; ``None`` before he was born or came."""
        if not self._came_by(when):
            return None
        if not (self.since or self.judgements or self.left):  # of most no more bears a day
            return altered(self, disability=self.disability.until(when) if self.disability else None)
        later = {what for what, since in self.since.items() if since > when}
        return altered(
            self,
            education="" if "education" in later else self.education,
            employment="" if "employment" in later else self.employment,
            schooling="" if "schooling" in later else self.schooling,
            disability=self.disability.until(when, _within("disability", later)) if self.disability else None,
            benefits=_without(self.benefits, _within("benefits", later)),
            facts=_without(self.facts, _within("facts", later)),
            since={what: since for what, since in self.since.items() if since <= when},
            judgements=tuple(item for item in self.judgements if item.on <= when),
            left=self.left_by(when),
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Member:
        """Type one entry of ``members``."""
        return cls(
            id=data["id"],
            name=data["name"],
            sex=intern(data["sex"]),
            birth=data["birth"],
            relation=intern(data["relation"]),
            joined_on=day(data.get("joined_on")),
            education=intern(data.get("education", "")),
            employment=intern(data.get("employment", "")),
            schooling=intern(data.get("schooling", "")),
            disability=Disability.of(data["disability"]) if "disability" in data else None,
            benefits=data.get("benefits", _NONE),
            facts=data.get("facts", _NONE),
            since={item["what"]: day_of(item["date"]) for item in data["since"]} if "since" in data else _NONE,
            judgements=tuple(map(Judgement.of, data.get("judgements", ()))),
            left=_departure(data.get("left")),
        )


def _within(section: str, places: Collection[str]) -> frozenset[str]:
    """Return the names of those of some fields that lie in a section of the record."""
    return frozenset(place.removeprefix(f"{section}.") for place in places if place.startswith(f"{section}."))


def _without(states: Mapping[str, str], later: Collection[str]) -> Mapping[str, str]:
    return {key: state for key, state in states.items() if key not in later} if later else states


def _departure(data: Mapping[str, Any] | None) -> Departure | None:
    return Departure(day_of(data["date"]), data["reason"], data.get("note", "")) if data else None
