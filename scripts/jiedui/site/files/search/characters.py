"""Characters as they are compared in 查户: how they are folded, spelt in pinyin, and written traditionally.

``find-text.js`` folds what is typed in the same way, by the tables that are made here: they hold only what occurs.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.model.names import proper

if TYPE_CHECKING:
    from collections.abc import Iterable

# All Chinese characters of the first two planes that a keyboard offers; the rest has no traditional form of its own.
_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return what two texts share that are written in other widths, cases, signs, tones, blanks or characters."""
    narrow = unicodedata.normalize("NFKD", proper(text)).lower()
    return "".join(_simplified().get(sign, sign) for sign in narrow if unicodedata.category(sign)[0] in "LN")


def traditional(occurring: Iterable[str]) -> str:
    """Return pairs of characters, the traditional one and the one it is folded to, for those that occur in texts."""
    known = set().union(*occurring)
    return "".join(f"{old}{new}" for old, new in sorted(_simplified().items()) if new in known or old in known)


@cache
def spelling(character: str) -> frozenset[str]:
    """Return every pinyin of a character without tones: a name may have one that a dictionary gives last.

    ü is typed as v, as u, or, in a passport's 吕, as yu.
    """
    from pypinyin import Style, pinyin  # half a second, which only the build of the search needs

    sounds = chain.from_iterable(pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore"))
    typed = {sound.replace("v", other) for sound in sounds for other in ("v", "u", "yu")}
    return frozenset(sound for sound in typed if sound.isascii() and sound.isalpha())


@cache
def _simplified() -> dict[str, str]:
    from opencc import OpenCC  # its dictionaries are read when it is made

    signs = [chr(code) for block in _HAN for code in block]
    plain = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {sign: new for sign, new in zip(signs, plain, strict=True) if new != sign}


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Return the characters of the names by the syllables that spell them."""
    found: dict[str, set[str]] = {}
    for sign in set().union(*names):
        for sound in spelling(sign):
            found.setdefault(sound, set()).add(sign)
    return {sound: "".join(sorted(signs)) for sound, signs in sorted(found.items())}
