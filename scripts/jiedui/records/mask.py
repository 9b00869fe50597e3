"""What stands in the place of a certificate number wherever a record is shown to those who may not see it.

The mask has the shape of a number, so that a masked record is judged as the record is; no number is like it, whose
holder would be born in the year 1111. Nothing that holds it may be written into a ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema, Schema

MASK = "11111111111111111111"
_HIDDEN = "certificate"

# Where numbers stand: itself a number, what stands under keys, or in each item of a list.
Numbers: TypeAlias = "bool | dict[str, Numbers] | list[Numbers]"


def numbers(record: RecordSchema, schema: Schema | None = None) -> Numbers:
    """Return where a record of a kind holds numbers of certificates; what is empty holds none."""
    schema = record.root if schema is None else schema
    if str(schema.get("$ref", "")).endswith(f"/{_HIDDEN}"):
        return True
    schema = record.resolve(schema)
    if schema.get("type") == "array":
        items = numbers(record, schema["items"])
        return [items] if items else False
    parts = {key: numbers(record, value) for key, value in schema.get("properties", {}).items()}
    return {key: part for key, part in parts.items() if part}


def masked(data: Any, where: Numbers) -> Any:  # noqa: ANN401  (a record, or any part of one)
    """Return data with the mask in the place of the numbers that it holds at the places of :func:`numbers`."""
    if where is True:
        return MASK
    if isinstance(where, dict) and isinstance(data, dict):
        return {key: masked(value, where[key]) if key in where else value for key, value in data.items()}
    if isinstance(where, list) and isinstance(data, list):
        return [masked(item, where[0]) for item in data]
    return data


def is_masked(data: object) -> bool:
    """Tell whether a record, or a part of one, holds the mask anywhere."""
    if isinstance(data, dict):
        return any(map(is_masked, data.values()))
    return any(map(is_masked, data)) if isinstance(data, list) else data == MASK
