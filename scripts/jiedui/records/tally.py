"""Of many findings a few: of each rule in each file, and of each rule in all files; in place of the others one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.records.finding import Severity
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedui.records.finding import Finding

# How many faults of one kind in one file are named: who has mended these knows how to mend the others.
MOST = 20
# How many findings of one rule in all files are named to people: a habit of many hands is known by these.
MOST_OF_RULE = 50

# Where, by which rule, and how grave.
_Kind = tuple[str, str, str]


class Tally:
    """Findings in the order in which they came, of each rule in each file at most :data:`MOST` and one for the rest.

    What is left out is not kept: a file of a megabyte may have a hundred thousand faults.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._kept: list[Finding] = []
        self._named: dict[_Kind, int] = {}
        self._rest: dict[_Kind, int] = {}
        self.extend(findings)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take in findings, one after the other."""
        for finding in findings:
            self.append(finding)

    def append(self, finding: Finding) -> None:
        """Take in one finding. The first that is not named any more gives the others its place."""
        kind = (finding.path, finding.rule.id, finding.severity)
        if kind in self._rest:
            place = self._rest[kind]
            rest = self._kept[place]
            self._kept[place] = replace(rest, count=rest.count + finding.count)
            return
        named = self._named.get(kind, 0)
        if named == MOST:
            self._rest[kind] = len(self._kept)
        self._named[kind] = named + 1
        self._kept.append(finding)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def __iter__(self) -> Iterator[Finding]:
        places = set(self._rest.values())
        for place, finding in enumerate(self._kept):
            yield _rest(finding) if place in places and finding.count > 1 else finding


def counted(findings: Iterable[Finding]) -> int:
    """Return how many faults findings speak for."""
    return sum(finding.count for finding in findings)


def _rest(finding: Finding) -> Finding:
    """Return what is said in place of so many findings, at the place of the first."""
    message = f"这样的问题还有 {finding.count} 处，没有一一列出。"
    return replace(finding, message=message, remedy="先改好列出来的，再检查一遍。", suggestion="")


def in_brief(findings: Iterable[Finding], whole: str = "jiedui check --all") -> tuple[Finding, ...]:
    """Return what is told to people of findings: errors before warnings, of each rule :data:`MOST_OF_RULE` at most.

    In place of the others of a rule stands one that counts them, after all of its severity. ``whole`` is the command
    that lists all of them.
    """
    kinds: defaultdict[Severity, defaultdict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    told: defaultdict[Severity, list[Finding]] = defaultdict(list)
    for finding in findings:
        alike = kinds[finding.severity][finding.rule.id]
        alike.append(finding)
        if len(alike) <= MOST_OF_RULE:
            told[finding.severity].append(finding)
    for severity, rules in kinds.items():
        left = (alike[MOST_OF_RULE:] for alike in rules.values())
        told[severity] += (_elsewhere(others, whole) for others in left if others)
    return tuple(finding for severity in Severity for finding in told[severity])


def _elsewhere(others: Sequence[Finding], whole: str) -> Finding:
    """Return what is said in place of the other findings of a rule, about the ledger as a whole."""
    rule, files = others[0].rule, len({finding.path for finding in others})
    found = rule.at(
        "",
        message=f"“{rule.title}”这样的问题还有 {counted(others)} 处，在 {files} 个文件里，没有一一列出。",
        remedy=f"先改好列出来的，再检查一遍；要看全部，运行 {whole}。",
    )
    return replace(found, count=counted(others))
