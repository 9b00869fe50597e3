"""Words of the ledger as Markdown that GitHub, Gitea and GitLab show alike: nothing of them is read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What an issue may hold on every forge: GitHub takes 65,536 characters.
LIMIT = 60_000
CODES_ONLY = "这里只有编号；姓名、电话和住址在内部网站上，不要写进来。"
# Signs of markup, and what in an address would make a link of it by itself.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&!@$^{}]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BLANK = re.compile(r"\s+")


def fitting(drafts: Iterable[Iterable[str]]) -> str:
    """Return the first of some drafts, given line by line, for which an issue has room, or else the last."""
    text = ""
    for lines in drafts:
        text = "\n".join(lines) + "\n"
        if len(text) <= LIMIT:
            break
    return text


def plain(text: str) -> str:
    """Return words of the ledger on one line, as they are: what might be markup is escaped."""
    return _SPECIAL.sub(r"\\\g<0>", _BLANK.sub(" ", text))


def code(identifier: str) -> str:
    """Return a code, such as a household's, or a path as code: no forge takes it for a reference of its own."""
    said = identifier.replace("`", "'")
    return f"`{said}`"


def listed(parts: Iterable[str], most: int, unit: str) -> str:
    """Return at most so many of some parts, then how many more there are: 、 stands between them."""
    found = list(parts)
    rest = len(found) - most
    told = "、".join(found[:most])
    return told if rest <= 0 else f"{told}{'，' if told else ''}还有 {rest} {unit}"
