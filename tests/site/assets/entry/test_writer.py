"""The form writes the same bytes as the program, whatever somebody has typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jiedui.records import writer
from jiedui.records.schema import SchemaLibrary

AskYaml = Callable[[list[Any]], list[Any]]
Vectors = list[tuple[str, dict[str, Any], str]]

MODELINE = "# yaml-language-server: $schema=../visit.schema.json"


def test_every_record_is_written_as_it_is(ask_yaml: AskYaml, records_as_written: Vectors) -> None:
    written = ask_yaml([["write", kind, data] for kind, data, _text in records_as_written])
    assert len(written) > 1400
    assert [text for text, (*_, expected) in zip(written, records_as_written, strict=True) if text != expected] == []


def test_hostile_records_are_written_as_the_program_writes_them(ask_yaml: AskYaml, hostile: Vectors) -> None:
    written = ask_yaml([["write", kind, data] for kind, data, _text in hostile])
    assert len(written) == 2000
    assert [text for text, (*_, expected) in zip(written, hostile, strict=True) if text != expected] == []
    # The texts are as hostile as they are meant to be.
    held = "".join(written)
    for form in (": |-  #", r"\u2028", r"\ufeff", r"\ud83d", r"\U000e0041", "😀", '"<<"', '"0123"', '"１２"', '"null"'):
        assert form in held


def test_a_part_of_a_record_is_written_as_it_stands_in_the_whole(ask_yaml: AskYaml, library: SchemaLibrary) -> None:
    visit = {"content": "甲\n乙", "needs": [{"id": "n-7K3Q", "action": "推进"}, {"id": "n-8M4R"}], "companions": 0}
    parts: list[list[Any]] = [[visit, [], 0], [visit["needs"][0], ["needs", 0], 4], [{}, ["hazards"], 2]]
    record = library["visit"]
    expected = [
        writer.mapping(data, record.resolve(record.at(tuple(pointer))), record, indent)
        for data, pointer, indent in parts
    ]
    assert ask_yaml([["lines", "visit", *part] for part in parts]) == expected
    assert expected[1] == ["    id: n-7K3Q  # 需求编号", "    action: 推进  # 进展"]
    assert ask_yaml([["write", "visit", visit, MODELINE]]) == [writer.write(visit, record, MODELINE)]


def test_a_text_that_is_far_too_long_is_written_too(ask_yaml: AskYaml, library: SchemaLibrary) -> None:
    texts = ["字" * 100_000, "a " * 50_000 + "b", "甲\n" * 50_000, '"\\' * 50_000, "\t" + "\u2028" * 50_000]
    visits = [{"content": text, "by": text} for text in texts]
    assert ask_yaml([["write", "visit", visit] for visit in visits]) == [
        writer.write(visit, library["visit"]) for visit in visits
    ]
