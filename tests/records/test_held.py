"""What records say once they are let go of."""

from __future__ import annotations

from jiedui.records.held import HeldRecords
from jiedui.records.reader import Record
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.records.tree import Place

PLACE = Place.of("visit", "pingjiang", "2026-01-02", "PJ-2222")


def test_a_held_record_says_the_same_in_the_same_order_to_each_who_asks():
    said = {"by": "PJ-B-2222", "at": ["一", {"b": True, "a": 3}]}
    held = HeldRecords([Record(PLACE, said)])
    first, second = held.get(PLACE.path), held.get(PLACE.path)
    assert first == said
    assert first is not None
    assert list(first) == ["by", "at"]
    first["at"].append("二")
    assert second == held.get(PLACE.path) == said


def test_what_is_sealed_is_not_held_and_neither_is_what_nobody_gave():
    text = SealedText("甲", Token((), b"1" * 32), SealedPlace("PJ-2222", "content"))
    held = HeldRecords([Record(PLACE, {"content": text})])
    assert len(held) == 0
    assert held.get(PLACE.path) is None
