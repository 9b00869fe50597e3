"""The checker of a built site: links lead somewhere inside it, nothing is fetched from outside, pages are confined."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from jiedui.confinement import faults
from jiedui.records.parallel import each

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Tags and their attributes are matched, not parsed: a site of thousands of pages is read in seconds. A tag without
# attributes asks for nothing.
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"(<(script|style)\b[^>]*>)(.*?)</\2>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*+)(\s[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_URL_IN_CSS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"'\s]*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')")
# What a script loads by a literal address: calls that fetch, and addresses given to elements.
_LOAD_IN_JS = re.compile(
    r"(?:\b(?:fetch|import|importScripts|Worker|SharedWorker|EventSource|WebSocket|sendBeacon)\s*\(|\.open\(\s*[\"'`]\w+[\"'`]\s*,"
    r"|\.(?:src|href)\s*=)\s*[\"'`]((?:[a-z]+:)?//[^\"'`]*)"
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LINKS = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "cite", "background", "manifest"}
_HARMLESS = {"tel", "mailto", "data"}
_NOT_FOUND_PAGE = "404.html"
# What no text of HTML holds stands between texts.
_APART = "\0"


class _Page(NamedTuple):
    """What one page offers and asks of others, in few texts: it goes from one process to another.

    ``ids`` are its anchors; ``views`` are what a script of it shows in place of one: ``#visit/SLX-7K3Q`` is a view of
    ``visit``. ``anchored`` are the links that lead to an anchor of a page that is there.
    """

    ids: str
    views: str
    anchored: str
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Said:
    """What the tags of a page say: ``leads`` are the links that somebody follows, ``links`` all others."""

    ids: set[str] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    leads: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)


def check_site(folder: Path, outside: str = "") -> list[str]:
    """Return what is wrong with the built site in ``folder``, in Chinese, one sentence for each fault, sorted.

    Links may leave it for addresses that begin with ``outside``: the repository that the ledger is edited in.

    Faults are links to files or anchors that are not there, links that leave the folder, and anything that names
    another host: links, resources, ``url()`` and ``@import`` in style sheets, addresses that scripts load; and a page
    that is not confined by its policy, or does what that forbids (:mod:`jiedui.confinement`).
    """
    site = _BuiltSite(folder, outside)
    pages = dict(zip(site.named(".html"), each(site.page, site.named(".html")), strict=True))
    problems = [f"{name}：{fault}" for name in site.named(".css") for fault in site.css(name, site.text(name))]
    problems += [f"{name}：{fault}" for name in site.named(".js") for fault in _script(site.text(name))]
    problems += [f"{name}：{fault}" for name, page in pages.items() for fault in page.faults]
    problems += [f"{name}：链接 {link} 没有对应的位置" for name, link in _nowhere(pages)]
    if not pages:
        problems.append(f"{folder}：没有网页")
    return sorted(dict.fromkeys(problems))


def _nowhere(pages: dict[str, _Page]) -> Iterator[tuple[str, str]]:
    """Yield the links that lead to no anchor, each after the page that has it."""
    ids = {name: frozenset(page.ids.split(_APART)) for name, page in pages.items()}
    for name, page in pages.items():
        for link in filter(None, page.anchored.split(_APART)):
            path, _, anchor = link.partition("#")
            target = _target(name, path)
            if (
                target in pages
                and unquote(anchor) not in ids[target]
                and anchor.partition("/")[0] not in pages[target].views.split()
            ):
                yield name, link


class _BuiltSite:
    """The files of a built site, by their places from its top, and what is wrong with each by itself."""

    def __init__(self, folder: Path, outside: str) -> None:
        self._folder = folder
        self._outside = f"{outside}/" if outside else None
        self._names = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def named(self, suffix: str) -> list[str]:
        """Return the files that end so, in order."""
        return sorted(name for name in self._names if name.endswith(suffix))

    def text(self, name: str) -> str:
        """Return what a file says."""
        return (self._folder / name).read_text("utf-8", errors="replace")

    def page(self, name: str) -> _Page:
        """Return what a page offers, asks of others, and has wrong in itself."""
        text = _HIDDEN.sub("", self.text(name))
        inline = [(tag.lower(), body) for _, tag, body in _INLINE.findall(text)]
        said = _said(_INLINE.sub(r"\1", text))
        found = list(faults(text))
        anchored: list[str] = []
        leads = (link for link in said.leads if not self._outside or not link.startswith(self._outside))
        for link in said.links.union(leads):
            if fault := self._fault(name, link):
                found.append(fault)
            elif "#" in link and not _SCHEME.match(link):
                anchored.append(link)
        for style in (*said.styles, *(body for tag, body in inline if tag == "style")):
            found += self.css(name, style)
        found += _script("\n".join(body for tag, body in inline if tag == "script"))
        return _Page(_APART.join(said.ids), " ".join(said.views), _APART.join(anchored), tuple(found))

    def _fault(self, name: str, link: str) -> str:
        """Return what is wrong with one link of a page but for its anchor, or nothing."""
        scheme = _SCHEME.match(link)
        if link.startswith(("//", "\\\\")) or (scheme and scheme[1].lower() not in _HARMLESS):
            return f"指向外部 {link}"
        if scheme:
            return ""
        target = _target(name, link.partition("#")[0])
        if target is None:
            return f"链接 {link} 从根目录算起，从文件夹打开时会失效"
        if target.startswith("../"):
            return f"链接 {link} 指到网站以外"
        return "" if target in self._names else f"链接 {link} 没有对应的文件"

    def css(self, name: str, text: str) -> Iterator[str]:
        """Yield what is wrong with a style sheet in a file."""
        for groups in _URL_IN_CSS.findall(text):
            address = next(filter(None, groups), "").strip()
            scheme = _SCHEME.match(address)
            if address.startswith("//") or (scheme and scheme[1].lower() != "data"):
                yield f"样式指向外部 {address}"
            elif address and not scheme and not address.startswith("#"):
                target = _target(name, address.partition("#")[0])
                if target is None or target not in self._names:
                    yield f"样式里的 {address} 没有对应的文件"


def _script(text: str) -> Iterator[str]:
    for address in _LOAD_IN_JS.findall(text):
        yield f"脚本要从外部读取 {address}"


def _said(text: str) -> _Said:
    said = _Said()
    for tag, inside in _TAG.findall(text):
        if "=" in inside:
            for kind, value in _noted(tag, inside):
                getattr(said, kind).add(value)
    return said


@lru_cache(maxsize=1 << 12)
def _noted(tag: str, inside: str) -> tuple[tuple[str, str], ...]:
    """Return what a tag says, each with its kind as :class:`_Said` has it; most tags say nothing, over and over."""
    return tuple(
        found
        for attribute, *values in _ATTRIBUTE.findall(inside)
        for found in _kinds(tag.lower(), attribute.lower(), html.unescape(next(filter(None, values), "")))
    )


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


def _target(name: str, path: str) -> str | None:
    """Return the file that a link's path means, seen from the page ``name``; ``None`` for a path from the root.

    The page for missing addresses is served from any depth, so its links start at the root and are right to do so.
    """
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        return _index(path.lstrip("/")) if name == _NOT_FOUND_PAGE else None
    return _joined(posixpath.dirname(name), path) if path else name


@lru_cache(maxsize=1 << 14)
def _joined(folder: str, path: str) -> str:
    joined = posixpath.normpath(posixpath.join(folder, path))
    return _index(f"{joined}/" if path.endswith(("/", ".")) and joined != "." else "" if joined == "." else joined)


def _index(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
