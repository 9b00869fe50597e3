"""Sealing one value and opening it: AES-SIV, by which the same value in the same place is always the same token.

A value is bound to its place: to the household, and to the field by the codes of the entries that it lies in and not by
their numbers. A token that was moved to another household, member or field does not open there, and neither does one
whose shown part was changed. Nothing but the length is told by a token, in steps of :data:`STEP` bytes.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.sealing.token import PREFIX, Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

STEP = 16
"""Values are filled up to a multiple of so many bytes: five signs and their like are not told apart."""
_MARK_BYTES = 16


class SealedPlace(NamedTuple):
    """Where a value lies: in which household, and at which field, as ``members/m-2F8D/name``."""

    household: str
    field: str

    def bound(self, shown: Iterable[str]) -> list[bytes]:
        """Return what a value at this place is bound to, with what is shown of it."""
        return [part.encode("utf-8") for part in (PREFIX, self.household, self.field, *shown)]


def seal(value: str, place: SealedPlace, shown: tuple[str, ...], key: bytes) -> Token:
    """Return the token of a value; what is ``shown`` stays in the clear and cannot be changed unseen."""
    plain = value.encode("utf-8")
    filled = plain.ljust(-(-len(plain) // STEP) * STEP, b"\0")
    return Token(shown, _siv(key).encrypt(filled, place.bound(shown)))


def unseal(token: Token, place: SealedPlace, keys: Iterable[bytes]) -> str | None:
    """Return the value of a token, or ``None`` where none of the keys opens it at that place."""
    from cryptography.exceptions import InvalidTag

    for key in keys:
        try:
            return _siv(key).decrypt(token.cipher, place.bound(token.shown)).rstrip(b"\0").decode("utf-8")
        except InvalidTag:
            continue
    return None


def mark(value: str, hash_key: bytes) -> str:
    """Return what two sealed values are known to be the same by, without their keys; only ``hash_key`` makes it."""
    digest = hmac.digest(hash_key, f"{PREFIX}{value}".encode(), "sha256")
    return urlsafe_b64encode(digest[:_MARK_BYTES]).decode("ascii").rstrip("=")


@lru_cache(16)  # the values of one household come one after the other
def _siv(key: bytes) -> AESSIV:
    # Takes a while to load, and most ledgers are not sealed.
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(key)
