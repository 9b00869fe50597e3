"""Keys on their way out of a store: a backup, or those of one federation, with the day until which they may be used.

What was destroyed goes along, so that whoever takes the keys destroys it, too.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date
from typing import TYPE_CHECKING, Self

from jiedui.custody.store import Destruction
from jiedui.records.sealing.keyring import HASH_KEY_BYTES, KEY_BYTES
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from jiedui.custody.store import KeyStore

FORMAT = 1


class BundleError(Exception):
    """Bytes are no keys on their way, or such as may not be used any more; the argument says so in Chinese."""


class KeyBundle(Struct, frozen=True, kw_only=True):
    """Keys of some households, the key of the marks, what was destroyed, and from which day until which it is good.

    ``turn`` counts how often the store was renewed.
    """

    made_on: date
    expires_on: date
    turn: int
    hash_key: bytes
    keys: Mapping[str, Sequence[bytes]]
    destroyed: tuple[Destruction, ...]

    @classmethod
    def of(cls, store: KeyStore, made_on: date, expires_on: date, among: Container[str] | None = None) -> Self:
        """Return the keys of a store: all, or of the households ``among`` which one federation works."""
        keys = {name: store.keys(name) for name in store.households if among is None or name in among}
        gone = tuple(each for name, each in store.destroyed.items() if among is None or name in among)
        return cls(
            made_on=made_on, expires_on=expires_on, turn=store.turn, hash_key=store.hash_key, keys=keys, destroyed=gone
        )

    @property
    def households(self) -> frozenset[str]:
        """The households that it knows: of which it has keys, or that they were destroyed."""
        return frozenset((*self.keys, *(each.household for each in self.destroyed)))

    def data(self) -> bytes:
        """Return it as bytes, to be closed before they are written anywhere."""
        return json.dumps(
            {
                "jiedui_keys": FORMAT,
                "made_on": self.made_on.isoformat(),
                "expires_on": self.expires_on.isoformat(),
                "turn": self.turn,
                "hash_key": _text(self.hash_key),
                "keys": {name: [*map(_text, keys)] for name, keys in sorted(self.keys.items())},
                "destroyed": [[each.household, each.day.isoformat(), each.who, each.reason] for each in self.destroyed],
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def read(cls, data: bytes, as_of: date) -> Self:
        """Return what bytes hold; raise :class:`BundleError` where they are none, or too old to be used."""
        try:
            said = json.loads(data)
            if said["jiedui_keys"] != FORMAT:
                raise ValueError
            made = cls(
                made_on=date.fromisoformat(said["made_on"]),
                expires_on=date.fromisoformat(said["expires_on"]),
                turn=int(said["turn"]),
                hash_key=_key(said["hash_key"], HASH_KEY_BYTES),
                keys={str(name): [_key(key, KEY_BYTES) for key in keys] for name, keys in said["keys"].items()},
                destroyed=tuple(
                    Destruction(str(name), date.fromisoformat(day), str(who), str(reason))
                    for name, day, who, reason in said["destroyed"]
                ),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BundleError("这个文件里不是密钥，或者是别的版本的。") from error
        if as_of > made.expires_on:
            raise BundleError(f"这份密钥 {made.expires_on} 到期，不能再用，请删掉。找发的人要一份新的。")
        return made

    def into(self, store: KeyStore, needed: Container[str]) -> tuple[int, int]:
        """Put into a store the keys of those households that have ``needed`` of one, and destroy what was destroyed.

        A household whose record holds nothing sealed needs no key: it was erased since, if the store that knew of it
        is lost. Returns how many keys were added and how many destroyed.
        """
        before = store.households
        store.destroy(self.destroyed)
        gone = before - store.households
        keys = {name: key for name, key in self.keys.items() if name in needed}
        store.adopt(keys, turn=self.turn, hash_key=self.hash_key)
        return len(store.households - before), len(gone)


def _text(key: bytes) -> str:
    return b64encode(key).decode()


def _key(text: str, length: int) -> bytes:
    key = b64decode(text, validate=True)
    if len(key) != length:
        raise ValueError
    return key
