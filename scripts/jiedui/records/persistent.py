"""What ``jsonschema`` and ``referencing`` ask of ``rpds``, in plain Python, for machines that it is not compiled for.

Each collection stays as it is, and every change returns a new one. Those of ``rpds`` share what did not change; these
are copied, which is as good for some dozens of schemas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = TypeVar("Key")
Value = TypeVar("Value")
Item = TypeVar("Item")


class HashTrieMap(Mapping[Key, Value]):
    """A mapping that stays as it is."""

    def __init__(self, value: Mapping[Key, Value] | Iterable[tuple[Key, Value]] = ()) -> None:
        self._held = dict(value)

    @classmethod
    def convert(cls, value: Mapping[Key, Value] | Iterable[tuple[Key, Value]]) -> Self:
        """Return the mapping itself, or one made of another."""
        return value if isinstance(value, cls) else cls(value)

    def __getitem__(self, key: Key) -> Value:
        return self._held[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def insert(self, key: Key, value: Value) -> Self:
        """Return the mapping with one entry more, or another value."""
        return type(self)({**self._held, key: value})

    def update(self, *others: Mapping[Key, Value] | Iterable[tuple[Key, Value]]) -> Self:
        """Return the mapping with the entries of others, of which the last wins."""
        held = dict(self._held)
        for other in others:
            held.update(other)
        return type(self)(held)

    def remove(self, key: Key) -> Self:
        """Return the mapping without a key; raises ``KeyError`` where there is none."""
        self._held[key]
        return self.discard(key)

    def discard(self, key: Key) -> Self:
        """Return the mapping without a key, whether there is one or not."""
        return type(self)({other: value for other, value in self._held.items() if other != key})


class HashTrieSet(frozenset[Item]):
    """A set that stays as it is."""

    def insert(self, item: Item) -> HashTrieSet[Item]:
        """Return the set with one item more."""
        return HashTrieSet(self | {item})

    def update(self, *others: Iterable[Item]) -> HashTrieSet[Item]:
        """Return the set with the items of others."""
        return HashTrieSet(self.union(*others))

    def remove(self, item: Item) -> HashTrieSet[Item]:
        """Return the set without an item; raises ``KeyError`` where there is none."""
        if item not in self:
            raise KeyError(item)
        return self.discard(item)

    def discard(self, item: Item) -> HashTrieSet[Item]:
        """Return the set without an item, whether there is one or not."""
        return HashTrieSet(self - {item})


class List(tuple[Item, ...]):
    """A list that stays as it is and grows at its front."""

    __slots__ = ()

    def push_front(self, item: Item) -> List[Item]:
        """Return the list with one item more before the others."""
        return List((item, *self))
