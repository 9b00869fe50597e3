"""户页: everything that staff know of one household."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from jiedui.model.forge import Forge
from jiedui.model.member import Departure
from jiedui.model.need import Measure
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.site.build import build_pages
from jiedui.site.pages import households
from jiedui.struct import replace


@pytest.mark.parametrize("name", ["households/PJ-4444", "households/PJ-5555", "households/PJ-2222"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_the_flags_of_a_household(site):
    found = [flag.text for flag in households.flags(site, site.ledger.households["PJ-3333"])]
    assert found == ["低保户", "重度残疾", "一户多残", "老残一体", "✓ 已结对"]
    found = [flag.text for flag in households.flags(site, site.ledger.households["PJ-2222"])]
    assert found == ["低保户", "重度残疾", "✓ 已结对", "✗ 返贫风险：未申报", "✗ 隐患 1 处"]
    found = [flag.text for flag in households.flags(site, site.ledger.households["YYL-2222"])]
    assert found[-1] == "✗ 累计逾期 2 个季度"


def test_a_new_grade_is_shown_with_its_day_and_without_any_number(rich, text_of_page):
    text = plain(text_of_page("households/PJ-4444"))
    assert "肢体一级 原肢体二级，2019-05-06 起肢体一级" in text
    people = [member.disability for member in rich.households["PJ-4444"].disabled]
    numbers = [item.number for person in people for item in person.certificates]
    assert len(numbers) == 3
    assert not [number for number in numbers if number in text or number[:18] in text or number[-6:] in text]


def test_each_step_of_a_risk_is_shown_and_the_risk_that_is_gone_after_it(text_of_page):
    text = plain(text_of_page("households/PJ-4444"))
    assert (
        "有 大病，2025-05-05 发现；监测：已申报 2025-05-20、✓ 已纳入 2025-06-01 迟 风险申报纳入迟了 1 个工作日；"
        "曾有受灾，2024-07-02 发现；监测：未申报、✓ 已消除 2024-09-30 四(二)1"
    ) in text


@pytest.mark.parametrize(
    ("birth", "band"),
    [("2021-11-24", "0–5岁"), ("2020-11-24", "0–5岁"), ("2020-11-23", "6–15岁"), ("2010-11-24", "6–15岁"),
     ("2010-11-23", "16–17岁"), ("2008-11-24", "16–17岁"), ("2008-11-23", "18–29岁"),
     ("1968", "50–59岁"), ("1966-11-23", "60–69岁"), ("1920-01-01", "80岁以上")],
)  # fmt: skip
def test_ages_are_shown_as_bands(site, birth, band):
    assert households.age_band(birth, site.ledger.policy, date(2026, 11, 23)) == band


def test_a_day_in_the_past_knows_nothing_of_later_contacts(make_pages, tmp_path, source):
    make_pages(tmp_path / "docs", date(2026, 4, 15))
    text = plain(source(tmp_path / "docs", "households/PJ-3333"))
    assert "2026-02-02" in text
    assert "2026-05-05" not in text


def test_relations_are_seen_from_whom_the_household_is_called_after(site):
    """PJ-3333: the first person died in October, her disabled child goes on."""
    home = site.ledger.households["PJ-3333"]
    first, child = home.members
    assert (first.sex, child.relation) == ("女", "子")
    gone = replace(home, members=(replace(first, left=Departure(date(2026, 10, 4), "去世", "")), child))

    def related(household):
        show = households.view(site, household)["related"]
        return [show(member) for member in household.members]

    assert related(home) == ["本人", "子"]
    assert related(gone) == ["母亲", "本人"]


def test_a_need_that_goes_on_in_the_record_after_a_move_is_told_so(site):
    home = site.ledger.households["PJ-2222"]
    need = home.needs[0]
    later = replace(home, id="YYL-9999", moved_from=home.id, needs=(need,))
    closed = replace(home, closed_on=date(2026, 11, 1), closed_reason="迁出市内", needs=(need,))
    moved = closed.continued_by(later)
    show = households.view(site, moved)
    assert show["needs"] == [need]
    assert show["need_state"](need) == "已转出"
    assert households.need_state(closed, need, site.as_of) == "办理中"
    measure = Measure.of({"code": "帮就学", "content": "示例", "promised_on": "2026-07-15"})
    assert show["measure_state"](need, measure) == "已转出"
    done = replace(measure, done_on=date(2026, 8, 1))
    assert show["measure_state"](need, done) == "已兑现"


def test_both_records_of_a_family_that_moved_lead_to_each_other(ledger, edition, tmp_path, source):
    home = ledger.households["YYL-2222"]
    old = replace(home, closed_on=date(2026, 10, 31), closed_reason="迁出市内")
    new = replace(
        home, id="PJ-9999", unit="pingjiang", moved_from=home.id, registered_on=date(2026, 11, 1), pairings=()
    )
    moved = replace(ledger, households={**ledger.households, old.id: old, new.id: new})
    build_pages(moved, date(2026, 11, 23), tmp_path / "docs", edition)
    before, after = (html.unescape(source(tmp_path / "docs", f"households/{item.id}")) for item in (old, new))
    assert '<dt>现户编号</dt><dd><a href="../households/PJ-9999.html">PJ-9999</a></dd>' in before
    assert "原户编号" not in before
    assert '<dt>原户编号</dt><dd><a href="../households/YYL-2222.html">YYL-2222</a>（' in after
    assert "<time>2026-10-31</time> 迁出）</dd>" in after
    assert "现户编号" not in after


def test_the_page_begins_with_whom_to_call_what_is_due_and_what_to_do_and_then_tells_the_facts(text_of_page):
    text = text_of_page("households/PJ-4444")
    heads = re.findall(r'<h2 id="([a-z]+)"', text)
    assert heads[:4] == ["call", "due", "act", "facts"]
    numbers = ["15400000044", "15400000004", "07300000004", "15400000001", "15400000006"]
    assert re.findall(r"tel:([0-9]+)", text) == numbers


def test_a_ledger_on_a_forge_has_links_that_begin_a_contact_and_open_the_file(ledger, edition, tmp_path, source):
    forge = Forge("Gitea", "https://git.example.cn/office/ledger", "main")
    build_pages(
        replace(ledger, policy=replace(ledger.policy, forge=forge)), date(2026, 11, 23), tmp_path / "docs", edition
    )
    text = source(tmp_path / "docs", "households/PJ-3333")
    at = "https://git.example.cn/office/ledger"
    assert f'href="{at}/_edit/main/records/pingjiang/households/PJ-3333/household.yml"' in text
    visits = "records/pingjiang/households/PJ-3333/visits"
    assert f'href="{at}/_new/main/{visits}?filename=2026-11-23.yml"' in text


def test_a_household_that_was_erased_says_so_first(site):
    gone = SealedText("已清除", Token.erased(()), SealedPlace("PJ-2222", "village"))
    erased = replace(site.ledger.households["PJ-2222"], village=gone)
    assert households.flags(site, erased)[0].text == "个人信息已清除"
