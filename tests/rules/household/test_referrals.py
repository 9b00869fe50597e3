"""Referrals: what is right on the very day of the promise, of the answer and of the end, and two of them at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
PLACE = "needs.0.measures.0.referrals"
# Promised on 10 October 2023, done on 16 May 2024.
SENT = {"receiver": "住建", "sent_on": "2023-10-10", "asked": "请纳入当年改造。"}
Said = Callable[[dict[str, Any]], list[str]]


def having(*referrals: dict[str, str]) -> dict[str, Any]:
    return {"file": OWN, "set": {PLACE: list(referrals)}}


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "sent on the day of the promise": having(SENT),
    "sent on the day on which it was done": having({**SENT, "sent_on": "2024-05-16"}),
    "answered on the day of sending": having({**SENT, "answered_on": "2023-10-10", "answer": "已纳入。"}),
    "answered after it was done": having({**SENT, "answered_on": "2024-06-01", "answer": "已办。"}),
    "to the same body twice": having(SENT, {**SENT, "sent_on": "2023-11-10"}),
    "to the same office for something else": having(SENT, {**SENT, "asked": "请看看屋顶。"}),
    "to an office that bears the names of two": having({**SENT, "office": "示例县住建局（教育路）"}),
    "to another body that is told": having({**SENT, "receiver": "其他", "office": "示例街道司法所"}),
    "wrong, and withdrawn": having(
        {**SENT, "sent_on": "2023-10-09", "withdrawn": {"date": "2023-10-10", "reason": "写错了"}}
    ),
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_each_of_two_is_told(said: Said) -> None:
    early = [{**SENT, "sent_on": "2023-10-09"}, SENT, {**SENT, "sent_on": "2023-10-08"}]
    assert said(having(*early)) == ["referral-order: 转出日期早于这条措施的承诺日期。"] * 2
    unsaid = [{**SENT, "receiver": "其他", "sent_on": day} for day in ("2023-10-10", "2023-10-11")]
    assert said(having(*unsaid)) == ["referral-office: 接收部门是“其他”，没有写接收单位。"] * 2


def test_a_referral_in_three_copies_is_told_of_the_two(said: Said) -> None:
    told = "referral-twice: 与前面一次转介，接收部门、转出日期、请求事项都一样。"
    assert said(having(SENT, SENT, SENT)) == [told] * 2


def test_an_office_of_another_body_is_told(said: Said) -> None:
    assert said(having({**SENT, "receiver": "其他", "office": "示例县人力资源和社会保障局"})) == [
        "referral-receiver: 接收部门是“其他”，接收单位像是人社的。"
    ]
