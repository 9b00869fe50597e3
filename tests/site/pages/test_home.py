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
    assert "2026年第4季度 方案共 22 个季度，现在是第 14 个" in text
    assert "本季还剩39 天（12月31日截止）" in text
    assert "方案还剩770 天（2028年12月31日结束）" in text
    assert "国际残疾人日 12月3日（10 天后）" in text
    assert "常态化帮扶阶段 五(四)5" in text


def test_all_phases_that_run_are_named_in_september_2024(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2024, 9, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert "工作阶段帮扶实施阶段 五(四)3、总结提高阶段 五(四)4、常态化帮扶阶段 五(四)5" in text


def test_after_the_programme_no_phase_runs(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2029, 1, 15))
    text = plain(source(tmp_path / "docs", "index"))
    assert re.search(r"工作阶段(.*)", text)[1] == "不在方案期内"
