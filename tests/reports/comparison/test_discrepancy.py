"""What is doubtful of one person: each kind alone, and what is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.reports.comparison.conftest import MakeHome

from jiedui.model.household import Household
from jiedui.reports.comparison.discrepancy import Known, discrepancies
from jiedui.reports.comparison.listed import Listed

AS_OF = date(2026, 11, 23)
DIED = {"date": "2026-03-05", "reason": "去世"}
MOVED = {"date": "2026-03-05", "reason": "迁出"}


def doubts(home: Household, **said: Any) -> list[tuple[str, str, str]]:
    row = Listed(place="第 2 行", name=said.pop("name", "示例乙"), **said)
    return [(item.kind, item.listed, item.recorded) for item in discrepancies(row, Known(home, home.members[0], AS_OF))]


def test_one_who_is_listed_as_dead_and_recorded_as_living_is_a_doubt(make_home: MakeHome) -> None:
    assert doubts(make_home(), died=True, died_on=date(2026, 3, 5)) == [("去世", "2026-03-05 去世", "在这一户")]
    assert doubts(make_home(), died=True) == [("去世", "已去世", "在这一户")]


def test_a_death_that_is_recorded_on_the_day_is_none_on_another_it_is(make_home: MakeHome) -> None:
    home = make_home(left=DIED)
    assert doubts(home, died=True) == []
    assert doubts(home, died=True, died_on=date(2026, 3, 5)) == []
    assert doubts(home, died=True, died_on=date(2026, 3, 6)) == [("去世日期", "2026-03-06 去世", "2026-03-05 去世")]


def test_one_who_has_left_otherwise_is_no_matter_of_ours(make_home: MakeHome) -> None:
    said: dict[str, Any] = {"died": True, "moved": True, "certificate": "注销", "grade": "二级", "aid": "特困"}
    assert doubts(make_home(left=MOVED), **said) == []


def test_a_move_is_a_doubt(make_home: MakeHome) -> None:
    assert doubts(make_home(), moved=True, moved_on=date(2026, 5, 1)) == [("迁出", "2026-05-01 迁出", "在这一户")]
    assert doubts(make_home(), moved=True) == [("迁出", "已迁出", "在这一户")]


def test_a_certificate_that_is_out_of_force_is_a_doubt_before_its_day_is_compared(make_home: MakeHome) -> None:
    home = make_home(certificate={"expires": "2030-01-01"})
    assert doubts(home, certificate="冻结", expires=date(2026, 1, 1)) == [
        ("残疾人证冻结", "冻结", "有效期到 2030-01-01")
    ]
    assert doubts(make_home(), certificate="注销") == [("残疾人证注销", "注销", "没有写有效期")]


@pytest.mark.parametrize(
    ("recorded", "listed", "found"),
    [
        ("2030-01-01", date(2030, 1, 1), []),
        ("2030-01-01", date(2031, 1, 1), [("残疾人证有效期", "到 2031-01-01", "到 2030-01-01")]),
        # Where the record has no day, one that is to come says nothing; one that has passed does.
        (None, date(2026, 11, 23), []),
        (None, date(2026, 11, 22), [("残疾人证有效期", "到 2026-11-22", "没有写有效期")]),
    ],
)
def test_the_last_day_of_a_certificate(
    make_home: MakeHome, recorded: str | None, listed: date, found: list[tuple[str, str, str]]
) -> None:
    home = make_home(certificate={"expires": recorded} if recorded else {})
    assert doubts(home, expires=listed) == found


def test_another_category_or_grade_is_a_doubt(make_home: MakeHome) -> None:
    assert doubts(make_home(), category="肢体", grade="一级") == []
    assert doubts(make_home(), grade="二级") == [("残疾类别和等级", "肢体二级", "肢体一级")]
    assert doubts(make_home(), category="视力") == [("残疾类别和等级", "视力一级", "肢体一级")]


def test_another_name_under_the_number_is_a_doubt_that_does_not_repeat_it(make_home: MakeHome) -> None:
    assert doubts(make_home(), name="示例甲") == [("姓名", "姓名不同，号码相同", "示例乙")]
    assert doubts(make_home(name="示例·乙"), name="示例•乙") == []
    assert doubts(make_home(), name="") == []


def test_aid_that_has_ended_and_goes_on_in_the_record_is_a_doubt(make_home: MakeHome) -> None:
    ended: dict[str, Any] = {"aid": "低保", "aid_ended": True}
    assert doubts(make_home(), **ended, aid_until=date(2026, 6, 1)) == [("困难类型", "2026-06-01 退出低保", "低保户")]
    assert doubts(make_home(), **ended) == [("困难类型", "已退出低保", "低保户")]
    over = make_home(hardship=[{"status": "低保户", "to": "2026-06-01"}])
    assert doubts(over, **ended) == []
    assert doubts(make_home(hardship=[{"status": "低保边缘户"}]), **ended) == []


def test_aid_that_will_end_goes_on_until_then(make_home: MakeHome) -> None:
    ending: dict[str, Any] = {"aid": "低保", "aid_ended": True}
    assert doubts(make_home(), **ending, aid_until=date(2026, 11, 24)) == []
    assert doubts(make_home(), **ending, aid_until=AS_OF) == [("困难类型", "2026-11-23 退出低保", "低保户")]


def test_aid_of_another_kind_is_a_doubt(make_home: MakeHome) -> None:
    assert doubts(make_home(), aid="低保") == []
    assert doubts(make_home(), aid="集中特困") == [("困难类型", "在集中特困", "低保户")]
    over = make_home(hardship=[{"status": "低保户", "to": "2026-06-01"}])
    assert doubts(over, aid="低保") == [("困难类型", "在低保", "没有在期的困难类型")]


def test_each_doubt_says_what_to_do_and_by_which_clause(make_home: MakeHome) -> None:
    home = make_home()
    row = Listed(place="第 2 行", name="示例甲", died=True, moved=True, certificate="注销", grade="二级", aid="特困")
    found = list(discrepancies(row, Known(home, home.members[0], AS_OF)))
    assert [(item.kind, item.clause) for item in found] == [
        ("去世", "二(四)"), ("迁出", "二(四)"), ("残疾人证注销", "五(一)"), ("残疾类别和等级", "五(一)"),
        ("姓名", "附件2"), ("困难类型", "五(一)"),
    ]  # fmt: skip
    assert all(item.remedy.endswith("。") for item in found)


def test_a_member_without_a_certificate_has_none_to_doubt(make_home: MakeHome) -> None:
    home = make_home()
    row = Listed(place="第 2 行", name="示例丙", certificate="注销", grade="二级")
    assert list(discrepancies(row, Known(home, home.members[1], AS_OF))) == []


def test_a_day_that_has_not_come_is_asked_after(make_home: MakeHome) -> None:
    coming = date(2027, 3, 5)
    assert doubts(make_home(), died=True, died_on=coming) == [("去世日期", "2027-03-05 去世", "在这一户")]
    assert doubts(make_home(), moved=True, moved_on=coming) == [("迁出日期", "2027-03-05 迁出", "在这一户")]
