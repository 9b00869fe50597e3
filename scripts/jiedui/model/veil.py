"""What stands in the place of what an audience may not see of a record that it may (个人信息保护法 51, GB/T 35273)."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from jiedui.model.identity import holder
from jiedui.records.sensitivity import BIRTH, CERTIFICATE, IDENTITY_DIGITS, NAME, TELEPHONES, SensitiveClass

if TYPE_CHECKING:
    from jiedui.records.sensitivity import SensitiveField

UNSHOWN = "（不显示）"
_SIGNS, _HEAD, _TAIL = 2, 3, 4
# Of this run alone: what is made with it tells nobody anything, and equal numbers stay equal.
_KEY = secrets.token_bytes(32)


def nameless(field: SensitiveField, value: Any) -> Any:  # noqa: ANN401  (any value)
    """Return a value as those see it who may not know whose it is.

    Of a name the first sign is left, of a telephone the first three digits and the last four, of a certificate nothing
    but its category and grade, of a text nothing. What figures are made of stays: words of a list, days, years, sums.
    """
    if field.definition == NAME:
        return f"{value[0]}{'*' * min(len(value) - 1, _SIGNS)}"
    if field.definition in TELEPHONES:
        return f"{value[:_HEAD]}{'*' * (len(value) - _HEAD - _TAIL)}{value[-_TAIL:]}"
    if field.definition == CERTIFICATE:
        return _stand_in(value)
    return value if not field.is_free or field.definition == BIRTH else _unshown(field)


def known_by_name(field: SensitiveField, value: Any) -> Any:  # noqa: ANN401  (any value)
    """Return a value as those see it who have to know who somebody is and how to call him, and no more."""
    is_told = field.of in (SensitiveClass.IDENTITY, SensitiveClass.CONTACT) and field.definition != CERTIFICATE
    return value if is_told else nameless(field, value)


def of_family(field: SensitiveField, value: Any) -> Any:  # noqa: ANN401  (any value)
    """Return a value as those see it who know the family from another record: of whom it tells stays to be compared."""
    return value if field.definition == "certificate" else nameless(field, value)


def _unshown(field: SensitiveField) -> str | None:
    return UNSHOWN if field.is_required else None


def _stand_in(number: str) -> str:
    """Return a number that nobody has, whose holder would be born in the year 1111; the same for the same holder."""
    digest = hashlib.blake2b(holder(number).encode(), key=_KEY, digest_size=8).digest()
    return f"{'1' * 10}{int.from_bytes(digest) % 10**8:08}{number[IDENTITY_DIGITS:]}"
