"""What a command asks for: found, or refused with the reason, and never with a number that was typed."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.entry.known import KnownLedger, refuse_numbers
from jiedui.entry.plan import RefusedError
from jiedui.records.tree import Place

PLACES = {
    "household": Place(
        "yueyanglou/households/YYL-9Z9Z/household.yml", "household", "YYL-9Z9Z", "yueyanglou", "YYL-9Z9Z"
    ),
    "helper": Place("yueyanglou/helpers/YYL-B-9Z9Z.yml", "helper", "YYL-B-9Z9Z", "yueyanglou"),
    "unit": Place("yueyanglou/unit.yml", "unit", "yueyanglou", "yueyanglou"),
}


def test_what_is_there_is_found_and_may_be_changed_freely(known: KnownLedger) -> None:
    assert (known.household("YYL-2A3C").unit, known.helper("YY-B-2A3C").name) == ("yueyanglou", "示例甲")
    known.data("household", "YYL-2A3C")["pairings"].clear()
    assert known.data("household", "YYL-2A3C")["pairings"]
    edit = known.edit("helper", "YY-B-2A3C", {}, "；改")
    assert (edit.place.path, edit.new, edit.note) == ("city/helpers/YY-B-2A3C.yml", False, "；改")
    assert (known.called("YY-B-2A3C"), known.called("YY-B-9Z9Z")) == ("示例甲（YY-B-2A3C）", "YY-B-9Z9Z")


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("household", "YYL-2A3B", "没有编号为 YYL-2A3B 的户。"),
        ("household", "yyl-2a3c", "没有编号为 yyl-2a3c 的户。是不是 YYL-2A3C？"),
        ("household", "430602196503120016", "没有编号为（号码不显示）的户。"),
        ("household", "甲\n乙", "没有编号为 甲 乙 的户。"),
        ("helper", "YY-B-2A3G", "没有编号为 YY-B-2A3G 的帮扶责任人。"),
        ("helper", "YY-B-A23C", "没有编号为 YY-B-A23C 的帮扶责任人。是不是 YY-B-2A3C？"),
    ],
)
def test_who_is_not_there_is_refused(known: KnownLedger, kind: str, code: str, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        getattr(known, kind)(code)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("kind", "code", "word"), [("household", "YYL-2A3C", "户"), ("helper", "YY-B-2A3C", "帮扶责任人")]
)
def test_what_was_withdrawn_is_named_as_such(known: KnownLedger, kind: str, code: str, word: str) -> None:
    known.record(kind, code).data["withdrawn"] = {"date": "2026-08-01", "reason": "登记了两次"}
    with pytest.raises(RefusedError, match=f"^{word} {code} 已经撤销。$"):
        getattr(known, kind)(code)


@pytest.mark.parametrize(
    ("kind", "code", "what"),
    [
        ("household", "YYL-9Z9Z", "户 YYL-9Z9Z 的档案"),
        ("helper", "YYL-B-9Z9Z", "帮扶责任人 YYL-B-9Z9Z 的档案"),
        ("unit", "yueyanglou", "yueyanglou/unit.yml "),
    ],
)
def test_what_cannot_be_read_does_not_pass_for_missing(known: KnownLedger, kind: str, code: str, what: str) -> None:
    known.records.broken.append(PLACES[kind])
    with pytest.raises(RefusedError, match=f"^{what}有错误。先用 jiedui check 检查，改好再运行。$"):
        known.refuse_unreadable(kind, code) if kind == "unit" else getattr(known, kind)(code)


def test_a_day_to_come_is_refused(known: KnownLedger) -> None:
    known.refuse_to_come("结对日期", date(2026, 11, 23))
    with pytest.raises(RefusedError, match=r"^结对日期 2026-11-24 还没有到，到那天再运行。$"):
        known.refuse_to_come("结对日期", date(2026, 11, 24))


def test_a_number_of_a_person_is_refused_in_a_text() -> None:
    refuse_numbers({"--note": "2026-08-20商定，2组1234号"})
    with pytest.raises(RefusedError, match=r"^--note 里有证件或者电话的号码，去掉再运行；写别处。$"):
        refuse_numbers({"--address": "2组", "--note": "电话13873012345"}, "；写别处")
