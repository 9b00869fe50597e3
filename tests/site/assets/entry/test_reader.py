"""The form reads what the program writes, and leaves every other text to people."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from jiedui.records import loader, values, writer
from jiedui.records.dialect import modeline
from jiedui.records.schema import RecordSchema, SchemaLibrary

AskYaml = Callable[[list[Any]], list[Any]]
Vectors = list[tuple[str, dict[str, Any], str]]

LINE = "# yaml-language-server: $schema=../visit.schema.json"
VISIT = """\
date: "2026-03-05"  # 联系日期
by: YYL-B-7K3Q  # 联系人
reached: false  # 是否联系上
also:  # 同时联系的户
  - YYL-3F8H
companions: 1  # 陪同人数
needs:  # 需求进展
  - id: n-7K3Q  # 需求编号
    action: 推进  # 进展
content: |-  # 联系情况
  查看了家里的用电线路。

    插座老化  # 联系情况
"""
DATA = {
    "date": "2026-03-05",
    "by": "YYL-B-7K3Q",
    "reached": False,
    "also": ["YYL-3F8H"],
    "companions": 1,
    "needs": [{"id": "n-7K3Q", "action": "推进"}],
    "content": "查看了家里的用电线路。\n\n  插座老化  # 联系情况",
}


def test_a_visit_is_read(ask_yaml: AskYaml) -> None:
    assert ask_yaml([["read", "visit", VISIT], ["read", "visit", f"{LINE}\n{VISIT}"]]) == [
        {"data": DATA, "modeline": ""},
        {"data": DATA, "modeline": LINE},
    ]


OTHER_TEXTS = [
    "", "甲", "---\n", VISIT[:-1], VISIT + "\n", VISIT.replace("\n", "\r\n"), "\ufeff" + VISIT,
    f"# 说明\n{VISIT}", f"{LINE}\n{LINE}\n{VISIT}", f"{LINE}12345678901\n{VISIT}", f"{LINE} \n{VISIT}",
    VISIT.replace("false", '"false"'), VISIT.replace(": 1", ': "1"'), VISIT.replace(": 1", ": 01"),
    VISIT.replace("YYL-B-7K3Q", '"YYL-B-7K3Q"'), VISIT.replace("YYL-B-7K3Q", "'YYL-B-7K3Q'"),
    VISIT.replace("YYL-B-7K3Q", "null"), VISIT.replace("YYL-B-7K3Q", "2026-03-05"),
    VISIT.replace("YYL-B-7K3Q", ""), VISIT.replace("YYL-B-7K3Q", '""'), VISIT.replace("YYL-B-7K3Q", '"甲'),
    VISIT.replace("YYL-B-7K3Q", r'"\x41"'), VISIT.replace("YYL-B-7K3Q", r'"\Uffffffff"'),
    VISIT.replace("  # 联系人", ""), VISIT.replace("  # 联系人", " # 联系人"), VISIT.replace("人\n", "人，重要\n"),
    VISIT.replace("by:", "who:"), VISIT.replace("by:", "__proto__:"), VISIT.replace("by:", "constructor:"),
    VISIT.replace('date: "2026-03-05"  # 联系日期\n', "") + 'date: "2026-03-05"  # 联系日期\n',
    VISIT + 'content: 甲  # 联系情况\n', VISIT.replace("  - id", "- id"), VISIT.replace("    action", "   action"),
    VISIT.replace("  - YYL-3F8H\n", ""), VISIT.replace("|-", "|"), VISIT.replace("|-", ">-"),
    VISIT.replace("  查看了", "\t查看了"), VISIT.replace("查看了", "<<<<<<< HEAD\n  查看了").replace("  <", "<"),
]  # fmt: skip


def test_a_text_that_is_not_canonical_is_not_read(ask_yaml: AskYaml) -> None:
    read = ask_yaml([["read", "visit", text] for text in OTHER_TEXTS])
    assert [text for text, answer in zip(OTHER_TEXTS, read, strict=True) if answer] == []
    assert len(set(OTHER_TEXTS)) == len(OTHER_TEXTS)
    assert VISIT not in OTHER_TEXTS


def test_every_record_is_read_as_the_program_reads_it(ask_yaml: AskYaml, records_as_written: Vectors) -> None:
    read = ask_yaml([["read", kind, text] for kind, _data, text in records_as_written])
    assert read == [{"data": data, "modeline": ""} for _kind, data, _text in records_as_written]


def test_what_the_form_wrote_of_hostile_records_is_read_again(ask_yaml: AskYaml, hostile: Vectors) -> None:
    read = ask_yaml([["read", kind, text] for kind, _data, text in hostile])
    assert [text for answer, (*_, text) in zip(read, hostile, strict=True) if answer is None] == []
    assert [answer["data"] for answer in read] == [normal(data) for _kind, data, _text in hostile]


def normal(data: Any) -> Any:
    """Return data as it is read again: tidied, and without what is empty."""
    if isinstance(data, dict):
        parts = {key: normal(value) for key, value in data.items()}
        return {key: value for key, value in parts.items() if value not in (None, "", {}, [])}
    if isinstance(data, list):
        return [part for part in map(normal, data) if part not in ("", {}, [])]
    return values.tidy(data) if isinstance(data, str) else data


def test_changed_texts_are_read_where_they_are_canonical_alone(
    ask_yaml: AskYaml, records_as_written: Vectors, hostile: Vectors, library: SchemaLibrary
) -> None:
    dice = random.Random(14)
    chosen = dice.sample(records_as_written, 400) + dice.sample(hostile, 400)
    cases = [(kind, changed(text, dice)) for kind, _data, text in chosen for _ in range(2)]
    read = ask_yaml([["read", kind, text] for kind, text in cases])
    for (kind, text), answer in zip(cases, read, strict=True):
        record = library[kind]
        data = loader.load(text, "x.yml", record.comments).data
        if data is not None:
            data = values.convert(data, record.typed, [])
            canonical = is_shaped(data, record.root, record) and writer.write(data, record, modeline(text)) == text
            assert (answer and answer["data"]) == (data if canonical else None), text
        elif answer:  # characters that the loader refuses are there to be seen
            assert writer.write(answer["data"], record, answer["modeline"]) == text
    assert 100 < sum(answer is not None for answer in read) < len(read) - 400


def is_shaped(data: Any, schema: Any, record: RecordSchema) -> bool:
    """Tell whether mappings, lists and texts are where a schema has them."""
    if schema["type"] == "object":
        known = record.properties(schema)
        return isinstance(data, dict) and all(is_shaped(data[key], known[key], record) for key in data if key in known)
    if schema["type"] == "array":
        items = record.resolve(schema["items"])
        return isinstance(data, list) and all(is_shaped(item, items, record) for item in data)
    return not isinstance(data, dict | list)


SIGNS = [
    '"',
    "'",
    "#",
    ":",
    "-",
    " ",
    "  ",
    "\n",
    "\\",
    "甲",
    "1",
    "|",
    "~",
    "\t",
    "\r",
    "\ufeff",
    "é",
    "：",
    "true",
    "[",
    "&",
]


def changed(text: str, dice: random.Random) -> str:
    """Return a text with one or two slips of a hand in it."""
    for _ in range(dice.randint(1, 2)):
        place = dice.randrange(len(text))
        end, lines = place + dice.choice((0, 1, 1, 2)), text.splitlines(keepends=True)
        line = dice.randrange(len(lines))
        text = dice.choice(
            (
                text[:place] + text[end:] or "\n",
                text[:place] + dice.choice(SIGNS) + text[end:],
                "".join(lines[:line] + lines[line + 1 :]) or "\n",
                "".join([*lines[:line], lines[line], *lines[line:]]),
                "".join([*lines[:line], dice.choice(lines), *lines[line:]]),
            )
        )
    return text
