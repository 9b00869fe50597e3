"""Why what a bulletin said is no longer so: the records, a reading or the computation changed (A-14)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from jiedui.reports.bulletin.statement import Statements, Subject
from jiedui.reports.quarterly import QuarterFigures
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter


class Reason(StrEnum):
    """What changed."""

    RECORDS = "台账"
    READING = "读法"
    COMPUTATION = "算法"
    UNKNOWN = "算法或者台账"


class Attribution(Protocol):
    """Tells the computation and the records apart, where both may have changed since a bulletin was drawn up."""

    def __call__(self, quarter: Quarter, subject: Subject, said: Said) -> tuple[Reason, ...]:
        """Return what changed of a subject of the bulletin of a quarter; nothing where neither did."""
        ...


class Said(Struct, frozen=True):
    """What stood of a quarter after the bulletin ``record``, and what the records of now make of it."""

    record: Mapping[str, Any]
    then: Statements
    now: Statements


def unknown(quarter: Quarter, subject: Subject, said: Said) -> tuple[Reason, ...]:  # noqa: ARG001  (an attribution)
    """Say of everything that it cannot be told: the records of then are not at hand."""
    return (Reason.UNKNOWN,)


class Reckoned:
    """Reckons a quarter from the records of then by the computation of now: what differs is of the computation.

    ``ledger_of`` returns the ledger that a stored bulletin was reckoned from, ``None`` where it cannot be had.
    """

    def __init__(self, ledger_of: Callable[[Mapping[str, Any]], Ledger | None]) -> None:
        self._ledger_of = ledger_of
        self._found: dict[tuple[Quarter, str], Statements | None] = {}

    def __call__(self, quarter: Quarter, subject: Subject, said: Said) -> tuple[Reason, ...]:
        """Return what changed of a subject."""
        key = (quarter, str(said.record["id"]))
        if key not in self._found:
            ledger = self._ledger_of(said.record)
            self._found[key] = None if ledger is None else statements_of(ledger, quarter)
        again = self._found[key]
        if again is None:
            return (Reason.UNKNOWN,)
        found = ((Reason.COMPUTATION, said.then, again), (Reason.RECORDS, again, said.now))
        return tuple(reason for reason, before, after in found if before[subject] != after[subject])


class AsStored:
    """Takes what a stored bulletin says itself: reckoning it again needs no other records than its own."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._reasons = {
            (item["quarter"], Subject.of(item)): tuple(map(Reason, item.get("reasons", ())))
            for item in record.get("corrections", ())
        }

    def __call__(self, quarter: Quarter, subject: Subject, said: Said) -> tuple[Reason, ...]:  # noqa: ARG002
        """Return what changed of a subject, the readings left aside: they are compared each time."""
        found = self._reasons.get((str(quarter), subject), ())
        return tuple(reason for reason in found if reason is not Reason.READING)


def statements_of(ledger: Ledger, quarter: Quarter) -> Statements:
    """Return what a ledger states of a quarter that is over."""
    return Statements.of_figures(QuarterFigures.of(ledger, quarter))
