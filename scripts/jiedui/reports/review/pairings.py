"""Pairings that a change begins and ends, each in one sentence (R-016)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.finding import redact, shown

if TYPE_CHECKING:
    from jiedui.records.changes import Data, Step
    from jiedui.reports.review.sides import BothSides

# What is written when a pairing ends.
END_KEYS = ("to", "end_reason", "decided_by", "decided_on", "consulted_on", "document", "handover")


def begun(sides: BothSides, pairing: Data) -> str:
    """Return who is paired, as what and from when, and until when where it has ended already."""
    end = f"，{_end(pairing)}" if "to" in pairing else ""
    return f"{sides.helper(pairing['helper'])}，{pairing['role']}，{pairing['from']} 起{end}"


def ended(sides: BothSides, step: Step, to: str, household: Data) -> str:
    """Return whose pairing has ended, with its last day ``to`` and the reason; ``step`` leads to what it was."""
    was: dict[str, Any] = step["like"] if isinstance(step, dict) else {}
    rows = (row for row in household["pairings"] if row.get("to") == to)
    pairing = next((row for row in rows if row["helper"] == was.get("helper")), {"helper": was["helper"], "to": to})
    return f"{sides.helper(pairing['helper'])}，{_end(pairing)}"


def _end(pairing: Data) -> str:
    reason = f"（{redact(shown(pairing['end_reason']))}）" if "end_reason" in pairing else ""
    return f"到 {pairing['to']} 为止{reason}"
