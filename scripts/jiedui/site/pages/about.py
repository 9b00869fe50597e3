"""报错和无障碍: how to report a fault, what was tested for readers with disabilities. And the page for no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.site.family import ALL_BUT_PUBLIC
from jiedui.site.page import NOT_FOUND, Page

if TYPE_CHECKING:
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ()
SHOWN_TO = ALL_BUT_PUBLIC


def pages(site: Site) -> list[Page]:
    """Return both pages: what they say hangs on no record. One of them alone tells the data version in itself."""
    return [
        Page("about.md", "报错和无障碍", "about.md.j2", group=True, made_of=site.commit),
        Page(NOT_FOUND, "没有这一页", "not_found.md.j2", wide=True, group=True),
    ]
