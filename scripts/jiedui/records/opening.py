"""Reading tokens in a record that is judged: the judge sees plain texts, and whoever comes after it sealed ones."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jiedui.records.finding import declare
from jiedui.records.sealable import fits, pointer_to, reads_as, sealable, values
from jiedui.records.sealing.cipher import SealedPlace, unseal
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.finding import Finding
    from jiedui.records.schema import RecordSchema
    from jiedui.records.sealable import SealableValue

BROKEN = declare(
    "sealed-broken",
    "密文坏了",
    "文件",
    "加密的内容是一个词，少一个字、改一个字就打不开了。",
    clause="附件2",
    requirement="R-112",
)


@contextmanager
def opened(data: dict[str, Any], record: RecordSchema, path: str) -> Iterator[list[Finding]]:
    """Put plain texts in the place of what is sealed in a record, for as long as it is judged; give what is broken.

    Behind it, sealed texts stand there: as they were, or made of the tokens that were read.
    """
    held: list[tuple[SealableValue, SealedText]] = []
    broken: list[Finding] = []
    for value in values(data, sealable(record), only_sealed=True):
        text = value.owner[value.key]
        sealed = text if isinstance(text, SealedText) else _read(text, value, data, record)
        if sealed is None:
            broken.append(_broken(value, data, path))
        else:
            held.append((value, sealed))
            value.owner[value.key] = str(sealed)
    yield broken
    for value, sealed in held:
        value.owner[value.key] = sealed


def _read(text: str, value: SealableValue, data: dict[str, Any], record: RecordSchema) -> SealedText | None:
    token, ring = Token.read(text), record.library.ring
    if token is None or not fits(value.field.definition, token.shown):
        return None
    place = SealedPlace(str(data.get("id")), value.at)
    keys = ring.keys(place.household) if ring else ()
    plain = unseal(token, place, keys) if keys else None
    stand_in = reads_as(value, token)
    if plain is None:
        is_refused = bool(keys) and not token.is_erased
        return SealedText(stand_in, token, place, is_refused=is_refused)
    return SealedText(plain, token, place, stand_in=stand_in)


def _broken(value: SealableValue, data: dict[str, Any], path: str) -> Finding:
    return BROKEN.at(
        path,
        pointer_to(data, value),
        message="这里的密文不完整，打不开。",
        remedy="从 Git 历史里恢复这一行，整行照原来的写；要改内容的，在有密钥的电脑上写明文，再运行 jiedui seal。",
    )
