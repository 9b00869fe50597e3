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
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

# Tags and their attributes are matched, not parsed: a site of thousands of pages is read in seconds. A tag without
# attributes asks for nothing.
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"(<(script|style)\b[^>]*>)(.*?)</\2>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*+\s[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>")
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
# So many different tags and links are known from one page to the next.
_KNOWN = 1 << 12


class _Page(NamedTuple):
    """What one page offers and asks of others, in few texts: it goes from one process to another.

    ``ids`` are its anchors; ``views`` are what a script of it shows in place of one: ``#visit/SLX-7K3Q`` is a view of
    ``visit``. ``places`` are the anchors that its links lead to, each after its page, but for those that it has itself.
    """

    ids: str
    views: str
    places: str
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
    nowhere = _nowhere(pages)
    for name, page in pages.items():
        if nowhere and not nowhere.isdisjoint(page.places.split(_APART)):
            problems += [f"{name}：链接 {link} 没有对应的位置" for link in site.links_to(name, nowhere)]
    if not pages:
        problems.append(f"{folder}：没有网页")
    return sorted(dict.fromkeys(problems))


def _nowhere(pages: Mapping[str, _Page]) -> set[str]:
    """Return the places that links lead to and that the pages, which are there, have not."""
    wanted: dict[str, set[str]] = {}
    for place in set[str]().union(*(page.places.split(_APART) for page in pages.values())):
        target, _, anchor = place.partition("#")
        wanted.setdefault(target, set()).add(anchor)
    return {
        f"{target}#{anchor}"
        for target, anchors in wanted.items()
        if target in pages
        for anchor in anchors.difference(pages[target].ids.split(_APART))
        if anchor.partition("/")[0] not in pages[target].views.split()
    }


class _BuiltSite:
    """The files of a built site, by their places from its top, and what is wrong with each by itself."""

    def __init__(self, folder: Path, outside: str) -> None:
        self._folder = folder
        self._outside = f"{outside}/" if outside else None
        self._names = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._known: dict[str, dict[str, str]] = {}

    def named(self, suffix: str) -> list[str]:
        """Return the files that end so, in order."""
        return sorted(name for name in self._names if name.endswith(suffix))

    def text(self, name: str) -> str:
        """Return what a file says."""
        return (self._folder / name).read_text("utf-8", errors="replace")

    def page(self, name: str) -> _Page:
        """Return what a page offers, asks of others, and has wrong in itself."""
        text = _HIDDEN.sub("", self.text(name))
        inline = _INLINE.findall(text)
        said = _said(_INLINE.sub(r"\1", text))
        found = list(faults(text))
        places = set[str]()
        for base, links in self._links(name, said):
            known = self._leads(base, links, found)
            places.update(filter(None, map(known.get, links)))
        for style in (*said.styles, *(body for _, tag, body in inline if tag.lower() == "style")):
            found += self.css(name, style)
        found += _script("\n".join(body for _, tag, body in inline if tag.lower() == "script"))
        return _Page(_APART.join(said.ids), " ".join(said.views), _APART.join(places), tuple(found))

    def links_to(self, name: str, places: Container[str]) -> Iterator[str]:
        """Yield the links of a page that lead to one of these places."""
        said = _said(_INLINE.sub(r"\1", _HIDDEN.sub("", self.text(name))))
        for base, links in self._links(name, said):
            yield from (
                link for link, place in self._leads(base, links, []).items() if link in links and place in places
            )

    def _links(self, name: str, said: _Said) -> Iterator[tuple[str, set[str]]]:
        """Yield what the links of a page that may not leave the site are seen from, and these links."""
        outside = self._outside
        links = said.links.union(said.leads)
        if outside:
            links = {link for link in links if link in said.links or not link.startswith(outside)}
        own = {link for link in links if link[:1] in "#?"}
        yield name, own.difference(f"#{anchor}" for anchor in said.ids)
        yield (name if name == _NOT_FOUND_PAGE else name[: name.rfind("/") + 1]), links - own

    def _leads(self, base: str, links: set[str], found: list[str]) -> Mapping[str, str]:
        """Return the anchors that links lead to, each after its page; add to ``found`` what is wrong but for these."""
        known = self._known.setdefault(base, {})
        if len(known) > _KNOWN:
            known.clear()
        for link in links.difference(known):
            if fault := self._fault(base, link):
                found.append(fault)
            elif "#" in link and not _SCHEME.match(link):
                path, _, anchor = link.partition("#")
                known[link] = f"{_target(base, path)}#{unquote(anchor)}"
            else:
                known[link] = ""
        return known

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
    for tag in set(_TAG.findall(text)).difference(_SILENT):
        noted = _noted(tag)
        for kind, value in noted:
            getattr(said, kind).add(value)
        if not noted and len(_SILENT) < _KNOWN:
            _SILENT.add(tag)
    return said


_SILENT: set[str] = set()


@lru_cache(_KNOWN)
def _noted(tag: str) -> tuple[tuple[str, str], ...]:
    """Return what a tag says, each with its kind as :class:`_Said` has it; most say nothing, over and over."""
    name = tag[1:].split(maxsplit=1)[0].lower()
    return tuple(
        found
        for attribute, *values in _ATTRIBUTE.findall(tag)
        for found in _kinds(name, attribute.lower(), html.unescape(next(filter(None, values), "")))
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
    """Return the file that a link's path means, seen from ``name``; ``None`` for a path from the root.

    The page for missing addresses is served from any depth, so its links start at the root and are right to do so.
    """
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        return _index(path.lstrip("/")) if name == _NOT_FOUND_PAGE else None
    return _joined(posixpath.dirname(name), path) if path else name


@lru_cache(_KNOWN)
def _joined(folder: str, path: str) -> str:
    joined = posixpath.normpath(posixpath.join(folder, path))
    return _index(f"{joined}/" if path.endswith(("/", ".")) and joined != "." else "" if joined == "." else joined)


def _index(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
