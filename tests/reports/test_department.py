"""In which department somebody answers, and in which order departments stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.duties.answer import Answer
from jiedui.reports.department import NOBODY, Department, department, place

WHEN = date(2026, 9, 30)
REHAB = {"body": "市残联机关", "department": "康复科", "post": "科员"}


def test_the_department_is_that_of_the_day(world: Any) -> None:
    world.helper("YYS-B-2222", "city", {**REHAB, "to": "2026-09-29"}, {"from": "2026-09-30"})
    ledger = world.ledger()
    assert department(ledger, Answer("YYS-B-2222", date(2026, 9, 29))) == Department("city", "市残联机关", "康复科")
    assert department(ledger, Answer("YYS-B-2222", WHEN)) == Department("city", "市残联机关", "办公室")


def test_nobody_and_who_is_on_no_roster_are_in_none(world: Any) -> None:
    assert department(world.ledger(), None) == NOBODY
    assert department(world.ledger(), Answer("YYS-B-9999", WHEN)) == NOBODY


def test_departments_are_called_as_the_notice_calls_them() -> None:
    bodies = ("市残联机关", "市残联直属单位", "市级专门协会", "县级残联")
    kinds = [Department("city", body, "某处").kind for body in bodies]
    assert kinds == ["机关科室", "直属单位", "专门协会", "县级残联"]


def test_departments_stand_by_federation_kind_and_name() -> None:
    rows = (("b", "县级残联", "甲"), ("a", "社会力量", "甲"), ("a", "市级专门协会", "甲"),
            ("a", "市残联直属单位", "乙"), ("a", "市残联直属单位", "甲"), ("a", "市残联机关", "乙"),
            ("", "", ""))  # fmt: skip
    found = sorted((Department(*row) for row in rows), key=lambda item: item.sort_key)
    assert [(item.unit, item.body, item.name) for item in found] == [
        ("", "", ""), ("a", "市残联机关", "乙"), ("a", "市残联直属单位", "乙"), ("a", "市残联直属单位", "甲"),
        ("a", "市级专门协会", "甲"), ("a", "社会力量", "甲"), ("b", "县级残联", "甲"),
    ]  # fmt: skip


def test_a_place_of_work_has_the_federation_before_a_department_and_not_before_an_association() -> None:
    assert place("市残联", "办公室") == "市残联办公室"
    assert place("市残联", "岳阳市聋人协会") == "岳阳市聋人协会"
    assert place("岳阳县", "") == "岳阳县"
    assert place("", "") == ""


def test_an_association_is_called_by_its_own_name_and_a_department_by_its_federation_s_too() -> None:
    assert Department("city", "市残联机关", "康复科").called("市残联") == "市残联康复科"
    assert Department("city", "市残联直属单位", "就业服务中心").called("市残联") == "市残联就业服务中心"
    for body in ("市级专门协会", "县级专门协会", "社会力量"):
        assert Department("city", body, "岳阳市聋人协会").called("市残联") == "岳阳市聋人协会"
