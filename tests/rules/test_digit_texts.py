"""The texts that are looked through for numbers, of records that are read and of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.records.finding import RULES
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.digit_texts import OWN_FIELDS, DigitText, digit_texts


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


@pytest.mark.parametrize("line", ["15400001234", "content: 1540000123", "- 2024-05-06 12", "note: 电话15400001234"])
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


def test_a_finding_stands_at_the_line_or_at_the_pointer() -> None:
    rule = RULES["text-number"]
    placed = DigitText("x.yml", "t", line=7).fault(rule, "甲。", "乙。")
    assert (placed.path, placed.line, placed.column, placed.pointer) == ("x.yml", 7, 1, ())
    pointed = DigitText("x.yml", "t", pointer=("a", 0)).fault(rule, "甲。", "乙。")
    assert (pointed.line, pointed.column, pointed.pointer) == (0, 0, ("a", 0))
    assert (pointed.message, pointed.remedy, pointed.rule) == ("甲。", "乙。", rule)
