"""The records that the manual shows are such as may be written."""

from __future__ import annotations

import html
import re

import pytest

from jiedui.records import loader, values
from jiedui.records.writer import write
from jiedui.site.pages.guide_records import SHORT, VISIT, WITHDRAWN


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.parametrize("data", [VISIT, SHORT, WITHDRAWN], ids=["visit", "short", "withdrawn"])
def test_the_examples_of_the_manual_are_sound_records(data, library, pages, source, site):
    assert library["visit"].validator.is_valid(data)
    text = write(data, library["visit"])
    loaded = loader.load(text, "example.yml", library["visit"].comments)
    assert loaded.findings == ()
    assert values.convert(loaded.data, library["visit"].typed, []) == data
    assert site.example.told(text).strip() in plain(source(pages, "guide").replace("<br>", "\n"))
