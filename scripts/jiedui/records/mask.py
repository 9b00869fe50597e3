"""What stands in the place of a certificate number or a day of birth wherever a record is shown to those not to see it.

A day of birth beside other data gives the number away (个人信息保护法 51). Each mask has the shape of what it hides, so
that the form judges a masked record as the record is; nobody was born in the year 1111. Nothing that holds one may be
written into a ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema, Schema

MASK = "11111111111111111111"
BIRTH_MASK = "1111-11-11"
# What is hidden, by the shared definition that it follows.
_MASKS = {"certificate": MASK, "birth": BIRTH_MASK}
MASKS = frozenset(_MASKS.values())

# Where masks are to stand: one itself, what stands under keys, or in each item of a list.
Masked: TypeAlias = "str | dict[str, Masked] | list[Masked] | None"


def masks(record: RecordSchema, schema: Schema | None = None) -> Masked:
    """Return where the records of a kind hold what is masked, and by what; ``None`` where they hold nothing of it."""
    schema = record.root if schema is None else schema
    if mask := _MASKS.get(str(schema.get("$ref", "")).rpartition("/")[2]):
        return mask
    schema = record.resolve(schema)
    if schema.get("type") == "array":
        items = masks(record, schema["items"])
        return [items] if items else None
    parts = {key: masks(record, value) for key, value in schema.get("properties", {}).items()}
    return {key: part for key, part in parts.items() if part} or None


def masked(data: Any, where: Masked) -> Any:  # noqa: ANN401  (a record, or any part of one)
    """Return data with the masks at the places of :func:`masks`."""
    if isinstance(where, str):
        return where
    if isinstance(where, dict) and isinstance(data, dict):
        return {key: masked(value, where[key]) if key in where else value for key, value in data.items()}
    if isinstance(where, list) and isinstance(data, list):
        return [masked(item, where[0]) for item in data]
    return data


def is_mask(value: object) -> bool:
    """Tell whether a value stands for one that is not shown."""
    return isinstance(value, str) and value in MASKS


def is_masked(data: object) -> bool:
    """Tell whether a record, or a part of one, holds a mask anywhere."""
    if isinstance(data, dict):
        return any(map(is_masked, data.values()))
    return any(map(is_masked, data)) if isinstance(data, list) else is_mask(data)
