"""What a check found, as one value: the findings, and how much was looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiedui.records.finding import Finding, Severity
from jiedui.records.kinds import path_of
from jiedui.records.tally import counted

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from jiedui.model.ledger import Ledger

# Where what every rule needs is written.
_NEEDED = ("policy/", path_of("divisions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a check as of a day. ``ledger`` is ``None`` where the policy is not usable.

    ``files`` counts the records looked at, ``left_out`` the faults that were not asked for.
    """

    findings: tuple[Finding, ...]
    files: int
    as_of: date
    ledger: Ledger | None = None
    left_out: int = 0

    @property
    def errors(self) -> int:
        """How many faults stop a merge."""
        return counted(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many faults ask for a second look."""
        return counted(self.findings) - self.errors

    def narrowed(self, *, only: Container[str] | None = None, changed: Container[str] | None = None) -> Report:
        """Return the report for the files in ``only``, with warnings left out of files not in ``changed``.

        Each is a set of paths from the ledger's folder; ``None`` leaves nothing out. An error is never hidden by
        ``changed``: a change in one file may break another. What kept the rules from being applied is never hidden at
        all: no file was judged by them.
        """
        kept = tuple(
            finding
            for finding in self.findings
            if (only is None or finding.path in only or self._hinders(finding))
            and (changed is None or finding.severity is Severity.ERROR or finding.path in changed)
        )
        return replace(self, findings=kept, left_out=counted(self.findings) - counted(kept))

    def _hinders(self, finding: Finding) -> bool:
        return self.ledger is None and finding.path.startswith(_NEEDED)
