"""What stands behind a figure of a group: one row each, with the records that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.duties.contact import ContactQuarter
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member


class OverdueQuarter(Struct, frozen=True):
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


class BenefitGap(Struct, frozen=True):
    """A policy, by its key, that a member is entitled to and does not get."""

    household: Household
    member: Member
    benefit: str


class UndecidedPerson(Struct, frozen=True):
    """A person, by ids, of whom ``rules`` rules cannot tell, and the fields to fill in."""

    household: str
    person: str
    rules: int
    missing: tuple[str, ...]
