"""What a check found, as one value: the findings, and how much was looked at."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.finding import CHANGE, Finding, Severity
from jiedui.records.tally import counted, in_brief
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Records

# So many contacts are not each mistyped by somebody.
_MANY_LATER = 10


class Older(NamedTuple):
    """How many errors and warnings there were before a change, which it does not bring."""

    errors: int
    warnings: int


class WholeLedger:
    """All of a ledger, for whoever asks for more than what was found in it: it is read then, and once.

    ``read_part`` reads what of it a review of the change asks for that was judged.
    """

    def __init__(self, read: Callable[[], Records], read_part: Callable[[], Records] | None = None) -> None:
        self._read = read
        self._read_part = read_part or (lambda: self.records)

    @cached_property
    def records(self) -> Records:
        """What was read."""
        return self._read()

    @cached_property
    def part(self) -> Records:
        """What a review of the change asks for, where there is one; it may be all."""
        return self.records if "records" in vars(self) else self._read_part()

    @cached_property
    def ledger(self) -> Ledger:
        """What of it counts; see :meth:`Ledger.of` for the error."""
        from jiedui.model.ledger import Ledger  # it waits until a ledger is asked for

        return Ledger.of(self.records)

    def let_go(self) -> None:
        """Keep of it what counts alone; whoever asks for the records then has them read again."""
        self.ledger  # noqa: B018  (it is made while there are any)
        vars(self).pop("records", None)


class Report(Struct, frozen=True, kw_only=True):
    """The outcome of a check as of a day. It ``is_judged`` by the rules where the policy can be used, else not.

    ``files`` counts the records looked at, ``left_out`` the faults that were not asked for, and ``later`` the contacts
    that are recorded of days after that of the check. Of a ledger that ``is_sealed`` some can be read with keys alone.
    ``older`` counts those that were there before a change, where only what a change brings was asked for; they are not
    among ``findings``. ``whole`` reads the ledger, where it is of this format.
    """

    findings: tuple[Finding, ...]
    files: int
    as_of: date
    is_judged: bool = False
    later: int = 0
    is_sealed: bool = False
    left_out: int = 0
    older: Older | None = None
    whole: WholeLedger | None = None

    @property
    def records(self) -> Records | None:
        """What there is to read of the ledger; ``None`` where it is of another format."""
        return self.whole.records if self.whole else None

    @property
    def part(self) -> Records | None:
        """What of the records a review of the change asks for that was judged; ``None`` as of all."""
        return self.whole.part if self.whole else None

    @property
    def ledger(self) -> Ledger | None:
        """All that counts of the ledger, read and typed when it is first asked for."""
        return self.whole.ledger if self.whole and self.is_judged else None

    @property
    def errors(self) -> int:
        """How many faults stop a merge."""
        return _errors(self.findings)

    @property
    def warnings(self) -> int:
        """How many faults ask for a second look."""
        return counted(self.findings) - self.errors

    @property
    def is_overtaken(self) -> bool:
        """Whether so much is recorded of later days that the day of the check is the likelier fault."""
        return self.later >= _MANY_LATER

    @property
    def comparable(self) -> bool:
        """Whether there is a finding that may have been there before a change: one that no rule found by comparing."""
        return any(item.rule.scope != CHANGE for item in self.findings)

    def since(self, before: Iterable[Finding]) -> Report:
        """Return the report of what a change brings: each finding that is not among those of ``before``.

        In whichever file it is: whoever mends an address is not stopped by what others left in the record.
        """
        known = Counter(map(told, before))
        older: list[Finding] = []
        brought: list[Finding] = []
        for finding in self.findings:
            known[told(finding)] -= 1
            same = finding.rule.scope != CHANGE and known[told(finding)] >= 0
            (older if same else brought).append(finding)
        return replace(self, findings=tuple(brought), older=Older(_errors(older), counted(older) - _errors(older)))

    def narrowed(self, only: Container[str]) -> Report:
        """Return the report for the files in ``only``, paths from the ledger's folder.

        What kept the rules from being applied is never left out: no file was judged by them.
        """
        kept = tuple(finding for finding in self.findings if finding.path in only or self._hinders(finding))
        return replace(self, findings=kept, left_out=counted(self.findings) - counted(kept))

    def in_brief(self) -> Report:
        """Return the report as people are told it: the gravest first, and of very many faults of a kind some."""
        return replace(self, findings=in_brief(self.findings))

    def _hinders(self, finding: Finding) -> bool:
        if self.is_judged:
            return False
        from jiedui.records.kinds import is_policy

        return is_policy(finding.path)  # which every rule needs


def _errors(findings: Iterable[Finding]) -> int:
    return counted(finding for finding in findings if finding.severity is Severity.ERROR)


def told(finding: Finding) -> tuple[str, str, str]:
    """Return what makes a finding the same in the ledger as it is and as it was: its place in a text may differ."""
    return (finding.rule.id, finding.path, finding.message)
