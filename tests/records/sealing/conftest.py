"""A ring of keys in memory, for what seals and opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiedui.records.sealing.keyring import KEY_BYTES


def key(word: str) -> bytes:
    """Return a key that is always the same for a word."""
    return hashlib.shake_256(word.encode()).digest(KEY_BYTES)


@dataclass
class MemoryRing:
    """Has the keys that it was given, and makes those that are asked for."""

    held: dict[str, list[bytes]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    hash_key: bytes = b"h" * 32

    def keys(self, household: str) -> Sequence[bytes]:
        return self.held.get(household, [])

    def make_all(self, households: Iterable[str]) -> None:
        for household in households:
            if household in self.gone:
                raise LookupError(household)
            self.held.setdefault(household, [key(household)])
