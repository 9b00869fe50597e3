"""What a record says without its order: every key and every text of it, however deep."""

from __future__ import annotations

from jiedui.records.flat import FlatRecord
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token


def test_keys_and_texts_are_found_however_deep() -> None:
    flat = FlatRecord.of(
        {
            "id": "YYL-2A3C",
            "members": [{"id": "m-2F8D", "disability": {"certificates": [{"grade": "一级", "from": "2020-01-02"}]}}],
            "annual": [{"year": 2026, "text": "好"}],
            "consent": {"scope": ["登记", "转介部门"]},
            "urgent": True,
        }
    )
    assert flat.keys == {
        *("id", "members", "disability", "certificates", "grade", "from", "annual", "year", "text", "consent"),
        *("scope", "urgent"),
    }
    assert sorted(flat.texts) == [
        ("", "登记"),
        ("", "登记\n转介部门"),
        ("", "转介部门"),
        ("from", "2020-01-02"),
        ("grade", "一级"),
        ("id", "YYL-2A3C"),
        ("id", "m-2F8D"),
        ("text", "好"),
    ]


def test_sealed_texts_are_told_from_others() -> None:
    sealed = SealedText("1955", Token(("1955",), b"1" * 32), SealedPlace("SLX-7K3Q", "members/m-2F8D/birth"))
    flat = FlatRecord.of({"village": "某村", "members": [{"birth": sealed}], "texts": ["好", sealed]})
    assert ("birth", sealed) in flat.texts
    assert len(flat.texts) == 5
    assert [text is sealed for text in flat.sealed] == [True, True]
    assert FlatRecord.of({"village": "某村", "texts": ["好"]}).sealed == []
