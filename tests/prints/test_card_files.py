"""The files of the contact cards: which there are, and what the page that lists them says."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from jiedui.model.ledger import Ledger
from jiedui.prints.card_files import documents, index
from jiedui.prints.choice import ALL, Choice
from jiedui.reports.figures import Figures

TODAY = date(2026, 10, 1)
FILES = [
    ("family-standard.html", "联系卡（帮扶对象家庭留存）标准版"),
    ("family-large.html", "联系卡（帮扶对象家庭留存）大字版"),
    ("worker-standard.html", "联系卡（残疾人工作者留存）标准版"),
    ("worker-large.html", "联系卡（残疾人工作者留存）大字版"),
]
GROUP = re.compile(r'<tr><th scope="row">([^<]*)</th><td class="number">(\d+)</td>\s*<td>(没有|<a href="([^"]*)")')


def test_each_federation_has_two_sides_in_two_sizes(small: Ledger) -> None:
    found = [(item.path, item.title, item.unit, item.number) for item in documents(Figures(small, TODAY), ALL)]
    assert found == [
        (f"{unit}/{name}", title, unit, number)
        for unit, number in (("pingjiang", "3 张"), ("yueyanglou", "1 张"))
        for name, title in FILES
    ]


def test_a_federation_that_was_not_asked_for_has_no_files(small: Ledger) -> None:
    found = list(documents(Figures(small, TODAY), Choice(units=("yueyanglou",))))
    assert [item.path for item in found] == [f"yueyanglou/{name}" for name, _ in FILES]


def test_a_card_without_its_helper_is_in_no_file(small: Ledger) -> None:
    del small.helpers["PJ-B-3333"], small.helpers["YYL-B-4444"]
    found = [(item.unit, item.number) for item in documents(Figures(small, TODAY), ALL)]
    assert found == [("pingjiang", "2 张")] * 4


def test_before_the_first_pairing_there_are_no_files(small: Ledger) -> None:
    assert list(documents(Figures(small, date(2023, 9, 14)), ALL)) == []
    assert len(list(documents(Figures(small, date(2023, 9, 15)), ALL))) == 8


def test_the_index_counts_the_cards_that_were_printed(small: Ledger) -> None:
    del small.helpers["PJ-B-3333"], small.helpers["YYL-B-4444"]
    assert GROUP.findall(index(Figures(small, TODAY), ALL)) == [
        ("平江县", "2", '<a href="pingjiang/family-standard.html"', "pingjiang/family-standard.html"),
        ("岳阳楼区", "0", "没有", ""),
    ]


def test_the_index_tells_which_cards_are_due(small: Ledger) -> None:
    html = index(Figures(small, TODAY), ALL)
    due = html.partition('id="due"')[2].partition("<h2")[0]
    assert "<p>共 3 张：" in due
    assert re.findall(r'<th scope="row">([^<]*)</th>', due) == ["PJ-7K3Q", "PJ-2222", "YYL-5555"]


def test_the_index_says_that_every_card_is_new(desk: Any) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体")], pairing={"card_on": "2023-10-01"})
    assert "<p>每一户手里的卡都是新的，没有要重印的。</p>" in index(Figures(desk.ledger, TODAY), ALL)
