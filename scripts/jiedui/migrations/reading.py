"""Reading the records of an older format as records of this one: load, migrate, judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.migrations import chain, settings
from jiedui.migrations import format as formats
from jiedui.records import files, loader
from jiedui.records.finding import Judged
from jiedui.records.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.tree import Place


def load(root: Path, place: Place, library: SchemaLibrary, from_format: int) -> Judged:
    """Load one record of a format as it is written, unjudged; comments of fields that are no more are let pass."""
    text, findings = files.read_text(root / place.path, place.path)
    if text is None:
        return Judged(None, tuple(findings))
    known = library[place.kind].comments | chain.comments(place.kind, from_format)
    return loader.load(text, place.path, known)


@dataclass(frozen=True, slots=True)
class OlderReader:
    """Reads one record of the format ``number``, to be used in place of the plain reader.

    Settings that came later are those that ``migrate`` would add: a ledger that did not know of them was reckoned so.
    Findings have pointers into what the record became, but no lines: its text is of the older format.
    """

    number: int

    def __call__(self, root: Path, place: Place, library: SchemaLibrary) -> Judged:
        """Return the record as one of this format, or what hinders."""
        loaded = load(root, place, library, self.number)
        if loaded.data is None:
            return loaded
        schema = library[place.kind]
        judged = judge(chain.upgrade(place, loaded.data, self.number), schema, place.path)
        if judged.data is None or place.kind != settings.READINGS:
            return judged
        return Judged(settings.completed(judged.data, schema)[0])


def reader_for(root: Path) -> OlderReader:
    """Return the reader of records below ``root``, whatever their format."""
    return OlderReader(formats.of(root))
