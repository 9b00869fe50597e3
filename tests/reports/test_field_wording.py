"""What staff are told of a field: when it is asked for."""

from __future__ import annotations

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.reports.field_wording import condition


@pytest.mark.parametrize(
    ("kind", "path", "words"),
    [
        ("visit", "channel_note", "联系方式是“其他”时要填。"),
        ("visit", "hazards", "只在联系方式是“入户”、是否联系上是“是”时填。"),
        ("helper", "roles.township", "机构类型是“乡镇(街道)残联”或“村(社区)残协”时要填。"),
        ("household", "pairings.end_reason", "填了结束日期时要填。"),
        ("visit", "content", ""),
    ],
)
def test_when_a_field_is_asked_for_is_said(library: SchemaLibrary, kind: str, path: str, words: str) -> None:
    fields = {field.path: field for field in library[kind].fields()}
    titles = {way: field.title for way, field in fields.items()}
    assert condition(fields[tuple(path.split("."))], titles) == words
