"""只登记的户: a row of a page of their township, with what the survey said and the way to their pairing."""

from __future__ import annotations

import html
import re

from jiedui.site.pages import listed


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("townships/430602100-1")


def test_its_row_is_where_the_links_to_the_household_lead(site):
    (page,) = listed.pages(site)
    assert html.unescape(site.links("").household("YYL-3333")) == (
        f'<a href="{page.path}#YYL-3333">示例丑 <small>YYL-3333</small></a>'
    )
    (row,) = re.findall(r'<tr id="YYL-3333">.*', site.render(page))
    assert [plain(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] == [
        "示例村", "智力一级", "低保边缘户", "", "1 人", "没有登记", "符合",
    ]  # fmt: skip
    assert re.findall(r'href="([^"]*)"', row) == [
        "../entry.html#household/YYL-3333", "../entry.html#household/YYL-3333/pairings/+",
    ]  # fmt: skip


def plain(text):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())
