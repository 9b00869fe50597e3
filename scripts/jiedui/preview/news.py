"""Word to the pages that are open in a browser that they are others by now.

A page may fetch nothing (:mod:`jiedui.confinement`) but load scripts: now and then it asks for one that tells the mark
of the page as it is, and compares it with its own. Nothing reloads by itself, for somebody may be typing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.site.files.scripts import script

if TYPE_CHECKING:
    from collections.abc import Callable

# No page of the site lies here.
_ASKING, _MARK, _SCRIPT = "preview/news.js", "preview/mark/", ".js"
# A page with the scripts of the site may load this one; one that stands alone may load none.
_HEAD, _WITH_SCRIPTS = b"</head>", b"assets/frame.js"


class News:
    """What ``read`` gives by paths from the top of a site, its pages with the script that asks whether they are others.

    A page is known by its own text, words on top of it included, not by what its scripts load.
    """

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._asking = Path(__file__).with_suffix(".js").read_bytes()

    def read(self, path: str) -> bytes | None:
        """Return what lies at a path, or ``None`` where nothing does."""
        if path == _ASKING:
            return self._asking
        if path.startswith(_MARK):
            page = path.removeprefix(_MARK).removesuffix(_SCRIPT)
            return str(script(path, "JIEDUI_PREVIEW", "mark", _mark(self._read(page))).content).encode()
        found = self._read(path)
        if found is None or _WITH_SCRIPTS not in found:
            return found
        tag = f'<script defer src="/{_ASKING}" data-mark="{_mark(found)}"></script>'
        return found.replace(_HEAD, tag.encode() + _HEAD, 1)


def _mark(page: bytes | None) -> str:
    return "" if page is None else hashlib.blake2b(page, digest_size=16).hexdigest()
