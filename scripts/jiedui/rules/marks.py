"""Marks: what stands for the name, the address or the number of a person where it is only compared (R-112).

A mark is a hash: it tells whether two words are the same, and shows neither. It has no key: whoever has it can try
words, of telephones all. Where marks are kept, they are kept for one user, as the records are.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


def mark(*words: str) -> bytes:
    """Return the mark of words, all of them together."""
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()


class MarkedWords(NamedTuple):
    """Words that are looked for in texts: how many characters they have, and their mark."""

    length: int
    mark: bytes

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what is to be known of words."""
        return cls(len(text), mark(text))


class SoughtWords:
    """Words that are looked for together."""

    def __init__(self, words: Iterable[MarkedWords]) -> None:
        self._marks = {words.mark: words.length for words in words}
        self._lengths = set(self._marks.values())

    def is_in(self, text: str) -> bool:
        """Tell whether any of the words stand in a text."""
        places = ((start, length) for length in self._lengths for start in range(len(text) - length + 1))
        return any(mark(text[start : start + length]) in self._marks for start, length in places)


class Telephones:
    """Telephones that a ledger knows, by their marks: each is asked for by its digits."""

    def __init__(self, marks: Iterable[bytes] = ()) -> None:
        self.marks = frozenset(marks)

    def __contains__(self, digits: object) -> bool:
        return isinstance(digits, str) and mark(digits) in self.marks
