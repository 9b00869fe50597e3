"""转介单: one sheet for each referral that waits, with whom to call, until when, and no number of a certificate."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.service import ServiceLevels
from jiedui.prints import Choice
from jiedui.prints.choice import ALL
from jiedui.prints.referral import documents, sheets
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 11, 23)
SENT = {"receiver": "民政", "office": "示例县民政局", "sent_on": "2026-11-02", "asked": "请纳入低保。"}
ANSWERED = {**SENT, "answered_on": "2026-11-10", "answer": "已纳入。"}


@pytest.fixture
def desk(new_desk: Any) -> Any:
    made = new_desk()
    made.unit("pingjiang", "平江县")
    made.helper("PJ-B-2222", "示例甲")
    measure = {"code": "帮政策", "content": "申请低保。", "promised_on": "2026-11-01", "by": "PJ-B-2222"}
    needs = [
        {
            "id": "n-7K3Q",
            "person": "m2",
            "content": "没有收入。",
            "raised_on": "2026-11-01",
            "measures": [{**measure, "referrals": [ANSWERED, SENT, {**SENT, "receiver": "医保", "office": ""}]}],
        }
    ]
    made.household("PJ-2222", "PJ-B-2222", [("示例乙", "肢体"), ("示例丙", "智力")], needs=needs, phone="0730-0654321")
    made.household("PJ-3333", "PJ-B-2222", [("示例丁", "肢体")])
    return made


def html_of(ledger: Ledger, choice: Choice = ALL) -> dict[str, str]:
    return {item.path: item.html for item in documents(Figures(ledger, TODAY), choice)}


def plain(html: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_only_what_waits_for_an_answer_has_a_sheet(desk: Any) -> None:
    found = sheets(desk.ledger, desk.ledger.households["PJ-2222"], TODAY)
    assert [sheet.number for sheet in found] == ["PJ-2222-n-7K3Q-1-2", "PJ-2222-n-7K3Q-1-3"]
    assert sheets(desk.ledger, desk.ledger.households["PJ-3333"], TODAY) == []
    (document,) = documents(Figures(desk.ledger, TODAY), Choice())
    assert (document.path, document.title, document.number) == ("pingjiang/referral.html", "平江县 转介单", "2 张")
    assert html_of(desk.ledger, Choice(households=("PJ-3333",))) == {}


def test_a_sheet_says_who_what_whom_to_call_and_until_when(desk: Any) -> None:
    """Sent on Monday 2 November: fifteen working days end on Monday 23."""
    text = plain(html_of(desk.ledger, Choice(households=("PJ-2222",)))["pingjiang/referral.html"])
    for said in (
        "接收部门 民政（示例县民政局）", "转出单位 平江县残疾人联合会", "转出日期 2026年11月2日", "经办人 示例甲",
        "残疾人 示例丙", "需求 没有收入。", "请求事项 请纳入低保。", "答复期限 2026年11月23日前（转出后 15 个工作日）",
        "回执 编号 PJ-2222-n-7K3Q-1-2", "0730-0654321",
    ):  # fmt: skip
        assert said in text, said
    assert text.count("接收部门 医保") == 1
    assert "不印" not in text, "the number of the certificate"


def test_without_a_limit_it_asks_to_answer_soon_and_of_the_whole_household_it_names_the_head(desk: Any) -> None:
    ledger = desk.ledger
    home = ledger.households["PJ-2222"]
    ledger.policy = replace(ledger.policy, service=ServiceLevels())
    ledger.households["PJ-2222"] = replace(home, needs=tuple(replace(need, person="") for need in home.needs))
    text = plain(html_of(ledger)["pingjiang/referral.html"])
    assert "答复期限 请尽快答复" in text
    assert "残疾人 示例乙" in text


def test_a_helper_of_another_federation_is_named_with_it(desk: Any) -> None:
    assert "经办人 示例甲 电话" in plain(html_of(desk.ledger)["pingjiang/referral.html"])
    desk.unit("city", "市")
    desk.helper("PJ-B-2222", "示例甲", unit="city")
    assert "经办人 示例甲 （市残疾人联合会） 电话" in plain(html_of(desk.ledger)["pingjiang/referral.html"])


def test_a_sheet_is_set_the_smaller_the_longer_need_and_request_are(desk: Any) -> None:
    """At 12 points a line takes 6.35 mm and holds 33 characters: of the 22 in 142 mm 14 are taken, and one each by
    receiver, address and need, so that five are left for what is asked.
    """
    home = desk.ledger.households["PJ-2222"]
    (first, *_) = sheets(desk.ledger, home, TODAY)

    def size(asked: str) -> float:
        referral = replace(first.item.referral, asked=asked)
        return replace(first, item=replace(first.item, referral=referral)).size

    assert [size("字" * 33 * lines) for lines in (1, 5, 6, 60)] == [12, 12, 11, 9]
