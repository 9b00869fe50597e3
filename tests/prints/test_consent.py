"""告知同意书: what a family is told, of whom, for how long, and what it may agree to."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from jiedui.model.household import Consent
from jiedui.prints.choice import ALL, Choice
from jiedui.prints.consent import documents, scopes, sheet
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(new_desk: Any) -> Any:
    made = new_desk()
    made.unit("pingjiang", "平江县")
    made.helper("PJ-B-2222", "示例甲")
    made.household("PJ-2222", "PJ-B-2222", [("示例乙", "肢体")])
    return made


def plain(html: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def text(desk: Any, choice: Choice = ALL) -> dict[str, str]:
    return {item.path: plain(item.html) for item in documents(Figures(desk.ledger, TODAY), choice)}


def agreed(desk: Any, **more: Any) -> frozenset[str]:
    home = desk.ledger.households["PJ-2222"]
    consent = Consent(date(2023, 9, 20), "本人", "书面", ("登记建档", "转介部门"), None)._replace(**more)
    return sheet(Figures(desk.ledger, TODAY), replace(home, consent=consent)).agreed


def test_a_family_is_told_who_asks_for_how_long_and_of_its_rights(desk: Any) -> None:
    found = text(desk)["pingjiang/consent.html"]
    for said in (
        "示例乙 家",
        "户编号 PJ-2222",
        "平江县残疾人联合会",
        "帮扶责任人 示例甲",
        "再存 3 年",
        "撤回",
        "十四周岁",
    ):
        assert said.replace(" ", "") in found.replace(" ", ""), said


def test_what_may_be_agreed_to_is_what_a_record_can_say(desk: Any) -> None:
    found = text(desk)["pingjiang/consent.html"]
    assert scopes() == ["登记建档", "入户走访", "代办政策", "转介部门", "拍照留存", "公开事例"]
    assert found.count("□") == len(scopes())


def test_what_was_agreed_to_is_ticked_and_nothing_of_a_consent_that_was_revoked(desk: Any) -> None:
    assert agreed(desk) == {"登记建档", "转介部门"}
    assert agreed(desk, revoked_on=date(2026, 10, 1)) == frozenset()


def test_a_blank_one_is_for_whom_is_not_registered_yet(desk: Any) -> None:
    blank = text(desk, Choice(units=("nowhere",)))
    assert list(blank) == ["blank/consent.html"]
    assert "示例" not in blank["blank/consent.html"]


def test_where_nothing_was_decided_no_years_are_promised(desk: Any) -> None:
    desk.ledger.policy = replace(desk.ledger.policy, retention=())
    assert "存多久，由残联定下来再告诉您" in text(desk)["pingjiang/consent.html"]
