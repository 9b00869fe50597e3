"""How a rule is written: a generator of findings, entered with its id, Chinese title and clause.

A rule sees one subject of its scope (a helper, a household, a visit) or the whole ledger, and a :class:`Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.visit import Visit
from jiedui.records.finding import Finding, Rule, Severity, declare
from jiedui.records.kinds import path_of
from jiedui.records.reader import Record

Check = Callable[..., Iterator[Finding]]

CHECKS: dict[str, list[tuple[Rule, Check]]] = {"helper": [], "household": [], "visit": [], "ledger": []}
_SCOPES = {"helper": "文件", "household": "户", "visit": "户", "ledger": "台账"}

WARNING = Severity.WARNING


@dataclass
class Context:
    """What every rule may look at. ``as_of`` is used only to tell the future from the past.

    ``valid`` is the raw record of each place, for rules about the files themselves. ``faulty`` are the paths that hold
    something unreadable: what they should hold is not called missing. ``units`` are the units' known folders.
    ``root`` is the ledger's folder, for the rules that ask Git.
    """

    ledger: Ledger
    as_of: date
    valid: list[Record] = field(default_factory=list)
    faulty: frozenset[str] = frozenset()
    root: Path | None = None

    def __post_init__(self) -> None:
        self._of_kind: dict[str, list[Record]] = {}
        for record in sorted(self.valid, key=lambda record: record.path):
            self._of_kind.setdefault(record.place.kind, []).append(record)
        self._by_path = {record.path: record.data for record in self.of_kind("household")}
        self._faulty_ids = {_identifier(path) for path in self.faulty}
        self._withdrawn = {record.place.stem for record in self.valid if "withdrawn" in record.data}
        self.units = {record.place.unit for record in self.of_kind("unit")}

    def of_kind(self, kind: str) -> list[Record]:
        """Return the raw records of a kind in order of path."""
        return self._of_kind.get(kind, [])

    def record(self, household: Household) -> dict[str, Any]:
        """Return the raw record of a household."""
        return self._by_path.get(self.path(household), {})

    @staticmethod
    def path(subject: Helper | Household | Visit, household: Household | None = None) -> str:
        """Return the path of a record's file."""
        if isinstance(subject, Helper):
            return path_of("helper", subject.unit, subject.id)
        if isinstance(subject, Household):
            return path_of("household", subject.unit, subject.id)
        assert household is not None
        return path_of("visit", household.unit, subject.stem, household.id)

    def absent(self, identifier: str, known: Container[str], kind: str) -> str:
        """Say in words that an id stands for no ``kind`` of record; nothing if it does, or if its file is faulty."""
        if identifier in known or identifier in self._faulty_ids:
            return ""
        if identifier in self._withdrawn:
            return f"{kind} {identifier} 已经撤销。"
        return f"没有编号为 {identifier} 的{kind}。"


def _identifier(path: str) -> str:
    """Return the id that a path stands for."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.name in ("unit.yml", "household.yml") else pure.stem


def check(scope: str, rule_id: str, title: str, why: str, **more: Any) -> Callable[[Check], Check]:
    """Enter a rule of ``scope`` (helper, household, visit or ledger). The function's first argument is the rule."""

    def enter(function: Check) -> Check:
        CHECKS[scope].append((declare(rule_id, title, _SCOPES[scope], why, **more), function))
        return function

    return enter
