"""No entry of a record disappears from its list; what is but corrected, moved or renamed has not disappeared."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any, cast

import pytest

from jiedui.records.finding import RULES, Finding
from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.rules.change import LedgerChange
from jiedui.rules.context import ChangeContext, Files, Inspection
from jiedui.rules.former import Former
from jiedui.rules.loss.entries import entries_keep_their_subject, entries_stay

Data = dict[str, Any]

HOUSEHOLD: Data = {
    "members": [
        {
            "id": "m-2222",
            "name": "示例甲",
            "birth": "1960-01-01",
            "disability": {"certificates": [{"number": "4906021960010110114", "category": "视力", "grade": "一级"}]},
            "judgements": [
                {"rule": "living_subsidy", "verdict": "不符合", "date": "2025-03-01", "basis": "一。"},
                {"rule": "living_subsidy", "verdict": "不符合", "date": "2026-03-01", "basis": "二。"},
            ],
        },
        {"id": "m-3333", "name": "示例乙", "birth": "1990"},
    ],
    "needs": [
        {
            "id": "n-2222",
            "content": "修路。",
            "raised_on": "2025-01-01",
            "measures": [
                {"code": "送康复", "content": "训练。", "promised_on": "2025-01-02"},
                {"code": "领", "content": "申请。", "promised_on": "2025-01-03"},
            ],
        },
        {"id": "n-3333", "content": "买轮椅。", "raised_on": "2025-02-01"},
    ],
    "pairings": [
        {"helper": "A", "from": "2023-09-20", "module_updates": [{"date": "2025-01-01"}, {"date": "2025-02-01"}]},
        {"helper": "B", "from": "2024-01-01"},
    ],
    "outings": [{"person": "m-2222", "date": "2025-05-01", "kind": "游一次园"}],
    "hardship": [{"status": "低保户"}, {"status": "低保边缘户", "from": "2025-01-01"}],
    "relapse": [
        {"risk": "无"},
        {
            "risk": "有",
            "kind": "大病",
            "found_on": "2025-01-01",
            "monitoring": [{"status": "已申报", "date": "2025-02-01"}, {"status": "已纳入"}],
        },
    ],
    "annual": [{"year": 2024, "text": "一。"}],
}
HELPER: Data = {
    "name": "示例丙",
    "mobile": "1",
    "roles": [{"post": "干事", "from": "2020-01-01"}],
    "pauses": [{"from": "2025-01-01", "to": "2025-03-01", "reason": "病假"}],
}
UNIT: Data = {
    "prefix": "A",
    "name": "甲",
    "short": "乙",
    "responsible": [{"kind": "第一责任人", "holder": "示例春", "from": "2023-09-01"}],
    "leading_group": [{"kind": "组长", "holder": "示例春", "from": "2023-09-01"}],
    "milestones": [{"key": "摸底", "done_on": "2023-09-08"}],
}
BRANCH: Data = {"branch": "一", "activities": [{"date": "2025-07-01", "content": "一。"}]}
RECORDS = {"household": HOUSEHOLD, "helper": HELPER, "unit": UNIT, "event-branch": BRANCH}


def found(kind: str, now: Data, before: Data | None = None, *, faulty: bool = False) -> list[Finding]:
    """Compare one record with the one above, or another, of its kind, which may have been faulty."""
    place = Place(f"{kind}.yml", kind, "X", "unit", "X")
    change = LedgerChange(
        commit="c" * 40,
        paths=frozenset({place.path}),
        added=frozenset(),
        before=(Former(place, before or RECORDS[kind], faulty),),
    )
    files = Files([Record(place, now)])
    inspection = Inspection(ledger=cast("Any", None), as_of=date(2026, 11, 23), files=files, change=change)
    stay = ChangeContext(RULES["entry-vanished"], "", inspection, change)
    keep = ChangeContext(RULES["entry-replaced"], "", inspection, change)
    return [*entries_stay(stay), *entries_keep_their_subject(keep)]


def changed(kind: str, pointer: str, value: Any = None) -> Data:
    """Return the record of a kind with one place another, or gone."""
    data = deepcopy(RECORDS[kind])
    node: Any = data
    *way, last = (int(part) if part.isdigit() else part for part in pointer.split("."))
    for part in way:
        node = node[part]
    if value is None:
        del node[last]
    elif isinstance(value, dict):
        node[last].update(value)
    else:
        node[last] = value
    return data


@pytest.mark.parametrize("kind", RECORDS)
def test_nothing_is_gone_from_what_is_the_same_in_another_order(kind: str) -> None:
    now = deepcopy(RECORDS[kind])
    for value in now.values():
        if isinstance(value, list):
            value.reverse()
    assert found(kind, RECORDS[kind]) == found(kind, now) == []


@pytest.mark.parametrize(
    ("kind", "pointer", "at", "message"),
    [
        ("household", "members.1", ("members",), "成员 m-3333 不见了。"),
        (
            "household",
            "members.0.disability",
            ("members", 0),
            "残疾人证（视力一级）不见了。",
        ),
        (
            "household",
            "members.0.judgements.0",
            ("members", 0, "judgements"),
            "2025-03-01 对提示 living_subsidy 的核实不见了。",
        ),
        (
            "household",
            "pairings.0.module_updates.1",
            ("pairings", 0, "module_updates"),
            "2025-02-01 的省平台更新不见了。",
        ),
        ("event-branch", "activities", (), "2025-07-01 的活动不见了。"),
        ("household", "needs.1", ("needs",), "需求 n-3333 不见了。"),
        ("household", "needs", (), "需求 n-2222、需求 n-3333 不见了。"),
        ("household", "needs.0.measures.1", ("needs", 0, "measures"), "2025-01-03 承诺的措施（领）不见了。"),
        ("household", "pairings.0", ("pairings",), "与 A 的结对（从 2023-09-20 起）不见了。"),
        ("household", "outings", (), "m-2222 在 2025-05-01 的集体活动不见了。"),
        ("household", "hardship.0", ("hardship",), "困难类型 低保户不见了。"),
        ("household", "relapse.0", ("relapse",), "“无”返贫致贫风险的一条不见了。"),
        ("household", "relapse.1.monitoring.0", ("relapse", 1, "monitoring"), "监测“已申报”不见了。"),
        ("household", "annual", (), "2024 年的落实情况不见了。"),
        ("helper", "roles.0", ("roles",), "从 2020-01-01 起的任职（干事）不见了。"),
        ("helper", "pauses", (), "从 2025-01-01 起的暂停不见了。"),
        ("unit", "responsible", (), "从 2023-09-01 起的第一责任人不见了。"),
        ("unit", "leading_group", (), "从 2023-09-01 起的组长不见了。"),
        ("unit", "milestones", (), "启动准备“摸底”不见了。"),
    ],
)
def test_what_is_gone_is_named_at_its_list_or_the_nearest_place_above(
    kind: str, pointer: str, at: tuple[str | int, ...], message: str
) -> None:
    (finding,) = found(kind, changed(kind, pointer))
    assert (finding.rule.id, finding.pointer, finding.message) == ("entry-vanished", at, message)
    assert finding.remedy.startswith("加回来，原来的内容在这份文件的历史里。")


@pytest.mark.parametrize(
    ("kind", "pointer", "value"),
    [
        ("household", "members.1", {"name": "示例丁"}),
        ("household", "members.1", {"birth": "1991"}),
        ("household", "members.1", {"id": "m-4444"}),
        ("household", "members.0.disability.certificates.0", {"number": "4906021960010110115"}),
        ("household", "members.0.disability.certificates.0", {"grade": "二级"}),
        ("household", "members.0.disability.certificates.0", {"from": "2026-01-05"}),
        ("household", "outings.0", {"date": "2026-05-01"}),
        ("household", "members.0.disability.certificates.0", {"category": "听力"}),
        ("household", "members.0.judgements.1", {"date": "2026-03-02"}),
        ("household", "members.0.judgements.1", {"basis": "三。"}),
        ("household", "pairings.0.module_updates.1", {"date": "2025-02-02", "version": "2025-02-01-7K3Q"}),
        ("event-branch", "activities.0", {"date": "2025-07-02"}),
        ("event-branch", "activities.0", {"content": "二。"}),
        ("household", "needs.0", {"content": "修桥。"}),
        ("household", "needs.0", {"raised_on": "2024-12-31"}),
        ("household", "needs.1", {"id": "n-4444"}),
        ("household", "needs.0.measures.0", {"code": "领"}),
        ("household", "needs.0.measures.0", {"promised_on": "2025-01-04"}),
        ("household", "pairings.0", {"from": "2023-09-21", "to": "2024-01-01"}),
        ("household", "outings.0", {"kind": "读一本书"}),
        ("household", "outings.0", {"date": "2025-05-02"}),
        ("household", "hardship.0", {"from": "2023-01-01"}),
        ("household", "hardship.1", {"status": "分散特困供养"}),
        ("household", "relapse.1", {"kind": "失业"}),
        ("household", "relapse.1", {"found_on": "2025-01-02", "kind": "失业"}),
        ("household", "relapse.1.monitoring.1", {"date": "2025-03-01"}),
        ("household", "relapse.1.monitoring.0", {"status": "未申报"}),
        ("household", "annual.0", {"text": "二。"}),
        ("helper", "roles.0", {"post": "主任"}),
        ("helper", "roles.0", {"from": "2020-02-01"}),
        ("helper", "pauses.0", {"to": "2025-02-01"}),
        ("unit", "responsible.0", {"holder": "示例夏"}),
        ("unit", "leading_group.0", {"kind": "副组长", "from": "2023-10-01"}),
        ("unit", "milestones.0", {"done_on": "2023-09-09"}),
    ],
)
def test_what_is_corrected_or_renamed_is_not_gone(kind: str, pointer: str, value: Data) -> None:
    assert found(kind, changed(kind, pointer, value)) == []


@pytest.mark.parametrize(
    ("kind", "pointer", "value", "message"),
    [
        ("household", "members.0.disability.certificates.0", {"number": "1", "grade": "二级"}, "残疾人证（视力一级）"),
        (
            "household",
            "members.0.disability.certificates.0",
            {"number": "49060219600101101142", "from": "2026-01-05"},
            "残疾人证（视力一级）",
        ),
        ("household", "outings.0", {"date": "2026-11-20"}, "m-2222 在 2025-05-01 的集体活动"),
        (
            "household",
            "members.0.judgements.1",
            {"date": "2027-04-12"},
            "2026-03-01 对提示 living_subsidy 的核实",
        ),
        ("household", "pairings.0.module_updates.1", {"date": "2026-07-08"}, "2025-02-01 的省平台更新"),
        (
            "household",
            "needs.0.measures.0",
            {"promised_on": "2026-06-30"},
            "2025-01-02 承诺的措施（送康复）",
        ),
        ("event-branch", "activities.0", {"date": "2026-06-30"}, "2025-07-01 的活动"),
        (
            "household",
            "members.0.judgements.0",
            {"date": "2027-03-01", "basis": "三。"},
            "2025-03-01 对提示 living_subsidy 的核实",
        ),
        ("event-branch", "activities.0", {"date": "2025-08-01", "content": "二。"}, "2025-07-01 的活动"),
        ("household", "needs.0.measures.0", {"code": "领", "content": "别的。"}, "2025-01-02 承诺的措施（送康复）"),
        ("household", "pairings.1", {"helper": "C"}, "与 B 的结对（从 2024-01-01 起）"),
        ("household", "pairings.1", {"helper": "A"}, "与 B 的结对（从 2024-01-01 起）"),
        ("household", "outings.0", {"date": "2025-06-01", "kind": "读一本书"}, "m-2222 在 2025-05-01 的集体活动"),
        ("household", "hardship.0", {"status": "其他特殊困难"}, "困难类型 低保户"),
        ("household", "hardship.1", {"status": "其他特殊困难", "from": "2026-01-01"}, "困难类型 低保边缘户"),
        ("household", "relapse.0", {"risk": "有"}, "“无”返贫致贫风险的一条"),
        ("household", "relapse.1.monitoring.1", {"status": "已消除"}, "监测“已纳入”"),
        ("household", "annual.0", {"year": 2025}, "2024 年的落实情况"),
        ("helper", "roles.0", {"post": "主任", "from": "2025-01-01"}, "从 2020-01-01 起的任职（干事）"),
        ("helper", "pauses.0", {"from": "2026-01-01", "to": "2026-02-01"}, "从 2025-01-01 起的暂停"),
        ("unit", "responsible.0", {"holder": "示例夏", "from": "2025-01-01"}, "从 2023-09-01 起的第一责任人"),
        ("unit", "leading_group.0", {"holder": "示例夏", "from": "2025-01-01"}, "从 2023-09-01 起的组长"),
        ("unit", "milestones.0", {"key": "方案"}, "启动准备“摸底”"),
    ],
)
def test_what_something_else_was_written_over_is_gone(kind: str, pointer: str, value: Data, message: str) -> None:
    (finding,) = found(kind, changed(kind, pointer, value))
    assert (finding.rule.id, finding.message) == ("entry-vanished", f"{message}不见了。")


@pytest.mark.parametrize(
    ("pointer", "value", "called"),
    [
        ("needs.1", {"content": "学手艺。", "raised_on": "2025-03-01"}, "需求 n-3333"),
        ("members.1", {"name": "示例丁", "birth": "1980"}, "成员 m-3333"),
    ],
)
def test_an_id_that_stands_for_something_else_is_told_at_its_entry(pointer: str, value: Data, called: str) -> None:
    (finding,) = found("household", changed("household", pointer, value))
    key, index = pointer.split(".")
    assert (finding.rule.id, finding.pointer) == ("entry-replaced", (key, int(index)))
    assert finding.message == f"{called} 整个换成了别的。"
    assert finding.remedy.startswith("改回原来的内容（在这份文件的历史里），新的另写一项，用新的编号。")


@pytest.mark.parametrize(
    ("pointer", "unread"),
    [
        ("members.1", ("name", "birth")),
        ("members.1", ("id", "name")),
        ("needs.1", ("content", "raised_on")),
        ("needs.0.measures.0", ("code", "content", "promised_on")),
        ("pairings.0", ("helper",)),
        ("outings.0", ("person", "date")),
        ("hardship.0", ("status",)),
    ],
)
def test_of_a_faulty_record_an_entry_that_was_mended_is_not_gone(pointer: str, unread: tuple[str, ...]) -> None:
    before: Any = deepcopy(HOUSEHOLD)
    node = before
    for part in pointer.split("."):
        node = node[int(part)] if part.isdigit() else node[part]
    for key in unread:
        del node[key]
    assert found("household", HOUSEHOLD, before, faulty=True) == []


@pytest.mark.parametrize(
    ("unread", "message"),
    [
        ((), "与 A 的结对（从 2023-09-20 起）不见了。"),
        (("helper",), "与 （看不清） 的结对（从 2023-09-20 起）不见了。"),
    ],
)
def test_an_entry_of_a_faulty_record_that_is_gone_is_told_as_far_as_it_can_be_read(
    unread: tuple[str, ...], message: str
) -> None:
    before = deepcopy(HOUSEHOLD)
    for key in unread:
        del before["pairings"][0][key]
    now = changed("household", "pairings.0")
    assert [item.message for item in found("household", now, before, faulty=True)] == [message]


def test_what_a_faulty_record_lacked_is_not_missed() -> None:
    assert found("household", HOUSEHOLD, {"id": "YYL-2222"}, faulty=True) == []
    assert [item.message for item in found("household", changed("household", "members.1"), faulty=True)] == [
        "成员 m-3333 不见了。"
    ]


def test_what_of_a_faulty_record_has_another_id_is_another_thing() -> None:
    """Nothing but its id could be read of the need: it goes on as that, and as no other."""
    before = HOUSEHOLD | {"needs": [HOUSEHOLD["needs"][0], {"id": "n-3333"}]}
    assert found("household", HOUSEHOLD, before, faulty=True) == []
    renamed = found("household", changed("household", "needs.1", {"id": "n-4444"}), before, faulty=True)
    assert [item.message for item in renamed] == ["需求 n-3333 不见了。"]


def test_an_entry_whose_id_could_not_be_read_is_told_once_it_is_gone() -> None:
    before = deepcopy(HOUSEHOLD)
    del before["members"][1]["id"]
    (finding,) = found("household", changed("household", "members.1"), before, faulty=True)
    assert finding.message == "成员 （看不清）不见了。"


@pytest.mark.parametrize(("kind", "key"), [("household", "outings"), ("household", "pairings"), ("helper", "pauses")])
def test_an_entry_that_stands_there_twice_word_for_word_may_go_once(kind: str, key: str) -> None:
    before = deepcopy(RECORDS[kind])
    before[key].append(deepcopy(before[key][0]))
    assert found(kind, RECORDS[kind], before) == []
    assert [item.rule.id for item in found(kind, changed(kind, key), before)] == ["entry-vanished"]
    before[key][-1]["note"] = "另一次"
    assert [item.rule.id for item in found(kind, RECORDS[kind], before)] == ["entry-vanished"]


@pytest.mark.parametrize(("key", "called"), [("needs", "需求 n-"), ("members", "成员 m-")])
def test_two_that_exchanged_their_ids_are_each_told(key: str, called: str) -> None:
    """Whatever speaks of one of them speaks of the other now: each stands at the place of the other's id."""
    now = deepcopy(HOUSEHOLD)
    one, other = now[key]
    one["id"], other["id"] = other["id"], one["id"]
    assert [(item.rule.id, item.pointer, item.message) for item in found("household", now)] == [
        ("entry-replaced", (key, 1), f"{called}2222 整个换成了别的。"),
        ("entry-replaced", (key, 0), f"{called}3333 整个换成了别的。"),
    ]


SPELLS: Data = {
    "pairings": [
        {"helper": "A", "from": "2023-10-05", "to": "2024-03-31", "end_reason": "轮换"},
        {"helper": "A", "from": "2025-04-01"},
    ]
}
FIRST, SECOND = (f"与 A 的结对（从 {day} 起）不见了。" for day in ("2023-10-05", "2025-04-01"))


@pytest.mark.parametrize(
    ("left", "message"),
    [
        # The first was deleted and the other added to, then its day corrected as well.
        ({"helper": "A", "from": "2025-04-01", "form_on": "2025-04-02"}, FIRST),
        ({"helper": "A", "from": "2025-04-02", "form_on": "2025-04-02"}, FIRST),
        ({"helper": "A", "from": "2023-10-05"}, SECOND),  # both made one
        ({"helper": "A", "from": "2023-10-05", "to": "2024-04-30", "end_reason": "轮换"}, SECOND),
    ],
)
def test_of_two_spells_of_one_helper_the_one_that_does_not_stand_there_is_named(left: Data, message: str) -> None:
    (finding,) = found("household", HOUSEHOLD | {"pairings": [left]}, HOUSEHOLD | SPELLS)
    assert finding.message == message


def test_of_two_updates_the_one_that_does_not_stand_there_is_named() -> None:
    now = changed("household", "pairings.0.module_updates.0")
    now["pairings"][0]["module_updates"][0]["version"] = "2025-02-01-7K3Q"
    assert [item.message for item in found("household", now)] == ["2025-01-01 的省平台更新不见了。"]


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ((2021,), "2021 年的落实情况不见了。"),
        ((2021, 2022, 2023), "2021 年的落实情况、2022 年的落实情况、2023 年的落实情况不见了。"),
        (
            (2021, 2022, 2023, 2024),
            "2021 年的落实情况、2022 年的落实情况、2023 年的落实情况等 4 项不见了。",
        ),
    ],
)
def test_of_many_that_are_gone_from_one_list_three_are_named(years: tuple[int, ...], message: str) -> None:
    before = HOUSEHOLD | {"annual": [{"year": year, "text": "一。"} for year in years]}
    (finding,) = found("household", changed("household", "annual"), before)
    assert finding.message == message


def test_lists_of_an_entry_that_moved_are_compared_where_it_is_now() -> None:
    now = deepcopy(HOUSEHOLD)
    now["needs"].reverse()
    del now["needs"][1]["measures"][0]
    (finding,) = found("household", now)
    assert finding.pointer == ("needs", 1, "measures")


def test_places_are_those_in_the_file_where_what_was_withdrawn_still_stands() -> None:
    before, now = deepcopy(HOUSEHOLD), deepcopy(HOUSEHOLD)
    for data in (before, now):
        data["needs"][0]["withdrawn"] = {"date": "2025-03-01", "reason": "记错了"}
        data["needs"][1]["measures"] = [{"code": "领", "content": "一。", "promised_on": "2025-02-01"}]
    del now["needs"][1]["measures"]
    (finding,) = found("household", now, before)
    assert finding.pointer == ("needs", 1)
    del now["needs"][0]  # nor may what was withdrawn go
    assert [item.message for item in found("household", now, before)] == [
        "2025-02-01 承诺的措施（领）不见了。",
        "需求 n-2222 不见了。",
    ]
