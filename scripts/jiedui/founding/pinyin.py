"""Federations' codes out of their names: a folder in pinyin, and the letters of ids (R-002)."""

from __future__ import annotations

import re
from itertools import chain, product
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_KINDS = ("自治县", "自治旗", "自治州", "地区", "新区", "林区", "特区", "县", "区", "市", "旗", "州", "盟")
_SPELLED = re.compile("[a-z]+")
_MOST, _MOST_LETTERS, _LEAST = 20, 4, 2


def slug(name: str, taken: Collection[str]) -> str:
    """Return the folder of the federation of a place: its name in pinyin, else with its kind (县), else with letters.

    It is none of ``taken``.
    """
    own, kind = map("".join, _parts(name))
    stems = [stem for stem in (own, own + kind) if len(stem) >= _LEAST] or ["xian"]
    endings = map("".join, chain.from_iterable(product(ascii_lowercase, repeat=length) for length in (1, 2, 3)))
    lettered = (f"{stems[-1][: _MOST - len(ending)]}{ending}" for ending in endings)
    return next(each for each in (*(stem[:_MOST] for stem in stems), *lettered) if each not in taken)


def prefix(name: str, taken: Collection[str]) -> str:
    """Return the letters that ids of a place's federation begin with, two to four, none of ``taken``.

    They are the initials of its name (青石县: QS), else those with its kind's, else with any others.
    """
    return next(letters for letters in _letters(*_parts(name)) if letters not in taken)


def _letters(own: list[str], kind: list[str]) -> Iterator[str]:
    initials = "".join(syllable[0] for syllable in own).upper()
    whole = initials + "".join(syllable[0] for syllable in kind).upper()
    yield from (letters[:_MOST_LETTERS] for letters in (initials, whole) if len(letters) >= _LEAST)
    for length in (1, 2, 3):
        for ending in product(ascii_uppercase, repeat=length):
            yield f"{(initials or 'X')[: _MOST_LETTERS - length]}{''.join(ending)}"


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Return the syllables of a name, and those of the kind of place that it ends in; what is no letter is left out."""
    kind = next((kind for kind in _KINDS if name.endswith(kind) and name != kind), "")
    return _syllables(name.removesuffix(kind)), _syllables(kind)


def _syllables(text: str) -> list[str]:
    return [found for spelled in lazy_pinyin(text) for found in _SPELLED.findall(spelled.lower())]
