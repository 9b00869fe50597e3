"""附件2 as data: one row for each disabled person, every cell in the form's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.form import CERTIFICATE, COLUMNS, FormRow, form_rows

TODAY = date(2026, 3, 12)
LIMB = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
MIND = {"certificates": [{"number": "49060220160312101752", "category": "智力", "grade": "二级"}]}
FATHER = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人", "disability": LIMB}
SON = {"id": "m-3G9H", "name": "示例丙", "sex": "男", "birth": "2016-03-13", "relation": "子", "disability": MIND}
WIFE = {
    "id": "m-4H7J", "name": "示例丁", "sex": "女", "birth": "1960-03-12", "relation": "配偶", "education": "小学",
    "employment": "务农",
}  # fmt: skip


def rows(world: Any, *pairings: dict[str, Any], **more: Any) -> list[FormRow]:
    world.household("YYL-2222", *pairings, members=[FATHER, SON, WIFE], **more)
    ledger = world.ledger()
    return list(form_rows(ledger, ledger.households["YYL-2222"], TODAY, certificates=True))


def test_each_disabled_person_has_a_row_and_the_others_stand_in_it(world: Any) -> None:
    father, son = rows(world)
    assert (father.person, son.person, father.household) == ("m-2F8D", "m-3G9H", "YYL-2222")
    assert father["家庭成员情况"] == "示例丙，9岁，子\n示例丁，66岁，配偶，小学，务农"
    assert son["家庭成员情况"] == "示例乙，68岁，父亲\n示例丁，66岁，与示例乙：配偶，小学，务农"
    assert [father[name] for name in COLUMNS[1:7]] == [
        "示例乙",
        "男",
        "1958-03-12",
        "肢体",
        "一级",
        "49060219580312101741",
    ]


def test_the_row_gives_the_certificate_in_force(world: Any) -> None:
    renewed = {"number": "49060219580312101732B1", "category": "言语", "grade": "二级", "from": "2024-05-21"}
    disability = {"certificates": [*LIMB["certificates"], renewed]}
    world.household("YYL-2222", members=[{**FATHER, "disability": disability}])
    ledger = world.ledger()
    (row,) = form_rows(ledger, ledger.households["YYL-2222"], TODAY, certificates=True)
    assert [row[name] for name in COLUMNS[4:7]] == ["言语", "二级", "49060219580312101732B1"]
    assert "49060219580312101741" not in repr(row)


@pytest.mark.parametrize(("last", "said"), [("2026-03-11", "待核"), ("2026-03-12", "已享受")])
def test_the_form_of_a_day_does_not_say_that_a_lost_dibao_is_enjoyed(world: Any, last: str, said: str) -> None:
    enjoyed = {"dibao": "已享受", "living_subsidy": "已享受", "nursing_subsidy": "已享受"}
    low = [{"status": "低保户", "to": last}]
    world.household("YYL-2222", members=[{**FATHER, "benefits": enjoyed}], hardship=low)
    ledger = world.ledger()
    (row,) = form_rows(ledger, ledger.households["YYL-2222"], TODAY)
    assert row["惠残政策享受情况"].split("；")[:3] == [
        f"最低生活保障：{said}", f"困难残疾人生活补贴：{said}", "重度残疾人护理补贴：已享受",
    ]  # fmt: skip


@pytest.mark.parametrize(("state", "said"), [("已纳入", "是"), ("已申报", "否"), ("已消除", "否")])
def test_only_a_household_under_monitoring_is_monitored(world: Any, state: str, said: str) -> None:
    risk = [{"risk": "有", "found_on": "2026-01-01", "monitoring": [{"status": state}]}]
    assert rows(world, relapse=risk)[0]["纳入国家防返贫监测范围"] == said


def test_without_a_helper_the_cells_of_the_helper_are_empty(world: Any) -> None:
    found = rows(world, world.pairing(world.helper("YYL-B-2222"), end="2026-03-11"))[0]
    assert [found[name] for name in COLUMNS[12:18]] == [""] * 6


def test_a_helper_is_named_with_the_workplace_of_the_latest_post(world: Any) -> None:
    helper = world.helper(
        "YYL-B-2222", "yueyanglou", {"to": "2025-12-31", "end_reason": "岗位调整"},
        {"from": "2026-01-01", "department": "教就股", "post": "股长", "rank": "一级科员"},
    )  # fmt: skip
    found = rows(world, world.pairing(helper))[0]
    assert [found[name] for name in COLUMNS[12:18]] == [
        "示例甲", "男", "15400000001", "岳阳楼区残联全称教就股", "股长", "一级科员",
    ]  # fmt: skip


def test_of_two_posts_the_one_that_owes_is_printed(world: Any) -> None:
    clerk = {"from": "2023-01-01", "department": "教就股", "post": "股长", "rank": "一级科员"}
    deputy = {"from": "2024-01-01", "body": "县级专门协会", "department": "区盲人协会", "post": "副主席"}
    found = rows(world, world.pairing(world.helper("YYL-B-2222", "yueyanglou", clerk, deputy)))[0]
    assert [found[name] for name in COLUMNS[15:18]] == ["岳阳楼区残联全称教就股", "股长", "一级科员"]


def test_nobody_stands_on_a_form_before_birth_or_coming_or_from_the_day_of_leaving(world: Any) -> None:
    """R-113: the wife came on 2024-03-01 and left on 2026-03-12, the grandson was born on 2025-05-05."""
    wife = {**WIFE, "joined_on": "2024-03-01", "left": {"date": "2026-03-12", "reason": "婚嫁分户"}}
    grandson = {"id": "m-5J8K", "name": "示例戊", "sex": "男", "birth": "2025-05-05", "relation": "孙子女"}
    world.household("YYL-2222", members=[FATHER, wife, grandson])
    ledger = world.ledger()

    def family(when: str) -> list[str]:
        day = date.fromisoformat(when)
        (row,) = form_rows(ledger, ledger.households["YYL-2222"], day)
        return row["家庭成员情况"].split("\n")

    assert family("2024-02-29") == ["没有登记其他家庭成员。"]
    assert family("2024-03-01") == ["示例丁，63岁，配偶，小学，务农"]
    assert family("2025-05-04") == ["示例丁，65岁，配偶，小学，务农"]
    assert family("2025-05-05") == ["示例丁，65岁，配偶，小学，务农", "示例戊，0岁，孙子女"]
    assert family("2026-03-11") == ["示例丁，65岁，配偶，小学，务农", "示例戊，0岁，孙子女"]
    assert family("2026-03-12") == ["示例戊，0岁，孙子女"]


def test_who_left_has_no_form(world: Any) -> None:
    son = {**SON, "left": {"date": "2026-03-12", "reason": "去世"}}
    world.household("YYL-2222", members=[FATHER, son])
    ledger = world.ledger()
    people = [
        [row.person for row in form_rows(ledger, ledger.households["YYL-2222"], day)]
        for day in (date(2026, 3, 11), date(2026, 3, 12))
    ]
    assert people == [["m-2F8D", "m-3G9H"], ["m-2F8D"]]


def test_when_the_first_has_died_the_others_are_told_apart_from_him_by_name(world: Any) -> None:
    """Whose mother the widow is cannot be told; what she was to the first is, and who that was."""
    father = {**FATHER, "left": {"date": "2026-03-12", "reason": "去世"}}
    daughter = {"id": "m-5J8K", "name": "示例戊", "sex": "女", "birth": "1999", "relation": "女"}
    world.household("YYL-2222", members=[father, SON, WIFE, daughter])
    ledger = world.ledger()

    def family(when: date) -> list[str]:
        *_, son = form_rows(ledger, ledger.households["YYL-2222"], when)
        return son["家庭成员情况"].split("\n")

    assert family(date(2026, 3, 11)) == [
        "示例乙，67岁，父亲", "示例丁，65岁，与示例乙：配偶，小学，务农", "示例戊，27岁，姐姐",
    ]  # fmt: skip
    assert family(date(2026, 3, 12)) == [
        "示例丁，66岁，与示例乙（2026-03-12 去世）：配偶，小学，务农", "示例戊，27岁，姐姐",
    ]  # fmt: skip


def test_when_nobody_disabled_is_left_the_form_is_that_of_who_left_last_marked_with_the_day(world: Any) -> None:
    """A-22: the son moved out in January, the father died in March; the benefits are those of his last day."""
    low = [{"status": "低保户", "to": "2026-03-11"}]
    father = {**FATHER, "left": {"date": "2026-03-12", "reason": "去世"}, "benefits": {"dibao": "已享受"}}
    son = {**SON, "left": {"date": "2026-01-08", "reason": "其他"}}
    world.household("YYL-2222", members=[father, son, WIFE], hardship=low)
    ledger = world.ledger()

    def told(when: date) -> list[tuple[str, str]]:
        return [(row.person, row["姓名"]) for row in form_rows(ledger, ledger.households["YYL-2222"], when)]

    assert told(date(2026, 1, 7)) == [("m-2F8D", "示例乙"), ("m-3G9H", "示例丙")]
    assert told(date(2026, 3, 11)) == [("m-2F8D", "示例乙")]
    assert told(date(2026, 3, 12)) == [("m-2F8D", "示例乙（2026-03-12 去世）")]
    (row,) = form_rows(ledger, ledger.households["YYL-2222"], date(2026, 11, 1))
    assert row["家庭成员情况"] == "示例丁，66岁，配偶，小学，务农"
    assert row["惠残政策享受情况"].split("；")[0] == "最低生活保障：已享受"


def test_of_two_who_left_on_one_day_the_form_is_that_of_the_later_in_the_record(world: Any) -> None:
    left = {"date": "2026-03-12", "reason": "其他"}
    world.household("YYL-2222", members=[{**FATHER, "left": left}, {**SON, "left": left}, WIFE])
    ledger = world.ledger()
    (row,) = form_rows(ledger, ledger.households["YYL-2222"], TODAY)
    assert (row.person, row["姓名"]) == ("m-3G9H", "示例丙（2026-03-12 离开）")


def test_social_forces_work_for_themselves(world: Any) -> None:
    force = {"body": "社会力量", "department": "示例爱心协会", "post": "负责人"}
    found = rows(world, world.pairing(world.helper("YYL-B-2222", "yueyanglou", force)))[0]
    assert found["帮扶人单位"] == "示例爱心协会"


def test_a_column_that_the_row_lacks_is_an_error(world: Any) -> None:
    world.household("YYL-2222")
    ledger = world.ledger()
    (row,) = form_rows(ledger, ledger.households["YYL-2222"], TODAY)
    with pytest.raises(KeyError):
        row[CERTIFICATE]
    assert row["拟帮扶措施"] == "按需求逐项帮扶。"


def test_after_the_programme_its_last_quarter_is_over_on_the_form_too(world: Any) -> None:
    """Nobody ever called: on the last day the fourth quarter runs, on the next it is missed."""
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"), members=[FATHER, WIFE])
    ledger = world.ledger()
    last, after = (
        next(iter(form_rows(ledger, ledger.households["YYL-2222"], when)))
        for when in (date(2028, 12, 31), date(2029, 3, 1))
    )
    assert last["年度帮扶工作落实情况"] == "2028年第一、二、三季度没有完成联系。"
    assert after["年度帮扶工作落实情况"] == "2028年第一、二、三、四季度没有完成联系。"
    assert last["家庭成员情况"] == after["家庭成员情况"]
