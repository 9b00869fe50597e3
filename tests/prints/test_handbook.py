"""帮扶手册: one booklet for each helper, with the own households and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice
from jiedui.prints.handbook import documents

TODAY = date(2026, 10, 1)


def test_each_helper_has_a_booklet_of_the_own_households(small: Ledger) -> None:
    found = {item.path: item for item in documents(small, TODAY, Choice())}
    assert {path: item.number for path, item in found.items()} == {
        "pingjiang/handbook-PJ-B-2222.html": "2 户",
        "pingjiang/handbook-PJ-B-3333.html": "1 户",
        "yueyanglou/handbook-YYL-B-4444.html": "1 户",
    }
    html = found["pingjiang/handbook-PJ-B-2222.html"].html
    assert [name for name in ("示例甲", "示例子", "示例巳", "（已过期）", "入户五件事") if name not in html] == []
    assert [name for name in ("示例丑", "PJ-2222", "示例午", "不印") if name in html] == []


def test_the_choice_of_a_helper_leaves_one_booklet(small: Ledger) -> None:
    assert [item.title for item in documents(small, TODAY, Choice(helper="PJ-B-3333"))] == ["帮扶手册：示例㴩𠮷"]


def test_hostile_text_stays_text(small: Ledger) -> None:
    small.households["PJ-7K3Q"] = replace(small.households["PJ-7K3Q"], plan="<script>alert(1)</script>")
    html = "".join(item.html for item in documents(small, TODAY, Choice()))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
