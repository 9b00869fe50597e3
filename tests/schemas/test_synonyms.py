"""Other words for a choice: each leads to a choice of its own list, and is written as words are compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jiedui.records import suggest
from jiedui.records.schema import SchemaLibrary


def with_synonyms(node: Any, label: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema that knows other words, at every depth, with a label."""
    if isinstance(node, dict):
        if "x-synonyms" in node:
            yield label, node
        for key, part in node.items():
            yield from with_synonyms(part, f"{label}/{key}")


@pytest.fixture(scope="module")
def known(library: SchemaLibrary) -> dict[str, dict[str, Any]]:
    return {
        label: schema
        for name, document in library.documents.items()
        for label, schema in with_synonyms(document, name.removesuffix(".schema.json"))
    }


def test_every_word_leads_to_a_choice(known: dict[str, dict[str, Any]]) -> None:
    assert len(known) >= 30
    for label, schema in known.items():
        choices = schema.get("enum", ["true", "false"] if schema["type"] == "boolean" else [])
        for word, choice in schema["x-synonyms"].items():
            assert choice in choices, (label, word)
            assert word not in choices, (label, word)
            assert word == suggest.folded(word), (label, word)
            assert suggest.meant(word, schema) == choice, (label, word)


def test_words_of_the_forms_and_of_spreadsheets_are_known(library: SchemaLibrary) -> None:
    def meant(kind: str, *pointer: str | int, typed: str) -> str:
        return suggest.meant(typed, library[kind].resolve(library[kind].at(pointer)))

    assert meant("visit", "channel", typed="上门") == "入户"
    assert meant("visit", "counterpart", typed="老伴") == "成年家庭成员"
    assert meant("visit", "counterpart", typed="他妈") == "成年家庭成员"
    assert meant("visit", "hazards", "fire", typed="没有") == "无"
    assert meant("household", "members", 0, "sex", typed="1") == "男"
    assert meant("household", "members", 0, "relation", typed="老伴") == "配偶"
    assert meant("household", "members", 0, "relation", typed="我妈") == "母亲"
    assert meant("household", "members", 0, "relation", typed="她爸") == "父亲"
    assert meant("household", "members", 0, "education", typed="文盲") == "未上过学"
    assert meant("household", "members", 0, "employment", typed="务农") == "农村种养加"
    assert meant("household", "members", 0, "facts", "province_hukou", typed="√") == "是"
    assert meant("household", "members", 0, "disability", "certificates", 0, "grade", typed="2") == "二级"
    assert meant("household", "members", 0, "disability", "certificates", 0, "category", typed="4") == "肢体"
