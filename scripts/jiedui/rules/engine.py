"""One look at a ledger: its subjects judged, what is summed up of them, and what the rules find in all of it."""

from __future__ import annotations

import marshal
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records
from jiedui.records.source import Overlay
from jiedui.records.tally import Tally
from jiedui.records.tree import meant, placed
from jiedui.rules.apply import hear_change, hear_ledger
from jiedui.rules.consequences import without_consequences
from jiedui.rules.context import Files, Inspection
from jiedui.rules.digit_texts import digit_texts
from jiedui.rules.extent import extent
from jiedui.rules.judging import LedgerJudging
from jiedui.rules.kept import HeardRules, findings_of
from jiedui.rules.number_texts import NumberText, number_texts
from jiedui.rules.subject import in_text
from jiedui.rules.summaries import Summaries
from jiedui.rules.summary import HelperSummary, HouseholdSummary
from jiedui.rules.titles import titled
from jiedui.rules.wide_files import WideFiles
from jiedui.struct import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jiedui.records.finding import Finding
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.kept import Kept


class Engine(LedgerJudging):
    """One look at a ledger as of a day."""

    def changed(self, files: Mapping[str, bytes | None], said: Mapping[str, dict[str, Any]] | None = None) -> Engine:
        """Return a look at the same ledger where some ``files`` say something else, or with ``None`` are not there.

        What some of them say as records is ``said``, where that is known, and not read again.
        """
        kept = {path: data for path, data in self._said.items() if path not in files}
        source = Overlay(self._source, files)
        said = {**kept, **(said or {})}
        return Engine(source, self._library, self._as_of, self._read, self.memo, said=said, before=self)

    @cached_property
    def small(self) -> list[Record]:
        """The records of all kinds but households, contacts and helpers, as far as they can be read."""
        return [record for place in self.directory.places if place.kind != "helper" for record in self._known(place)]

    def records(self) -> Callable[[], Records]:
        """Return what gives all records, and holds nothing else of the look."""
        return partial(self.reading.records, self.broken, self.read_findings)

    def records_about(self, change: LedgerChange) -> Records:
        """Return the records that a review of a change asks for: of households those of its :func:`extent` alone."""
        homes = extent(change, self.summaries)
        if homes is None:
            return self.records()()
        subjects = (place for place in self._subjects if place.kind != "household" or place.household in homes)
        return self.reading.some(subjects, self.broken, self.read_findings)

    def found(self, change: LedgerChange | None = None, part: Files | None = None) -> list[Finding]:
        """Return what the rules find, each with its place in the text.

        With a ``change``, what is found in it, too; ``part`` are then the files that :meth:`part_of` gives.
        """
        findings = [finding for kept in self._kept.values() for finding in findings_of(kept.found)]
        others, look, name = Tally(), self._look(change), self._said_of_all()
        known = HeardRules(self.memo.get(name))
        before = len(known.found)
        hear_ledger(others, look, known)
        if len(known.found) > before and self.where.is_sure:
            self.memo.put(name, known.found)
        if change and part:
            hear_change(others, replace(look, files=part), change)
        kinds = {finding.path: place.kind for finding in others if (place := placed(finding.path))}
        told = titled(in_text(self.where, others), kinds, self._library) if others else []
        return without_consequences([*findings, *told])

    def part_of(self, change: LedgerChange) -> Files:
        """Return the files that a change is about: what it touched, and what goes by the ids of what was before."""
        sides = [side for merge in change.merges for side in merge.sides]
        paths = change.paths.union(*(side.paths for side in sides))
        for former in (*change.before, *chain.from_iterable(side.records for side in sides)):
            place = former.place
            paths |= {former.path, *(found.path for found in self.directory.places_of(place.household or place.stem))}
            if place.kind == "visit":
                homes = self.directory.places_of(place.household)
                paths |= {f"{home.path.rpartition('/')[0]}/visits/{place.stem}.yml" for home in homes}
        places = (placed(path) for path in sorted(paths) if self._source.listing.file_id(path))
        found = (self._judge.find(place) for place in places if place and place.path in paths)
        return self._files(list(filter(None, found)), [])

    def _look(self, change: LedgerChange | None) -> Inspection:
        beyond: list[str] = []
        files = self._files(self.small, beyond)
        files.folders |= {place.unit for place, kept in self._pairs() if kept.valid and place.unit}
        return Inspection(
            beyond=beyond,
            ledger=Ledger.of(Records(self.root, self.small)),
            as_of=self._as_of,
            files=files,
            change=change,
            known=lambda: self.summaries,
            lasting=self.memo.lasting,
            visits=self.visits,
        )

    @cached_property
    def _faulty(self) -> frozenset[str]:
        """The paths that hold something that cannot be read, or would be called so if that had its right name."""
        named = {path for finding in self.read_findings for path in (finding.path, meant(finding)) if path}
        return frozenset(named.union(place.path for place in self.broken))

    def _said_of_all(self) -> bytes:
        """Return the name under which is kept what rules of the whole ledger find without asking for more than it is.

        It stands for the small records and the summaries, and for what is to be known of the files that are neither;
        of contacts for those with a household that one in another folder names.
        """
        ids = (f"{path}\0{self._source.listing.file_id(path)}" for path in sorted(self._faulty | self._gone))
        made = blake2b("\n".join((*ids, "", *sorted(self._gone))).encode(errors="surrogateescape"), digest_size=16)
        made.update(b"\0".join((b"", *(kept.said for kept in self._kept.values()))))
        for place, kept in self._pairs() if self._named else ():
            named = self._contacts(place, kept)
            made.update(b"%d " % len(named) + named)
        return b"rules " + made.digest()

    def _contacts(self, place: Place, kept: Kept) -> bytes:
        """Return the keys of the contacts with a household, where one in another folder names it."""
        return kept.contacts if place.household in self._named else b""

    @cached_property
    def _named(self) -> frozenset[str]:
        """The households that contacts in the folders of others name."""
        return frozenset(chain.from_iterable(kept.also for kept in self._kept.values()))

    def _files(self, valid: Sequence[Record], beyond: list[str]) -> WideFiles:
        homes = {home.path: home for home in self.directory.homes}
        return WideFiles(
            valid,
            read=lambda path: self._judge.find(homes[path]) if path in homes else None,
            every=lambda: self._source.listing.below(""),
            beyond=beyond,
            faulty=self._faulty,
            gone=self._gone,
            root=self.root,
        )

    def _known(self, place: Place) -> Iterator[Record]:
        if self._kept[self._key(place)].valid and (record := self._record(place)):
            yield record

    def _forget(self) -> None:
        super()._forget()
        for name in ("summaries", "_faulty", "_named"):
            self.__dict__.pop(name, None)

    @cached_property
    def summaries(self) -> Summaries:
        """What is summed up of households and helpers."""
        folders, staff, numbers = [], [], list[NumberText]()
        for place, kept in self._pairs():
            summary, others = marshal.loads(kept.summary)
            numbers += map(NumberText._make, others)
            if summary and place.kind == "household":
                folders.append(HouseholdSummary.restored(summary, self._contacts(place, kept)))
            elif summary:
                staff.append(HelperSummary.restored(summary))
        misplaced = {path for finding in self.directory.findings for path in (finding.path, meant(finding)) if path}
        numbers += number_texts(digit_texts((), misplaced - {place.path for place in self.broken}, self.where))
        return Summaries(
            sorted(folders, key=lambda item: item.path), sorted(staff, key=lambda item: item.path), numbers
        )
