"""What can be read of a record that its schema refuses: all of it but what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.judge import judge

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema, Schema
    from jiedui.records.values import Json, Pointer


def salvage(data: dict[str, Any], schema: RecordSchema, path: str) -> dict[str, Any]:
    """Return what is right in ``data``: values that the schema takes, below keys that it knows.

    Mappings and lists have the shape that the schema gives them, but a mapping may lack what it requires. Values are
    typed in place, as the judge does; ``path`` is where the record lies.
    """
    wrong = frozenset(finding.pointer for finding in judge(data, schema, path).findings)
    return _Sieve(schema, wrong).mapping(data, schema.root, ())


class _Sieve:
    """Keeps what the schema of a record takes. ``wrong`` are the places that the judge has spoken of."""

    def __init__(self, record: RecordSchema, wrong: frozenset[Pointer]) -> None:
        self._record = record
        self._wrong = wrong

    def mapping(self, data: dict[str, Json], schema: Schema, pointer: Pointer) -> dict[str, Any]:
        known = self._record.properties(schema)
        kept = {key: self._value(data[key], part, (*pointer, key)) for key, part in known.items() if key in data}
        return {key: value for key, value in kept.items() if value is not None}

    def _value(self, value: Json, schema: Schema, pointer: Pointer) -> Json:
        """Return what is right of a value, ``None`` where that is nothing."""
        kind = schema.get("type")
        if isinstance(value, dict):
            return self.mapping(value, schema, pointer) if kind == "object" else None
        if isinstance(value, list):
            return self._items(value, schema, pointer) if kind == "array" else None
        return None if pointer in self._wrong or kind in ("object", "array") else value

    def _items(self, rows: list[Json], schema: Schema, pointer: Pointer) -> list[Json]:
        inner = self._record.resolve(schema["items"])
        kept = (self._value(row, inner, (*pointer, index)) for index, row in enumerate(rows))
        return [row for row in kept if row is not None]
