"""结对帮扶联系卡: what stands on the two cards of each pairing, as of a day (R-120, R-121, 附件3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.duties.office import main_office
from jiedui.prints.choice import ALL, Choice
from jiedui.reports.version import version
from jiedui.reports.workplace import workplace
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.pairing import Pairing

TITLE = "联系卡内容"
SERVES: tuple[str, ...] = ("R-120", "R-121")

# How many letters of a card's version change with what is printed on it, phones above all, whose changes bear no date.
_LETTERS = 2


class FamilyCard(Struct, frozen=True, kw_only=True):
    """The side that stays with the family: the helper, and nothing of the family but its code."""

    household: str
    name: str
    workplace: str
    department: str
    office_phone: str
    mobile: str
    supervision_phone: str
    version: str


class WorkerCard(Struct, frozen=True, kw_only=True):
    """The side that stays with the helper: the household, and of the helper the id alone."""

    household: str
    helper: str
    name: str
    categories: str
    phone: str
    difficulties: str


class CardIssue(Struct, frozen=True, kw_only=True):
    """Both cards of one open 主责 pairing, and what the list says about them.

    ``family`` and ``worker`` are ``None`` where the helper's record is missing; ``delivered`` is the day on which the
    card was left with the family, ``delivered_version`` the version written down then, and ``outdated`` tells that what
    is printed on it has changed since. ``due`` are the cards to print and bring: never delivered, or outdated.
    """

    unit: str
    household: str
    helper: str
    helper_name: str
    in_office: bool
    delivered: date | None
    delivered_version: str
    outdated: bool
    family: FamilyCard | None
    worker: WorkerCard | None

    @property
    def due(self) -> bool:
        """Whether the family's card is to be printed and brought."""
        return self.in_office and self.family is not None and (self.delivered is None or self.outdated)


def issues(ledger: Ledger, as_of: date, choice: Choice = ALL) -> list[CardIssue]:
    """Return the cards of every 主责 pairing open on ``as_of`` that was asked for, each helper's together."""
    found = [
        _issue(ledger, household, pairing, as_of)
        for household in choice.of(ledger, as_of)
        if (pairing := household.primary_on(as_of))
    ]
    return sorted(found, key=lambda issue: (issue.unit, issue.helper, issue.household))


def _issue(ledger: Ledger, household: Household, pairing: Pairing, as_of: date) -> CardIssue:
    helper = ledger.helpers.get(pairing.helper)
    delivered = pairing.card_on if pairing.card_on and pairing.card_on <= as_of else None
    family = _family_card(ledger, household, pairing, helper, as_of) if helper else None
    return CardIssue(
        unit=household.unit,
        household=household.id,
        helper=pairing.helper,
        helper_name=helper.name if helper else "",
        in_office=bool(helper and helper.active_on(as_of)),
        delivered=delivered,
        delivered_version=pairing.card_version if delivered else "",
        outdated=bool(helper and family and delivered and _outdated(ledger, pairing, family, as_of)),
        family=family,
        worker=_worker_card(household, pairing, as_of) if helper else None,
    )


def _outdated(ledger: Ledger, pairing: Pairing, card: FamilyCard, as_of: date) -> bool:
    """Tell whether the family holds another card than today's: by its version, else by the day of the last office."""
    if pairing.card_version:
        return pairing.card_version != card.version
    return pairing.card_on is not None and pairing.card_on < _office_since(
        ledger, ledger.helpers[pairing.helper], as_of
    )


def _family_card(ledger: Ledger, household: Household, pairing: Pairing, helper: Helper, as_of: date) -> FamilyCard:
    place = workplace(ledger, helper, main_office(helper, ledger.policy, as_of))
    supervisor = ledger.units.get(household.unit)
    supervision = supervisor.supervision_phone if supervisor else ""
    since = max(pairing.span.start, _office_since(ledger, helper, as_of))
    printed = {
        "name": helper.name,
        "workplace": place.name,
        "department": place.department,
        "office_phone": helper.office_phone,
        "mobile": helper.mobile,
        "supervision_phone": supervision,
    }
    return FamilyCard(household=household.id, **printed, version=version(since, printed.values(), _LETTERS))


def _office_since(ledger: Ledger, helper: Helper, as_of: date) -> date:
    """Return the day since which the office on the card is the one shown: a promotion alone needs no new card."""
    shown = main_office(helper, ledger.policy, as_of)
    since = shown.span.start
    for role in sorted(helper.roles, key=lambda role: role.span.start, reverse=True):
        if role.span.start < since:
            if (role.body, role.department) != (shown.body, shown.department):
                break
            since = role.span.start
    return since


def _worker_card(household: Household, pairing: Pairing, as_of: date) -> WorkerCard:
    return WorkerCard(
        household=household.id,
        helper=pairing.helper,
        name=household.head.name,
        categories=_categories(household, as_of),
        phone=household.phone,
        difficulties=" ".join(household.difficulties.split()),
    )


def _categories(household: Household, as_of: date) -> str:
    """Return the first disabled person's categories, and how many others have which: 肢体；同户另有：智力2人."""
    found = [member.disability for member in household.present_on(as_of) if member.disability]
    if not found:
        return ""
    own, others = found[0], found[1:]
    parts = "、".join(category for category, _ in own.components)
    first = f"{own.category}（{parts}）" if parts else own.category
    counted = Counter(other.category for other in others)
    rest = "、".join(category if number == 1 else f"{category}{number}人" for category, number in counted.items())
    return f"{first}；同户另有：{rest}" if rest else first
