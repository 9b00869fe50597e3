"""A record that is begun: canonical but for its blanks, and refused until they are filled in."""

from __future__ import annotations

from jiedui.records import reader
from jiedui.records.draft import blank, draft
from jiedui.records.schema import SchemaLibrary

ASKED = ("content", "date", "channel", "reached")
KNOWN = {"date": "2026-11-23", "by": "PJ-B-2222", "entered_on": "2026-11-23"}
TEXT = """\
date: "2026-11-23"  # 联系日期
by: PJ-B-2222  # 联系人
channel: （入户、电话、短信、微信、书信、其他、群发）  # 联系方式
reached: （true 或者 false）  # 是否联系上
entered_on: "2026-11-23"  # 录入日期
content: （联系情况）  # 联系情况
"""


def test_what_is_known_is_written_and_what_is_asked_has_a_blank_in_the_order_of_the_schema(
    library: SchemaLibrary,
) -> None:
    assert draft(library["visit"], KNOWN, ASKED) == TEXT
    assert blank("联系情况") == "（联系情况）"


def test_a_blank_of_a_closed_list_is_refused_and_a_filled_one_accepted(library: SchemaLibrary) -> None:
    judged = reader.parse(TEXT, "2026-11-23.yml", library["visit"])
    assert [(found.rule.id, found.line) for found in judged.findings] == [("schema-choice", 3), ("schema-type", 4)]
    filled = TEXT.replace("（入户、电话、短信、微信、书信、其他、群发）", "入户").replace("（true 或者 false）", "true")
    assert reader.parse(filled, "2026-11-23.yml", library["visit"]).findings == ()
