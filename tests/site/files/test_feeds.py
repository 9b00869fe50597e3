"""订阅: what is due as Atom feeds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from jiedui.site import Edition
from jiedui.site.files.feeds import ATOM, files
from jiedui.site.site import Site

NAMES = {"": ATOM}


def texts(site: Any) -> dict[str, Any]:
    return {file.path: file.content for file in files(site)}


@pytest.fixture(scope="module")
def feeds(site: Any) -> dict[str, Xml.Element]:
    return {path: Xml.fromstring(text) for path, text in texts(site).items()}


def test_the_feed_tells_what_is_past_and_near(feeds: dict[str, Xml.Element]) -> None:
    entries = feeds["feeds/pingjiang.atom"].findall("entry", NAMES)
    assert [entry.findtext("title", namespaces=NAMES) for entry in entries] == [
        "平江县：及时援助突发困难：1 户",
        "平江县：申报纳入防返贫监测：1 户",
        "平江县：做齐入户五件事：1 户",
        "平江县：消除安全隐患：1 户",
        "平江县：办好答应的措施：1 户",
    ]
    assert entries[4].findtext("summary", namespaces=NAMES) == ("期限2026-12-01。户编号：PJ-2222。依据：通知二(二)。")
    assert len(feeds["feeds/all.atom"].findall("entry", NAMES)) == 6


def test_every_feed_is_what_the_standard_asks_for(feeds: dict[str, Xml.Element], pages: Any) -> None:
    for path, feed in feeds.items():
        for part in (feed, *feed.findall("entry", NAMES)):
            assert part.findtext("id", namespaces=NAMES).startswith("urn:uuid:")
            assert part.findtext("title", namespaces=NAMES)
            assert re.fullmatch(r"20..-..-..T00:00:00\+08:00", part.findtext("updated", namespaces=NAMES))
        assert feed.findtext("author/name", namespaces=NAMES)
        ids = [item.text for item in feed.iter(f"{{{ATOM}}}id")]
        assert len(ids) == len(set(ids)), path
        for link in feed.iter(f"{{{ATOM}}}link"):
            target = (pages / path).parent / link.attrib["href"]
            assert target.exists() or target.with_suffix(".md").exists(), link.attrib


def days(feed: Xml.Element) -> dict[str, str]:
    """Return of which day each entry is, by its title."""
    return {
        entry.findtext("title", "", NAMES): entry.findtext("updated", "", NAMES).removesuffix("T00:00:00+08:00")
        for entry in feed.findall("entry", NAMES)
    }


def test_an_entry_is_of_the_day_from_which_it_is_told_and_the_feed_of_its_newest(feeds: dict[str, Xml.Element]) -> None:
    found = feeds["feeds/pingjiang.atom"]
    assert days(found) == {
        "平江县：及时援助突发困难：1 户": "2026-07-15",  # the day it was told is its last day
        "平江县：申报纳入防返贫监测：1 户": "2026-07-15",  # found then, two weeks before 29 July
        "平江县：做齐入户五件事：1 户": "2026-07-01",  # thirty days before 31 July
        "平江县：消除安全隐患：1 户": "2026-07-15",  # thirty days before 14 August
        "平江县：办好答应的措施：1 户": "2026-11-01",  # thirty days before 1 December
    }
    assert found.findtext("updated", "", NAMES) == "2026-11-01T00:00:00+08:00"
    # The contact of the third quarter is told as missed from the day after its last.
    assert list(days(feeds["feeds/yueyanglou.atom"]).values()) == ["2026-10-01"]


def test_a_feed_without_entries_is_of_the_first_day_of_the_programme(feeds: dict[str, Xml.Element]) -> None:
    assert days(feeds["feeds/city.atom"]) == {}
    assert feeds["feeds/city.atom"].findtext("updated", "", NAMES) == "2023-09-01T00:00:00+08:00"


def test_the_next_day_says_nothing_new_of_what_was_told(site: Any, edition: Edition) -> None:
    """On 24 November nothing comes in or goes out: every feed is the same, byte for byte."""
    tomorrow = Site(site.ledger, site.as_of + timedelta(days=1), edition)
    assert texts(tomorrow) == texts(site)


def test_a_duty_that_comes_near_is_a_new_entry_and_the_others_stay(
    site: Any, edition: Edition, feeds: dict[str, Xml.Element]
) -> None:
    later = {path: Xml.fromstring(data) for path, data in texts(Site(site.ledger, date(2026, 12, 1), edition)).items()}
    old, new = days(feeds["feeds/pingjiang.atom"]), days(later["feeds/pingjiang.atom"])
    # Thirty days before the end of the quarter, the year and the half-year.
    assert new.items() - old.items() == {
        ("平江县：2026年第四季度还没有联系：2 户", "2026-12-01"),
        ("平江县：带出家门参加集体活动：2 户", "2026-12-01"),
        ("平江县：党组听取结对帮扶工作汇报（2026年下半年）", "2026-12-01"),
    }
    assert old.items() <= new.items()


def test_a_feed_names_nobody(site: Any, ledger: Any) -> None:
    names = [member.name for home in ledger.households.values() for member in home.members]
    names += [helper.name for helper in ledger.helpers.values()]
    for path, data in texts(site).items():
        assert [word for word in (*names, "1540000", "0730-", "示例村") if word in data.decode()] == [], path
