"""首页: the programme's clock, four figures, the units at a glance, and what to do now."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest


@pytest.mark.parametrize("name", ["index"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_the_clock_of_the_programme(pages, source):
    text = plain(source(pages, "index"))
    assert "2026年第四季度 方案共 22 个季度，现在是第 14 个" in text
    assert "本季还剩39 天（12月31日截止）" in text
    assert "方案还剩770 天（2028年12月31日结束）" in text
    assert "国际残疾人日 12月3日（10 天后）" in text
    assert "常态化帮扶阶段 五(四)5" in text


def test_all_phases_that_run_are_named_in_september_2024(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2024, 9, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert "工作阶段帮扶实施阶段 五(四)3、总结提高阶段 五(四)4、常态化帮扶阶段 五(四)5" in text


def test_after_the_programme_the_pages_say_so_and_show_its_last_day(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2029, 1, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert "统计日期 2028年12月31日（方案在这一天结束，“本季”是2028年第四季度）" in text
    assert "方案已结束 2028年12月31日结束，共 22 个季度，下面是这一天的情况" in text
    assert re.search(r"工作阶段(.*)", text)[1] == "已结束"
    assert [word for word in ("本季还剩", "方案还剩", "慰问时机", "进行中", "上季", "要办的事 {") if word in text] == []
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
    assert "方案还没有开始 2023年9月1日开始，共 22 个季度" in text
    assert re.search(r"工作阶段(.*)", text)[1] == "没有正在进行的阶段"
    assert "方案还剩1950 天（2028年12月31日结束）" in text
    assert "本季还剩" not in text
