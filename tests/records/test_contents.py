"""What a record says is known by its digest."""

from __future__ import annotations

import marshal
from pathlib import Path

from jiedui.records.contents import alike, content_of, contents_of
from jiedui.records.reader import Record, Records
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.tree import Place

PLACE = Place.of("visit", "pingjiang", "2026-01-02", "PJ-2222")


def test_the_same_words_have_the_same_digest_and_others_another():
    long = "一" * 100
    first, second = Record(PLACE, {"by": long, "to": long}), Record(PLACE, {"by": "一" * 100, "to": "一" * 100})
    assert content_of(first) == content_of(second)
    assert content_of(first) != content_of(Record(PLACE, {"by": long}))


def test_the_same_values_are_the_same_bytes_whichever_of_them_are_one_object():
    once, twice = ("一" * 100, b"1" * 8), (("一" * 99) + "一", bytes([49] * 8))
    shared, apart = (once, once, *once), (once, twice, *twice)
    assert shared == apart
    assert alike(shared) == alike(apart)
    assert marshal.loads(alike(apart)) == shared
    assert alike(shared) != alike((once, once, *reversed(once)))


def test_the_contents_of_a_ledger_are_by_path():
    record = Record(PLACE, {"by": "PJ-B-2222"})
    assert contents_of(Records(Path(), valid=[record])) == {record.path: content_of(record)}
    assert contents_of(None) == {}


def test_what_is_sealed_has_the_digest_of_its_token_and_of_whether_it_is_read():
    def digest(cipher: bytes, **said: object) -> str:
        text = SealedText("甲", Token((), cipher), SealedPlace("PJ-2222", "members/m-2222/name"), **said)
        return content_of(Record(PLACE, {"members": [{"name": text, "is_minor": False}]}))

    first, other = b"1" * 32, b"2" * 32
    assert digest(first) == digest(first)
    said = {digest(first), digest(other), digest(first, stand_in="乙"), digest(first, is_refused=True)}
    assert len(said) == 4
