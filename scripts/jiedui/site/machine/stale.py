"""Words on top of every page of a site that stays as it is, since the ledger has errors that hinder a new one."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from jiedui.records.staging import Staging

if TYPE_CHECKING:
    from pathlib import Path

_OPEN, _CLOSE = b"<!-- jiedui-stale -->", b"<!-- /jiedui-stale -->"
_NOTE = re.compile(re.escape(_OPEN) + b".*?" + re.escape(_CLOSE), re.DOTALL)
# Where the bar of every page ends (pages/_header.html.j2).
_BAR = b"</header>"


def mark(site: Path, words: str, reason: str) -> None:
    """Put ``words``, and less loudly a ``reason``, on top of every page of a site, in place of those of before.

    Pages stay otherwise as they are; the next build writes all of them anew.
    """
    with Staging(site) as staging:
        for file in sorted(site.rglob("*.html")):
            staging.write_bytes(file, noted(file.read_bytes(), words, reason))


def noted(page: bytes, words: str, reason: str) -> bytes:
    """Return a page with the words on top, in place of those of before; see :func:`mark`."""
    text = f"<strong>{escape(words)}</strong>{escape(reason)}"
    note = f'<aside class="jd-notice" aria-label="重要说明"><p>{text}</p></aside>'.encode()
    return _NOTE.sub(b"", page).replace(_BAR, b"".join((_BAR, _OPEN, note, _CLOSE)), 1)
