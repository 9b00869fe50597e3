"""One wrong value is one fault: what other rules say of a day that cannot be is left out until it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.records.values import Pointer

# The rules that look at a value by itself, or at the name of its file: the first of them that speaks tells what is
# wrong with it. Whatever follows for posts, pairings and orders of days is reckoned from a day that will change.
DECISIVE = (
    "path-id",
    "date-future",
    "event-future",
    "visit-future",
    "record-early",
    "day-early",
    "role-years",
    "pairing-programme",
    "visit-programme",
)
_RANKS = {rule: rank for rank, rule in enumerate(DECISIVE)}


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those of a value that a decisive rule has spoken of, unless they are graver than that."""
    findings = list(findings)
    decided: dict[tuple[str, Pointer], Finding] = {}
    for finding in findings:
        place = (finding.path, finding.pointer)
        if finding.rule.id in _RANKS and finding.pointer:
            decided[place] = min(decided.get(place, finding), finding, key=lambda each: _RANKS[each.rule.id])
    return [finding for finding in findings if not _follows(finding, decided.get((finding.path, finding.pointer)))]


def _follows(finding: Finding, decisive: Finding | None) -> bool:
    if decisive is None or decisive is finding or finding.missing or finding.count > 1:
        return False
    return finding.severity is decisive.severity or finding.severity is Severity.WARNING
