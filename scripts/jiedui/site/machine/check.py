"""The checker of a built site: links lead somewhere inside it, nothing is fetched from outside, pages are confined."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jiedui.confinement import faults
from jiedui.site.machine.parallel import each

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Tags and their attributes are matched, not parsed: a site of thousands of pages is read in seconds.
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)</style>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
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


@dataclass
class _Html:
    """What one page offers and asks for; ``leads`` are the links that somebody follows, ``links`` all others.

    ``views`` are what a script of the page shows in place of an anchor: ``#visit/SLX-7K3Q`` is a view of ``visit``.
    """

    ids: set[str] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check_site(folder: Path, outside: str = "") -> list[str]:
    """Return what is wrong with the built site in ``folder``, in Chinese, one sentence for each fault, sorted.

    Links may leave it for addresses that begin with ``outside``: the repository that the ledger is edited in.

    Faults are links to files or anchors that are not there, links that leave the folder, and anything that names
    another host: links, resources, ``url()`` and ``@import`` in style sheets, addresses that scripts load; and a page
    that is not confined by its policy, or does what that forbids (:mod:`jiedui.confinement`).
    """
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    named = {suffix: sorted(name for name in files if name.endswith(suffix)) for suffix in (".html", ".css", ".js")}
    pages = dict(zip(named[".html"], each(_read, [files[name] for name in named[".html"]]), strict=True))
    problems: list[str] = []
    for name in named[".css"]:
        problems += [f"{name}：{fault}" for fault in _css(_text(files[name]), name, files)]
    for name in named[".js"]:
        addresses = _LOAD_IN_JS.findall(_text(files[name]))
        problems += [f"{name}：脚本要从外部读取 {address}" for address in addresses]
    if not pages:
        problems.append(f"{folder}：没有网页")
    for name, page in pages.items():
        if outside:
            page.leads = [link for link in page.leads if not link.startswith(f"{outside}/")]
        problems += [f"{name}：{fault}" for fault in _page(name, page, files, pages)]
    return sorted(dict.fromkeys(problems))


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _read(path: Path) -> _Html:
    text = _HIDDEN.sub("", _text(path))
    page = _Html(faults=list(faults(text)))
    page.scripts = [body for _, body in _SCRIPT.findall(text)]
    page.styles = [body for _, body in _STYLE.findall(text)]
    for tag, inside in _TAG.findall(_STYLE.sub(r"\1", _SCRIPT.sub(r"\1", text))):
        if "=" not in inside:
            continue
        for attribute, *values in _ATTRIBUTE.findall(inside):
            value = next(filter(None, values), "")
            _note(page, tag.lower(), attribute.lower(), html.unescape(value) if "&" in value else value)
    return page


def _note(page: _Html, tag: str, attribute: str, value: str) -> None:
    if attribute == "id" or (attribute == "name" and tag == "a"):
        page.ids.add(value)
    elif attribute == "data-views":
        page.views.update(value.split())
    elif (tag, attribute) == ("a", "href"):
        page.leads.append(value)
    elif attribute in _LINKS:
        page.links.append(value)
    elif attribute == "srcset":
        page.links += [part.split()[0] for part in value.split(",") if part.strip()]
    elif attribute == "style":
        page.styles.append(value)
    elif attribute == "content" and tag == "meta" and "url=" in value.lower():
        page.links.append(value.lower().split("url=", 1)[1])


def _page(name: str, page: _Html, files: dict[str, Path], pages: dict[str, _Html]) -> Iterator[str]:
    for link in dict.fromkeys((*page.links, *page.leads)):
        if fault := _fault(name, link.strip(), files, pages):
            yield fault
    yield from page.faults
    for style in page.styles:
        yield from _css(style, name, files)
    for script in page.scripts:
        for address in _LOAD_IN_JS.findall(script):
            yield f"脚本要从外部读取 {address}"


def _fault(name: str, link: str, files: dict[str, Path], pages: dict[str, _Html]) -> str:
    """Return what is wrong with one link of a page, or nothing."""
    scheme = _SCHEME.match(link)
    if link.startswith(("//", "\\\\")) or (scheme and scheme[1].lower() not in _HARMLESS):
        return f"指向外部 {link}"
    if scheme:
        return ""
    path, _, anchor = link.partition("#")
    target = _target(name, unquote(path.partition("?")[0]))
    if target is None:
        return f"链接 {link} 从根目录算起，从文件夹打开时会失效"
    if target.startswith("../"):
        return f"链接 {link} 指到网站以外"
    if target not in files:
        return f"链接 {link} 没有对应的文件"
    if anchor and target in pages and not _has(pages[target], unquote(anchor)):
        return f"链接 {link} 没有对应的位置"
    return ""


def _has(page: _Html, anchor: str) -> bool:
    return anchor in page.ids or anchor.partition("/")[0] in page.views


def _target(name: str, path: str) -> str | None:
    """Return the file that a link's path means, seen from the page ``name``; ``None`` for a path from the root.

    The page for missing addresses is served from any depth, so its links start at the root and are right to do so.
    """
    if path.startswith("/"):
        return _index(path.lstrip("/")) if name == _NOT_FOUND_PAGE else None
    if not path:
        return name
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return _index(f"{joined}/" if path.endswith(("/", ".")) and joined != "." else "" if joined == "." else joined)


def _index(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path


def _css(text: str, name: str, files: dict[str, Path]) -> Iterator[str]:
    for groups in _URL_IN_CSS.findall(text):
        address = next(filter(None, groups), "").strip()
        scheme = _SCHEME.match(address)
        if address.startswith("//") or (scheme and scheme[1].lower() != "data"):
            yield f"样式指向外部 {address}"
        elif address and not scheme and not address.startswith("#"):
            target = _target(name, address.partition("#")[0].partition("?")[0])
            if target is None or target not in files:
                yield f"样式里的 {address} 没有对应的文件"
