"""首页: the programme's clock, four figures, the units at a glance, and what to do now."""

from __future__ import annotations

import html
import re
from datetime import date
from fractions import Fraction

import pytest

from jiedui.site.pages import home
from jiedui.struct import replace


@pytest.mark.parametrize("name", ["index"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_the_clock_of_the_programme(pages, source):
    text = plain(source(pages, "index"))
    line = "2026年第四季度 共 22 个季度的第 14 个，还剩 38 天（12月31日截止）；方案还剩 769 天"
    assert f"{line} · 常态化帮扶阶段 五(四)5 · 国际残疾人日 12月3日（10 天后） 四(四)4" in text


def test_the_page_begins_with_how_the_quarter_stands_and_four_figures_beside_those_of_the_last(pages, source):
    """23 November is the 54th day of 92. The day before it of the last quarter is 23 August."""
    text = plain(source(pages, "index"))
    assert "本季已过 58.7%，已联系 " in text
    assert (
        text.index("本季已过") < text.index("本季联系") < text.index("2026年第四季度 共 22") < text.index("要办的事 {")
    )
    assert text.count("上季同日") == 5  # once in the sentence, once in each figure


def test_what_to_do_stands_by_how_pressing_it_is_with_day_and_owners(pages, source):
    groups = re.findall(r'<h3 class="jd-pressing" id="todo-([a-z]+)">', source(pages, "index"))
    assert groups[0] == "grave"
    assert groups == [key for key in ("grave", "late", "soon", "later") if key in groups]


def test_the_chart_ends_with_the_running_quarter(pages, source):
    drawn = source(pages, "index").partition('id="trend-title"')[2].partition("</svg>")[0]
    assert re.findall(r">(20[0-9]{2})年</text>", drawn) == ["2023", "2024", "2025", "2026"]


def test_all_phases_that_run_are_named_in_september_2024(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2024, 9, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert " · 帮扶实施阶段 五(四)3 · 总结提高阶段 五(四)4 · 常态化帮扶阶段 五(四)5 · " in text


def test_after_the_programme_the_pages_say_so_and_show_its_last_day(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2029, 1, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert "统计日期 2028年12月31日（方案在这一天结束，“本季”是2028年第四季度）" in text
    assert re.search(r"方案已结束.*", text)[0] == "方案已结束 2028年12月31日结束，共 22 个季度，这里是这一天的情况"
    assert [word for word in ("本季已过", "还剩", "进行中", "上季", "要办的事 {") if word in text] == []
    assert "结束时没有办好的事" in text
    # 示例寅, 示例丁 and the two others of the roster; nobody was taken out in 2028.
    assert "2028年有 3 人没有走出家门参加集体活动。" in text
    due = plain(source(tmp_path / "docs", "due"))
    assert "方案已经结束，没有要办的事了。" in due


def test_the_pages_of_two_days_after_the_programme_are_the_same_but_for_the_last_bulletin(make_pages, tmp_path):
    for day in (date(2029, 1, 1), date(2030, 6, 1)):
        make_pages(tmp_path / str(day), day)
    first, second = (
        {item.relative_to(folder): item.read_bytes() for item in folder.rglob("*") if item.is_file()}
        for folder in (tmp_path / "2029-01-01", tmp_path / "2030-06-01")
    )
    differ = {str(key) for key in first.keys() | second.keys() if first.get(key) != second.get(key)}
    assert differ == {"organisation.md"}  # 季通报 of 2028Q4: drawn up, later missing


def test_before_the_programme_no_quarter_runs(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2023, 8, 31))
    text = plain(source(tmp_path / "docs", "index"))
    assert "方案还没有开始 2023年9月1日开始，共 22 个季度，还剩 1949 天" in text
    assert [word for word in ("本季已过", "上季同日", "截止）") if word in text] == []


def test_a_tile_says_both_what_is_overdue_and_what_lacks(rich_site, monkeypatch):
    assert [tile.word for tile in home.tiles(rich_site)] == ["欠 3 户", "上季逾期 2 户", "上季逾期 1 户"]
    group = rich_site.figures.standing["pingjiang"]
    monkeypatch.setitem(group._found, "quota", replace(group.quota, gap=Fraction(3, 2)))
    assert [tile.word for tile in home.tiles(rich_site)][-1] == "上季逾期 1 户、欠 1.5 户"
