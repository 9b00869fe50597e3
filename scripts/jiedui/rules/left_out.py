"""What of a ledger with errors is sound: all of it but the federations that the errors lie in (design.md §5, §7)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.records.finding import Finding, Severity, redact
from jiedui.records.kinds import path_of, unit_in
from jiedui.records.tally import counted
from jiedui.records.tree import Place
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jiedui.model.ledger import Ledger
    from jiedui.records.reader import Record, Records
    from jiedui.rules.report import Report


# How a kind of record is counted.
_COUNTED = {"household": " 户", "helper": " 名帮扶责任人"}


class FaultyUnit(Struct, frozen=True):
    """A federation that is left out: its folder, what staff call it, and the errors that lie in its records."""

    unit: str
    name: str
    errors: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many errors there are."""
        return counted(self.errors)


class LeftOut(Struct, frozen=True):
    """What a build is made without: federations, and what of the others' records cannot stand without these.

    ``along`` are such records: households with all their contacts, helpers, events.
    """

    units: tuple[FaultyUnit, ...] = ()
    along: tuple[Place, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.units)

    @property
    def names(self) -> str:
        """The federations in words: by their names, or of more than three how many."""
        names = [item.name for item in self.units]
        return "、".join(names) if len(names) <= 3 else f" {len(names)} 个残联"

    @property
    def errors(self) -> int:
        """How many errors there are in all."""
        return sum(item.count for item in self.units)

    def of(self, unit: str) -> LeftOut:
        """Return what a build of one federation is made without: what of its own is left out along, if anything is.

        The errors of the others are none of its.
        """
        along = tuple(self.along_of(unit))
        return LeftOut(tuple(replace(item, errors=()) for item in self.units) if along else (), along)

    def along_of(self, unit: str) -> list[Place]:
        """Return what is left out along, of one federation."""
        return [place for place in self.along if place.unit == unit]

    @property
    def owners(self) -> list[str]:
        """The federations whose records are left out along."""
        return sorted({place.unit for place in self.along})

    @property
    def along_text(self) -> str:
        """What is left out along, counted, in words."""
        counts = Counter(_COUNTED.get(place.kind, " 条记录") for place in self.along)
        return "、".join(f"{count}{word}" for word, count in counts.items())


class SoundPart(Struct, frozen=True):
    """A ledger without errors, its report, and what of the whole is not in it."""

    ledger: Ledger
    report: Report
    left_out: LeftOut = field(default_factory=LeftOut)


def sound_part(records: Records, report: Report, judge: Callable[[Records], Report]) -> SoundPart | None:
    """Return what of the ``records`` is sound, by the ``report`` on them: ``judge`` gives that on a part of them.

    A federation in which an error lies is left out whole. What of the others speaks of what it had (a household that
    one of its helpers has) is found in error then and left out, too: a household with its contacts, any other record
    alone; so often until nothing is found. Nothing is sound where an error lies in the policy, in the divisions, in the
    city's federation or in no file, or where no federation is left.
    """
    if not report.errors and report.ledger:
        return SoundPart(report.ledger, report)
    faulty: dict[str, list[Finding]] = {}
    for finding in _errors(report):
        faulty.setdefault(unit_in(finding.path), []).append(finding)
    units = {record.place.unit for record in records.valid} | {place.unit for place in records.broken}
    if not faulty.keys() <= units - {""} or not report.ledger:
        return None
    rest = _without(records, faulty.keys())
    along: dict[str, Place] = {}
    while (found := judge(rest)).errors or not found.ledger:
        unsound = _of(rest.valid, {finding.path for finding in _errors(found)})
        if unsound is None:
            return None
        along |= {_head(record.place).path: _head(record.place) for record in unsound}
        gone = {record.path for record in unsound}
        rest = replace(rest, valid=[record for record in rest.valid if record.path not in gone])
    if not any(unit.is_city for unit in found.ledger.units.values()):
        return None
    name = report.ledger.unit_name
    left = tuple(FaultyUnit(unit, name(unit), tuple(errors)) for unit, errors in sorted(faulty.items()))
    left_out = LeftOut(left, tuple(place for _, place in sorted(along.items())))
    return SoundPart(replace(found.ledger, without=left_out.names), found, left_out)


def hindrances(report: Report) -> list[str]:
    """Return the files whose errors leave nothing sound, numbers in their names hidden: those of no county, or all."""
    units = report.ledger.units.values() if report.ledger else ()
    counties = {unit.id for unit in units if not unit.is_city}
    files = list(dict.fromkeys(redact(finding.path) for finding in _errors(report)))
    return [file for file in files if unit_in(file) not in counties] or files


def _errors(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


def _without(records: Records, units: Iterable[str]) -> Records:
    """Return the records without federations. That these are there is known: others may name them."""
    out = frozenset(units)
    return replace(
        records,
        valid=[record for record in records.valid if record.place.unit not in out],
        broken=[Place(path_of("unit", unit), "unit", unit, unit) for unit in sorted(out)],
        findings=[finding for finding in records.findings if unit_in(finding.path) not in out],
    )


def _of(valid: Sequence[Record], paths: Iterable[str]) -> list[Record] | None:
    """Return the records at ``paths``, of a household all; ``None`` where others stand on one of them.

    That is so of the policy, the divisions and the record of a federation.
    """
    places = {record.path: record.place for record in valid}
    wanted = [places.get(path) for path in paths]
    if not all(place and place.unit and place.kind != "unit" for place in wanted):
        return None
    homes = {(place.unit, place.household) for place in wanted if place and place.household}
    alone = {place.path for place in wanted if place}
    return [record for record in valid if (record.place.unit, record.place.household) in homes or record.path in alone]


def _head(place: Place) -> Place:
    """Return the place of the household that a record is kept with, or its own."""
    if not place.household:
        return place
    path = path_of("household", place.unit, place.household)
    return Place(path, "household", place.household, place.unit, place.household)
