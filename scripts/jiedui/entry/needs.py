"""Needs in the record of a household: which are open, and how one is closed with what was promised for it (R-013)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.withdrawal import is_withdrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

Data = dict[str, Any]


def open_needs(household: Mapping[str, Any]) -> list[Data]:
    """Return the needs of a record that are neither closed nor withdrawn."""
    return [need for need in household.get("needs", ()) if "closed_on" not in need and not is_withdrawn(need)]


def open_measures(need: Mapping[str, Any]) -> list[Data]:
    """Return the measures of a need that are neither done nor withdrawn."""
    return [each for each in need.get("measures", ()) if "done_on" not in each and not is_withdrawn(each)]


def close(need: Data, day: str, result: str) -> int:
    """Close a need on a day (YYYY-MM-DD) with its result, and its open measures with it: nothing is due of them then.

    A measure that has a result of its own keeps it. Returns how many there were.
    """
    measures = open_measures(need)
    for measure in measures:
        measure |= {"done_on": day, "result": measure.get("result", result)}
    need |= {"closed_on": day, "result": result}
    return len(measures)
