"""走访提纲: a visit sheet filled in beforehand, one for each household
(R-031, R-033, R-034, R-035, R-036, R-039, R-085).

What is known is printed, what is to be asked is left open, and the fields of a visit record stand in their order, so
that keying in what was written takes a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties import referral
from jiedui.duties.benefit import states_on
from jiedui.duties.deadline import DutyKind
from jiedui.duties.entitlement import GapState, suspects
from jiedui.duties.promise import Promise, open_promises
from jiedui.duties.upkeep import hazards, open_needs
from jiedui.model.day_words import day_text
from jiedui.model.visit import COUNTERPARTS, Visit
from jiedui.prints.document import Document, batches, environment
from jiedui.prints.paper import PageSetup, foot
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.duties.deadline import Due
    from jiedui.duties.referral import Referred
    from jiedui.model.catalogue import Benefit
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.need import Need
    from jiedui.prints.choice import Choice
    from jiedui.reports.figures import Figures

NAME = "outline"
HEADING = "走访提纲"
PURPOSE = "每户一张，走访前打印，回来照着录入。"
TITLE = "走访提纲"
SERVES: tuple[str, ...] = ("R-031", "R-033", "R-034", "R-035", "R-036", "R-039", "R-085")

BATCH = 100
PAPER = PageSetup(top=12, side=15, bottom=15)
# How many of the last contacts are told.
LATEST = 3
# For how many people half a sheet is wide enough.
_NARROW = 2


class PastContact(Struct, frozen=True):
    """A contact that was made, and the name of who made it."""

    visit: Visit
    helper: str


class HazardCheck(Struct, frozen=True):
    """A hazard to look for, and since when it is known to stand."""

    name: str
    since: date | None


class PolicyStates(Struct, frozen=True):
    """What is recorded of one person for each policy, in the order of the policies."""

    person: str
    states: tuple[str, ...]


class MissingFields(Struct, frozen=True):
    """The titles of one person's fields without which a rule cannot decide, in one text."""

    person: str
    fields: str


class Outline(Struct, frozen=True, kw_only=True):
    """What stands on one visit sheet. ``contact`` is that of the quarter while it can still be made."""

    household: Household
    helper: Helper | None
    contact: Due | None
    contacts: tuple[PastContact, ...]
    hazards: tuple[HazardCheck, ...]
    benefits: tuple[Benefit, ...]
    policies: tuple[PolicyStates, ...]
    needs: tuple[Need, ...]
    promises: tuple[Promise, ...]
    referrals: tuple[Referred, ...]
    missing: tuple[MissingFields, ...]

    @property
    def policy_columns(self) -> tuple[tuple[Benefit, ...], ...]:
        """The policies as they stand on the sheet: in two tables side by side where few people leave room for it."""
        half = (len(self.benefits) + 1) // 2
        narrow = len(self.policies) <= _NARROW and half > 0
        return (self.benefits[:half], self.benefits[half:]) if narrow else (self.benefits,)


def documents(figures: Figures, choice: Choice) -> Iterator[Document]:
    """Yield the visit sheets of the households that were asked for, a hundred to a file."""
    ledger, as_of = figures.ledger, figures.as_of
    template = environment().get_template("outline.html.j2")
    for unit, households in choice.by_unit(ledger, as_of):
        short = ledger.unit_name(unit)
        for suffix, part in batches(households, BATCH):
            title = f"{short} 走访提纲{suffix}"
            sheets = [outline(figures, household) for household in part]
            html = template.render(
                title=title, kind=NAME, paper=PAPER, feet=[_foot(item.household, as_of) for item in sheets],
                sheets=sheets, policy=ledger.policy, counterparts=COUNTERPARTS,
                as_of=day_text(as_of),
            )  # fmt: skip
            yield Document(f"{unit}/outline{suffix}.html", title, unit, f"{len(part)} 户", html)


def _foot(household: Household, as_of: date) -> str:
    return foot(HEADING, f"{household.head.name}家", household.id, day_text(as_of))


def outline(figures: Figures, household: Household) -> Outline:
    """Return the visit sheet of one household as of the day of ``figures``."""
    ledger, as_of = figures.ledger, figures.as_of
    due = figures.due[household.id]
    pairing = household.primary_on(as_of)
    return Outline(
        household=household,
        helper=ledger.helpers.get(pairing.helper) if pairing else None,
        contact=next((item for item in due if item.kind is DutyKind.CONTACT and not item.missed), None),
        contacts=last_contacts(ledger, household, as_of),
        hazards=_hazards(ledger, household, as_of),
        benefits=(benefits := ledger.policy.benefits_on(as_of)),
        policies=tuple(
            _policies(ledger, household, member, benefits, as_of)
            for member in household.present_on(as_of)
            if member.disability
        ),
        needs=open_needs(household, as_of),
        promises=tuple(open_promises(household, as_of)),
        referrals=tuple(referral.open_of(household, as_of)),
        missing=_missing(ledger, household, as_of),
    )


def _policies(
    ledger: Ledger, household: Household, member: Member, benefits: tuple[Benefit, ...], as_of: date
) -> PolicyStates:
    states = states_on(household, member, ledger.policy, as_of)
    return PolicyStates(member.name, tuple(states.get(item.key, "未填") for item in benefits))


def last_contacts(ledger: Ledger, household: Household, as_of: date) -> tuple[PastContact, ...]:
    """Return the last contacts by a day, the latest first."""
    found = [visit for visit in ledger.contacts(household.id) if visit.date <= as_of][-LATEST:]
    names = {helper: item.name for helper, item in ledger.helpers.items()}
    return tuple(PastContact(visit, names.get(visit.by, visit.by)) for visit in reversed(found))


def _hazards(ledger: Ledger, household: Household, as_of: date) -> tuple[HazardCheck, ...]:
    standing = {item.key: item.found_on for item in hazards(ledger, household, as_of) if item.removed_on is None}
    return tuple(HazardCheck(item.name, standing.get(item.key)) for item in ledger.policy.hazards)


def _missing(ledger: Ledger, household: Household, as_of: date) -> tuple[MissingFields, ...]:
    """Return the fields of each person without which a rule cannot decide."""
    titles: dict[str, list[str]] = {}
    for found in suspects(household, ledger.policy, as_of):
        if found.state is GapState.UNKNOWN:
            titles.setdefault(found.person, []).extend(found.missing)
    return tuple(
        MissingFields(member.name, "、".join(dict.fromkeys(titles[member.id])))
        for member in household.members
        if member.id in titles
    )
