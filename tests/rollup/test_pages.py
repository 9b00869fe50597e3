"""The pages of a province."""

from __future__ import annotations

import html

from jiedui.rollup.pages import ProvinceSite, pages
from jiedui.rollup.province import Province
from jiedui.struct import replace


def test_the_pages(province: Province) -> None:
    assert [(page.path, page.title) for page in pages(province)] == [
        ("index.html", "汇总"),
        ("quarters/2026Q3.html", "2026年第三季度"),
        ("quarters/2026Q2.html", "2026年第二季度"),
        ("cities/01.html", "示例东市"),
        ("cities/02.html", "示例西市"),
        ("cities/03.html", "示例南市"),
    ]


def test_every_page_says_of_what_and_when_it_is(province: Province) -> None:
    site = ProvinceSite(province, tuple(pages(province)))
    for page in site.pages:
        text = site.render(page, has_word=True)
        assert f"<title>{page.title} - 示例省残联结对帮扶汇总</title>" in text
        assert "2026年11月23日" in text
        assert ("2 个市的报送" in text) == (page.path == "index.html")
        assert "index.html#version" in text
        assert "示例数据，人物均为虚构" in text
        assert text.count('aria-current="page"') == 1


def test_a_city_that_has_not_delivered_says_why(province: Province) -> None:
    site = ProvinceSite(province, tuple(pages(province)))
    text = html.unescape(site.render(site.pages[-1], has_word=True))
    assert "未报：没有 figures.json。" in text
    assert "<table" not in text


def test_what_a_delivery_says_is_no_markup(province: Province) -> None:
    site = ProvinceSite(replace(province, name="<b>省</b>"), tuple(pages(province)))
    assert "<b>省" not in site.render(site.pages[0], has_word=False)


def test_word_is_offered_where_there_is_one(province: Province) -> None:
    site = ProvinceSite(province, tuple(pages(province)))
    said = ["bulletin.docx" in site.render(site.pages[0], has_word=found) for found in (True, False)]
    assert said == [True, False]
