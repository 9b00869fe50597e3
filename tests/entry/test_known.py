"""What a command asks for: found, or refused with the reason, and never with a number that was typed."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.entry.known import KnownLedger, refuse_numbers
from jiedui.entry.plan import RefusedError
from jiedui.records.tree import Place


def test_what_is_there_is_found_and_may_be_changed_freely(known: KnownLedger) -> None:
    assert (known.household("YYL-2A3C").unit, known.helper("YY-B-2A3C").name) == ("yueyanglou", "示例甲")
    known.data("household", "YYL-2A3C")["pairings"].clear()
    assert known.data("household", "YYL-2A3C")["pairings"]
    edit = known.edit("helper", "YY-B-2A3C", {}, "；改")
    assert (edit.place.path, edit.new, edit.note) == ("city/helpers/YY-B-2A3C.yml", False, "；改")
    assert (known.called("YY-B-2A3C"), known.called("YY-B-9Z9Z")) == ("示例甲（YY-B-2A3C）", "YY-B-9Z9Z")


def test_one_may_be_called_by_name(known: KnownLedger) -> None:
    assert (known.household("示例子").id, known.helper("示例甲").id) == ("YYL-2A3C", "YY-B-2A3C")


@pytest.mark.parametrize("kind", ["household", "helper"])
def test_who_is_not_there_is_refused(known: KnownLedger, kind: str) -> None:
    with pytest.raises(RefusedError, match=r"^没有编号或者姓名为 无 的"):
        getattr(known, kind)("无")


def test_a_federation_that_cannot_be_read_does_not_pass_for_missing(known: KnownLedger) -> None:
    known.refuse_unreadable("yueyanglou")
    known.records.broken.append(Place("yueyanglou/unit.yml", "unit", "yueyanglou", "yueyanglou"))
    known.refuse_unreadable("city")
    with pytest.raises(RefusedError, match=r"^yueyanglou/unit.yml 有错误。先用 jiedui check 检查，改好再运行。$"):
        known.refuse_unreadable("yueyanglou")


def test_a_day_to_come_is_refused(known: KnownLedger) -> None:
    known.refuse_to_come("结对日期", date(2026, 11, 23))
    with pytest.raises(RefusedError, match=r"^结对日期 2026-11-24 还没有到，到那天再运行。$"):
        known.refuse_to_come("结对日期", date(2026, 11, 24))


def test_a_number_of_a_person_is_refused_in_a_text() -> None:
    refuse_numbers({"--note": "2026-08-20商定，2组1234号"})
    with pytest.raises(RefusedError, match=r"^--note 里有证件或者电话的号码，去掉再运行；写别处。$"):
        refuse_numbers({"--address": "2组", "--note": "电话13873012345"}, "；写别处")
