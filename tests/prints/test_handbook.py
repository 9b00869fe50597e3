"""帮扶手册: one booklet for each helper, with the own households and nobody else's."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from jiedui.duties.deadline import Due, DutyKind
from jiedui.model.ledger import Ledger
from jiedui.model.time import Span
from jiedui.model.visit import Visit
from jiedui.prints import Choice
from jiedui.prints.handbook import documents
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


def test_each_helper_has_a_booklet_and_a_federation_one_file(small: Ledger) -> None:
    found = {item.path: item for item in documents(Figures(small, TODAY), Choice())}
    assert {path: item.number for path, item in found.items()} == {
        "pingjiang/handbook.html": "2 本",
        "yueyanglou/handbook.html": "1 本",
    }
    first, second = found["pingjiang/handbook.html"].html.split('<section class="sheet cover"')[1:]
    assert [
        name for name in ("示例甲", "这里有 2 户", "示例子", "示例巳", "（已过期）", "入户五件事") if name not in first
    ] == []
    assert [name for name in ("示例丑", "PJ-2222", "示例午", "不印") if name in first] == []
    assert "这里有 1 户" in second
    assert "示例子" not in second


def test_the_choice_of_a_helper_leaves_one_booklet(small: Ledger) -> None:
    (found,) = documents(Figures(small, TODAY), Choice(helper="PJ-B-3333"))
    assert (found.title, found.number) == ("平江县 帮扶手册", "1 本")
    assert found.html.count('<section class="sheet cover"') == 1
    assert "示例㴩𠮷" in found.html


def test_a_guest_has_none_for_it_would_not_hold_all_of_his_households(small: Ledger) -> None:
    own = replace(small, guests=frozenset(small.helpers) - {"PJ-B-3333"})
    (found,) = documents(Figures(own, TODAY), Choice())
    assert found.number == "1 本"
    assert "示例㴩𠮷" in found.html


def test_a_chapter_tells_every_deadline_and_the_cover_the_first_three(
    small: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [
        Due(
            on=date(2026, month, 15),
            opened=TODAY,
            kind=DutyKind.PROMISE,
            unit="pingjiang",
            household="PJ-7K3Q",
            helper="PJ-B-2222",
            period=f"n{month}",
            action="修门",
            detail="帮安居",
            clause="四(三)3",
        )
        for month in (8, 10, 11, 12)
    ]
    monkeypatch.setattr(Figures, "due", {**dict.fromkeys(small.households, ()), "PJ-7K3Q": due})
    (found,) = documents(Figures(small, TODAY), Choice(households=("PJ-7K3Q",)))
    cover, chapter = found.html.split('<section class="sheet')[1:]
    assert [f"2026年{month}月15日" in cover for month in (8, 10, 11, 12)] == [True, True, True, False]
    assert "另有 1 件，见后面这一户" in cover
    assert "2026年8月15日（已过期）　修门（帮安居）" in chapter
    assert chapter.count("修门（帮安居）") == 4


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (0, "没有"),
        (1, "2026年10月1日　承诺的措施"),
        (3, "2026年10月1日　承诺的措施<br>2026年10月2日　承诺的措施<br>2026年10月3日　承诺的措施"),
    ],
)
def test_the_cover_tells_up_to_three_deadlines_whole(
    small: Ledger, monkeypatch: pytest.MonkeyPatch, number: int, cell: str
) -> None:
    due = [
        Due(
            on=date(2026, 10, day), opened=TODAY, kind=DutyKind.PROMISE, unit="pingjiang", household="PJ-7K3Q",
            helper="PJ-B-2222", period=f"n{day}", action="修门", detail="帮安居", clause="四(三)3",
        )
        for day in range(1, number + 1)
    ]  # fmt: skip
    monkeypatch.setattr(Figures, "due", {**dict.fromkeys(small.households, ()), "PJ-7K3Q": due})
    (found,) = documents(Figures(small, TODAY), Choice(households=("PJ-7K3Q",)))
    cover, chapter = found.html.split('<section class="sheet')[1:]
    assert re.findall(r"<td>([^<]*(?:<br>[^<]*)*)</td></tr>", cover) == [cell]
    duties = re.search(r"<h3>要办的事和期限</h3>(.*?)<h3>", chapter, re.DOTALL)
    assert duties
    assert ("<p>没有。</p>" in duties[1], duties[1].count("<li>")) == (number == 0, number)


def test_the_booklet_of_a_successor_tells_his_own_contact(small: Ledger) -> None:
    home = small.households["PJ-7K3Q"]
    (first,) = (item for item in home.pairings if item.is_primary)
    before = replace(first, helper="PJ-B-3333", span=Span(first.span.start, date(2026, 10, 15)), end_reason="岗位调整")
    after = replace(first, span=Span(date(2026, 10, 16)))
    small.households[home.id] = replace(home, pairings=(before, after))
    call = {"date": "2026-10-05", "by": "PJ-B-3333", "channel": "电话", "reached": True, "counterpart": "本人"}
    small.visits[home.id] = [Visit.of({**call, "entered_on": "2026-10-05"}, home.id, "2026-10-05")]
    (found,) = documents(Figures(small, date(2026, 10, 20)), Choice(households=(home.id,)))
    assert "2026年12月31日　联系帮扶户（2026年第四季度，本户本季已有人联系，本人还没有联系）" in found.html


def test_hostile_text_stays_text(small: Ledger) -> None:
    small.households["PJ-7K3Q"] = replace(small.households["PJ-7K3Q"], plan="<script>alert(1)</script>")
    html = "".join(item.html for item in documents(Figures(small, TODAY), Choice()))
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_the_cover_names_the_grace_that_hides_what_lacks(desk: Any) -> None:
    """A household ended by a death on 2026-09-20 leaves sixty days, to 2026-11-19, to find another one."""
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲", {"rank": "四级主任科员", "body": "市残联机关"})
    ended = {"to": "2026-09-20", "end_reason": "去世"}
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")], pairing=ended)
    desk.household("PJ-3333", "PJ-B-2222", [("示例丑", "肢体")])
    (html,) = (item.html for item in documents(Figures(desk.ledger, date(2026, 10, 1)), Choice()))
    assert "应结对 2 户（五(二)1），这里有 1 户（宽限到2026年11月19日）<br>" in html
    (html,) = (item.html for item in documents(Figures(desk.ledger, date(2026, 11, 20)), Choice()))
    assert "应结对 2 户（五(二)1），这里有 1 户<br>" in html


def test_the_cover_tells_what_counts_while_an_office_is_new(desk: Any) -> None:
    """科级 since 1 September, staff before: 1 counts for 60 days, until 30 October, 2 afterwards; as on the pages."""
    desk.unit("pingjiang", "平江县")
    staff = {"body": "市残联机关", "from": "2020-01-01", "to": "2026-08-31"}
    section = {"rank": "四级主任科员", "body": "市残联机关", "from": "2026-09-01"}
    desk.helper("PJ-B-2222", "示例甲", staff, section)
    desk.household("PJ-3333", "PJ-B-2222", [("示例丑", "肢体")])
    (html,) = (item.html for item in documents(Figures(desk.ledger, date(2026, 10, 30)), Choice()))
    assert "应结对 1 户，宽限后 2 户（五(二)1），这里有 1 户（宽限到2026年10月30日）<br>" in html
    (html,) = (item.html for item in documents(Figures(desk.ledger, date(2026, 10, 31)), Choice()))
    assert "应结对 2 户（五(二)1），这里有 1 户<br>" in html


@pytest.mark.parametrize(("left", "listed"), [("2026-10-02", True), ("2026-10-01", False)])
def test_a_chapter_lists_nobody_who_has_left(desk: Any, left: str, *, listed: bool) -> None:
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力")])
    desk.leaves("PJ-2222", "示例丑", left)
    (html,) = (item.html for item in documents(Figures(desk.ledger, TODAY), Choice()))
    assert ("示例丑" in html) is listed


def test_who_is_in_the_house_is_told_as_seen_from_whom_it_is_called_after(desk: Any) -> None:
    """The first has left: his son's chapter calls nobody his spouse, and says whose she was."""
    desk.helper("PJ-B-2222", "示例甲")
    home = desk.household("PJ-7K3Q", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力"), ("示例寅", "")])
    relations = zip(home.members, ("本人", "子", "其他亲属"), strict=True)
    members = tuple(replace(member, relation=relation) for member, relation in relations)
    desk.ledger.households["PJ-7K3Q"] = replace(home, members=members)
    desk.leaves("PJ-7K3Q", "示例子", "2026-05-01")
    (found,) = documents(Figures(desk.ledger, TODAY), Choice(households=("PJ-7K3Q",)))
    family = re.findall("<li>(示例.*?)</li>", found.html)
    assert family == ["示例丑　本人　智力残疾一级", "示例寅　与示例子（2026-05-01 迁出）：其他亲属"]
