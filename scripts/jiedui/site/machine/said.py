"""What the tags of a built page say: its anchors and links, and what stands in it of scripts and style sheets."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator

# Tags and their attributes are matched, not parsed: a site of thousands of pages is read in seconds. A tag without
# attributes asks for nothing.
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"(<(script|style)\b[^>]*>)(.*?)</\2>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*+\s[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>")
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# What most tags are that say anything: an anchor or a link as this program writes it, beside what says nothing.
_ONE = re.compile(
    r'<([a-z][a-z0-9]*)(?: (?:class|scope)="[^"]*")* (id|href)="([^"&]*)"(?: (?:class|title|aria-label)="[^"]*")*>'
)
_LINKS = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "cite", "background", "manifest"}
_SAYING = _LINKS | {"id", "name", "data-views", "srcset", "style", "content"}
# So many different tags are known from one page to the next.
_KNOWN = 1 << 12


# A script or style sheet in a page: the tag's name, the text.
Inline = tuple[str, str]


class PageTags(Struct):
    """What the tags of a page say: ``leads`` are the links that somebody follows, ``links`` all others."""

    ids: set[str] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    leads: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)


def read(text: str) -> tuple[str, list[Inline], PageTags]:
    """Return a page without comments, the scripts and style sheets that stand in it, and what its tags say."""
    if "<!--" in text:  # hardly any page has one, and this is found out sooner
        text = _HIDDEN.sub("", text)
    inline, between, done = list[Inline](), list[str](), 0
    for found in _INLINE.finditer(text):
        inline.append((found[2].lower(), found[3]))
        between.append(text[done : found.end(1)])
        done = found.end()
    return text, inline, _said("".join((*between, text[done:])))


def _said(text: str) -> PageTags:
    said = PageTags()
    for tag in set(_TAG.findall(text)).difference(_SILENT):
        if one := _ONE.fullmatch(tag):  # in a fourth of the time
            name, attribute, value = one.groups()
            if attribute == "id":
                said.ids.add(value)
            else:
                (said.leads if name == "a" else said.links).add(value.strip())
            continue
        noted = _noted(tag)
        for kind, value in noted:
            getattr(said, kind).add(value)
        if not noted and len(_SILENT) < _KNOWN:
            _SILENT.add(tag)
    return said


_SILENT: set[str] = set()


@lru_cache(_KNOWN)
def _noted(tag: str) -> tuple[tuple[str, str], ...]:
    """Return what a tag says, each with its kind as :class:`PageTags` has it; most say nothing, over and over."""
    name = tag[1:].split(maxsplit=1)[0].lower()
    found = list[tuple[str, str]]()
    for attribute, *values in _ATTRIBUTE.findall(tag):
        if (plain := attribute.lower()) in _SAYING:
            found += _kinds(name, plain, html.unescape(next(filter(None, values), "")))
    return tuple(found)


def _kinds(tag: str, attribute: str, value: str) -> Iterator[tuple[str, str]]:
    if attribute == "id" or (attribute == "name" and tag == "a"):
        yield "ids", value
    elif attribute == "data-views":
        yield from (("views", view) for view in value.split())
    elif (tag, attribute) == ("a", "href"):
        yield "leads", value.strip()
    elif attribute in _LINKS:
        yield "links", value.strip()
    elif attribute == "srcset":
        yield from (("links", part.split()[0]) for part in value.split(",") if part.strip())
    elif attribute == "style":
        yield "styles", value
    elif attribute == "content" and tag == "meta" and "url=" in value.lower():
        yield "links", value.lower().split("url=", 1)[1].strip()
