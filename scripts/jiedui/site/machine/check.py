"""The checker of a built site: links lead somewhere inside it, nothing is fetched from outside, pages are confined."""

from __future__ import annotations

import os
import posixpath
import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from jiedui.confinement import faults
from jiedui.records.memo import Memo
from jiedui.records.parallel import each
from jiedui.shipped import program_mark
from jiedui.site.machine.said import read
from jiedui.site.machine.stamp import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from pathlib import Path

    from jiedui.site.machine.said import Inline, PageTags
    from jiedui.site.machine.stamp import FileStamp

_URL_IN_CSS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"'\s]*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')")
# What a script loads by a literal address: calls that fetch, and addresses given to elements.
_LOAD_IN_JS = re.compile(
    r"(?:\b(?:fetch|import|importScripts|Worker|SharedWorker|EventSource|WebSocket|sendBeacon)\s*\(|\.open\(\s*[\"'`]\w+[\"'`]\s*,"
    r"|\.(?:src|href)\s*=)\s*[\"'`]((?:[a-z]+:)?//[^\"'`]*)"
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HARMLESS = {"tel", "mailto", "data"}
_NOT_FOUND_PAGE = "404.html"
# What no text of HTML holds stands between texts.
_APART = "\0"
# So many different links are known from one page to the next.
_KNOWN = 1 << 12


# What is asked for: by what, by which address, the place on the site, and what is wrong with it wherever that is.
_Asked = tuple[str, str, str, str]
_LINKED, _STYLED = "链接", "样式里的"


class _Page(NamedTuple):
    """What one page offers and asks of others, in few texts: it goes from one process, and one run, to another.

    ``ids`` are its anchors; ``views`` are what a script of it shows in place of one: ``#visit/SLX-7K3Q`` is a view of
    ``visit``. ``places`` are the files that it leads to or loads, each with the anchor behind it where there is one,
    but for anchors that it has itself. ``faults`` hang on no other file.
    """

    ids: str
    views: str
    places: str
    faults: tuple[str, ...]


def check_site(
    folder: Path, outside: str = "", known: Path | None = None, *, until: Callable[[], None] | None = None
) -> list[str]:
    """Return what is wrong with the built site in ``folder``, in Chinese, one sentence for each fault, sorted.

    Links may leave it for addresses that begin with ``outside``: the repository that the ledger is edited in. ``known``
    is a file for what pages say: of those that nobody has written since, a later check asks it. All is judged anew.
    ``until`` waits for who is still writing into the site: pages are read meanwhile, and those written since again.

    Faults are links to files or anchors that are not there, links that leave the folder, and anything that names
    another host: links, resources, ``url()`` and ``@import`` in style sheets, addresses that scripts load; and a page
    that is not confined by its policy, or does what that forbids (:mod:`jiedui.confinement`).
    """
    memo = Memo(known, f"{program_mark()} {outside}".encode())
    site = _BuiltSite(folder, outside)
    pages = site.read(memo)
    if until:
        until()
        pages = site.read(memo)
    memo.save()
    problems = [f"{name}：{fault}" for name in site.named(".css") for fault in site.of_sheet(name)]
    problems += [f"{name}：{fault}" for name, page in pages.items() for fault in page.faults]
    nowhere = site.nowhere(pages)
    for name, page in pages.items():
        if nowhere and not nowhere.isdisjoint(page.places.split(_APART)):
            problems += [f"{name}：{fault}" for fault in site.lost(name, nowhere)]
    if not site.named(".html"):
        problems.append(f"{folder}：没有网页")
    return sorted(dict.fromkeys(problems))


class _BuiltSite:
    """The files of a built site, by their places from its top, and what is wrong with each by itself."""

    def __init__(self, folder: Path, outside: str) -> None:
        self._folder = folder
        self._outside = f"{outside}/" if outside else None
        self._stamps: dict[str, FileStamp] = {}
        self._pages: dict[str, tuple[FileStamp, _Page]] = {}
        self._known: dict[str, dict[str, tuple[str, str]]] = {}

    def named(self, suffix: str | tuple[str, ...]) -> list[str]:
        """Return the files that end so, or in one of these ways, in order."""
        return sorted(name for name in self._stamps if name.endswith(suffix))

    def text(self, name: str) -> str:
        """Return what a file says."""
        data = (self._folder / name).read_bytes()
        # As text is read, in half the time: hardly any file has this character.
        return (data.replace(b"\r\n", b"\n") if b"\r" in data else data).decode("utf-8", "replace")

    def read(self, memo: Memo) -> dict[str, _Page]:
        """Look at the files as they are; return what each page and script says, known ones that nobody wrote since."""
        self._stamps = dict(_stamps(self._folder))
        names = self.named((".html", ".js"))
        unread = [name for name in names if name not in self._pages or self._pages[name][0] != self._stamps[name]]
        before = {name: memo.get(name.encode()) for name in unread}
        found = {name: _Page(*kept[1:]) for name, kept in before.items() if kept and kept[0] == self._stamps[name]}
        anew = [name for name in unread if name not in found]
        for name, page in zip(anew, each(self.page, anew), strict=True):
            memo.put(name.encode(), (self._stamps[name], *page))
            found[name] = page
        self._pages.update({name: (self._stamps[name], page) for name, page in found.items()})
        return {name: self._pages[name][1] for name in names}

    def page(self, name: str) -> _Page:
        """Return what a page offers, asks of others, and has wrong in itself; of a script only this."""
        if name.endswith(".js"):
            return _Page("", "", "", tuple(_script(self.text(name))))
        text, inline, said = read(self.text(name))
        found, places = list(faults(text)), set[str]()
        for _, _, place, fault in self._asked(name, inline, said):
            places.add(place)
            if fault:
                found.append(fault)
        found += _script("\n".join(body for tag, body in inline if tag == "script"))
        return _Page(_APART.join(said.ids), " ".join(said.views), _APART.join(places), tuple(found))

    def lost(self, name: str, nowhere: Container[str]) -> Iterator[str]:
        """Yield in words what a page asks for of what is ``nowhere``."""
        _, inline, said = read(self.text(name))
        for what, address, place, _ in self._asked(name, inline, said):
            if place in nowhere:
                there = place.partition("#")[0] in self._stamps
                yield f"{what} {address} 没有对应的{'位置' if there else '文件'}"

    def _asked(self, name: str, inline: list[Inline], said: PageTags) -> Iterator[_Asked]:
        """Yield what a page asks for by its links and styles."""
        for base, links in self._links(name, said):
            known = self._leads(base, links)
            yield from ((_LINKED, link, *known[link]) for link in links)
        for style in (*said.styles, *(body for tag, body in inline if tag == "style")):
            yield from _sheet(name, style)

    def of_sheet(self, name: str) -> Iterator[str]:
        """Yield what is wrong with a style sheet in a file."""
        for what, address, place, fault in _sheet(name, self.text(name)):
            if fault or place not in self._stamps:
                yield fault or f"{what} {address} 没有对应的文件"

    def nowhere(self, pages: Mapping[str, _Page]) -> set[str]:
        """Return the places that pages ask for and that are not there."""
        wanted: dict[str, set[str]] = {}
        found = set[str]()
        for place in set[str]().union(*(page.places.split(_APART) for page in pages.values())):
            target, marked, anchor = place.partition("#")
            if place and target not in self._stamps:
                found.add(place)
            elif marked:
                wanted.setdefault(target, set()).add(anchor)
        return found.union(
            f"{target}#{anchor}"
            for target, anchors in wanted.items()
            if target in pages
            for anchor in anchors.difference(pages[target].ids.split(_APART))
            if anchor.partition("/")[0] not in pages[target].views.split()
        )

    def _links(self, name: str, said: PageTags) -> Iterator[tuple[str, set[str]]]:
        """Yield what the links of a page that may not leave the site are seen from, and these links."""
        outside = self._outside
        links = said.links.union(said.leads)
        if outside:
            links = {link for link in links if link in said.links or not link.startswith(outside)}
        own = {link for link in links if link[:1] in "#?"}
        yield name, own.difference(f"#{anchor}" for anchor in said.ids)
        yield (name if name == _NOT_FOUND_PAGE else name[: name.rfind("/") + 1]), links - own

    def _leads(self, base: str, links: set[str]) -> Mapping[str, tuple[str, str]]:
        """Return by link the place that it leads to, and what is wrong with it wherever that is."""
        known = self._known.setdefault(base, {})
        if len(known) > _KNOWN:
            known.clear()
        for link in links.difference(known):
            known[link] = _lead(base, link)
        return known


def _stamps(folder: Path, top: str = "") -> Iterator[tuple[str, FileStamp]]:
    """Yield the files of a folder by their places from its top, each with its stamp."""
    with os.scandir(f"{folder}/{top}") as entries:  # objects for paths, of ten thousand, take three times as long
        for entry in entries:
            if entry.is_dir():
                yield from () if entry.is_symlink() else _stamps(folder, f"{top}{entry.name}/")
                continue
            with suppress(OSError):  # a link to nothing
                yield f"{top}{entry.name}", stamp_of(entry.stat())


def _lead(base: str, link: str) -> tuple[str, str]:
    """Return the place that a link leads to, if it is one of the site, and what is wrong with it wherever that is."""
    scheme = _SCHEME.match(link)
    if link.startswith(("//", "\\\\")) or (scheme and scheme[1].lower() not in _HARMLESS):
        return "", f"指向外部 {link}"
    if scheme:
        return "", ""
    path, marked, anchor = link.partition("#")
    target = _target(base, path) if path else base
    if target is None:
        return "", f"链接 {link} 从根目录算起，从文件夹打开时会失效"
    if target.startswith("../"):
        return "", f"链接 {link} 指到网站以外"
    return f"{target}{marked}{unquote(anchor)}", ""


def _sheet(name: str, text: str) -> Iterator[_Asked]:
    """Yield what a style sheet asks for."""
    for groups in _URL_IN_CSS.findall(text) if "url(" in text or "@import" in text else ():
        address = next(filter(None, groups), "").strip()
        scheme = _SCHEME.match(address)
        if address.startswith("//") or (scheme and scheme[1].lower() != "data"):
            yield _STYLED, address, "", f"样式指向外部 {address}"
        elif address and not scheme and not address.startswith("#"):
            target = _target(name, address.partition("#")[0])
            yield _STYLED, address, target or "", "" if target else f"{_STYLED} {address} 没有对应的文件"


def _script(text: str) -> Iterator[str]:
    for address in _LOAD_IN_JS.findall(text):
        yield f"脚本要从外部读取 {address}"


@lru_cache(_KNOWN)
def _target(name: str, path: str) -> str | None:
    """Return the file that a link's path means, seen from ``name``; ``None`` for a path from the root.

    The page for missing addresses is served from any depth, so its links start at the root and are right to do so.
    """
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        return _index(path.lstrip("/")) if name == _NOT_FOUND_PAGE else None
    if not path:
        return name
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return _index(f"{joined}/" if path.endswith(("/", ".")) and joined != "." else "" if joined == "." else joined)


def _index(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
