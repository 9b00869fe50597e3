"""What of a ledger goes into the workbook. The visits, which are most of it, are read when their rows are asked for."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.records.finding import Judged
from jiedui.records.kinds import is_policy, unit_in
from jiedui.records.mask import masked
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.sensitivity import classes
from jiedui.struct import Struct
from jiedui.workbook.book.record_rows import BookNames, names_in, rows
from jiedui.workbook.book.tables import BookTable, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping
    from pathlib import Path

    from jiedui.records.finding import Finding
    from jiedui.records.reader import Progress
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place

TableRow = tuple[BookTable, list[str]]


class BookSource(Struct, frozen=True, kw_only=True):
    """Some federations of a ledger: its helpers and households, and where its visits lie, by household.

    ``ledger`` has neither households nor visits. ``units`` are the federations as they are listed, ``findings`` tell
    what keeps records of them from being read; those of visits are added when their rows are asked for.
    """

    root: Path
    library: SchemaLibrary
    ledger: Ledger
    units: tuple[str, ...]
    records: tuple[Record, ...]
    visits: Mapping[str, list[Place]]
    names: BookNames
    findings: list[Finding]

    @classmethod
    def of(
        cls, root: Path, library: SchemaLibrary, units: Collection[str] = (), progress: Progress | None = None
    ) -> BookSource:
        """Read some federations of the ledger below ``root``, or all of them.

        Raises :class:`~jiedui.model.policy.PolicyMissingError`.
        """

        def read_some(root: Path, place: Place, library: SchemaLibrary) -> Judged:
            wanted = place.kind == "household" and (not units or place.unit in units)
            return read(root, place, library) if wanted or _is_common(place) else Judged(None)

        found = read_ledger(root, library, progress, read_some)
        ledger = Ledger.of(Records(root, [record for record in found.valid if record.place.kind != "household"]))
        listed = [unit.id for unit in ledger.divisions.in_order(ledger.units.values())]
        chosen = {unit: number for number, unit in enumerate(listed) if not units or unit in units}
        visits: dict[str, list[Place]] = defaultdict(list)
        for place in found.broken:
            if place.kind == "visit":
                visits[place.household].append(place)
        return cls(
            root=root,
            library=library,
            ledger=ledger,
            units=tuple(chosen),
            records=tuple(
                sorted((record for record in found.valid if _is_in_book(record, chosen)), key=_order(chosen))
            ),
            visits=visits,
            names=names_in(found.valid),
            findings=[each for each in found.findings if unit_in(each.path) in {"", *chosen}],
        )

    def rows(self, progress: Progress | None = None, *, whole: bool = True) -> Iterator[TableRow]:
        """Yield the rows of all tables, those of each table in its order.

        Where they are not ``whole``, what stands on the form alone is masked (:mod:`jiedui.records.mask`).
        """
        where = cache(lambda kind: classes(self.library[kind]))
        by_kind: dict[str, list[BookTable]] = defaultdict(list)
        for table in tables(self.library):
            by_kind[table.kind].append(table)
        for number, record in enumerate(self.records):
            for place, data in ((each.place, each.data) for each in (record, *self._visits(record))):
                shown = Record(place, data if whole else masked(data, where(place.kind)))
                for table in by_kind[place.kind]:
                    for row in rows(shown, table, self.names):
                        yield table, row
            if progress:
                progress(number + 1, len(self.records))

    def _visits(self, record: Record) -> Iterator[Record]:
        if record.place.kind != "household":
            return
        for place in self.visits.get(record.place.stem, ()):
            judged = read(self.root, place, self.library)
            self.findings.extend(judged.findings)
            if judged.data is not None:
                yield Record(place, judged.data)


def _is_common(place: Place) -> bool:
    """Tell whether all federations need a record: what is chosen from, and what codes are the codes of."""
    return is_policy(place.path) or place.kind in ("unit", "helper")


def _is_in_book(record: Record, units: Container[str]) -> bool:
    return record.place.kind in ("helper", "household") and record.place.unit in units


def _order(units: Mapping[str, int]) -> Callable[[Record], tuple[int, str, str, str]]:
    """Return the order of households and helpers: by federation, township and village, neighbours beside each other."""

    def of(record: Record) -> tuple[int, str, str, str]:
        place, data = record.place, record.data
        return units[place.unit], data.get("township", ""), data.get("village", ""), place.stem

    return of
