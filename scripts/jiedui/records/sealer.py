"""Sealing the values of a record before it is written, and opening them for good."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from jiedui.records.sealable import reads_as, sealable, shown, values
from jiedui.records.sealing.cipher import SealedPlace, seal
from jiedui.records.sealing.sealed_text import SealedText, is_hidden, stands_for
from jiedui.records.sensitivity import SensitiveClass
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from jiedui.records.schema import RecordSchema
    from jiedui.records.sealable import SealableValue
    from jiedui.records.sealing.keyring import KeyRing

SETTINGS = "policy-ledger"
"""The kind of the record that says which classes are sealed; none where it says nothing."""
CALLED = {
    "身份": SensitiveClass.IDENTITY,
    "联系方式": SensitiveClass.CONTACT,
    "健康": SensitiveClass.HEALTH,
    "经济": SensitiveClass.FINANCE,
}
"""The classes by what the setting calls them."""

_ASK = "在有密钥的电脑上做，或者用环境变量 JIEDUI_KEYS 指明密钥库在哪里。"


class ClosedError(Exception):
    """What would have to be sealed or opened cannot be here; the message says in Chinese why, and what to do."""


def sealed_classes(settings: Mapping[str, Any]) -> frozenset[SensitiveClass]:
    """Return which classes a ledger seals, by what its ``policy/ledger.yml`` says."""
    return frozenset(CALLED[word] for word in settings.get("sealing", ()))


def is_sealed(classes: Collection[SensitiveClass], *, holds: bool) -> bool:
    """Tell whether a ledger takes keys: it seals some ``classes``, or still ``holds`` what it sealed before.

    That a household does is told by :func:`~jiedui.records.sealing.sealed_text.holds_sealed`.
    """
    return bool(classes) or holds


def sealed(
    data: dict[str, Any],
    record: RecordSchema,
    classes: Collection[SensitiveClass],
    known: dict[str, Any] | None = None,
    *,
    again: bool = False,
) -> dict[str, Any]:
    """Return a record with each text of the ``classes`` sealed; what is sealed at its place already stays.

    Where a plain text is what the record as it is ``known`` reads as without the key, it stays sealed as it is there:
    so a whole birth cannot become its year, which is what it reads as.
    ``again`` seals with the newest key what was sealed before. A household that is new gets a key. Raises
    :class:`ClosedError` where something cannot be sealed here.
    """
    where = sealable(record)
    if not classes and not values(data, where, only_sealed=True):
        return data
    made = copy.deepcopy(data)
    former: dict[str, list[str]] = defaultdict(list)
    for value in values(known or {}, where):
        former[value.at].append(value.owner[value.key])
    sealing = _Sealing(str(made.get("id")), classes, former, record.library.ring, again)
    for value in values(made, where):
        value.owner[value.key] = sealing.of(value)
    return made


class _Sealing(Struct, frozen=True):
    """Seals the texts of one household; ``former`` are those that it had, by their places."""

    household: str
    classes: Collection[SensitiveClass]
    former: Mapping[str, Sequence[str]]
    ring: KeyRing | None
    again: bool

    def of(self, value: SealableValue) -> str:
        """Return what is to stand in the place of a text."""
        text: str = value.owner[value.key]
        place = SealedPlace(self.household, value.at)
        stays = next((each for each in self.former.get(value.at, ()) if stands_for(text, each)), None)
        if stays is not None:
            return stays
        is_there = isinstance(text, SealedText) and text.place == place
        if is_there and (is_hidden(text) or not self.again):
            return text
        if is_hidden(text):
            raise ClosedError(f"要写进户 {self.household} 的内容是加密的，这里没有密钥，不能搬过去。{_ASK}")
        return self._sealed(value, place) if is_there or value.field.of in self.classes else str(text)

    def _sealed(self, value: SealableValue, place: SealedPlace) -> SealedText:
        if self.ring is None:
            raise ClosedError(f"这份台账是加密的，这里没有密钥，户 {self.household} 的内容写不进去。{_ASK}")
        if any(is_hidden(text) and not text.token.is_erased for texts in self.former.values() for text in texts):
            said = "换过了，先收新的" if self.ring.keys(self.household) else "不在这个密钥库里"
            raise ClosedError(f"户 {self.household} 的密钥{said}，内容写不进去。{_ASK}")
        if not self.ring.keys(self.household):
            make_keys([self.household], self.ring)
        clear = shown(value.text, value.field.definition, self.ring.hash_key)
        token = seal(value.text, place, clear, self.ring.keys(self.household)[0])
        return SealedText(value.text, token, place, stand_in=reads_as(value, token))


def make_keys(households: Iterable[str], ring: KeyRing) -> None:
    """Give each household that has no key one; raise :class:`ClosedError` where it was destroyed."""
    try:
        ring.make_all(household for household in households if not ring.keys(household))
    except LookupError as error:
        raise ClosedError(
            f"户 {error.args[0]} 的密钥已经销毁，不能再登记这一户的内容。要重新帮扶的，建新户。"
        ) from error


def unsealed(data: dict[str, Any], record: RecordSchema) -> dict[str, Any]:
    """Return a record with each sealed text in the clear; raise :class:`ClosedError` where one has no key here."""
    made = copy.deepcopy(data)
    for value in values(made, sealable(record), only_sealed=True):
        text = value.owner[value.key]
        if is_hidden(text):
            raise ClosedError(f"户 {data.get('id')} 的内容，这里没有打得开的密钥。{_ASK}")
        value.owner[value.key] = str(text)
    return made
