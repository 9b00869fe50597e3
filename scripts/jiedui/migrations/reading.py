"""Reading the records of an older format as records of this one: load, migrate, judge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiedui.migrations import chain
from jiedui.migrations import format as formats
from jiedui.migrations.migration import Data
from jiedui.records import files, loader
from jiedui.records.finding import Judged
from jiedui.records.judge import judge
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

    Findings have pointers into what the record became, but no lines: its text is of the older format.
    """

    number: int

    def __call__(self, root: Path, place: Place, library: SchemaLibrary) -> Judged:
        """Return the record as one of this format, or what hinders."""
        loaded = load(root, place, library, self.number)
        if loaded.data is None:
            return loaded
        return judge(self.upgraded(place, loaded.data), library[place.kind], place.path)

    def upgraded(self, place: Place, data: Data) -> Data:
        """Return what a record becomes in this format."""
        return chain.upgrade(place, data, self.number)


def reader_for(root: Path) -> OlderReader:
    """Return the reader of records below ``root``, whatever their format."""
    return OlderReader(formats.of(root))
