"""订阅: what is due as Atom feeds."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from jiedui.site.files.feeds import ATOM, files

NAMES = {"": ATOM}


@pytest.fixture(scope="module")
def feeds(site: Any) -> dict[str, Xml.Element]:
    return {path: Xml.fromstring(data) for path, data in files(site)}


def test_the_feed_tells_what_is_past_and_near(feeds: dict[str, Xml.Element]) -> None:
    entries = feeds["feeds/pingjiang.atom"].findall("entry", NAMES)
    assert [entry.findtext("title", namespaces=NAMES) for entry in entries] == [
        "平江县：及时援助突发困难：1 户",
        "平江县：做齐入户五件事：1 户",
        "平江县：消除安全隐患：1 户",
        "平江县：办好答应的措施：1 户",
    ]
    assert entries[3].findtext("summary", namespaces=NAMES) == (
        "期限2026-12-01，还有 8 天。户编号：PJ-2222。依据：通知二(二)。"
    )
    assert len(feeds["feeds/all.atom"].findall("entry", NAMES)) == 5


def test_every_feed_is_what_the_standard_asks_for(feeds: dict[str, Xml.Element], pages: Any) -> None:
    for path, feed in feeds.items():
        for part in (feed, *feed.findall("entry", NAMES)):
            assert part.findtext("id", namespaces=NAMES).startswith("urn:uuid:")
            assert part.findtext("title", namespaces=NAMES)
            assert re.fullmatch(r"2026-11-23T00:00:00\+08:00", part.findtext("updated", namespaces=NAMES))
        assert feed.findtext("author/name", namespaces=NAMES)
        ids = [item.text for item in feed.iter(f"{{{ATOM}}}id")]
        assert len(ids) == len(set(ids)), path
        for link in feed.iter(f"{{{ATOM}}}link"):
            target = (pages / path).parent / link.attrib["href"]
            assert target.exists() or target.with_suffix(".md").exists(), link.attrib


def test_a_feed_names_nobody(site: Any, ledger: Any) -> None:
    names = [member.name for home in ledger.households.values() for member in home.members]
    names += [helper.name for helper in ledger.helpers.values()]
    for path, data in files(site):
        assert [word for word in (*names, "1540000", "0730-", "示例村") if word in data.decode()] == [], path
