"""Many words looked for in a text at once: names, places of living, and how descriptions begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LATIN = re.compile("[0-9A-Za-z]")
_HEAD = 2


class Words:
    """Words of two signs or more. Where several begin at one place the longest is meant: 王小明 is not 王小."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= _HEAD)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        firsts, seconds = (re.escape("".join({head[place] for head in lengths})) for place in range(_HEAD))
        self._head = re.compile(f"[{firsts}][{seconds}]" if lengths else r"(?!)")

    def found(self, text: str) -> set[str]:
        """Return the words that a text holds; those in Latin letters must stand by themselves."""
        found: set[str] = set()
        place = 0
        while match := self._head.search(text, place):
            start = match.start()
            parts = (text[start : start + length] for length in self._lengths.get(match[0], ()))
            word = next((part for part in parts if part in self._words and _stands(text, part, start)), "")
            if word:
                found.add(word)
            place = start + (len(word) or 1)
        return found


def _stands(text: str, word: str, start: int) -> bool:
    """Tell whether a word at a place of a text is no part of a longer one in Latin letters."""
    end = start + len(word)
    return not (
        (_LATIN.match(word) and start and _LATIN.match(text[start - 1]))
        or (_LATIN.match(word[-1]) and _LATIN.match(text[end : end + 1]))
    )
