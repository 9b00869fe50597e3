"""How a sealed value is written: one word that needs no quotes, of what stays in the clear and of the cipher."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple, Self

from jiedui.pattern import pattern

PREFIX = "密封1."
"""What every token begins with; the number is that of the way in which it is sealed."""

# As short as a cipher may be; none is all of zeros by chance.
_NOTHING = bytes(32)
_TOKEN = pattern(r"密封1\.((?:[A-Za-z0-9_-]+\.)*)([A-Za-z0-9_-]{43,})\Z")


class Token(NamedTuple):
    """A sealed value: the words of it that are ``shown``, which are sealed with it, and the ``cipher``."""

    shown: tuple[str, ...]
    cipher: bytes

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the token that a text is, or ``None`` where it is none, or not whole."""
        found = _TOKEN.match(text)
        if not found:
            return None
        shown, cipher = tuple(found[1].split(".")[:-1]), found[2]
        token = cls(shown, urlsafe_b64decode(cipher + "=" * (-len(cipher) % 4)))
        return token if str(token) == text else None

    @classmethod
    def erased(cls, shown: tuple[str, ...]) -> Self:
        """Return what stands where a value was that is no more: it opens nowhere, and can be told from others."""
        return cls(shown, _NOTHING)

    @property
    def is_erased(self) -> bool:
        """Whether it stands where a value was."""
        return self.cipher == _NOTHING

    def __str__(self) -> str:
        cipher = urlsafe_b64encode(self.cipher).decode("ascii").rstrip("=")
        return PREFIX + ".".join((*self.shown, cipher))


def is_token(value: object) -> bool:
    """Tell whether a value of a record was written as a token, whole or not."""
    return isinstance(value, str) and value.startswith(PREFIX)
