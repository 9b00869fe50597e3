"""How a rule is entered: by a decorator of its scope, with its id, Chinese title, reason and clause.

A rule is a generator of findings. It is given one subject of its scope and a context, and says what it found with
``context.fault``; a rule of the whole ledger, or of a change to it, is given the context alone. A function under the
decorator of another scope does not pass the type check.

A rule of a record, an event, a helper, a household or a visit is *local*: it looks at its subject and, of the rest of
the ledger, at the policy, the divisions, the federations, and at single helpers and households by their ids. A rule of
a record is given what is written in one file, be it withdrawn or not; the others what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import isgeneratorfunction
from typing import Generic, TypeVar

from jiedui.model.event import Event
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records.finding import CHANGE, Rule, Severity, declare
from jiedui.records.reader import Record
from jiedui.rules.context import ChangeContext, Findings, HouseholdContext, LedgerContext, RuleContext, VisitContext

WARNING = Severity.WARNING

Judge = TypeVar("Judge", bound=Callable[..., Findings])


@dataclass(frozen=True, slots=True)
class Entry(Generic[Judge]):
    """A rule and the function that looks for what it names; in records of some ``kinds`` alone, if these are named."""

    rule: Rule
    judge: Judge
    kinds: frozenset[str] = frozenset()


class RuleSet(Generic[Judge]):
    """The rules of one scope, in the order in which they were entered; called, the decorator that enters one."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._entries: list[Entry[Judge]] = []

    def __iter__(self) -> Iterator[Entry[Judge]]:
        return iter(self._entries)

    def of_kind(self, kind: str) -> list[Entry[Judge]]:
        """Return the rules of records of a kind."""
        return [entry for entry in self._entries if not entry.kinds or kind in entry.kinds]

    def __call__(  # noqa: PLR0913  (a rule has these parts)
        self,
        rule_id: str,
        title: str,
        *,
        why: str,
        clause: str,
        requirement: str,
        severity: Severity = Severity.ERROR,
        kinds: Iterable[str] = (),
    ) -> Callable[[Judge], Judge]:
        """Enter the decorated function as a rule; one of records may name their ``kinds``.

        Raises ``ValueError`` when the id is taken, and ``TypeError`` for what is no generator: it would work, and might
        fail, before anybody listens.
        """
        rule = declare(rule_id, title, self._scope, why, clause=clause, requirement=requirement, severity=severity)

        def enter(judge: Judge) -> Judge:
            generator: bool = isgeneratorfunction(judge)
            if not generator:
                raise TypeError(f"no generator: {rule_id}")
            self._entries.append(Entry(rule, judge, frozenset(kinds)))
            return judge

        return enter


record_rule = RuleSet[Callable[[Record, RuleContext], Findings]]("文件")
event_rule = RuleSet[Callable[[Event, RuleContext], Findings]]("文件")
helper_rule = RuleSet[Callable[[Helper, RuleContext], Findings]]("文件")
household_rule = RuleSet[Callable[[Household, HouseholdContext], Findings]]("户")
visit_rule = RuleSet[Callable[[Visit, VisitContext], Findings]]("户")
ledger_rule = RuleSet[Callable[[LedgerContext], Findings]]("台账")
change_rule = RuleSet[Callable[[ChangeContext], Findings]](CHANGE)

RULE_SETS = (record_rule, event_rule, helper_rule, household_rule, visit_rule, ledger_rule, change_rule)
