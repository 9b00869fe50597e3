"""A record that is begun: what is known is written, and in place of the rest stands a blank that names it.

It is the canonical text but for its blanks, which the check refuses until somebody fills them in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.records.schema import RecordSchema, Schema


def draft(record: RecordSchema, known: Mapping[str, object], asked: Iterable[str]) -> str:
    """Return the text of a record that says what is ``known`` and has a blank for each other key that is ``asked``."""
    from jiedui.records import writer  # who asks for a blank alone writes nothing

    fields = record.properties(record.root)
    return writer.write({key: _blank_of(fields[key]) for key in asked} | dict(known), record)


def blank(title: str) -> str:
    """Return what stands where something is to be written: what staff call it, in brackets."""
    return f"（{title}）"


def _blank_of(field: Schema) -> Any:  # noqa: ANN401  (the value of any property)
    """Return the blank of a property: its words to choose from, where it has such."""
    if words := field.get("enum"):
        return blank("、".join(words))
    return blank("true 或者 false" if field["type"] == "boolean" else field["title"])
