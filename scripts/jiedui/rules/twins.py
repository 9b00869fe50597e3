"""Contacts that may be one, recorded twice: of one day, by one helper, in one way, saying nearly the same (R-084)."""

from __future__ import annotations

from struct import pack
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.model.visit import Visit

# Texts are nearly the same from this share of common characters on.
_NEARLY = 0.9


def contact_key(visit: Visit) -> bytes:
    """Return four bytes that contacts of one day, by one helper and in one way, have in common."""
    return pack("I", crc32(f"{visit.date.toordinal()} {visit.by} {visit.channel}".encode()))


def contact_keys(contacts: Iterable[Visit]) -> bytes:
    """Return the keys of contacts, one behind the other."""
    return b"".join(map(contact_key, contacts))


def twins(contacts: Iterable[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """Yield each contact of a household with the first one before it that says the same of the same day.

    ``contacts`` are in order of time, those alone that were reached.
    """
    seen: dict[tuple[object, ...], list[Visit]] = {}
    for visit in contacts:
        earlier = seen.setdefault((visit.date, visit.by, visit.channel), [])
        if twin := next((other for other in earlier if other is not visit and _alike(other, visit)), None):
            yield visit, twin
        earlier.append(visit)


def _alike(one: Visit, other: Visit) -> bool:
    if one.counterpart != other.counterpart:
        return False
    texts = one.content, other.content
    from difflib import SequenceMatcher  # few contacts come so far

    return texts[0] == texts[1] or SequenceMatcher(None, *texts, autojunk=False).ratio() >= _NEARLY
