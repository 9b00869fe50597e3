"""How a rule is entered: by a decorator of its scope, with its id, Chinese title, reason and clause.

A rule is a generator of findings. It is given one subject of its scope and a context, and says what it found with
``context.fault``; a rule of the whole ledger, or of a change to it, is given the context alone. A function under the
decorator of another scope does not pass the type check.

A rule of a record, an event, a helper, a household or a visit is *local*: it looks at its subject and, of the rest of
the ledger, at the policy, the divisions, the federations, and at single helpers and households by their ids. A rule of
a record is given what is written in one file, be it withdrawn or not; the others what counts.

A rule of the whole ledger is heard again where a small record, or a summary, is another than when it was heard last.
What it looks at beyond these it has from its context, such as the folder (``files.root``) and the contacts of a
household: whoever asks for that is heard every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import isgeneratorfunction
from typing import Generic, TypeVar

from jiedui.model.event import Event
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records.finding import CHANGE, Rule, Severity, declare
from jiedui.records.reader import Record
from jiedui.rules.context import ChangeContext, Findings, HouseholdContext, LedgerContext, RuleContext, VisitContext
from jiedui.struct import Struct

WARNING = Severity.WARNING

Judge = TypeVar("Judge", bound=Callable[..., Findings])


class Entry(Struct, Generic[Judge], frozen=True):
    """A rule and the function that looks for what it names; in records of some ``kinds`` alone, if these are named.

    Where keys are ``given``, it finds nothing in what has none of them: a record at its top, that of a household
    wherever in it, and of a contact those that are :attr:`~jiedui.model.visit.Visit.seldom` there.
    """

    rule: Rule
    judge: Judge
    kinds: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


class _Chosen(Generic[Judge]):
    """Of some rules those that may find something in a record, chosen once for each kind and the keys of it."""

    def __init__(self, entries: Sequence[Entry[Judge]]) -> None:
        self._of, self._count = entries, len(entries)
        self._asked = frozenset[str]().union(*(entry.given for entry in entries))
        self._known: dict[tuple[str, frozenset[str]], list[Entry[Judge]]] = {}

    def is_of(self, entries: Sequence[Entry[Judge]]) -> bool:
        """Tell whether these are the rules, and no more have been entered since."""
        return self._of is entries and self._count == len(entries)

    def meeting(self, keys: Iterable[str], kind: str) -> list[Entry[Judge]]:
        """Return the rules of a kind that what has some keys may concern."""
        there = kind, self._asked.intersection(keys)
        found = self._known.get(there)
        if found is None:
            found = self._known[there] = [
                entry
                for entry in self._of
                if (not entry.kinds or kind in entry.kinds) and (not entry.given or entry.given & there[1])
            ]
        return found


class RuleSet(Generic[Judge]):
    """The rules of one scope, in the order in which they were entered; called, the decorator that enters one."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._entries: list[Entry[Judge]] = []
        self._chosen: _Chosen[Judge] = _Chosen([])

    def __iter__(self) -> Iterator[Entry[Judge]]:
        return iter(self._entries)

    def meeting(self, keys: Iterable[str], kind: str = "") -> list[Entry[Judge]]:
        """Return the rules that may find something in a record of a kind that has these ``keys``."""
        if not self._chosen.is_of(self._entries):
            self._chosen = _Chosen(self._entries)
        return self._chosen.meeting(keys, kind)

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
        given: Iterable[str] = (),
    ) -> Callable[[Judge], Judge]:
        """Enter the decorated function as a rule; one of records may name their ``kinds``.

        ``given`` are keys of which a record has at least one wherever the rule finds anything: it is not asked about
        others, which are most of a ledger.

        Raises ``ValueError`` when the id is taken, and ``TypeError`` for what is no generator: it would work, and might
        fail, before anybody listens.
        """
        rule = declare(rule_id, title, self._scope, why, clause=clause, requirement=requirement, severity=severity)

        def enter(judge: Judge) -> Judge:
            generator: bool = isgeneratorfunction(judge)
            if not generator:
                raise TypeError(f"no generator: {rule_id}")
            self._entries.append(Entry(rule, judge, frozenset(kinds), frozenset(given)))
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
