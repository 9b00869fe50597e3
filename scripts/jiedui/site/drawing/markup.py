"""Text to markup: the one function that makes record text harmless in Markdown and in HTML."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import lru_cache

from markupsafe import Markup

# Kept as they are: letters and digits of any script, spaces, CJK and full-width punctuation, dashes, quotes, ellipsis.
# The underscore is a word character for ``re`` and emphasis for Markdown, so it goes the other way.
_SPECIAL = re.compile(r"\r\n|[^\w \u00b7\u2013-\u2014\u2018-\u201d\u2026\u3001-\u303f\uff01-\uff5e]|_")
_NEWLINES = frozenset(("\r\n", "\n", "\r", "\u2028", "\u2029"))
# Characters that are none, which HTML has no reference for: the last two of each plane and some more.
_NONE = "\ufdd0-\ufdef" + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(rf"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f{_NONE}]")
_UNKNOWN = "\ufffd"
_HREF = re.compile(r"[A-Za-z0-9_./#+-]+\Z")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:_/~%?&=+-]+\Z")
# A reference as this module writes it, and what means something in HTML, in text or in a quoted attribute.
_REFERENCE = re.compile(r"&#(?!0)([0-9]{2,7});")
_MEANING = frozenset("\"&'<>")
# What HTML takes to end where the next one begins, or what it stands in ends. Space behind a cell would be in it then.
_ENDS = re.compile(r"</(?:(?:li|d[td])>|t[dhr]>\s*)")
_TITLE = re.compile(r"[^\w \u00b7\u2014\u201c\u201d\u3001-\u3011\uff01-\uff5e-]|_")


def escape(value: object) -> Markup:
    """Return ``value`` as text that shows the same in a Markdown paragraph, a table cell or an HTML block.

    Every character that is not a letter, digit, space or CJK punctuation becomes a character reference, a line break
    becomes ``<br>``, and a control character, which has no place in HTML, becomes U+FFFD. Markup stays as it is. A day
    is kept on one line: browsers break dates at their hyphens.
    """
    if type(value) is str:
        return _text(value)
    if isinstance(value, Markup):
        return value
    return _day(value) if isinstance(value, date) else _text(str(value))


@lru_cache(maxsize=1 << 15)
def _text(text: str) -> Markup:
    return str.__new__(Markup, _SPECIAL.sub(_reference, text))


@lru_cache(maxsize=1 << 12)
def _day(day: date) -> Markup:
    return str.__new__(Markup, f"<time>{day.isoformat()}</time>")


def _reference(match: re.Match[str]) -> str:
    return _sign(match[0])


@lru_cache(maxsize=1 << 12)
def _sign(sign: str) -> str:
    if sign in _NEWLINES:
        return "<br>"
    return f"&#{ord(_CONTROL.sub(_UNKNOWN, sign))};"


def plain(text: str) -> str:
    """Return what :func:`escape` wrote as HTML needs it: what only Markdown takes for more stands as it is."""
    parts = _REFERENCE.split(text)  # a function of matches takes a fourth longer
    parts[1::2] = map(_meant, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=1 << 12)
def _meant(number: str) -> str:
    code = int(number)
    sign = chr(code) if code <= sys.maxunicode else ""
    return sign if sign and sign.isprintable() and sign not in _MEANING else f"&#{number};"


def unended(text: str) -> str:
    """Return a page of HTML without the end tags of cells, rows and entries, which a browser does not need.

    They are a twentieth of a site. Markdown needs its own.
    """
    return _ENDS.sub("", text)


def attribute(value: object) -> Markup:
    """Return ``value`` for a quoted attribute: on one line, escaped like all text."""
    return escape(" ".join(str(value).split()))


def html(template: str, **values: object) -> Markup:
    """Fill ``template``, which is markup of ours, with ``values``, which are escaped unless they are markup."""
    # What is no markup yet need not be asked whether it is.
    for key, value in values.items():
        if type(value) is not Markup:
            values[key] = escape(value)
    return str.__new__(Markup, template.format_map(values))


def joined(parts: list[Markup], separator: str = "") -> Markup:
    """Join pieces of markup."""
    return str.__new__(Markup, separator.join(parts))


@lru_cache(maxsize=1 << 14)
def href(path: str) -> Markup:
    """Return a link target of ours; raise ``ValueError`` for anything that is not a plain relative path."""
    if not _HREF.match(path) or path.startswith("/"):
        raise ValueError(f"not a link of ours: {path!r}")
    return str.__new__(Markup, path)


@lru_cache(maxsize=1 << 15)
def href_from(root: Markup, path: str) -> Markup:
    """Return :func:`href` of a ``path`` from the top of the site as seen from a page; ``root`` leads to the top."""
    return href(path) if path.startswith("#") else joined([root, href(path)])


@lru_cache(maxsize=1 << 14)
def address(url: str) -> Markup:
    """Return a link target outside the site; raise ``ValueError`` for anything that is not a plain web address."""
    if not _ADDRESS.match(url):
        raise ValueError(f"not a web address: {url!r}")
    return Markup(url.replace("&", "&amp;"))


def title(text: str) -> str:
    """Return a page title without the characters that the theme, which escapes nothing there, would read as markup."""
    return _TITLE.sub("", text).strip()
