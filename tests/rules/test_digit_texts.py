"""The texts that are looked through for numbers, of records that are read and of those that are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.rules.digit_texts import OWN_FIELDS, DigitText, digit_texts
from jiedui.rules.number_forms import has_identity


def test_fields_for_numbers_are_those_of_the_schemas(library: SchemaLibrary) -> None:
    numbers = {"mobile", "phone", "landline", "certificate"}
    patterns = {library.documents["common.schema.json"]["$defs"][name]["pattern"] for name in numbers}
    fields = [field for record in library for field in record.fields()]
    asked = [field for field in fields if field.schema.get("pattern") in patterns]
    assert {field.key for field in asked} == OWN_FIELDS.keys()
    assert all(field.title in OWN_FIELDS[field.key] for field in asked)


def lines(tmp_path: Path, text: str) -> list[DigitText]:
    """Return what is looked through of a file that is no record."""
    (tmp_path / "x.yml").write_text(text, "utf-8")
    return list(digit_texts((), ("x.yml",), tmp_path))[1:]


@pytest.mark.parametrize(
    "line",
    [
        "15400001234",
        "content: 1540000123",
        "- 2024-05-06 12",
        "# 1540000123",
        "一五四〇〇〇〇一二三: 甲",
        "note: 电话15400001234",
    ],
)
def test_a_line_with_ten_digits_is_looked_through(tmp_path: Path, line: str) -> None:
    assert lines(tmp_path, f"a: 1\n{line}\n") == [DigitText("x.yml", line, line=2)]


@pytest.mark.parametrize(
    "line",
    [
        "phone: 15400001234", '  - "number": 1540000123', "mobile：15400001234", "残疾人证号: 15400001234",
        "Phnoe: 15400001234", "办公电话：15400001234", "content: 154000012", "",
    ],
)  # fmt: skip
def test_a_line_of_a_field_for_a_number_is_none_though_it_be_mistyped(tmp_path: Path, line: str) -> None:
    assert lines(tmp_path, f"{line}\n") == []


def test_the_name_of_a_faulty_file_is_a_text_and_what_cannot_be_read_has_no_other(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"\xff15400001234")
    assert list(digit_texts((), ("b", "a/15400001234"), tmp_path)) == [
        DigitText("a/15400001234", "a 15400001234", "文件名"),
        DigitText("b", "b", "文件名"),
    ]
    assert list(digit_texts((), ("b",))) == [DigitText("b", "b", "文件名")]


def test_names_of_files_are_looked_through_without_what_would_excuse_a_number() -> None:
    assert list(digit_texts((), ("a/照片_15400001234.jpg",))) == [
        DigitText("a/照片_15400001234.jpg", "a 照片 15400001234 jpg", "文件名")
    ]


def record(data: dict[str, Any]) -> Record:
    """Return a record of a kind that may hold lists."""
    return Record(Place("policy/phases.yml", "policy-phases", "phases"), data)


def test_a_text_of_a_record_is_looked_through_where_it_stands() -> None:
    data = {"a": "甲15400001234", "b": {"c": ["乙", "丙15400001235", "丁"]}, "number": "15400001236", "n": "1540000123"}
    assert list(digit_texts([record(data)])) == [
        DigitText("policy/phases.yml", "甲15400001234", pointer=("a",)),
        DigitText("policy/phases.yml", "丙15400001235", pointer=("b", "c", 1)),
        DigitText(
            "policy/phases.yml", "乙\n丙15400001235\n丁", "列表几项连起来的文字", ("b", "c"),
            parts=("乙", "丙15400001235", "丁"),
        ),
    ]  # fmt: skip


def test_the_items_of_a_list_are_looked_through_together_as_well() -> None:
    data = {"tasks": ["证490602", "19580312", "1017"], "one": ["4906021958"], "few": ["123", "456"], "mapped": [{}, {}]}
    (whole,) = digit_texts([record(data)])
    assert (whole.pointer, whole.text, whole.where) == (
        ("tasks",), "证490602\n19580312\n1017", "列表几项连起来的文字",
    )  # fmt: skip
    assert whole.holds(has_identity)


def test_what_one_item_of_a_list_holds_is_not_told_of_the_list() -> None:
    whole = DigitText("x.yml", "甲\n490602195803121017", parts=("甲", "490602195803121017"))
    assert not whole.holds(has_identity)
    assert DigitText("x.yml", "490602195803121017").holds(has_identity)
    assert not DigitText("x.yml", "4906021958", parts=("490602", "1958")).holds(has_identity)


def test_what_is_frozen_is_not_looked_through() -> None:
    place = Place("city/bulletins/2026Q3.yml", "bulletin", "2026Q3", "city")
    assert list(digit_texts([Record(place, {"a": "15400001234"})])) == []
