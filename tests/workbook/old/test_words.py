"""What columns of old workbooks are called: every word leads to a column that there is, and to one alone."""

from __future__ import annotations

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import tables
from jiedui.workbook.old.targets import targets
from jiedui.workbook.old.words import (
    HEADS,
    NAMED_HELPER,
    OF_HELPER,
    OF_HOUSEHOLDER,
    SHEETS,
    TABLES,
    WORDS,
    SheetSubject,
)


def test_every_word_leads_to_a_target(library: SchemaLibrary) -> None:
    known = targets(tables(library))
    places = [*OF_HELPER, *OF_HOUSEHOLDER, *NAMED_HELPER.values()]
    assert {place for words in HEADS.values() for place in (*words, *places)} <= known.keys()
    assert {name for names in TABLES.values() for name in names} == {table.name for table in tables(library)}


def test_no_word_of_one_subject_leads_to_two_targets() -> None:
    for subject, words in HEADS.items():
        said = [word for place in words for word in words[place]]
        assert len(said) == len(set(said)), subject


def test_every_subject_has_its_tables_its_heads_and_its_sheets() -> None:
    assert TABLES.keys() == HEADS.keys() == SHEETS.keys() == {*SheetSubject}
    assert {"姓名", "走访日期", "科室"} <= WORDS
