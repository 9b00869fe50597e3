"""Sums that figures are made of: a part of a whole, the quotas of helpers, a quarter of households by state."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiedui.model.time import Quarter


class Portion(Struct, frozen=True):
    """How many of a whole."""

    part: int
    whole: int

    @property
    def rate(self) -> Fraction | None:
        """The part of the whole, ``None`` of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None


def total(parts: Iterable[Fraction]) -> Fraction:
    """Return the sum of parts, most of which are whole numbers: what is whole is added as such."""
    parts = list(parts)
    whole = sum(part.numerator for part in parts if part.denominator == 1)
    return sum((part for part in parts if part.denominator != 1), Fraction(whole))


def joined(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the ids of some groups as those of one, in order."""
    return tuple(sorted(chain.from_iterable(parts)))


class QuotaSum(Struct, frozen=True, kw_only=True):
    """应、实、差 of a group of helpers: owed, held and lacking, who lacks any and whose gap a grace hides."""

    helpers: int
    owed: int
    have: Fraction
    gap: Fraction
    short: tuple[str, ...]
    grace: tuple[str, ...]

    @classmethod
    def of(cls, parts: Sequence[QuotaSum]) -> QuotaSum:
        """Return the sum of groups that have nobody in common."""
        return cls(
            helpers=sum(part.helpers for part in parts),
            owed=sum(part.owed for part in parts),
            have=total(part.have for part in parts),
            gap=total(part.gap for part in parts),
            short=joined(part.short for part in parts),
            grace=joined(part.grace for part in parts),
        )


class ContactSum(Struct, frozen=True, dict=True):
    """One quarter of a group of households: ids by state. 应联系 is met + running + overdue.

    Many pages ask for it, and each more than once.
    """

    quarter: Quarter
    by_state: dict[ContactState, tuple[str, ...]]

    @classmethod
    def from_states(cls, quarter: Quarter, states: Mapping[str, ContactState]) -> ContactSum:
        """Return the sum of households whose state in a quarter is given by their ids."""
        by_state: dict[ContactState, list[str]] = {}
        for household, state in states.items():
            by_state.setdefault(state, []).append(household)
        return cls(quarter, {state: tuple(found) for state, found in by_state.items()})

    @classmethod
    def joined(cls, parts: Sequence[ContactSum]) -> ContactSum:
        """Return the sum of groups that have no household in common, of one quarter."""
        states = dict.fromkeys(state for part in parts for state in part.by_state)
        return cls(
            parts[0].quarter, {state: joined(part.by_state.get(state, ()) for part in parts) for state in states}
        )

    def of(self, *states: ContactState) -> tuple[str, ...]:
        """Return the households in any of the states, in the order of their ids."""
        return tuple(sorted(household for state in states for household in self.by_state.get(state, ())))

    @cached_property
    def met(self) -> tuple[str, ...]:
        """The households that were contacted, entered in time or not."""
        return self.of(ContactState.DONE, ContactState.LATE)

    @cached_property
    def due(self) -> tuple[str, ...]:
        """The households that were to be contacted."""
        return self.of(*(state for state in ContactState if state.due))

    @cached_property
    def rate(self) -> Fraction | None:
        """Met over due; ``None`` where nothing is due."""
        return Portion(len(self.met), len(self.due)).rate
