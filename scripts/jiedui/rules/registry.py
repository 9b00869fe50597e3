"""How a rule is written: a generator of findings, entered with its id, Chinese title and clause.

A rule sees one subject of its scope (a helper, a household, a visit) or the whole ledger, and a :class:`Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.visit import Visit
from jiedui.records.finding import Finding, Rule, Severity, declare
from jiedui.records.tree import Place, path_of

Check = Callable[..., Iterator[Finding]]

CHECKS: dict[str, list[tuple[Rule, Check]]] = {"helper": [], "household": [], "visit": [], "ledger": []}
_SCOPES = {"helper": "文件", "household": "户", "visit": "户", "ledger": "台账"}

WARNING = Severity.WARNING


@dataclass
class Context:
    """What every rule may look at. ``as_of`` is used only to tell the future from the past.

    ``broken`` holds the places whose files are faulty: references to them are not called missing. ``data`` is the raw
    record of each place, for rules about the files themselves.
    """

    ledger: Ledger
    as_of: date
    valid: list[tuple[Place, dict[str, Any]]] = field(default_factory=list)
    broken: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.broken_ids = {place.stem for place in self.broken}
        self._by_path = {place.path: data for place, data in self.valid if place.kind == "household"}

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

    def unknown(self, identifier: str, known: Container[str]) -> bool:
        """Tell whether an id stands for nothing: neither a record that counts nor one that is there but faulty."""
        return identifier not in known and identifier not in self.broken_ids


def check(scope: str, rule_id: str, title: str, why: str, **more: object) -> Callable[[Check], Check]:
    """Enter a rule of ``scope`` (helper, household, visit or ledger). The function's first argument is the rule."""

    def enter(function: Check) -> Check:
        CHECKS[scope].append((declare(rule_id, title, _SCOPES[scope], why, **more), function))
        return function

    return enter
