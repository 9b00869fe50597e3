"""规则与字段: the rules of the check and the fields of every record kind."""

from __future__ import annotations

import html
import re

import pytest

from jiedui.site.pages import reference


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("reference/rules", "", ""),
        ("reference/fields", "", "tr id=visit-channel:"),
        ("reference/fields", "{ #event-award }", "{ #event-branch }"),
        (
            "reference/fields",
            "tr id=household-members-disability:",
            "tr id=household-members-disability-certificates-from",
        ),
    ],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("visit", "date", "日期"),
        ("household", "birth", "日期"),
        ("visit", "content", "文字"),
        ("visit", "also", "可以写几条"),
    ],
)
def test_what_may_stand_in_a_field_is_said(library, kind, key, words):
    field = next(field for field in library[kind].fields() if field.key == key)
    assert reference.values(library[kind], field) == words


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_all_readings_rules_and_fields_are_listed(pages, site, source):
    readings = plain(source(pages, "readings"))
    assert all(reading.id in readings and reading.question in readings for reading in site.ledger.policy.readings)
    rules = plain(source(pages, "reference/rules"))
    assert all(rule.title in rules and rule.why in rules for rule in site.rules)
    fields = plain(source(pages, "reference/fields"))
    assert "必填。" in fields
    assert "文字。联系方式是“其他”时要填。" in fields
    for record in site.library:
        assert all(field.title in fields and field.schema["description"] in fields for field in record.fields())
