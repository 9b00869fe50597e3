"""Cards on sheets: how many to a sheet, at which place, and in which size of letters."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.confined import unconfined

from jiedui.model.policy import Policy
from jiedui.prints.cards import FamilyCard, WorkerCard
from jiedui.prints.layout import LARGE, STANDARD, CardLayout
from jiedui.prints.sheets import SEE_FORM, render_sheets

TODAY = date(2026, 10, 1)


def family(number: int) -> FamilyCard:
    return FamilyCard(
        household=f"PJ-{number}", name="示例甲", workplace="平江县残疾人联合会", department="教就股",
        office_phone="0730-0123456", mobile="", supervision_phone="0730-0000012", version="2023-09-15-AB",
    )  # fmt: skip


def worker(difficulties: str) -> WorkerCard:
    return WorkerCard(
        household="PJ-1", helper="PJ-B-2222", name="示例子", categories="肢体", phone="0730-0654321",
        difficulties=difficulties,
    )  # fmt: skip


def families(layout: CardLayout, number: int) -> str:
    cards = [family(index) for index in range(number)]
    return unconfined(render_sheets("family", layout, cards, unit_name="平江县", as_of=TODAY))


def workers(difficulties: str) -> str:
    return render_sheets("worker", STANDARD, [worker(difficulties)], unit_name="平江县", as_of=TODAY)


@pytest.mark.parametrize(
    ("layout", "cards", "by_sheet"),
    [(STANDARD, 10, [10]), (STANDARD, 11, [10, 1]), (LARGE, 2, [2]), (LARGE, 3, [2, 1]), (LARGE, 5, [2, 2, 1])],
)
def test_a_sheet_is_filled_before_the_next_begins(layout: CardLayout, cards: int, by_sheet: list[int]) -> None:
    sheets = families(layout, cards).split('<section class="sheet"')[1:]
    assert [sheet.count('<article class="card"') for sheet in sheets] == by_sheet


def test_cards_keep_their_order_and_each_sheet_begins_anew_at_its_top() -> None:
    places = re.findall(r'style="left:([\d.]+)mm;top:([\d.]+)mm" aria-label="户编号 ([^"]*)"', families(LARGE, 3))
    assert places == [("31.0", "43.5", "PJ-0"), ("31.0", "148.5", "PJ-1"), ("31.0", "43.5", "PJ-2")]


def test_each_sheet_says_whose_cards_it_holds_and_which_it_is() -> None:
    head = "平江县　结对帮扶联系卡（帮扶对象家庭留存）大字版　2026年10月1日　第"
    assert re.findall(r'<p class="slug">([^<]*)</p>', families(LARGE, 3)) == [
        f"{head} 1 张，共 2 张　内部资料",
        f"{head} 2 张，共 2 张　内部资料",
    ]


@pytest.mark.parametrize(
    ("name", "printed"), [("甲" * 24, "甲" * 24), ("甲" * 25, "甲" * 23 + "…"), ("乙" * 60, "乙" * 23 + "…")]
)
def test_a_long_name_leaves_room_for_the_number_of_the_sheet(name: str, printed: str) -> None:
    html = render_sheets("family", STANDARD, [family(0)], unit_name=name, as_of=TODAY)
    head = f"{printed}　结对帮扶联系卡（帮扶对象家庭留存）标准版　2026年10月1日　第 1 张，共 1 张　内部资料"
    assert re.findall(r'<p class="slug">([^<]*)</p>', html) == [head]


def test_each_side_says_what_the_notice_says(policy: Policy) -> None:
    annex = policy.clauses["附件3"]
    title = annex.heading.removeprefix("附件3 ").removesuffix("（参考模板）")
    family_side, worker_side = annex.text.split(f"\n{title}\n")
    # The telephone of the supervision is our own addition, below what the notice asks for.
    assert said(families(STANDARD, 1)) == [title, *lines(family_side), "监督电话"]
    assert said(families(LARGE, 1)) == said(families(STANDARD, 1))
    assert said(workers("常年卧床。")) == [title, *lines(worker_side)]


def lines(side: str) -> list[str]:
    return [line.removesuffix("：") for line in side.splitlines()]


def said(html: str) -> list[str]:
    """Return what is printed on one card before it is filled in: title, side, labels."""
    return re.findall(r"(?:<h2>|<small>|<dt><span>)([^<]*)", html)


def test_the_side_of_the_worker_is_called_so() -> None:
    html = workers("常年卧床。")
    assert "<title>平江县 结对帮扶联系卡（残疾人工作者留存）标准版</title>" in html
    assert "帮扶对象家庭留存" not in html


def test_short_texts_stand_in_the_largest_letters_and_whole() -> None:
    html = workers("常年卧床。")
    assert '<dl class="size-1">' in html
    assert "常年卧床。" in html
    assert SEE_FORM not in html


def test_what_no_size_can_hold_is_cut_and_sends_the_reader_to_the_form() -> None:
    html = workers("字" * 499 + "末")
    assert '<dl class="size-4">' in html
    assert html.count("字……（详见登记表）") == 1
    assert "末" not in html
