"""Telephones by marks."""

from __future__ import annotations

import json
import re

import pytest

from jiedui.model.ledger import Ledger
from jiedui.site.files.form import phones


def test_a_mark_is_the_folded_fnv_of_salt_and_number() -> None:
    # FNV-1a of "a" is e40c292c, a published value; folded to 24 bits: 0c292c ^ e4.
    assert phones.mark("a", "") == 0x0C292C ^ 0xE4
    assert phones.mark("", "foobar") == 0x9CF968 ^ 0xBF  # bf9cf968
    assert phones.mark("甲", "0730-0000001") == phones.mark("甲", "07300000001") != phones.mark("乙", "07300000001")


def test_everybody_with_a_telephone_is_found_by_its_mark_and_those_who_share_one_together(ledger: Ledger) -> None:
    (bucket,) = phones.buckets(ledger)
    home, helpers = (f"{phones.mark(ledger.policy.name, number):x}" for number in ("15400000011", "15400000001"))
    assert bucket == {home: ["YYL-2222"], helpers: ["YY-B-2222", "PJ-B-2222", "PJ-B-3333", "YYL-B-2222", "YYL-B-3333"]}


def test_many_marks_are_spread_over_buckets(shipped: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phones, "BUCKET", 20)
    found = phones.buckets(shipped)
    assert len(found) > 5
    for number, bucket in enumerate(found):
        assert all(int(mark, 16) % len(found) == number < len(found) for mark in bucket)
    people = {*shipped.households, *shipped.helpers}
    assert {person for bucket in found for who in bucket.values() for person in who} <= people


def test_no_number_stands_there(shipped: Ledger) -> None:
    text = json.dumps(phones.buckets(shipped))
    assert not re.search(r"[0-9]{11}|0[0-9]{2,3}-[0-9]{7}", text)
    assert max(len(mark) for bucket in phones.buckets(shipped) for mark in bucket) <= 6
