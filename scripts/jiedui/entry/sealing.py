"""Households sealed, opened for good, sealed anew or erased: what becomes of their records (个人信息保护法 47, 51).

To erase a household is to put in the place of what is sealed what nobody can open, and to destroy its keys: with them
goes what the history says of it, too. Codes, dates, townships, categories and grades stay, and with them every figure.
"""

from __future__ import annotations

import copy
import secrets
from typing import TYPE_CHECKING

from jiedui.entry.plan import CHECK_FIRST, RecordEdit, RefusedError
from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import redact, shown
from jiedui.records.kinds import path_of
from jiedui.records.sealable import KIND, reads_as, sealable, values
from jiedui.records.sealable import shown as shown_of
from jiedui.records.sealer import SETTINGS, ClosedError, sealed, sealed_classes, unsealed
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.keyring import HASH_KEY_BYTES
from jiedui.records.sealing.sealed_text import SealedText, holds_sealed
from jiedui.records.sealing.token import Token
from jiedui.records.sensitivity import SensitiveClass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiedui.records.reader import Record, Records
    from jiedui.records.schema import RecordSchema, SchemaLibrary


def homes(records: Records) -> list[Record]:
    """Return the records of households, the withdrawn ones among them: these are kept for as long as others."""
    return [record for record in records.valid if record.place.kind == KIND]


def classes_of(records: Records) -> frozenset[SensitiveClass]:
    """Return which classes the ledger of some records seals."""
    path = path_of(SETTINGS)
    return sealed_classes(next((record.data for record in records.valid if record.path == path), {}))


def sealed_homes(records: Records, library: SchemaLibrary) -> frozenset[str]:
    """Return the codes of the households in whose records something is sealed that was not erased."""
    return frozenset(record.place.stem for record in homes(records) if holds_sealed(_texts(record, library)))


def erased_homes(records: Records, library: SchemaLibrary) -> frozenset[str]:
    """Return the codes of the households that were erased."""
    found = ((record, _texts(record, library)) for record in homes(records))
    return frozenset(record.place.stem for record, texts in found if texts and not holds_sealed(texts))


def _texts(record: Record, library: SchemaLibrary) -> list[SealedText]:
    texts = (value.owner[value.key] for value in values(record.data, sealable(library[KIND])))
    return [text for text in texts if isinstance(text, SealedText)]


def plain_homes(records: Records, library: SchemaLibrary) -> list[Record]:
    """Return the households of which something stands in the clear that the ledger seals."""
    classes, where = classes_of(records), sealable(library[KIND])
    return [
        record
        for record in homes(records)
        if any(
            value.field.of in classes and not isinstance(value.owner[value.key], SealedText)
            for value in values(record.data, where)
        )
    ]


def sealing(records: Records, library: SchemaLibrary) -> Iterator[RecordEdit]:
    """Yield the edits that seal what stands in the clear: the plan of them does it."""
    return (RecordEdit(record.place, record.data) for record in plain_homes(records, library))


def opening(records: Records, library: SchemaLibrary) -> Iterator[RecordEdit]:
    """Yield the edits that put in the clear what the ledger seals no more.

    Raises :class:`~jiedui.entry.plan.RefusedError` where a key is lacking.
    """
    there = sealed_homes(records, library)
    for record in homes(records):
        if record.place.stem in there:
            try:
                yield RecordEdit(record.place, unsealed(record.data, library[KIND]))
            except ClosedError as error:
                raise RefusedError(str(error)) from error


def renewing(records: Records, library: SchemaLibrary, households: Collection[str]) -> Iterator[RecordEdit]:
    """Yield the edits that seal some households anew, with the newest key of each."""
    for record in homes(records):
        if record.place.stem in households:
            yield RecordEdit(record.place, sealed(record.data, library[KIND], (), again=True))


def to_erase(records: Records, code: str) -> Record:
    """Return the household that is to be erased.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it is not there, cannot be read, or is still being helped.
    """
    code = code.strip().upper()
    if any((place.kind, place.stem) == (KIND, code) for place in records.broken):
        raise RefusedError(f"户 {code} 的档案有错误。{CHECK_FIRST}")
    found = next((record for record in homes(records) if record.place.stem == code), None)
    if found is None:
        raise RefusedError(f"没有编号为 {redact(shown(code))} 的户。清除只认编号，不认姓名。")
    if "closed" not in found.data and not is_withdrawn(found.data):
        raise RefusedError(f"户 {code} 还在帮扶。先用 jiedui close 终止，建错的用 jiedui withdraw 撤销，再清除。")
    return found


def erasing(record: Record, schema: RecordSchema) -> RecordEdit:
    """Return the edit that lets nothing stand in the record of a household that can be opened or tells who it was.

    What somebody is reached at is gone, where it may be; all else reads as erased.
    """
    data, marks = copy.deepcopy(record.data), secrets.token_bytes(HASH_KEY_BYTES)
    for value in list(values(data, sealable(schema))):
        if value.field.of is SensitiveClass.CONTACT and not value.field.is_required:
            del value.owner[value.key]
            continue
        token = Token.erased(shown_of(value.text, value.field.definition, marks))
        place = SealedPlace(record.place.stem, value.at)
        value.owner[value.key] = SealedText(reads_as(value, token), token, place)
    return RecordEdit(record.place, data)
