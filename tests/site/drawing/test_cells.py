"""How a cell looks: the sign, the word, the colour, and where it leads."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from jiedui.duties.contact import ContactState
from jiedui.duties.deadline import DutyKind
from jiedui.model.need import Measure, Need
from jiedui.model.time import DAY, Quarter
from jiedui.reports.indicators import BY_KEY
from jiedui.reports.sums import ContactSum
from jiedui.site.drawing.cells import quarter_name, sum_state
from jiedui.site.drawing.columns import ColumnKind
from jiedui.struct import replace


@pytest.fixture(scope="module")
def cells(site):
    return site.cells("")


@pytest.fixture(scope="module")
def homes(ledger):
    return ledger.households


def contacts(**by_state: int) -> ContactSum:
    return ContactSum(
        Quarter(2026, 4), {ContactState[name]: tuple(map(str, range(count))) for name, count in by_state.items()}
    )


def test_a_quarter_in_short():
    assert quarter_name(Quarter(2026, 4)) == "26年4季"


@pytest.mark.parametrize(
    ("found", "day", "name"),
    [
        (contacts(DONE=1, RUNNING=1), "2026-11-23", "进行中"),
        (contacts(DONE=2), "2026-11-23", "全部联系"),
        (contacts(DONE=2, LATE=1, EXEMPT=1), "2027-01-01", "全部联系"),
        (contacts(DONE=9, OVERDUE=1), "2027-01-01", "有逾期"),
        (contacts(), "2026-10-01", "没有任务"),
        (contacts(EXEMPT=1), "2026-10-01", "没有任务"),
        (contacts(), "2026-09-30", "未到"),
    ],
)
def test_how_a_quarter_of_a_group_stands(found, day, name):
    assert sum_state(found, date.fromisoformat(day)) == name


def test_the_cell_of_a_group_says_rate_and_depth_and_leads_to_the_rows(cells):
    found = contacts(DONE=2, OVERDUE=1, RUNNING=0)
    assert cells.sum_cell(found, "pingjiang") == (
        '<td class="bad r2" style="--rate:667"><a href="contact/pingjiang.html#q-2026Q4" '
        'aria-label="平江县2026年第四季度：&#10007;有逾期 2&#47;3">'
        '&#10007;<span class="jd-vh">有逾期</span> <br>2/3</a></td>'
    )
    assert cells.sum_cell(found, "") == (
        '<td class="bad r2" style="--rate:667">&#10007;<span class="jd-vh">有逾期</span> <br>2/3</td>'
    )
    assert cells.sum_cell(contacts(), "") == '<td class="none">－<span class="jd-vh">没有任务</span></td>'


def test_a_figure_has_the_sign_of_its_kind(cells, site):
    group = site.figures.units["yueyanglou"]
    assert cells.figure("gap", group) == (
        '<a href="units/yueyanglou.html#short" aria-label="岳阳楼区欠户数：&#10007; 1">'
        '<span class="jd-n bad">&#10007; 1</span></a>'
    )
    assert cells.figure("roster", site.figures.city) == (
        '<a href="overview.html#c-roster" aria-label="全市摸底名册户数：4">4</a>'
    )


def test_a_table_of_indicators_has_a_column_for_each_under_its_group(cells):
    first, gap = cells.columns([BY_KEY["gap"]], "残联", led_to=True)
    assert (first.title, first.kind, first.band) == ("残联", ColumnKind.TEXT, "")
    assert (gap.title, gap.kind, gap.band, gap.note, gap.anchor) == ("差", ColumnKind.NUMBER, "配额", "欠户数", "c-gap")
    assert gap.below == '<a class="jd-ref" href="policy.html#c-5-2-1">五&#40;二&#41;1</a>'
    _, plain = cells.columns([BY_KEY["gap"]], "残联", banded=False)
    assert (plain.band, plain.anchor) == ("", "")


def test_outside_of_a_table_a_figure_has_its_unit_and_no_dash(cells, site):
    city, own = site.figures.city, site.figures.units["city"]
    assert cells.stated("roster", city) == f"{cells.figure('roster', city)} <small>户</small>"
    assert cells.stated("coverage", city) == cells.figure("coverage", city)
    # The city's own federation has no household: there is nothing to take a share of.
    assert cells.stated("coverage", own) == "不计算"
    assert cells.figure("coverage", own).striptags() == "不计算"


def test_who_is_in_charge_and_how_far_the_five_tasks_are(cells, homes):
    assert cells.responsible(homes["PJ-2222"]) == '<a href="helpers/YY-B-2222.html">示例甲</a>'
    assert cells.responsible(homes["YYL-3333"]) == "没有"
    assert cells.intake_state(homes["YYL-3333"]) == "没有结对"
    assert cells.intake_state(homes["YYL-2222"]) == '<span class="jd-s good">&#10003; 已完成</span>'
    assert cells.intake_state(homes["PJ-2222"]) == (
        '<a href="households/PJ-2222.html#intake" aria-label="示例寅 PJ&#45;2222 五件事：&#10007; 缺3件">'
        '<span class="jd-s bad">&#10007; 缺3件</span></a>'
    )


def test_the_next_deadline_and_whether_it_has_passed(cells, homes, site):
    assert cells.deadline(homes["PJ-2222"]) == (
        '<span class="jd-d bad">&#10007; <time>2026-07-15</time></span> <small>突发困难</small>'
    )
    due = {item.on: item for item in site.deadlines.by_unit["pingjiang"]}
    ahead = due[date(2026, 12, 1)]
    assert cells.last_day(ahead) == '<span class="jd-d wait">… <time>2026-12-01</time></span>'
    assert 'class="jd-d wait"' in cells.last_day(replace(ahead, on=site.as_of))
    assert 'class="jd-d bad"' in cells.last_day(replace(ahead, on=site.as_of - DAY))


def test_the_number_of_open_duties_leads_to_the_list_of_them(cells, homes, site):
    """PJ-2222: a hardship without help, the five tasks, a hazard, a promise, a risk, the contact, an outing."""
    assert cells.tasks(homes["PJ-2222"]) == (
        '<a href="households/PJ-2222.html#due" aria-label="示例寅要办的事：7">7</a>'
    )
    idle = next(home for home in homes.values() if not site.figures.due[home.id])
    assert cells.tasks(idle) == "0"


def test_of_a_helper_s_own_duties_the_next_is_told_and_how_many_there_are(cells, homes, site):
    outing, *_ = (item for item in site.deadlines.by_unit["pingjiang"] if item.kind is DutyKind.OUTING)
    missed = replace(outing, kind=DutyKind.CONTACT, on=date(2026, 9, 30), missed=True)
    mine, undated = replace(outing, kind=DutyKind.CONTACT, on=date(2026, 11, 30)), replace(outing, on=None)
    assert cells.first_of([missed, mine, outing]).endswith("2026-11-30</time></span> <small>季度联系</small>")
    assert cells.first_of([missed, undated]) == '<span class="jd-d wait">… 没有定期限</span> <small>集体活动</small>'
    assert cells.first_of([missed]) == "没有"
    home = homes["PJ-2222"]
    assert cells.own_tasks(home, [missed, undated]) == '<a href="#due" aria-label="示例寅要办的事：2">2</a>'
    assert cells.own_tasks(home, []) == "0"


def test_the_states_of_a_household_lead_to_the_quarter_where_it_has_one(cells, site):
    assert cells.quarter_state("PJ-2222", Quarter(2026, 4)) == (
        '<a href="households/PJ-2222.html#q-2026Q4" aria-label="示例寅 PJ&#45;2222 2026年第四季度：… 进行中">'
        '<span class="jd-s wait" title="截止 12月31日">… 进行中</span></a>'
    )
    assert cells.quarter_state("PJ-2222", Quarter(2027, 1)).startswith('<span class="jd-s none"')
    quarters = site.figures.quarters
    assert cells.quarter_cell("PJ-2222", quarters.index(Quarter(2027, 1))) == (
        '<td class="none">·<span class="jd-vh">未到</span></td>'
    )
    cell = cells.quarter_cell("PJ-2222", quarters.index(Quarter(2026, 4)))
    assert cell.startswith('<td class="wait"><a href="households/PJ-2222.html#q-2026Q4" title="2026年第四季度 进行中：')


def test_the_strips_have_an_item_for_each_quarter(cells, site):
    strip = cells.household_strip("PJ-2222").split("\n")
    assert len(strip) == 22
    assert strip[13] == (
        '<li class="wait"><a href="#q-2026Q4" title="2026年第四季度：截止 12月31日"><b>26年4季</b> … 进行中</a></li>'
    )
    assert strip[14] == '<li class="none"><b>27年1季</b> · 未到</li>'
    group = site.figures.units["pingjiang"]
    assert cells.unit_quarter(group, Quarter(2026, 4)) == (
        '<li class="wait"><a href="contact/pingjiang.html#q-2026Q4" title="2026年第四季度">'
        '<b>26年4季</b> …<span class="jd-vh">进行中</span> 0&#47;2</a></li>'
    )
    ahead = '<li class="none"><b>27年1季</b> ·<span class="jd-vh">未到</span> </li>'
    assert cells.unit_quarter(group, Quarter(2027, 1)) == ahead


def test_a_figure_by_workplace_leads_to_the_page_of_its_line_and_nobodys_staff_nowhere(cells, site):
    lines = {line.key: line for line in site.figures.workplace_lines}
    assert cells.workplace("owed", lines["city"]) == (
        '<a href="workplaces/city.html#staff" aria-label="按责任人的单位，市残联应结对户数：4">4</a>'
    )
    assert cells.workplace("owed", lines["nobody"]) == "0"
    assert cells.workplace("roster", lines["nobody"]) == (
        '<a href="workplaces/nobody.html#homes" aria-label="按责任人的单位，无责任人摸底名册户数：1">1</a>'
    )


def need(**more):
    return Need.of({"id": "n-2222", "content": "要轮椅", "raised_on": "2026-11-02", "origin": "本人申报", **more})


@pytest.mark.parametrize(
    ("more", "said", "delays"),
    [
        # Raised on Monday 2 November: to be looked at by Wednesday 4, to be answered by Monday 30. Today is Monday 23.
        ({}, ["bad: ✗ 申报查看超期 13 个工作日", "wait: … 申报答复还剩 5 个工作日"], 2),
        ({"looked_on": "2026-11-04"}, ["good: ✓ 申报查看按时", "wait: … 申报答复还剩 5 个工作日"], 1),
        ({"looked_on": "2026-11-05"}, ["late: 迟 申报查看迟了 1 个工作日", "wait: … 申报答复还剩 5 个工作日"], 2),
        ({"closed_on": "2026-11-04"}, ["good: ✓ 申报查看按时", "good: ✓ 申报答复按时"], 0),
        ({"looked_on": "2026-11-24"}, ["bad: ✗ 申报查看超期 13 个工作日", "wait: … 申报答复还剩 5 个工作日"], 2),
    ],
)
def test_how_long_a_need_waits_is_sign_word_and_colour(cells, more, said, delays):
    shown = re.findall('<span class="jd-s (.*?)">(.*?)</span>', unescape(str(cells.need_clocks(need(**more)))))
    assert [f"{mood}: {text}" for mood, text in shown] == said
    assert cells.need_delays(need(**more)).count("<span") == delays


def test_how_long_a_risk_and_a_referral_wait(cells, homes):
    assert "风险申报纳入超期 79 个工作日" in cells.risk_clock(homes["PJ-2222"])
    sent = {"receiver": "民政", "sent_on": "2026-11-02", "asked": "请办理。"}
    measure = Measure.of({"code": "领", "content": "领办。", "promised_on": "2026-11-02", "referrals": [sent]})
    assert cells.referral_clock(measure, measure.referrals[0]) == ('<span class="jd-s wait">… 转介答复今天到期</span>')


def test_a_value_of_a_group_that_is_listed_nowhere_has_no_link(cells, site):
    assert cells.value("gap", site.figures.city) == '<span class="jd-n bad">&#10007; 4</span>'
