"""Who can be found in 查户, and what the list of hits says of them."""

from __future__ import annotations

import pytest

from jiedui.site.edition import Edition
from jiedui.site.files.search.entries import Entries, entries
from jiedui.site.site import Site
from jiedui.struct import replace


@pytest.fixture(scope="module")
def found(site: Site) -> Entries:
    return entries(site)


def test_a_household_is_shown_with_its_people_place_and_helper(found: Entries) -> None:
    assert [entry.row for entry in found.households] == [
        ["YYL-2222", "示例子", "", "岳阳楼区", "岳阳楼区岳阳楼街道示例社区", "示例乙", "YYL-B-2222"],
        ["YYL-3333", "示例丑", "", "岳阳楼区", "岳阳楼区郭镇乡示例村", "没有结对", "", "townships/430602100-1.html"],
        ["PJ-3333", "示例卯", "示例辰", "平江县", "平江县三市镇示例村", "示例丁", "PJ-B-2222"],
        ["PJ-2222", "示例寅", "", "平江县", "平江县安定镇示例村", "示例甲", "YY-B-2222"],
    ]


def test_a_helper_is_shown_with_post_office_and_quota(found: Entries) -> None:
    assert [entry.row for entry in found.helpers] == [
        ["YYL-B-2222", "示例乙", "干事", "岳阳楼区", "教就股", "达标", ""],
        ["YYL-B-3333", "示例丙", "干事", "岳阳楼区", "教就股", "欠户", ""],
        ["YY-B-2222", "示例甲", "副理事长", "市残联", "办公室", "欠户", ""],
        ["PJ-B-2222", "示例丁", "干事", "平江县", "安定镇残联", "达标", ""],
        ["PJ-B-3333", "示例戊", "干事", "平江县", "教就股", "已离岗", ""],
    ]


def test_townships_tell_how_many_live_there(found: Entries) -> None:
    assert found.townships == (
        ("430602001", "岳阳楼街道", "岳阳楼区", "岳阳楼区", 1),
        ("430602100", "郭镇乡", "岳阳楼区", "岳阳楼区", 1),
        ("430626101", "安定镇", "平江县", "平江县", 1),
        ("430626102", "三市镇", "平江县", "平江县", 1),
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [("7组老屋场", "7组老屋场"), ("16组28号", "16组"), ("12巷11号", ""), ("示例苑 三组", "三组"), ("", "")],
)
def test_of_an_address_the_village_group_is_shown_and_no_door(
    site: Site, edition: Edition, address: str, shown: str
) -> None:
    ledger = site.ledger
    home = replace(ledger.households["PJ-2222"], address=address)
    other = Site(replace(ledger, households={home.id: home}), site.as_of, edition)
    (entry,) = entries(other).households
    assert entry.group == shown
    assert entry.row[4] == f"平江县安定镇示例村{shown}"


def test_a_closed_household_says_so(site: Site, edition: Edition) -> None:
    ledger = site.ledger
    home = replace(ledger.households["YYL-3333"], closed_on=site.as_of.replace(day=22), closed_reason="死亡")
    other = Site(replace(ledger, households={home.id: home}), site.as_of, edition)
    assert [entry.helper for entry in entries(other).households] == ["已终止"]
    ends_today = replace(home, closed_on=site.as_of)
    other = Site(replace(ledger, households={home.id: ends_today}), site.as_of, edition)
    assert [entry.helper for entry in entries(other).households] == ["没有结对"]
