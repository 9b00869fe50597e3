"""What may be chosen in the columns of the workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.choices import BookChoices
from jiedui.workbook.book.source import BookSource
from jiedui.workbook.book.tables import BookColumn, tables


def column(library: SchemaLibrary, table: str, head: str) -> BookColumn:
    (found,) = (each for one in tables(library) if one.name == table for each in one.columns if each.head == head)
    return found


@pytest.mark.parametrize(
    ("table", "head", "words"),
    [
        ("成员", "性别", ("男", "女")),
        ("走访", "是否联系上", ("是", "否")),
        ("走访", "了解的情况", ()),  # several at once
        ("走访", "联系情况", ()),
        ("户", "残联", ("甲县",)),
        ("户", "乡镇（街道）", ("乙镇",)),
        ("责任人", "乡镇（街道）", ()),
        ("结对", "帮扶责任人", ("JX-B-2A3C 示例甲",)),
        ("结对", "残疾人", ()),
    ],
)
def test_the_words_of_a_column(library: SchemaLibrary, table: str, head: str, words: tuple[str, ...]) -> None:
    choices = BookChoices(units=("甲县",), helpers=("JX-B-2A3C 示例甲",), townships=("乙镇",))
    assert choices.words(column(library, table, head)) == words


def test_helpers_are_those_of_the_federation_first_and_the_citys_who_are_in_office(
    book_root: Path, library: SchemaLibrary
) -> None:
    ledger = BookSource.of(book_root, library).ledger
    found = BookChoices.of(ledger, ("pingjiang",), date(2026, 11, 23))
    assert found.units == ("市残联", "岳阳楼区", "平江县")
    assert found.counties == ("平江县",)
    assert "安定镇" in found.townships
    assert [helper.partition(" ")[0] for helper in found.helpers][-1] == "YY-B-2A3C"
    assert not any(helper.startswith("YYL-") for helper in found.helpers)
    # On this day nobody but the city's helper and one of the county was in office yet.
    early = BookChoices.of(ledger, ("pingjiang",), date(2019, 6, 1))
    assert early.helpers == ("PJ-B-2H3J 示例丁", "YY-B-2A3C 示例甲")
