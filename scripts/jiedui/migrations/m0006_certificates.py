"""Format 6: a disabled person has a list of dated certificates, so that a new grade does not rewrite the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, each, renamed
from jiedui.records.values import without

if TYPE_CHECKING:
    from jiedui.records.tree import Place

_RENAMED = (("certificate", "number"), ("certificate_exception", "exception"))
_MOVED = ("certificate", "category", "grade", "expires", "components", "certificate_exception")


def household(_place: Place, data: Data) -> Data:
    """Turn what stood on the certificate of each member into the only certificate so far."""
    return each(data, "members", _listed)


def _listed(member: Data) -> Data:
    disability = member.get("disability")
    if not isinstance(disability, dict) or "certificates" in disability:
        return member
    # A list under the old name is the new one with a letter missing.
    if disability.keys().isdisjoint(_MOVED) or isinstance(disability.get("certificate"), list):
        return member
    # Whoever mends an older record writes a missing number by the name that it is asked for.
    keys = (*_MOVED, *(new for old, new in _RENAMED if old not in disability))
    moved = {key: value for key, value in disability.items() if key in keys}
    rest = without(disability, *keys)
    return {**member, "disability": {"certificates": [renamed(moved, _RENAMED)], **rest}}


MIGRATION = Migration(6, "残疾人证按时间一本一本地记，换证就加一本，原来的不改", {"household": household})
