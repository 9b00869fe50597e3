"""What was probably meant by a text that a schema refuses: one answer, or none where two are as near.

Whatever reads what people typed asks here: the explanation of a fault, and whoever takes over a spreadsheet. Words that
staff use for a choice stand in the schemas (``x-synonyms``); what is told here is how a text is written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.records.values import exists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.schema import Schema

_QUOTES = "“”‘’\"'「」『』《》【】`"
_STOPS = "。，；、,;.!！"
_DASHES = pattern(r"[‐‑‒–—―−－ー~～_]+")
_NEGATIONS = frozenset("不没无未非")
YES = frozenset(("是", "有", "对", "yes", "y", "1", "√", "✓", "true", "ture", "on"))
NO = frozenset(("否", "无", "没有", "不是", "no", "n", "0", "×", "x", "false", "flase", "off"))
_DATE = pattern(r"([0-9]{4})(?: ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?|([0-9]{2})([0-9]{2}))\Z")
_COUNT = pattern(r"(-?[0-9]{1,9}|[零一二两三四五六七八九十]{1,3})(?:\.0)? ?[个人次分户元岁名项件天张]?\Z")
_DIGITS = dict(zip("零一二三四五六七八九两", (*range(10), 2), strict=True))
_TENS = pattern(r"([一二两三四五六七八九])?十([一二三四五六七八九])?\Z")
_INNER = pattern(r"[mnMN]-")
# What stands before the items of a list that was typed in one line, and what parts them.
_MARK = pattern(r"\A(?:[-‐–—－·•●*]+|[0-9]{1,2}[.、)）])\s*")
_PARTS = pattern(r"[、，,;；\s]+")


def meant(text: str, schema: Schema) -> str:
    """Return how ``text`` is written where ``schema`` (resolved) asks for a value; empty where that is not certain."""
    if "enum" in schema:
        return choice(text, [str(each) for each in schema["enum"]], schema.get("x-synonyms", {}))
    kind = schema.get("type")
    if kind == "boolean":
        word = folded(text)
        return "true" if word in YES else "false" if word in NO else str(schema.get("x-synonyms", {}).get(word, ""))
    if kind == "integer":
        return _count(text)
    return shaped(text, schema["pattern"]) if "pattern" in schema else ""


def bare(text: str) -> str:
    """Return ``text`` in half width, without blanks, quotes and stops around it."""
    return unicodedata.normalize("NFKC", text).strip(f"\u3000 {_QUOTES}{_STOPS}")


def folded(text: str) -> str:
    """Return ``text`` as words are compared: :func:`bare`, in small letters."""
    return bare(text).casefold()


def choice(text: str, choices: list[str], synonyms: dict[str, str]) -> str:
    """Return the choice that ``text`` stands for: itself, a synonym's, or the one that it resembles."""
    word = bare(text)
    if word in choices:
        return word
    return synonyms.get(word.casefold()) or nearest(word, choices)


def nearest(text: str, choices: Iterable[str]) -> str:
    """Return the one choice that ``text`` resembles; none where two are as near, since a guess may become a fact.

    Nothing is near what it negates: 没有 is not a way to write 有.
    """
    word = bare(text)
    negated = not _NEGATIONS.isdisjoint(word)
    alike = [each for each in choices if negated is not _NEGATIONS.isdisjoint(each)]
    import difflib  # what is asked for by what is wrong alone

    near = difflib.get_close_matches(word, alike, 2, 0.6)
    ratios = [difflib.SequenceMatcher(None, each, word).ratio() for each in near]
    return near[0] if near and (len(near) == 1 or ratios[0] > ratios[1]) else ""


def shaped(text: str, pattern: str) -> str:
    """Return what in ``text`` has the shape of ``pattern`` once it is tidied, or the date that it is."""
    day = as_date(text)
    return tidied(text, pattern) or (day if day and re.search(pattern, day) else "")


def tidied(text: str, pattern: str) -> str:
    """Return ``text`` without what does not belong there, if that has the shape of ``pattern``."""
    return next((each for each in _tidied(text, pattern) if each != text and re.search(pattern, each)), "")


def _tidied(text: str, pattern: str) -> Iterator[str]:
    """Yield what ``text`` was probably meant to be, the least changed first."""
    yield text.strip()
    yield text.strip().strip(_QUOTES)
    narrow = unicodedata.normalize("NFKC", text).strip().strip(_QUOTES)
    yield narrow
    narrow = bare(text)
    joined = "".join(narrow.split())
    for tidy in (narrow, joined, _DASHES.sub("-", joined)):
        yield from (tidy, tidy.upper(), tidy.lower())
        if _INNER.match(tidy):
            yield tidy[:1].lower() + tidy[1:].upper()
    if not re.search(pattern, "甲"):
        # A name in brackets behind a code, 日 behind a date.
        yield bare(re.sub(r"[^\x00-\x7f]|[()]", "", joined))


def as_date(text: str) -> str:
    """Return ``2026年3月5日``, ``2026/3/5`` and the like as ``2026-03-05``, and nothing for other texts."""
    match = _DATE.match(_DASHES.sub("-", bare(text)))
    if not match:
        return ""
    month, day = match[2] or match[4], match[3] or match[5]
    text = f"{match[1]}-{month:0>2}-{day:0>2}"
    return text if exists(text) else ""


def _count(text: str) -> str:
    match = _COUNT.match(bare(text))
    if not match:
        return ""
    word = match[1]
    if tens := _TENS.match(word):
        return str(10 * _DIGITS[tens[1] or "一"] + _DIGITS[tens[2] or "零"])
    if word in _DIGITS:
        return str(_DIGITS[word])
    return str(int(word)) if word.lstrip("-").isdigit() else ""


def parts(text: str, schema: Schema) -> list[str]:
    """Return the items that a list typed in one line holds; empty if not all of them are items by ``schema``."""
    items = [_item(piece, schema) for piece in pieces(text)]
    return items if all(items) else []


def pieces(text: str) -> list[str]:
    """Return what a list typed in one line is made of, without what numbers its items."""
    return [found for piece in _PARTS.split(bare(text)) if (found := _MARK.sub("", piece))]


def _item(text: str, schema: Schema) -> str:
    valid = text in schema["enum"] if "enum" in schema else re.search(schema.get("pattern", r"\A\Z"), text)
    return text if valid else meant(text, schema)
