"""Collecting findings: a few of each rule in each file, and in place of all others one that counts them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.finding import Finding

# How many faults of one kind in one file are named: who has mended these knows how to mend the others.
MOST = 20

# Where, by which rule, and how grave.
_Kind = tuple[str, str, str]


class Tally:
    """Findings in the order in which they came, of each rule in each file at most :data:`MOST` and one for the rest.

    What is left out is not kept: a file of a megabyte may have a hundred thousand faults.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._kept: list[Finding] = []
        self._named: Counter[_Kind] = Counter()
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
        if self._named[kind] == MOST:
            self._rest[kind] = len(self._kept)
        self._named[kind] += 1
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
