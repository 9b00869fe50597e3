"""What came of a quarter's re-check: how many were drawn and asked, and of whom the record is not true (B-10)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.model.event import Recheck, RecheckedHousehold
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter

TRUE, UNTRUE, UNREACHED = "属实", ("部分属实", "不属实"), "没有联系上"


class RecheckOutcome(Struct, frozen=True):
    """The households that were drawn for a quarter, with what came of asking them, and the share that was drawn."""

    quarter: Quarter
    percent: int
    households: tuple[RecheckedHousehold, ...]

    def count(self, *results: str) -> int:
        """Return how many came out so."""
        return sum(item.result in results for item in self.households)

    @property
    def asked(self) -> int:
        """How many were asked, those that could not be reached included."""
        return sum(bool(item.result) for item in self.households)

    @property
    def untrue(self) -> tuple[RecheckedHousehold, ...]:
        """Those of whom the record says what they do not."""
        return tuple(item for item in self.households if item.result in UNTRUE)

    def of(self, unit: str, ledger: Ledger) -> RecheckOutcome:
        """Return the part that is about the households of one federation."""
        own = (item for item in self.households if _unit(ledger, item.household) == unit)
        return RecheckOutcome(self.quarter, self.percent, tuple(own))

    def sentences(self, ledger: Ledger, names: Mapping[str, str]) -> list[str]:
        """Return what a bulletin says of it; ``names`` are the federations' by id."""
        drawn, asked = len(self.households), self.asked
        if not drawn:
            return []
        parts = [f"{word}{found}户" for word in (TRUE, *UNTRUE, UNREACHED) if (found := self.count(word))]
        said = f"回访{asked}户：{'、'.join(parts)}" if parts else "还没有回访"
        left = f"，还有{drawn - asked}户没有回访" if asked and drawn > asked else ""
        lines = [f"从各单位已联系的户里各抽{self.percent}%（至少一户）核实，共抽{drawn}户，{said}{left}。"]
        by_unit = Counter(_unit(ledger, item.household) for item in self.untrue)
        if by_unit:
            told = "、".join(f"{names.get(unit, unit)}{count}户" for unit, count in sorted(by_unit.items()))
            lines.append(f"和联系记录不一致的：{told}。")
        return lines


def _unit(ledger: Ledger, household: str) -> str:
    found = ledger.households.get(household)
    return found.unit if found else ""


def outcome_of(ledger: Ledger, quarter: Quarter) -> RecheckOutcome:
    """Return what was drawn and asked for a quarter; nobody where nothing was drawn."""
    for event in ledger.events_of(Recheck):
        if event.quarter == quarter:
            return RecheckOutcome(quarter, event.percent, event.households)
    return RecheckOutcome(quarter, 0, ())


def outcomes(ledger: Ledger, as_of: date) -> list[RecheckOutcome]:
    """Return the quarters for which households were drawn by a day, the last one first."""
    quarters = {event.quarter for event in ledger.events_of(Recheck) if event.date <= as_of}
    return [outcome_of(ledger, quarter) for quarter in sorted(quarters, reverse=True)]
