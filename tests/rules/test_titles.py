"""Keys in findings: each stands with what staff call the field, from the schema, once in a sentence."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jiedui.records.finding import Rule
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer
from jiedui.rules.titles import titled

RULE = Rule(id="r", title="", scope="户", why="")
KEY = re.compile(r"(?<![\w./:“<-])[a-z]+(?:_[a-z]+)*(?![\w./:-])", re.ASCII)
# What the walk over the folders says of their names, and the reader of all that a record may hold.
OF_NAMES = ("tree-", "schema-unknown-")


def told(library: SchemaLibrary, text: str, pointer: Pointer = (), *, missing: str = "", kind: str = "visit") -> str:
    kinds = {"a.yml": kind} if kind else {}
    (found,) = titled([RULE.at("a.yml", pointer, message=text, remedy="改。", missing=missing)], kinds, library)
    assert (found.remedy, found.pointer, found.missing) == ("改。", pointer, missing)
    return found.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("补上 channel_note。", "补上 channel_note（方式说明）。"),
        ("date 还没有到。", "date（联系日期）还没有到。"),
        ("entered_on 早，entered_on 晚。", "entered_on（录入日期）早，entered_on 晚。"),
        ("核对 entered_on（录入）和 entered_on。", "核对 entered_on（录入）和 entered_on。"),
        ("核对录入日期 entered_on。", "核对录入日期 entered_on。"),
        ("核对录入日期entered_on。", "核对录入日期entered_on。"),
        ("写 channel: 入户，见 channel.yml 和 a/channel，运行 x-channel。", None),
        ("填的是“channel”。", None),
        ("用 git commit --amend，再看 commit。", "用 git commit --amend，再看 commit（台账版本）。"),
        ("运行 jiedui move PJ-2222 city --on date。", None),
        (
            "填的是“我的 channel 3”，改成“他说“date 好””，再看 date。",
            "填的是“我的 channel 3”，改成“他说“date 好””，再看 date（联系日期）。",
        ),
        ("一个 word。", None),
        ("文件夹 households 里的 4 户都不见了。", None),
        ("decided_on 还没有到。", "decided_on（决定日期）还没有到。"),  # of no visit, but called so wherever it is
        ("to 早于 from。", None),  # of no visit, and of several names elsewhere
    ],
)
def test_a_key_has_its_title_behind_it_where_it_stands_first(
    library: SchemaLibrary, text: str, expected: str | None
) -> None:
    assert told(library, text) == (text if expected is None else expected)


@pytest.mark.parametrize(
    ("pointer", "missing", "expected"),
    [
        (("pairings", 0, "from"), "", "from（开始日期）"),
        (("pairings", 0), "from", "from（开始日期）"),
        (("hardship", 0, "from"), "", "from（困难身份起日）"),
        (("members", 0, "disability", "certificates", 0), "", "from（发证或重新评定日期）"),
        ((), "", "from"),
    ],
)
def test_the_title_is_that_of_the_place(library: SchemaLibrary, pointer: Pointer, missing: str, expected: str) -> None:
    assert told(library, "from", pointer, missing=missing, kind="household") == expected


def test_a_file_that_holds_no_record_now_has_titles_that_are_the_same_everywhere(library: SchemaLibrary) -> None:
    assert told(library, "写 end_reason 和 date。", kind="") == "写 end_reason（结束原因）和 date。"


def test_of_nothing_found_nothing_is_made(library: SchemaLibrary) -> None:
    assert titled([], {}, library) == []


def test_no_fault_is_told_by_a_key_alone(library: SchemaLibrary, faults: dict[str, dict[str, Any]]) -> None:
    titles: dict[str, set[str]] = {}
    for record in library:
        for field in record.fields():
            titles.setdefault(field.key, set()).add(field.title)
    bare = [
        (name, key, text)
        for name, fault in faults.items()
        for item in fault["expect"]
        if not item["rule"].startswith(OF_NAMES)
        for text in (item["message"], item["remedy"])
        for key in {found[0] for found in KEY.finditer(text)} & titles.keys()
        if not _named(key, text, titles[key])
    ]
    assert bare == []


def _named(key: str, text: str, titles: set[str]) -> bool:
    first = next(found for found in KEY.finditer(text) if found[0] == key)
    before, after = text[: first.start()].rstrip(), text[first.end() :]
    return after.startswith("（") or any(before.endswith(title) for title in titles)
