"""What a browser lets a page do: its Content-Security-Policy, which no script and no style can get round.

A page of the site uses the scripts and style sheets beside it; one that stands alone has no script. What a page has of
style in itself is known by its hash, which is reckoned when it is written. None has ``style`` attributes, which a
policy can only allow to all: they become rules. All of it holds in a folder, too. (Firefox counts no file as ``'self'``
where a form leads, and knows ``file:``.)
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING, Any

from jinja2 import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

# With the hashes of the style sheets in the page.
_ALONE = "default-src 'none'; style-src{hashes}; base-uri 'none'; form-action 'none'"
_OF_THE_SITE = (
    "default-src 'none'; script-src 'self'; style-src 'self'{{hashes}}; img-src 'self' data:; connect-src {speaks_to}; "
    "base-uri 'none'; form-action 'self' file:"
)
_META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
# Before it there is nothing that a policy could be too late for.
_CHARSET = '<meta charset="utf-8">'

_POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]*)">', re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_LOADS = re.compile(r"<(?:script|style|link|img|body)\b", re.IGNORECASE)
# Whatever _ACTS finds holds one of these in lower case, and few pages do: they are looked for first, which is quick.
_MAY_ACT = re.compile(rb"style(?<![a-z]style)\s*="), re.compile(rb"on(?<![a-z]on)[a-z]+\s*=")
# What a declaration never needs is left where it is, for :func:`faults` to tell of.
_STYLE = re.compile(r' style="([^"<>{}]*)"')
_TAG_BEFORE = re.compile(r'<[a-z][a-z0-9]*\b[^<>"]*(?:"[^"]*"[^<>"]*)*')
_ACTS = re.compile(
    r"""<[a-zA-Z][^<>"' ]*\s(?:[^<>"']|"[^"]*"|'[^']*')*?(?<=[\s"'])(style|on[a-z]+)\s*=""", re.IGNORECASE
)


def confined(page: str, policy: str = _ALONE, styles: Styles | None = None) -> str:
    """Return a complete page, or the head of one, with its policy; one that stands alone, where none is given.

    ``styles`` are those of what follows the head.
    """
    styles = styles or Styles()
    text = styles.take(page)
    if rules := styles.sheet:
        text = text.replace("</head>", f"<style>\n{rules}</style>\n</head>", 1)
    hashes = "".join(f" {_hash(sheet)}" for sheet in _sheets(text))
    return text.replace(_CHARSET, f"{_CHARSET}\n{_META.format(policy=policy.format(hashes=hashes))}", 1)


def _sheets(page: str) -> Iterator[str]:
    """Yield the style sheets that stand in a page of ours, in which no script does."""
    start = page.find("<style")
    while start >= 0:
        found = _INLINE.match(page, start)
        if found:
            yield found[3]
        start = page.find("<style", found.end() if found else start + 1)


def site_policy(speaks_to: str = "") -> str:
    """Return the policy of a page of the site; ``speaks_to`` is the one origin that its scripts may speak to."""
    return _OF_THE_SITE.format(speaks_to=speaks_to or "'none'")


class Styles:
    """Makes rules of the ``style`` attributes of a page: equal ones are one, and it wins as they would."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def take(self, text: str) -> str:
        """Return HTML in which each ``style`` attribute is a mark that :attr:`sheet` has a rule for."""
        done, parts = 0, list[str]()
        for found in _STYLE.finditer(text):
            tag = text.rfind("<", done, found.start())
            if tag >= 0 and _TAG_BEFORE.fullmatch(text, tag, found.start()):
                place = self._places.setdefault(html.unescape(found[1]), len(self._places) + 1)
                parts += (text[done : found.start()], f' data-css="{place}"')
                done = found.end()
        return "".join((*parts, text[done:]))

    @property
    def sheet(self) -> str:
        """The rules for all that was taken."""
        return "".join(f':is([data-css="{place}"], #_) {{ {rule} }}\n' for rule, place in self._places.items())


class ConfinedTemplate(Template):
    """A template of complete pages that stand alone, which come out confined."""

    def render(self, *args: Any, **values: Any) -> str:  # noqa: ANN401 - as Jinja has it
        """Return the page with its policy."""
        return confined(super().render(*args, **values))


def faults(page: str) -> Iterator[str]:
    """Yield in Chinese what a page's policy does not confine, or keeps from the page itself."""
    found = _POLICY.search(page)
    if not found:
        yield "没有内容安全策略（Content-Security-Policy）"
        return
    if (first := _LOADS.search(page)) and first.start() < found.start():
        yield "内容安全策略写在脚本、样式或者正文后面，管不住前面的"
    policy = html.unescape(found[1])
    allowed = {name: sources for name, *sources in map(str.split, policy.split(";")) if name}
    if allowed.get("default-src") != ["'none'"] or not {"base-uri", "form-action"} <= allowed.keys():
        yield "内容安全策略不是从什么都不许开始的"
    if "unsafe-" in policy or "*" in policy:
        yield f"内容安全策略放得太宽：{policy}"
    for tag, attributes, body in _INLINE.findall(page):
        name = tag.lower()
        if " src=" not in attributes and _hash(body) not in allowed.get(f"{name}-src", ()):
            yield f"网页里的 {name} 不在内容安全策略里，浏览器不用它"
    low = page.encode("utf-8", "replace").lower()
    acts = _ACTS.findall(_INLINE.sub("", page)) if any(item.search(low) for item in _MAY_ACT) else ()
    for attribute in dict.fromkeys(acts):
        yield f"有 {attribute} 属性，内容安全策略不许用"


def _hash(body: str) -> str:
    """Return how a policy names a script or style sheet that stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode('utf-8')).digest()).decode('ascii')}'"
