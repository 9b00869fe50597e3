"""只登记的户: a row of a page of their township, with what the survey said and the way to their pairing."""

from __future__ import annotations

import html
import re

from tests.ended import ended

from jiedui.site.listed import ROWS
from jiedui.site.pages import listed
from jiedui.site.site import Site
from jiedui.struct import replace


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("townships/430602100-1")


def test_its_row_is_where_the_links_to_the_household_lead(site):
    (page,) = listed.pages(site)
    assert html.unescape(site.links("").household("YYL-3333")) == (
        f'<a href="{page.path}#YYL-3333">示例丑 <small>YYL-3333</small></a>'
    )
    (row,) = re.findall(r'<tr id="YYL-3333">.*?</tr>', ended(site.render(page)))
    assert [plain(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] == [
        "示例村", "智力一级", "低保边缘户", "", "1 人", "没有登记", "符合",
    ]  # fmt: skip
    assert re.findall(r'href="([^"]*)"', row) == [
        "../entry.html#household/YYL-3333", "../entry.html#household/YYL-3333/pairings/+",
    ]  # fmt: skip


def test_on_paper_there_is_nothing_to_press_and_the_last_border_of_the_table(page, pages):
    page.goto((pages / "townships/430602100-1.html").as_uri())
    ways = page.locator("#YYL-3333 th a")
    assert ways.evaluate_all("all => all.map(way => way.checkVisibility())") == [True, True]
    page.emulate_media(media="print")
    assert ways.evaluate_all("all => all.map(way => way.checkVisibility())") == [False, False]
    right = "part => part.getBoundingClientRect().right"
    assert page.locator("table").evaluate(right) <= page.locator("main > div").evaluate(right) - 1


def plain(text):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def test_a_full_page_is_small_enough(site, edition):
    like = site.ledger.households["YYL-3333"]
    person = replace(like.members[0], name="示例甲乙丙")
    many = {f"YYL-{number:04}": replace(like, id=f"YYL-{number:04}", members=(person,) * 5, phone="15400001234")
            for number in range(3 * ROWS)}  # fmt: skip
    crowded = Site(replace(site.ledger, households=many, visits={}), site.as_of, edition)
    found = listed.pages(crowded)
    assert len(found) == 3
    text = crowded.render(found[0])
    assert len(re.findall(r"<tr id=", text)) == ROWS
    assert len(text.encode()) < 300_000
    assert len(re.findall(r"<[a-z]", text)) < 5_000
