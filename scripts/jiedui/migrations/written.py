"""A record as it is written, in whatever format: its data, unjudged, and where in the text a part of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations import chain
from jiedui.pattern import pattern
from jiedui.records import files
from jiedui.records.finding import Finding
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jiedui.migrations.migration import Data
    from jiedui.records.files import Readable
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.tree import Place
    from jiedui.records.values import Json, Pointer

_COMMENT = pattern(r"#[^\r\n]*")


class Written(Struct, frozen=True):
    """The text of a record, what it says as plain data, and what is wrong with the text whatever the format.

    There is no ``data`` where the text cannot be loaded. Comments that would be lost are faults that leave the data.
    """

    text: str
    data: Data | None
    findings: tuple[Finding, ...] = ()

    def placed(self, findings: Iterable[Finding], schema: RecordSchema) -> tuple[Finding, ...]:
        """Return findings about what the record became, each at the nearest place that is in the text, sorted.

        What was typed so that it means something else is named in place of what comes of it, as the reader does.
        """
        told = [replace(finding, pointer=held(self.data, finding.pointer)) for finding in findings]
        if not told:
            return ()
        from jiedui.records import inspector, position  # as the loader has it: by what is wrong alone

        hints = inspector.input_faults(self.text, told[0].path, schema.names)
        placed = position.place(self.text, told, {hint.line for hint in hints})
        return tuple(sorted((*hints, *placed), key=Finding.sort_key))


def load(root: Path | Readable, place: Place, library: SchemaLibrary) -> Written:
    """Load one record as it is written; comments of fields that are no more are let pass."""
    text, findings = files.read_text(root, place.path)
    if text is None:
        return Written("", None, tuple(findings))
    from jiedui.records import loader  # as the reader has it

    schema = library[place.kind]
    loaded = loader.load(text, place.path, schema.comments | chain.comments(place.kind), schema)
    if loaded.data is None:
        regardless = loader.load(text, place.path, frozenset(_COMMENT.findall(text)))
        return Written(text, regardless.data, loaded.findings)
    return Written(text, loaded.data)


def held(data: Json, pointer: Pointer) -> Pointer:
    """Return ``pointer`` without the parts that ``data`` does not have: what a migration has put around the rest."""
    kept: list[str | int] = []
    for part in pointer:
        match data, part:
            case dict(), str() if part in data:
                data = data[part]
            case list(), int() if part < len(data):
                data = data[part]
            case _:
                continue
        kept.append(part)
    return tuple(kept)
