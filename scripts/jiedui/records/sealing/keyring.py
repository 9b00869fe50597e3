"""What reading and writing ask of the keys, wherever these are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEY_BYTES = 64
"""The length of a household's key, in bytes: of two keys of AES-256, as AES-SIV takes them."""
HASH_KEY_BYTES = 32
"""The length of the key of the marks by which one certificate is known in two households, in bytes."""


class KeyRing(Protocol):
    """The keys that a machine has of a ledger: of all households, of one federation's, or of some.

    Nothing here ever waits for a person; what cannot be read of a store is told when it is opened.
    """

    @property
    def hash_key(self) -> bytes:
        """The key of the marks, of :data:`HASH_KEY_BYTES`: one for the whole ledger."""

    def keys(self, household: str) -> Sequence[bytes]:
        """Return the keys that open the values of a household, newest first; none where there is none here.

        What is sealed is sealed with the first. The others are of before a ``rekey``, and open what the history says.
        """

    def make_all(self, households: Iterable[str]) -> None:
        """Give a key to each household that has none; they are kept for good before this returns.

        Raises ``LookupError`` with the code of one whose key was destroyed, which is never given another; then none has
        got a key.
        """
