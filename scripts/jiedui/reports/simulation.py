"""口径试算: the quota and contact figures of one quarter under other readings, side by side (A-01 … A-21).

The other readings are data (``variants`` in ``records/policy/readings.yml``); each is tried alone, on the same records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.model.time import DAY
from jiedui.reports.quarterly import QuarterFigures, Row
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from jiedui.duties.quota import QuotaLine
    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.reports.groups import GroupFigures

SHOWN = ("owed", "have", "gap", "short", "due", "met", "overdue", "rate")


class QuotaFigures(Struct, frozen=True):
    """应、实、差 of one helper: households owed, held and lacking, and until when a grace hides what lacks."""

    owed: int
    have: Fraction
    gap: Fraction
    grace_until: date | None = None

    @classmethod
    def of(cls, line: QuotaLine) -> QuotaFigures:
        """Return the figures of a helper's quota."""
        return cls(line.owed, line.have, line.gap, line.grace_until)


class HelperChange(Struct, frozen=True):
    """What another reading makes of one helper's quota."""

    helper: str
    before: QuotaFigures
    after: QuotaFigures


class HouseholdChange(Struct, frozen=True):
    """What another reading makes of one household's quarter."""

    household: str
    before: ContactState
    after: ContactState


class Outcome(Struct, frozen=True, kw_only=True):
    """The figures under one reading. ``reading`` is empty for the chosen ones; ``rows`` are by federation."""

    reading: str
    title: str
    total: Row
    rows: Mapping[str, Row]
    helpers: tuple[HelperChange, ...]
    households: tuple[HouseholdChange, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the reading leaves every helper and household as it was."""
        return not self.helpers and not self.households


class Simulation(Struct, frozen=True):
    """A quarter under the chosen readings and under each other one."""

    quarter: Quarter
    base: Outcome
    others: tuple[Outcome, ...]


def simulate(ledger: Ledger, quarter: Quarter) -> Simulation:
    """Try every other reading that the policy names on a quarter that is over; of a ledger in memory once."""
    known = ledger.until(quarter.end + DAY)  # a quarter is judged when it is over
    if known.keeping is None:
        return _simulated(ledger, quarter)
    people = frozenset((*known.households, *known.helpers))
    return known.keeping.of_group(("simulation", quarter), people, lambda: _simulated(ledger, quarter))


def _simulated(ledger: Ledger, quarter: Quarter) -> Simulation:
    base = _Trial(QuarterFigures.of(ledger, quarter))
    others = tuple(
        _Trial(base.figures.under(ledger.policy.under(variant))).outcome(reading.id, variant.title, base)
        for reading in ledger.policy.readings
        for variant in reading.variants
    )
    return Simulation(quarter, base.outcome("", "本系统读法", base), others)


def _counted(line: QuotaLine) -> tuple[int, Fraction, Fraction]:
    """Return what is counted of a quota; until when nothing is demanded is told beside it."""
    return line.owed, line.have, line.gap


class _Trial:
    """One reading's figures."""

    def __init__(self, figures: QuarterFigures) -> None:
        self.figures = figures

    def outcome(self, reading: str, title: str, base: _Trial) -> Outcome:
        day = self.figures.day
        return Outcome(
            reading=reading,
            title=title,
            total=self._row(day.city),
            rows={unit: self._row(group) for unit, group in day.units.items()},
            helpers=tuple(self._helpers(base)),
            households=tuple(self._households(base)),
        )

    def _row(self, group: GroupFigures) -> Row:
        found = {**self.figures.quota_row(group), **self.figures.state_row(group)}
        return {key: found[key] for key in SHOWN}

    def _helpers(self, base: _Trial) -> list[HelperChange]:
        before, after = base.figures.day.quota_lines, self.figures.day.quota_lines
        if before is after:
            return []
        return [
            HelperChange(helper, QuotaFigures.of(before[helper]), QuotaFigures.of(line))
            for helper, line in after.items()
            if _counted(before[helper]) != _counted(line)
        ]

    def _households(self, base: _Trial) -> list[HouseholdChange]:
        # What is left out of the states is 不计.
        none = ContactState.NOT_DUE
        before, after = base.figures.states, self.figures.states
        return [
            HouseholdChange(household, before.get(household, none), after.get(household, none))
            for household in sorted(before.keys() | after.keys())
            if before.get(household) is not after.get(household)
        ]
