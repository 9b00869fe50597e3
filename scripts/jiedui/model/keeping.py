"""What was found of a ledger that is edited in memory: after an edit it holds of all of whom nothing is another."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from jiedui.model.time import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Set


class _AnyLedger(Protocol):
    """A ledger of which something may be kept."""

    keeping: Keeping | None


AnyLedger = TypeVar("AnyLedger", bound=_AnyLedger)
Item = TypeVar("Item")
Value = TypeVar("Value")


class Keeping:
    """What is found of one ledger, and of those made of it: as of a day, or under another policy.

    ``before`` is that of the ledger before the edit, and ``same`` are the households, helpers and federations of whom
    both say the same. What was found of these before is not looked for again. It ``lasts`` where an edit may follow. As
    one knew them before the day ``since``, both ledgers are the same.
    """

    def __init__(self, before: Keeping | None, same: Set[str], *, lasts: bool = True, since: date = date.min) -> None:
        self.same = same
        self._since = since
        self.lasts = lasts
        self._before = before
        self._ledgers: dict[Hashable, Any] = {}
        for of, known in before._ledgers.items() if before else ():
            if isinstance(of, date) and since - of > DAY:
                self._ledgers[of] = known  # whether anybody asks for it before the next edit or not
        self._values: dict[tuple[str | None, str], dict[str, Any]] = {}
        self._groups: dict[Hashable, tuple[Hashable, Any]] = {}
        self._wholes: dict[Hashable, Any] = {}
        if before and before._before:  # one edit back is enough
            before._before._forget()
            before._before = None

    def _forget(self) -> None:
        """Let go of all that was found: what is still kept of a household may hold the ledger that it was found of."""
        for found in (self._ledgers, self._values, self._groups, self._wholes):
            found.clear()

    def ledger(self, of: Hashable, make: Callable[[AnyLedger | None], AnyLedger]) -> AnyLedger:
        """Return the ledger ``of`` a day or policy, made once: of the same one before the edit, where there was one.

        That one stays with all that was found of it, its :meth:`whole` too, where it is of a day that the edit says
        nothing of, nor of the next: what is over on a day is judged on that.
        """
        if of not in self._ledgers:
            before = self._before._ledgers.get(of) if self._before else None
            made = make(before)
            known = before.keeping if before else None
            made.keeping = Keeping(known, self.same, lasts=self.lasts, since=self._since)
            self._ledgers[of] = made
        found: AnyLedger = self._ledgers[of]
        return found

    def whole(self, name: Hashable, reckon: Callable[[], Value]) -> Value:
        """Return what ``name`` calls of the ledger as a whole, reckoned once."""
        if name not in self._wholes:
            self._wholes[name] = reckon()
        found: Value = self._wholes[name]
        return found

    def of_each(self, name: str, items: Mapping[str, Item], reckon: Callable[[Item], Value]) -> dict[str, Value]:
        """Return what ``name`` calls of each of ``items``, as kept or reckoned, in order of id.

        A name is that of the module that reckons: in another it may be of something else.
        """
        of = _module(reckon), name
        if of not in self._values:
            known = self._before._values.get(of, {}) if self._before else {}
            self._values[of] = self._reckoned(known, items, reckon)
        return self._values[of]

    def _reckoned(
        self, known: dict[str, Value], items: Mapping[str, Item], reckon: Callable[[Item], Value]
    ) -> dict[str, Value]:
        found = known | {key: reckon(items[key]) for key in items if key not in self.same or key not in known}
        # Most edits touch a few of them.
        return found if known.keys() == items.keys() else {key: found[key] for key in sorted(items)}

    def of_group(
        self, name: Hashable, people: frozenset[str], reckon: Callable[[], Value], *, beside: Hashable = None
    ) -> Value:
        """Return what ``name`` calls of a group of households, helpers and federations, by id, as kept or reckoned.

        ``beside`` is what it hangs on that the ledger does not hold.
        """
        of = people, beside
        if name not in self._groups or self._groups[name][0] != of:
            known = self._before._groups.get(name) if self._before else None
            stays = known and known[0] == of and self.same and people <= self.same
            self._groups[name] = known if known and stays else (of, reckon())
        found: Value = self._groups[name][1]
        return found


def _module(reckon: Callable[..., object]) -> str | None:
    """Return the module that a function is written in."""
    found: str | None = getattr(reckon.func if isinstance(reckon, partial) else reckon, "__module__", None)
    return found
