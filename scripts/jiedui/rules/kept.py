"""What is kept of one subject that was judged: plain values, which hold as long as it and all it asked are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.finding import RULES, Finding, Rule, Severity
from jiedui.struct import asdict, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Kept(NamedTuple):
    """What was found of a subject: the folder of a household, or one file beside.

    ``asked`` is what its rules asked of the rest of the ledger, and ``answers`` stands for what that said. ``read`` is
    what is wrong with its files, ``found`` what the rules say, both as :func:`plain_finding` gives them. Of the
    records in it, ``valid`` could be read, and those at the paths ``broken`` could not; ``later`` contacts are of days
    after that of the check. It ``holds_sealed`` where the record of a household does, which no rule could read without
    its key. ``summary`` and ``data`` are for the rules of the whole ledger: what is summed up of it, and what a single
    file says, :mod:`marshal`-led; beside the summary, ``contacts`` are the keys of those with a household that were
    reached (:func:`~jiedui.rules.twins.contact_keys`), and ``also`` the other households that its contacts name.
    ``strays`` are ids that stand for something in it that cannot be read. ``said`` stands for all of it that the rules
    of the whole ledger may look at, but for the ``contacts``.
    """

    asked: tuple[str, ...] = ()
    answers: bytes = b""
    read: tuple[tuple[Any, ...], ...] = ()
    found: tuple[tuple[Any, ...], ...] = ()
    valid: int = 0
    broken: tuple[str, ...] = ()
    later: int = 0
    holds_sealed: bool = False
    summary: bytes = b""
    data: bytes = b""
    strays: tuple[str, ...] = ()
    contacts: bytes = b""
    also: tuple[str, ...] = ()
    said: bytes = b""


class HeardRules:
    """What rules of the whole ledger found, by their ids, of one where all that they may look at is the same.

    ``found`` is as :func:`plain_finding` gives it; what is kept beside is entered there.
    """

    def __init__(self, found: dict[str, tuple[tuple[Any, ...], ...]] | None = None) -> None:
        self.found = found or {}

    def of(self, rule: Rule) -> list[Finding] | None:
        """Return what a rule found; ``None`` where that is not known."""
        found = self.found.get(rule.id)
        return None if found is None else findings_of(found)

    def keep(self, rule: Rule, found: Iterable[Finding]) -> None:
        """Keep what a rule found."""
        self.found[rule.id] = tuple(map(plain_finding, found))


def plain_finding(finding: Finding) -> tuple[Any, ...]:
    """Return a finding as values that :mod:`marshal` takes."""
    return (
        finding.rule.id,
        finding.severity.value,
        finding.path,
        finding.pointer,
        str(finding.message),
        str(finding.remedy),
        str(finding.suggestion),
        finding.line,
        finding.column,
        finding.missing,
        finding.count,
    )


def findings_of(kept: Iterable[tuple[Any, ...]], rules: Callable[[str], Rule] = RULES.__getitem__) -> list[Finding]:
    """Return the findings that were kept; ``rules`` gives the rule of an id."""
    return [_finding(rules(rule_id), *rest) for rule_id, *rest in kept]


def plain_rule(rule: Rule) -> tuple[dict[str, str], str]:
    """Return a rule as values that :mod:`marshal` takes."""
    said = asdict(rule)
    return said, said.pop("severity").value


def rule_of(kept: tuple[dict[str, str], str]) -> Rule:
    """Return the rule that was kept."""
    said, severity = kept
    return Rule(**said, severity=Severity(severity))


def _finding(rule: Rule, severity: str, path: str, pointer: tuple[Any, ...], *rest: Any) -> Finding:  # noqa: ANN401
    if rule.severity.value != severity:
        rule = replace(rule, severity=Severity(severity))
    message, remedy, suggestion, line, column, missing, count = rest
    return Finding(
        rule=rule,
        path=path,
        pointer=pointer,
        message=message,
        remedy=remedy,
        suggestion=suggestion,
        line=line,
        column=column,
        missing=missing,
        count=count,
    )
