"""What stands open in a household: needs, hazards and risk (R-031, R-035, R-036)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.relapse import REFUSED
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.need import Need

TITLE = "需求、风险和隐患"
SERVES: tuple[str, ...] = ("R-031", "R-035", "R-036")


class Hazard(Struct, frozen=True):
    """A hazard that a visit found; ``removed_on`` is the day that a later one saw it gone, if any did."""

    household: str
    key: str
    found_on: date
    removed_on: date | None


def open_needs(household: Household, as_of: date) -> tuple[Need, ...]:
    """Return the needs raised and not closed by a day, of people who have not died or left by then."""
    return tuple(
        need
        for need in household.needs
        if need.raised_on <= as_of
        and not (need.closed_on and need.closed_on <= as_of)
        and not household.lapsed(need, as_of)
    )


def hazards(ledger: Ledger, household: Household, as_of: date) -> list[Hazard]:
    """Return every hazard found by a day, in order of finding: a later 无 removes what an earlier 有 found."""
    standing: dict[str, date] = {}
    found: list[Hazard] = []
    for visit in ledger.visits.get(household.id, ()):
        if visit.date > as_of:
            break
        for key, result in visit.hazards:
            if result == "有":
                standing.setdefault(key, visit.date)
            elif result == "无" and key in standing:
                found.append(Hazard(household.id, key, standing.pop(key), visit.date))
    found += [Hazard(household.id, key, since, None) for key, since in standing.items()]
    return sorted(found, key=lambda hazard: (hazard.found_on, hazard.key))


def refused_risk(household: Household) -> bool:
    """Tell whether a risk was reported and not taken into monitoring: 未通过 (R-035)."""
    return household.relapse.risk and household.relapse.monitoring == REFUSED


def unmonitored_risk(household: Household) -> bool:
    """Tell whether a risk of falling back into poverty is known and not yet under monitoring (R-035, 四(二)1)."""
    return household.relapse.risk and not household.relapse.monitored
