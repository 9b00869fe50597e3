"""What some records of a ledger say, held in a tenth of the room, once the records themselves are let go of."""

from __future__ import annotations

import marshal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.records.reader import Record


class HeldRecords:
    """What ``records`` said when they were read, by path; one in which anything is sealed is not held."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._packed: dict[str, bytes] = {}
        for record in records:
            with suppress(ValueError):
                self._packed[record.path] = marshal.dumps(record.data)

    def __len__(self) -> int:
        return len(self._packed)

    def get(self, path: str) -> dict[str, Any] | None:
        """Return the data of a record, for the caller alone; ``None`` of one that is not held."""
        packed = self._packed.get(path)
        found: dict[str, Any] | None = None if packed is None else marshal.loads(packed)
        return found
