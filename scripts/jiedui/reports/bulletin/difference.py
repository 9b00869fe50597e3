"""Where a stored bulletin and the one reckoned again say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.records.values import Pointer


class Difference(Struct, frozen=True):
    """One place. ``stored`` and ``reckoned`` are what the two say there as text, ``""`` for nothing."""

    pointer: Pointer
    stored: str
    reckoned: str


def differences(stored: object, reckoned: object, pointer: Pointer = ()) -> Iterator[Difference]:
    """Yield every place where two records differ, in the order of the reckoned one; what is empty is not there."""
    if isinstance(stored, Mapping) and isinstance(reckoned, Mapping):
        for key in dict.fromkeys((*reckoned, *stored)):
            yield from differences(stored.get(key), reckoned.get(key), (*pointer, key))
    elif isinstance(stored, list) and isinstance(reckoned, list):
        for index in range(max(len(stored), len(reckoned))):
            yield from differences(_at(stored, index), _at(reckoned, index), (*pointer, index))
    elif _present(stored) != _present(reckoned):
        yield Difference(pointer, _said(stored), _said(reckoned))


def _at(items: list[Any], index: int) -> object:
    return items[index] if index < len(items) else None


def _present(value: object) -> object:
    """Return a value as the writer keeps it: what is empty is not there."""
    return None if value in ("", [], {}) else value


def _said(value: object) -> str:
    if _present(value) is None:
        return ""
    return "有内容" if isinstance(value, dict | list) else str(value)
