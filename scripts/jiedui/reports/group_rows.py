"""What stands behind a figure of a group: one row each, with the records that it is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jiedui.duties.contact import ContactQuarter
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member


@dataclass(frozen=True, slots=True)
class OverdueQuarter:
    """A quarter in which a household, by its id, was not contacted."""

    household: str
    contact: ContactQuarter


class HouseholdMember(NamedTuple):
    """A member with the household."""

    household: Household
    member: Member

    @classmethod
    def of(cls, ledger: Ledger, household: str, person: str) -> HouseholdMember:
        """Return a household and one of its members by their ids."""
        item = ledger.households[household]
        return cls(item, next(member for member in item.members if member.id == person))


@dataclass(frozen=True, slots=True)
class BenefitGap:
    """A policy, by its key, that a member is entitled to and does not get."""

    household: Household
    member: Member
    benefit: str


@dataclass(frozen=True, slots=True)
class UndecidedPerson:
    """A person, by ids, of whom ``rules`` rules cannot tell, and the fields to fill in."""

    household: str
    person: str
    rules: int
    missing: tuple[str, ...]
