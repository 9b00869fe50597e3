"""Line and column of a pointer, by reading again the one file that a finding is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records import outline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jiedui.records.finding import Finding


def place(text: str, findings: Iterable[Finding], named: Collection[int] = ()) -> list[Finding]:
    """Return ``findings`` of one file with line and column (from 1) filled in where they were missing.

    The lines in ``named`` have been complained of already: findings that stand there, or are about a text that runs
    over one of them, are consequences and left out.
    """
    findings = list(findings)
    if all(finding.line for finding in findings):
        return findings
    if not named and (places := outline.of(text)) is not None:
        return [finding if finding.line else finding.placed(*places.of(finding.way)) for finding in findings]
    from jiedui.records import composition  # what it draws on takes longer to import than most checks to judge

    return composition.place(text, findings, named)
