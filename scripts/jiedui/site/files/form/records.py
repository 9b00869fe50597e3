"""A household or a helper as the form begins with it: as written but for numbers of certificates and births, and
what hangs on it.

A record says what it did when the ledger was read; one that nobody has held since is read anew. It is known by a digest
of what the form sees of it, and not by the id that Git has for the file: from that, whoever sees the rest could find a
number or a birth by trying. What cannot be read by now is left out, as what the ledger of the site does not hold: the
form then says that it does not know it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from jiedui.model.narrowing import named_by
from jiedui.model.time import Quarter
from jiedui.model.visit import NOT_LOOKED
from jiedui.records import files, reader
from jiedui.records.held import HeldRecords
from jiedui.records.kinds import SUFFIX, path_of
from jiedui.records.mask import masked
from jiedui.records.sensitivity import classes
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.time import Span
    from jiedui.records.reader import Record
    from jiedui.site.site import Site


_SHOWN = ("household", "helper", "visit")


def digest(data: dict[str, Any]) -> str:
    """Return what a record is known by that says so to the form: another, if anything is changed that it sees."""
    content = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(content.encode("utf-8"), digest_size=20).hexdigest()


@lru_cache(maxsize=1)  # of tens of thousands of contacts each asks
def changed_since(as_of: date) -> date:
    """Return the day from which on recorded contacts are changed in the form: those of this quarter and the last one.

    What was before is in bulletins; it is corrected in its file.
    """
    return Quarter.of(as_of).previous.start


def held(records: Iterable[Record], as_of: date) -> HeldRecords:
    """Return those of the records of a ledger that the form shows as of a day."""
    since = changed_since(as_of).isoformat()
    return HeldRecords(
        record
        for record in records
        if record.place.kind in _SHOWN and (record.place.kind != "visit" or record.place.stem >= since)
    )


class _Named(Struct, frozen=True):
    """A helper whom a record names, as the form knows him there: his days in office, and who stands in for him."""

    name: str
    spells: list[dict[str, str]]
    deputies: list[dict[str, str]]

    @classmethod
    def of(cls, helper: Helper) -> _Named:
        pauses = [{"deputy": pause.deputy, **_spell(pause.span)} for pause in helper.pauses if pause.deputy]
        return cls(helper.name, [_spell(role.span) for role in helper.roles], pauses)


class WrittenRecords:
    """The records of a site's ledger as they are written below ``root``."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site, self._ledger, self._root = site, site.ledger, root
        self._classes = {kind: classes(site.library[kind]) for kind in _SHOWN}
        self._since = changed_since(site.as_of)
        people = site.ledger.helpers
        self._helpers = site.ledger.of_each("form", people, _Named.of, in_passing=True)

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        whole = self._site.whole_ledger
        return whole.of_each("named", whole.households, partial(named_by, whole))

    @cached_property
    def _said(self) -> dict[str, str]:
        people = self._ledger.helpers
        return self._ledger.of_each("said", people, lambda helper: f"{helper.id}{_Named.of(helper)}", in_passing=True)

    def beside(self, household: Household) -> list[str]:
        """Return what tells all that the form knows with a household from other folders: helpers whom it may name."""
        return [self._said[key] for key in self._helpers_of(household)]

    def _helpers_of(self, household: Household) -> list[str]:
        """Return who may be named in the record of a household, or in its contacts."""
        names = self._named.get(household.id, set()) | household.struck
        return sorted(names & self._helpers.keys())

    def of(self, item: Household | Helper) -> dict[str, Any] | None:
        """Return what the form knows of a household or a helper; ``None`` where its file cannot be read by now."""
        kind = "helper" if item.id in self._ledger.helpers else "household"
        written = self._written(kind, path_of(kind, item.unit, item.id))
        if written is None:
            return None
        about = {"kind": kind, "id": item.id, "unit": item.unit}
        if kind == "helper":
            return about | written | {"name": written["data"]["name"]}
        return about | written | self._beside(self._ledger.households[item.id], written["data"])

    def _written(self, kind: str, path: str) -> dict[str, Any] | None:
        data = self._site.held.get(path) or self._read(kind, path)
        if data is None:
            return None
        seen = masked(data, self._classes[kind])
        return {"path": path, "blob": digest(seen), "data": seen}

    def _read(self, kind: str, path: str) -> dict[str, Any] | None:
        text, _ = files.read_text(self._root, path)
        return None if text is None else reader.parse(text, path, self._site.library[kind]).data

    def _beside(self, household: Household, data: dict[str, Any]) -> dict[str, Any]:
        """Return what of other records belongs to a household: who helps it, and its contacts."""
        visits = list(self._visits(household))
        named = {*_texts(data), *_texts(visits)}
        helpers = {key: self._helpers[key] for key in self._helpers_of(household) if key in named}
        return {
            "name": household.head.name,
            "names": {key: helper.name for key, helper in helpers.items()},
            "spells": {key: helper.spells for key, helper in helpers.items()},
            "deputies": {key: helper.deputies for key, helper in helpers.items() if helper.deputies},
            "stems": self.stems(household),
            "visits": visits,
            "hazards": self._hazards(household),
        }

    def _visits(self, household: Household) -> Iterator[dict[str, Any]]:
        """Yield the contacts of this quarter and the last one that lie in the folder of a household."""
        for visit in self._ledger.visits.get(household.id, ()):
            path = path_of("visit", household.unit, visit.stem, household.id)
            if visit.date >= self._since and (written := self._written("visit", path)):
                yield {"stem": visit.stem, **written}

    def stems(self, household: Household) -> list[str]:
        """Return what the contacts of a household are called, those that were withdrawn and faulty ones included."""
        folder = path_of("visit", household.unit, "", household.id).rpartition("/")[0]
        with suppress(FileNotFoundError), os.scandir(f"{self._root}/{folder}") as found:
            return sorted(file.name.removesuffix(SUFFIX) for file in found if file.name.endswith(SUFFIX))
        return []

    def _hazards(self, household: Household) -> dict[str, dict[str, str]]:
        """Return what was found last of each hazard that was looked for, and when."""
        return {
            key: {"state": found, "on": visit.date.isoformat()}
            for visit in self._ledger.visits.get(household.id, ())
            for key, found in visit.hazards
            if found != NOT_LOOKED
        }


def _spell(span: Span) -> dict[str, str]:
    days = {"from": span.start.isoformat(), "to": span.end.isoformat() if span.end else ""}
    return {key: day for key, day in days.items() if day}


def _texts(data: dict[str, Any] | list[Any]) -> Iterator[str]:
    for part in data.values() if isinstance(data, dict) else data:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list):
            yield from _texts(part)
