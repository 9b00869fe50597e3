"""What earlier bulletins said and is no longer so: the corrections that the next one carries (A-14).

A bulletin never changes. What it said of a quarter, with the corrections that later ones carry, is compared with the
same statements reckoned from the records of now, by the readings and the computation of now. Each difference is told
once, with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.basis import Basis
from jiedui.reports.bulletin.computation import COMPUTATION, changes_since
from jiedui.reports.bulletin.reason import Attribution, Reason, Said, statements_of, unknown
from jiedui.reports.bulletin.statement import StatementKind, Statements, Subject, spoken_of
from jiedui.reports.department import place
from jiedui.reports.figures import WITHOUT
from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.share import BY_WORKPLACE
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiedui.model.ledger import Ledger

CITY = "全市"


class Correction(Struct, frozen=True, kw_only=True):
    """One difference to the bulletin of ``quarter``; ``was`` and ``now`` are as a bulletin writes them.

    ``unit`` is the federation of the figure or the household, ``name`` and ``helper_unit`` say who the helper is; each
    is empty where there is none or nobody knows any more.
    """

    quarter: Quarter
    subject: Subject
    unit: str = ""
    name: str = ""
    helper_unit: str = ""
    was: str
    now: str
    reasons: tuple[Reason, ...] = ()


def earlier_ones(earlier: Mapping[str, Mapping[str, Any]], before: Quarter) -> list[Mapping[str, Any]]:
    """Return the stored bulletins of quarters before another one, in order."""
    return [earlier[name] for name in sorted(earlier) if Quarter.parse(name) < before]


def corrections(
    ledger: Ledger, before: Quarter, earlier: Mapping[str, Mapping[str, Any]], attribution: Attribution = unknown
) -> tuple[Correction, ...]:
    """Return what the bulletins of quarters before ``before`` must be corrected in.

    ``earlier`` are stored bulletins by quarter (``2026Q2``). ``attribution`` tells the computation and the records
    apart for a bulletin of an older computation.
    """
    stored = earlier_ones(earlier, before)
    return tuple(
        item
        for number, data in enumerate(stored)
        for item in _Review(ledger, data, stored[number + 1 :]).corrections(attribution)
    )


class _Review:
    """One bulletin, what later ones have corrected in it, and the last of them that compared all of it."""

    def __init__(self, ledger: Ledger, data: Mapping[str, Any], later: Sequence[Mapping[str, Any]]) -> None:
        self.ledger, self.quarter = ledger, Quarter.parse(data["id"])
        self.entries = [*data.get("shortfalls", ()), *data.get("struck", ())]
        self.said = self.then = Statements.of_record(data)
        self.record = data
        for other in later:
            items = [item for item in other.get("corrections", ()) if item["quarter"] == data["id"]]
            self.entries += items
            self.said = self.said.corrected(items)
            if data["id"] in other.get("compared", ()):
                self.record, self.then = other, self.said

    def corrections(self, attribution: Attribution) -> Iterator[Correction]:
        """Yield what rests on something else now, and each statement that is no longer so."""
        basis = Basis.of(self.record)
        changed = basis.changed(self.ledger)
        yield from self._notices(basis, changed)
        now = as_read = statements_of(self.ledger, self.quarter)
        if changed:
            as_read = statements_of(replace(self.ledger, policy=basis.policy(self.ledger.policy)), self.quarter)
        for subject in spoken_of(self.said, now):
            was, value = self.said[subject], now[subject]
            if was == value or subject.kind not in self.said.kinds:
                continue
            reasons: list[Reason] = []
            if was != as_read[subject]:
                said = Said(self.record, self.then, as_read)
                found = attribution(self.quarter, subject, said) if basis.is_older else ()
                reasons += found or (Reason.RECORDS,)
            if as_read[subject] != value:
                reasons.append(Reason.READING)
            yield self._correction(subject, was, value, reasons)

    def _notices(self, basis: Basis, changed: tuple[str, ...]) -> Iterator[Correction]:
        if basis.is_older:
            was, now = (f"第 {number} 版" for number in (basis.computation, COMPUTATION))
            yield Correction(quarter=self.quarter, subject=Subject(kind=StatementKind.COMPUTATION), was=was, now=now)
        if changed:
            subject = Subject(kind=StatementKind.READING)
            yield Correction(quarter=self.quarter, subject=subject, was="、".join(changed), now="读法已改")

    def _correction(self, subject: Subject, was: str, now: str, reasons: Iterable[Reason]) -> Correction:
        return Correction(
            quarter=self.quarter,
            subject=subject,
            unit=subject.unit or self._owner(subject.household),
            **self._person(subject.helper),
            was=was,
            now=now,
            reasons=tuple(reasons),
        )

    def _owner(self, household: str) -> str:
        """Return who manages a household; of one that is no more in the records, what bulletins have said of it."""
        known = self.ledger.households.get(household)
        return known.unit if known else self._said("household", household).get("unit", "")

    def _person(self, helper: str) -> dict[str, str]:
        known = self.ledger.helpers.get(helper)
        if known:
            return {"name": known.name, "helper_unit": known.unit}
        said = self._said("helper", helper)
        return {key: said.get(key, "") for key in ("name", "helper_unit")}

    def _said(self, key: str, value: str) -> Mapping[str, Any]:
        return next((item for item in self.entries if value and item.get(key) == value), {})


def called(subject: Subject, unit: str, names: Mapping[str, str]) -> str:
    """Return what staff call the federation or department that a correction is about, ``""`` where it is of none."""
    federation = names.get(unit, unit)
    match subject.kind:
        case StatementKind.FIGURE:
            return federation or CITY
        case StatementKind.WORKPLACE:
            return place(federation, subject.department) or WITHOUT
        case _:
            return federation


def sentence(item: Correction, names: Mapping[str, str]) -> str:
    """Say a correction in words; ``names`` are what staff call the federations, by id."""
    quarter, subject = item.quarter.title, item.subject
    reason = f"（{'、'.join(item.reasons)}改过）" if item.reasons else ""
    home = f"{called(subject, item.unit, names)} {subject.household} 户".strip()
    match subject.kind:
        case StatementKind.COMPUTATION:
            what = "；".join(changes_since(int(item.was.split()[1])))
            return f"{quarter}通报以后，算法从{item.was}改到{item.now}：{what}。因此要更正的，下面注明“算法改过”。"
        case StatementKind.READING:
            return f"{quarter}通报以后，读法 {item.was} 改了。因此要更正的，下面注明“读法改过”。"
        case StatementKind.FIGURE:
            whose = called(subject, item.unit, names)
            return f"{quarter}，{whose}{BY_KEY[subject.figure].title}：原为 {item.was}，更正为 {item.now}{reason}。"
        case StatementKind.WORKPLACE:
            whose = called(subject, item.unit, names)
            figure = BY_KEY[subject.figure].title
            return f"{quarter}，按{BY_WORKPLACE}，{whose}{figure}：原为 {item.was}，更正为 {item.now}{reason}。"
        case StatementKind.HOUSEHOLD:
            return f"{quarter}，{home}：原为“{item.was}”，更正为“{item.now}”{reason}。"
        case StatementKind.LIST:
            who = f"责任人{names.get(item.helper_unit, '')}{item.name}" if subject.helper else "没有点名责任人"
            return f"{quarter}{subject.list}名单，{home}，{who}：原为“{item.was}”，更正为“{item.now}”{reason}。"
