"""What the law calls sensitive in a record, told by its schema alone (个人信息保护法 28; ``x-sensitive``).

Whatever masks, narrows, seals or looks for leaks asks here, so that a new field is treated as its schema says.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.records.schema import RecordSchema, Schema

KEYWORD = "x-sensitive"
NAME, CERTIFICATE, BIRTH = "name", "certificate", "birth"
"""The shared definitions of values that are told from others of their class."""
IDENTITY_DIGITS = 18
"""So many signs of a certificate's number are the identity's."""
TELEPHONES = frozenset(("phone", "mobile", "landline"))
"""The shared definitions of what somebody is called at."""
ON_THE_FORM_ALONE = frozenset((CERTIFICATE, BIRTH))
"""The shared definitions of what stands on the form of 附件2 and in closed files, and is shown nowhere else.

A day of birth beside other data gives the number away (个人信息保护法 51).
"""


class SensitiveClass(StrEnum):
    """What a value tells of a person; the value is what the schemas call it."""

    IDENTITY = "identity"
    CONTACT = "contact"
    HEALTH = "health"
    FINANCE = "finance"


class SensitiveField(Struct, frozen=True):
    """A property with a class: ``definition`` is the shared definition of its value, empty where it has its own.

    ``is_free`` tells that anything may be written there, and not one of a few words or a day.
    """

    of: SensitiveClass
    definition: str
    is_free: bool
    is_required: bool


# Where classes lie in a record: a field itself, what lies under keys, or in each item of a list.
Classes: TypeAlias = "SensitiveField | dict[str, Classes] | list[Classes] | None"
Veil: TypeAlias = "Callable[[SensitiveField, Any], Any]"

_DAYS = frozenset(("date",))


@lru_cache(64)  # who asks it of one record asks it of many
def classes(record: RecordSchema) -> Classes:
    """Return where the records of a kind hold what has a class; ``None`` where they hold nothing of the sort."""
    return _classes(record, record.root, is_required=True)


def _classes(record: RecordSchema, schema: Schema, *, is_required: bool) -> Classes:
    definition = str(schema.get("$ref", "")).rpartition("/")[2]
    schema = record.resolve(schema)
    if KEYWORD in schema:
        is_free = schema.get("type") == "string" and "enum" not in schema and definition not in _DAYS
        return SensitiveField(SensitiveClass(schema[KEYWORD]), definition, is_free, is_required)
    if schema.get("type") == "array":
        items = _classes(record, schema["items"], is_required=True)
        return [items] if items else None
    required = schema.get("required", ())
    parts = {
        key: _classes(record, value, is_required=key in required) for key, value in schema.get("properties", {}).items()
    }
    return {key: part for key, part in parts.items() if part} or None


def veiled(data: Any, where: Classes, veil: Veil) -> Any:  # noqa: ANN401  (a record, or any part of one)
    """Return data with each value that has a class replaced by what ``veil`` gives for it.

    What it gives ``None`` for is left out: it must not do that for a value that ``is_required``.
    """
    if isinstance(where, SensitiveField):
        return veil(where, data)
    if isinstance(where, dict) and isinstance(data, dict):
        found = {key: veiled(value, where[key], veil) if key in where else value for key, value in data.items()}
        return {key: value for key, value in found.items() if value is not None}
    if isinstance(where, list) and isinstance(data, list):
        return [veiled(item, where[0], veil) for item in data]
    return data
