"""Records in few bytes: what several of them say, a key or a value, is written once."""

from __future__ import annotations

from typing import Any

# What begins a list, where an object begins with the place of its keys.
LIST = -1

Packed = int | list[Any]
"""A value as its place in the table, an object as ``[place of its keys, *values]``, a list as ``[LIST, *values]``."""


class Packing:
    """Packs data of JSON that belong together; data.js unpacks them by the ``table``."""

    def __init__(self) -> None:
        self.table: list[object] = []
        self._places: dict[object, int] = {}

    def of(self, node: object) -> Packed:
        """Return data as they are written beside the table, which then holds what they say."""
        if isinstance(node, str):
            return self._place(node, node)
        if isinstance(node, dict):
            keys = tuple(node)
            return [self._place(keys, keys), *map(self.of, node.values())]
        if isinstance(node, list):
            return [LIST, *map(self.of, node)]
        return self._place((type(node), node), node)

    def _place(self, known_by: object, value: object) -> int:
        place = self._places.get(known_by)
        if place is None:
            place = self._places[known_by] = len(self.table)
            self.table.append(value)
        return place
