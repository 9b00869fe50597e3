"""A sealed value as the rest of the program meets it: a text, that the writer writes back as the token it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeGuard

if TYPE_CHECKING:
    from jiedui.records.sealing.cipher import SealedPlace
    from jiedui.records.sealing.token import Token


class SealedText(str):
    """The value of a ``token`` read at a ``place``: the value itself where ``is_open``, else a stand-in.

    One ``is_refused`` where there are keys of its household here and none opens it.
    Two that are not open are the same if their tokens are, and no other text is the same as one: what it says is not
    known. Whatever makes another text of it, a part of it or the text in other letters, makes a plain one.
    """

    __slots__ = ("is_open", "is_refused", "place", "token")
    token: Token
    place: SealedPlace
    is_open: bool
    is_refused: bool

    def __new__(cls, text: str, token: Token, place: SealedPlace, *, is_open: bool, is_refused: bool = False) -> Self:
        """Make a text that reads as ``text``."""
        made = super().__new__(cls, text)
        made.token, made.place = token, place
        made.is_open, made.is_refused = is_open, is_refused
        return made

    def __eq__(self, other: object) -> bool:
        if self.is_open:
            return isinstance(other, str) and str.__eq__(self, other) and not is_hidden(other)
        return is_hidden(other) and self.token == other.token

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        # By the token: thousands read as one stand-in, and a set of such would ask each of them for all others.
        return str.__hash__(self) if self.is_open else hash(self.token.cipher)

    def __getnewargs_ex__(self) -> tuple[tuple[str, Token, SealedPlace], dict[str, bool]]:
        return (str(self), self.token, self.place), {"is_open": self.is_open, "is_refused": self.is_refused}


def is_hidden(value: object) -> TypeGuard[SealedText]:
    """Tell whether a value is sealed and nobody here has its key: what it reads as is a stand-in."""
    return isinstance(value, SealedText) and not value.is_open


def stands_for(value: object, known: object) -> bool:
    """Tell whether a plain value is what a ``known`` one reads as that is sealed: nobody has said another thing."""
    return is_hidden(known) and isinstance(known, str) and str(known) == value
