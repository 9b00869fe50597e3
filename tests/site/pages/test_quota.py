"""配额合规表: every helper with what is owed, held and lacking."""

from __future__ import annotations

import html
import re

import pytest

from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import replace


@pytest.mark.parametrize("name", ["quota"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


@pytest.fixture
def part_time(ledger, site, edition):
    """The small ledger, but for a helper of 岳阳楼区 who is 兼职: owes nothing, and is in charge of a household."""
    helper = ledger.helpers["YYL-B-2222"]
    roles = tuple(replace(role, tenure="兼职") for role in helper.roles)
    return Site(
        replace(ledger, helpers=ledger.helpers | {helper.id: replace(helper, roles=roles)}), site.as_of, edition
    )


def lines(site, path, start):
    page = next(page for page in pages_of(site) if page.path == path)
    text = (html.unescape(re.sub("<[^>]+>", "|", line)) for line in site.render(page).splitlines() if start in line)
    return [re.sub(r"[| ]*\|[| ]*", "|", line).strip("| ") for line in text]


def test_part_time_staff_below_the_city_are_shown_as_such_and_counted(part_time):
    row = "示例乙|教就股|干事|兼职|不分|0|1|0|－ 不作要求"
    (shown,) = lines(part_time, "quota.md", "YYL-B-2222")
    assert shown == row
    assert f"{row}|15400000001" in lines(part_time, "units/yueyanglou.md", "YYL-B-2222")
    assert lines(part_time, "helpers/YYL-B-2222.html", "县乡残联专职") == [
        "县乡残联专职残疾人工作者：兼职，不算户数，结了对的照样登记、照样统计。"
        "通知原文：“县乡残联其他专职残疾人工作者至少联系帮扶1户”|五(二)1"
    ]
    total = part_time.figures.units["yueyanglou"].quota
    assert (total.helpers, total.owed, total.have, total.gap) == (2, 1, 1, 1)
