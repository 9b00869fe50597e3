"""Format 3: needs and members get random codes (``n-7K3Q``, ``m-2F8D``) in place of running numbers.

Two people who each add a need on the same day no longer give it the same id. A code follows from the household's id and
the old number alone, so that a visit, whose household stands in its path, arrives at the same code without being told.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, each
from jiedui.pattern import pattern

if TYPE_CHECKING:
    from jiedui.records.tree import Place

MEMBER, NEED = "m", "n"

# The alphabet of all ids: nothing that looks like something else.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4
_CODES = len(_ALPHABET) ** _LENGTH
# No divisor in common with the number of codes: the numbers of one household never meet, and lie far apart.
_STRIDE = 500_609
_NUMBERED = pattern(r"([mn])([1-9][0-9]?)\Z")


def code(household: str, letter: str, number: int) -> str:
    """Return the code of what was member (``m``) or need (``n``) ``number`` of a household."""
    digest = hashlib.sha256(f"{household}/{letter}".encode()).digest()
    rest = (int.from_bytes(digest[:8], "big") + number * _STRIDE) % _CODES
    digits = ""
    for _ in range(_LENGTH):
        rest, digit = divmod(rest, len(_ALPHABET))
        digits += _ALPHABET[digit]
    return f"{letter}-{digits}"


def household(place: Place, data: Data) -> Data:
    """Give members and needs their codes, and follow them where a need or an outing names a member."""
    data = each(data, "members", lambda item: _coded(place, item, "id"))
    data = each(data, "needs", lambda item: _coded(place, _coded(place, item, "id"), "person"))
    return each(data, "outings", lambda item: _coded(place, item, "person"))


def visit(place: Place, data: Data) -> Data:
    """Follow the needs to their codes."""
    return each(data, "needs", lambda item: _coded(place, item, "id"))


def _coded(place: Place, item: Data, key: str) -> Data:
    numbered = _NUMBERED.match(item[key]) if isinstance(item.get(key), str) else None
    return {**item, key: code(place.household, numbered[1], int(numbered[2]))} if numbered else item


MIGRATION = Migration(
    3, "需求和家庭成员的编号改成随机的，例如 n-7K3Q、m-2F8D", {"household": household, "visit": visit}
)
