"""Names: how one is rightly written, what in it is no part of a name, and when two are the same (R-112).

A name is Chinese characters, for some peoples with U+00B7 between its parts, or the Latin letters of a passport. What
merely looks alike (a bullet for the dot, a radical for the character) is written rightly here; what may stand for
anything is told by the place where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jiedui.pattern import pattern

DOT = "\u00b7"
DOTS = (
    "\u2022\u2027\u22c5\u2219\u2218\u25e6\u25cf\u2981\u2e31\ua78f\u16eb\u0387\u30fb\uff65\uff0e\u2024\uff61\u3002\u002e"
)
"""What is typed in the place of U+00B7."""

_HAN = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27-\ufa29"
    "\U00020000-\U0003fffd"
)
# To compile this, and what holds it, takes longer than most runs need it: `re` does so when it is asked first.
_IS_HAN = f"[{_HAN}]"
_PLAIN = pattern(rf"[\u3400-\u4dbf\u4e00-\u9fff]+(?:{DOT}[\u3400-\u4dbf\u4e00-\u9fff]+)*\Z")
_FOREIGN = pattern(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_DOTS = pattern(f"[{re.escape(DOTS)}]")
# Between Chinese characters there is no room; a variant is chosen by what cannot be seen.
_NO_ROOM = rf"(?<=[{_HAN}{DOT}])[ \u3000]+(?=[{_HAN}{DOT}])|[\ufe0e\ufe0f]"
_SIGNS = str.maketrans(  # between Latin letters, where a full stop is one
    {**dict.fromkeys(DOTS.replace(".", ""), DOT), **dict.fromkeys("’‘ʼ＇", "'"), **dict.fromkeys("‐‑–－", "-")}
)
_RARE = pattern(r"[\U00010000-\U0010ffff]")
_FIRST_OF_GBK, _LAST_OF_GBK = "\ue815", "\ue864"
_SCRIPTS = {
    "CYRILLIC": "西里尔（俄文）",
    "GREEK": "希腊",
    "HIRAGANA": "日文",
    "KATAKANA": "日文",
    "HANGUL": "朝鲜文",
}


class OddCharacter(NamedTuple):
    """What in a name is no part of it: the character at ``place``, from 0, ``called`` so."""

    place: int
    called: str


def folded(name: str) -> str:
    """Return what two names share that are written with different dots, widths, variants or blanks."""
    if is_plain(name):
        return str(name)  # which a sealed text is not
    narrow = unicodedata.normalize("NFKC", proper(name)).casefold()
    return re.sub(r"[\s\ufe0e\ufe0f]", "", _DOTS.sub(DOT, narrow))


def is_plain(name: str) -> bool:
    """Tell whether a name has but usual Chinese characters, and dots between its parts: nothing is to be said of it."""
    return _PLAIN.match(name) is not None


def proper(name: str, *, of_organisation: bool = False) -> str:
    """Return a name as it is rightly written, as far as that is known; a right one stays as it is.

    An organisation's has the signs and the room that it has.
    """
    if is_plain(name):
        return name
    name = unicodedata.normalize("NFC", "".join(map(_unified, name)))
    if of_organisation:
        return name
    if not re.search(_IS_HAN, name):
        return " ".join(name.translate(_SIGNS).split())
    return re.sub(_NO_ROOM, "", _DOTS.sub(DOT, name)).strip(f" \u3000{DOT}")


def _unified(character: str) -> str:
    """Return what a radical, a compatibility ideograph, a wide letter or a character of old GBK stands for."""
    plain = unicodedata.normalize("NFKC", _placed(character))
    return plain if re.fullmatch(_IS_HAN, plain) or _FOREIGN.fullmatch(plain) else character


def _placed(character: str) -> str:
    """Return what a character of a private place was in GBK: Unicode took it up later, 䶮 for one (U+E863)."""
    if not _FIRST_OF_GBK <= character <= _LAST_OF_GBK:
        return character
    low = 0x50 + ord(character) - ord(_FIRST_OF_GBK)
    return bytes((0xFE, low + (low >= 0x7F))).decode("gb18030")  # 0x7F is no second byte


def odd(name: str, *, of_organisation: bool = False) -> OddCharacter | None:
    """Return the first character that a name, rightly written, cannot have. An organisation's may have any that print.

    What is only written in another way (:func:`proper`) is not odd.
    """
    if is_plain(name):
        return None
    chinese = re.search(_IS_HAN, proper(name)) is not None
    for index, character in enumerate(name):
        if _merges(name, index):
            continue
        if called := _oddity(character, chinese=chinese, of_organisation=of_organisation):
            return OddCharacter(index, called)
    return None


def _merges(name: str, index: int) -> bool:
    """Tell whether a mark makes one letter with what is before it, as some keyboards write it."""
    if not unicodedata.combining(name[index]):
        return False
    before, after = (len(unicodedata.normalize("NFC", name[:end])) for end in (index, index + 1))
    return after <= before


def _oddity(character: str, *, chinese: bool, of_organisation: bool) -> str:
    """Say what a character is that has no place in a name; nothing of one that has."""
    category = unicodedata.category(character)
    written = _unified(character)
    if re.fullmatch(_IS_HAN, written) or character in f" \u3000{DOT}{DOTS}\ufe0e\ufe0f":
        return ""
    if category == "Co":
        return "自造字，换一台电脑就看不到"
    if category in ("Mn", "Me", "Mc"):
        return "叠在别的字上的符号"
    if character in "?？":
        return "问号，多半是转换编码时丢了字"
    if category == "So" or "\u2e80" <= character <= "\u2fff" or "\u31c0" <= character <= "\u31ef":
        return "部首、笔画或图形，不是字"
    if of_organisation:
        return ""
    if category[0] == "L":
        if _FOREIGN.fullmatch(written):
            return "拉丁字母" if chinese else ""
        return f"{_script(character)}字母"
    if not chinese and character.translate(_SIGNS) in "-',":
        return ""
    return "数字" if category[0] == "N" else "标点或符号"


def _script(character: str) -> str:
    """Return what a foreign script is called."""
    return _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], "外文")


def misspelt(name: str, *, of_organisation: bool = False) -> str:
    """Say which character of a name is the first that is rightly written in another way; nothing of a right name."""
    right = proper(name, of_organisation=of_organisation)
    if right == name:
        return ""
    pairs = enumerate(zip(name, right, strict=False))
    place = next((place for place, (one, other) in pairs if one != other), len(right))
    character = name[place]
    called = f"“{character}”"
    if character.isspace():
        called = "空格"
    elif character in "\ufe0e\ufe0f":
        called = "看不见的字符"
    elif character in DOTS:
        called = f"“{character}”，不是间隔号“{DOT}”"
    elif re.fullmatch(_IS_HAN, _unified(character)):
        called = f"“{character}”，长得像“{_unified(character)}”"
    return f"第 {place + 1} 个字是{called}（U+{ord(character):04X}）"


def rare(name: str) -> list[str]:
    """Return the characters of a name, each once, that many fonts lack: those beyond U+FFFF."""
    return list(dict.fromkeys(_RARE.findall(proper(name))))
