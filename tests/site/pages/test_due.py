"""近期要办 and its feeds: counted by hand on the small ledger, nobody named in what leaves the site."""

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


def test_the_city_s_page_counts_each_federation(read: Any) -> None:
    rows = {row[0][0]: [cell[0] for cell in row[1:]] for row in read("due").tables["due"]}
    # 平江县: a hardship, an intake and a hazard are past their day; a promise is due on 1 December; after that two
    # contacts, two outings and the hearing of the half-year. 岳阳楼区: a missed quarter and the hearing. The city's
    # own: dispatch, bulletin and hearing.
    assert rows == {
        "市残联": ["0", "0", "3"],
        "岳阳楼区": ["1", "0", "1"],
        "平江县": ["3", "1", "5"],
        "全市": ["4", "1", "9"],
    }


def test_a_federation_s_list_holds_the_same_rows(read: Any) -> None:
    tables = read("due/pingjiang").tables
    assert [len(tables[key]) for key in ("passed", "near", "later")] == [3, 1, 5]
    days, home, duty, helper, _ = tables["near"][0]
    assert (days[0], home[0], helper[0]) == ("… 2026-12-01 还有 8 天", "示例寅 PJ-2222", "示例甲")
    assert duty == ("办好答应的措施（帮就学）", "../households/PJ-2222.html#need-n-7K3Q")


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


@pytest.mark.parametrize("name", ["due", "due/pingjiang"])
def test_the_page_says_what_was_checked_by_hand(as_expected, name):
    as_expected(name)
