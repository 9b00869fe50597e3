"""What a record says without its order: every key and every text of it, however deep."""

from __future__ import annotations

from jiedui.records.flat import FlatRecord


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
