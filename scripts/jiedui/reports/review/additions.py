"""What a change adds: households, helpers and what else is new, and each contact with whether it counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from jiedui.duties.contact import Book
from jiedui.model.time import Quarter
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import redact, shown
from jiedui.reports.review.pairings import begun
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.reports.standing import COUNTED, visit_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.duties.contact import ContactQuarter
    from jiedui.model.ledger import Ledger
    from jiedui.model.visit import Visit
    from jiedui.records.reader import Record
    from jiedui.reports.review.sides import BothSides

# What tells a new record from others of its kind, the first that it has.
_TELLING = ("title", "content", "reason")


def addition_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield a line for each new record, for each pairing of a new household, and for closed quarters that get more."""
    contacts = [record for record in sides.added if record.place.kind == "visit"]
    judged = _Contacts(sides)
    yield from (_line(ReviewTopic.CONTACT, record, *judged.told(record)) for record in contacts)
    yield from _late(sides, contacts)
    for record in sides.added:
        if record.place.kind == "household":
            yield _line(ReviewTopic.ADDED, record, sides.subject(record), *_household(record))
            for pairing in record.data.get("pairings", ()):
                yield _line(ReviewTopic.BEGUN, record, sides.subject(record), begun(sides, pairing))
        elif record.place.kind != "visit":
            yield _line(ReviewTopic.ADDED, record, sides.subject(record), *_named(record))


def _line(topic: ReviewTopic, record: Record, subject: str, *parts: str) -> ReviewLine:
    return ReviewLine(topic, record.place.unit, record.path, subject, parts)


def _household(record: Record) -> Iterator[str]:
    data = record.data
    yield redact(shown(f"{data['township']}{data.get('village', '')}，{len(data['members'])} 人"))
    if "moved_from" in data:
        yield f"从 {data['moved_from']} 迁入"


def _named(record: Record) -> Iterator[str]:
    """Yield what tells a new record from others of its kind."""
    said = next((record.data[key] for key in _TELLING if key in record.data), "")
    if said:
        yield redact(shown(said))


def _late(sides: BothSides, contacts: Iterable[Record]) -> Iterator[ReviewLine]:
    """Yield how many contacts each closed quarter of a federation gets."""
    counts = Counter(
        (record.place.unit, Quarter.of(date.fromisoformat(record.data["date"])))
        for record in contacts
        if sides.is_closed(record.data["date"])
    )
    for (unit, quarter), count in sorted(counts.items()):
        yield ReviewLine(ReviewTopic.CLOSED, unit, "", f"{sides.unit(unit)} {quarter}", (f"补进 {count} 次联系",))


class _Contacts:
    """Says of new contacts whether they count."""

    def __init__(self, sides: BothSides) -> None:
        self._sides = sides

    @cached_property
    def _ledger(self) -> Ledger | None:
        return self._sides.after and self._sides.after.until(self._sides.as_of)

    def told(self, record: Record) -> Iterator[str]:
        """Yield the household, then the contact, whether it counts, and the one before it."""
        data, place = record.data, record.place
        yield self._sides.home(place.household)
        also = f"，同时联系 {len(data['also'])} 户" if data.get("also") else ""
        yield f"{place.stem} {data['channel']}，{self._sides.helper(data['by'])}{also}"
        yield from self._counted(record)

    def _counted(self, record: Record) -> Iterator[str]:
        ledger, place = self._ledger, record.place
        if is_withdrawn(record.data):
            yield "已经撤销"
        elif ledger is None or place.household not in ledger.households:
            yield "算不算还说不准"
        elif (visit := _visit(ledger, record)) is None:
            yield "日期在统计日以后"
        else:
            book = Book(ledger, ledger.households[place.household], self._sides.as_of)
            quarter = Quarter.of(visit.date)
            found = book.quarter(quarter)
            said = visit_standing(book, found, visit)
            yield f"{said} {quarter} {_place(book, found, visit)}" if said == COUNTED else said


def _visit(ledger: Ledger, record: Record) -> Visit | None:
    rows = ledger.visits.get(record.place.household, ())
    return next((visit for visit in rows if visit.stem == record.place.stem), None)


def _place(book: Book, found: ContactQuarter, visit: Visit) -> str:
    """Return which contact of its quarter it is, by number; of the first also when the last one before it was."""
    number = next(place for place, item in enumerate(found.counted, 1) if item is visit)
    if number > 1:
        return f"第 {number} 次"
    before = [item.date for item in book.visits if item.date < visit.date]
    return f"第 1 次，上次 {before[-1]}" if before else "第 1 次，以前没有联系过"
