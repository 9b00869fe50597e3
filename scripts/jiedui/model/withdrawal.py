"""What was withdrawn: it stays in the records, with a day and a reason, and counts for nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from jiedui.records.sealing.sealed_text import is_erased
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer

KEY = "withdrawn"


class WithdrawnRecord(Struct, frozen=True):
    """A record that was withdrawn ``on`` a day: the federation whose it is, its kind and its id, and no more of it."""

    unit: str
    kind: str
    id: str
    on: date

    @classmethod
    def of(cls, record: Record) -> Self | None:
        """Take from a record that was withdrawn on which day that was; ``None`` of any other, and of one erased."""
        data, place = record.data, record.place
        if not is_withdrawn(data) or is_erased(data.get("village")):
            return None
        return cls(place.unit, place.kind, place.stem, date.fromisoformat(data[KEY]["date"]))


def is_withdrawn(item: object) -> bool:
    """Tell whether a record, or an entry of one of its lists, was withdrawn."""
    return isinstance(item, dict) and KEY in item


def standing(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says without entries of its lists that were withdrawn: itself, where nothing of it is."""
    return _standing(data) if _has_withdrawn(data) else data


def _has_withdrawn(data: dict[str, Any]) -> bool:
    parts = [data]
    for part in parts:  # which grow meanwhile: a call for each of them takes long
        if KEY in part:
            return True
        for value in part.values():
            if value.__class__ is dict:
                parts.append(value)
            elif value.__class__ is list:
                parts += [item for item in value if item.__class__ is dict]
    return False


def _standing(value: Any) -> Any:  # noqa: ANN401  (any part of a record)
    if isinstance(value, list):
        return [_standing(item) for item in value if not is_withdrawn(item)]
    return {key: _standing(item) for key, item in value.items()} if isinstance(value, dict) else value


def as_written(data: Mapping[str, Any], pointer: Pointer) -> Pointer:
    """Return where a place of what :func:`standing` returns is in the record itself.

    There the entries that were withdrawn stand between the others. What leads nowhere stays as it is.
    """
    node: Any = data
    found: list[str | int] = []
    for part in pointer:
        place = part
        if isinstance(part, int) and isinstance(node, list):
            rows = [row for row, item in enumerate(node) if not is_withdrawn(item)]
            place = rows[part] if part < len(rows) else part
        found.append(place)
        try:
            node = node[place]
        except (KeyError, IndexError, TypeError):
            node = None
    return tuple(found)
