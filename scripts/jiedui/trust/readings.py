"""What a line of a file says: as it stands, and with whatever hides its signs from a reader of bytes undone."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable

# What Office says of the form of a part of a text.
_FORMAT = re.compile(r"<(w:)?rPr>.*?</\1?rPr>")
# Marks within a word, of HTML, SVG and Office: a name may begin in one and end in the next. All others part texts.
_WITHIN = (
    r"(?:</?(?:a|abbr|b|bdi|bdo|code|data|del|em|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strong|sub|sup|time|tspan"
    r"|u|var|wbr|r|t|w:(?:r|t|ins|smartTag|hyperlink|proofErr|bookmarkStart|bookmarkEnd))(?:\s[^<>]*)?/?>)+"
)
_PARTED = re.compile(rf"[^<>\s]{_WITHIN}[^<>\s]")
_WITHIN_WORD = re.compile(_WITHIN)
_MARK = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-9A-Fa-f]{4,6}) ?|(.))")
_PERCENT = re.compile("%[0-9A-Fa-f]{2}")
_BASE64 = re.compile("base64,([0-9A-Za-z+/]{8,}={0,2})")
_BETWEEN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANKS = re.compile(rf"(?<=[{_BETWEEN}])[\s\u00ad\u200b-\u200d\u2060\ufeff]+(?=[{_BETWEEN}])")
_DEEPEST = 2


def readings(line: str) -> set[str]:
    """Return all that a line may say: as it is, and without escapes, entities and codes, one within the other.

    Marks are taken away where they part a word alone; what stands between them, and in them, is in the line as it is.
    """
    found = {line}
    text = line
    for _ in range(_DEEPEST):
        for tell, read in _READERS:
            if tell in text:
                text = read(text)
        found.add(text)
        unformed = _FORMAT.sub("", text) if "rPr>" in text else text
        if _PARTED.search(unformed):
            found.add(_MARK.sub("\n", _WITHIN_WORD.sub("", unformed)))
    return found


def closed_up(text: str) -> str:
    """Return a text without the blanks that stand between Chinese signs: where a line was broken, or a name spread."""
    return _BLANKS.sub("", text)


def _without_escapes(text: str) -> str:
    # Two halves of one sign, as JSON writes those beyond the first plane, come together by way of UTF-16.
    return _ESCAPE.sub(_unescaped, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3] or match[4]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"
    return {"n": "\n", "r": "\n", "t": "\t"}.get(match[5], match[5])


def _without_percent(text: str) -> str:
    return unquote(text) if _PERCENT.search(text) else text


def _without_base64(text: str) -> str:
    return _BASE64.sub(lambda match: _plain_bytes(match[1]), text)


def _plain_bytes(code: str) -> str:
    try:
        return base64.b64decode(code).decode("utf-8", "replace")
    except binascii.Error:
        return ""


# In this order; by the sign without which there is nothing to undo.
_READERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("base64,", _without_base64),
    ("\\", _without_escapes),
    ("&", html.unescape),
    ("%", _without_percent),
)
