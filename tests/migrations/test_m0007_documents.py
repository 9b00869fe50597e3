"""Format 7: the notice is the first of a list of documents, known by its year."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui.migrations.m0007_documents import MIGRATION
from jiedui.records.tree import Place

PLACE = Place("policy/clauses.yml", "policy-clauses", "clauses")
CLAUSES = [{"id": "五(二)1", "text": "至少联系帮扶4户"}]


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    return MIGRATION.steps["policy-clauses"](PLACE, data)


@pytest.mark.parametrize(
    ("number", "known_by"),
    [("岳市残发〔2023〕20号", "2023"), ("岳残发〔2024〕3号", "2024"), ("第20号", "2023")],
)
def test_the_notice_becomes_the_first_document_and_is_known_by_its_year(number: str, known_by: str) -> None:
    before = {"document": {"title": "方案", "number": number, "attachments": ["表"]}, "clauses": CLAUSES}
    document = {"id": known_by, "title": "方案", "number": number, "attachments": ["表"]}
    after = {"documents": [document], "clauses": CLAUSES}
    assert migrated(before) == after
    assert list(migrated(before)) == ["documents", "clauses"]
    assert migrated(after) == after


def test_a_notice_without_number_is_known_by_the_year_of_the_programme() -> None:
    assert migrated({"document": {"title": "方案"}}) == {"documents": [{"id": "2023", "title": "方案"}]}


@pytest.mark.parametrize(
    "data",
    [{"document": "方案"}, {"clauses": CLAUSES}, {"document": {"title": "旧"}, "documents": [{"id": "2023"}]}],
)
def test_what_is_no_notice_or_has_been_listed_stays(data: dict[str, Any]) -> None:
    assert migrated(data) == data
