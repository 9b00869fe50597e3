"""The remaining ledgers, with numbers counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.duties.cadence import CadenceState
from jiedui.duties.change import ChangeKind
from jiedui.model.time import Quarter
from jiedui.reports import ledgers, organisation, provincial
from jiedui.reports.form import CERTIFICATE, COLUMNS
from jiedui.reports.organisation import ReminderState
from jiedui.reports.provincial import ModuleState

CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"
DAY = date(2026, 11, 23)
ONE = date(2025, 3, 1)


def spell(kind: str, post: str, holder: str, start: str = "2023-09-01", end: str = "") -> dict[str, Any]:
    return {"kind": kind, "post": post, "holder": holder, "from": start, **({"to": end} if end else {})}


def described(unit: str, **more: Any) -> dict[str, Any]:
    level = "市残联" if unit == CITY else "县级残联"
    return {"prefix": unit[:2].upper(), "name": f"{unit}全称", "short": unit, "level": level, **more}


@pytest.fixture
def led(world: Any) -> Any:
    """Leaders: the city's chief was followed on 2025-03-01; 岳阳楼区 lost its 直接责任人; 平江县 wrote nothing."""
    group = [
        spell("成员", "教就部部长", "示例丙"),
        spell("办公室主任", "副理事长", "示例丁"),
        spell("组长", "党组书记", "示例甲", end="2025-02-28"),
        spell("组长", "党组书记", "示例乙", "2025-03-01"),
        spell("副组长", "理事长", "示例戊", end="2026-01-31"),
    ]
    first, direct = spell("第一责任人", "党组书记", "示例乙"), spell("直接责任人", "副理事长", "示例丁")
    world.unit(CITY, **described(CITY, lead_department="文教就业科", responsible=[first, direct], leading_group=group))
    left = spell("直接责任人", "副理事长", "示例己", end="2026-06-30")
    world.unit(YYL, **described(YYL, lead_department="教就股", responsible=[first, left]))
    return world


def test_leading_group_of_a_day(led: Any) -> None:
    now = organisation.leading_group(led.ledger(), DAY)
    assert [(item.kind, item.holder) for item in now.holders] == [
        ("组长", "示例乙"), ("成员", "示例丙"), ("办公室主任", "示例丁"),
    ]  # fmt: skip
    assert [(item.kind, item.post, item.holder) for item in now.vacant] == [("副组长", "理事长", "示例戊")]
    assert [item.holder for item in now.of("组长")] == ["示例乙"]


def test_succession_needs_no_other_document(led: Any) -> None:
    chiefs = [organisation.leading_group(led.ledger(), day).of("组长") for day in (date(2025, 2, 28), ONE)]
    assert [[item.holder for item in found] for found in chiefs] == [["示例甲"], ["示例乙"]]
    assert organisation.leading_group(led.ledger(), ONE).vacant == ()


def test_responsible_persons_and_what_is_missing(led: Any) -> None:
    found = {item.unit: item for item in organisation.responsibilities(led.ledger(), DAY)}
    assert next(iter(found)) == CITY
    assert {unit: item.gaps for unit, item in found.items()} == {
        CITY: (), YYL: ("直接责任人",), PJ: ("牵头部门", "第一责任人", "直接责任人"),
    }  # fmt: skip
    before = {item.unit: item.gaps for item in organisation.responsibilities(led.ledger(), date(2026, 6, 30))}
    assert before[YYL] == ()


def remind(world: Any, when: str, due: str = "", answered: str = "", **more: Any) -> None:
    data = {"kind": "提醒", "reason": "其他", "content": "请办理。", "unit": PJ, **more}
    data |= {"due_on": due} if due else {}
    data |= {"answered_on": answered, "answer": "已办理。"} if answered else {}
    world.event("reminder", CITY, when, **data)


def test_reminders_closed_late_open_and_overdue(world: Any) -> None:
    remind(world, "2026-01-05", "2026-01-31", "2026-01-31")
    remind(world, "2026-02-05", "2026-02-28", "2026-03-01")
    remind(world, "2026-10-08", "2026-11-22")
    remind(world, "2026-11-01", "2026-11-23")
    remind(world, "2026-11-02")
    remind(world, "2026-11-24")
    found = organisation.reminders(world.ledger(), DAY)
    assert [line.state.value for line in found.lines] == ["待答复", "待答复", "逾期未答复", "逾期答复", "已答复"]
    assert found.closed_share == Fraction(2, 5)
    assert [line.reminder.date for line in found.of(ReminderState.OVERDUE)] == [date(2026, 10, 8)]
    then = organisation.reminders(world.ledger(), date(2026, 2, 28))
    assert [line.state.value for line in then.lines] == ["待答复", "已答复"]


def test_reminders_to_one_federation_or_one_helper(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    remind(world, "2026-01-05", answered="2026-01-06")
    world.event("reminder", CITY, "2026-01-07", kind="督办", reason="其他", content="请办理。", helper=helper)
    ledger = world.ledger()
    assert organisation.reminders(ledger, DAY, unit=PJ).closed_share == 1
    assert organisation.reminders(ledger, DAY, helper=helper).closed_share == 0
    assert organisation.reminders(ledger, DAY, unit=YYL).closed_share is None


def test_cadence_table_names_what_is_missing(world: Any) -> None:
    world.event("meeting", PJ, "2023-12-20", kind="听取汇报", title="听取汇报")
    world.event("meeting", PJ, "2026-11-30", kind="听取汇报", title="听取汇报")
    world.event("meeting", CITY, "2024-02-01", kind="调度", title="调度")
    rows = {(row.unit, row.duty): row for row in organisation.cadence_table(world.ledger(), date(2024, 10, 5))}
    assert set(rows) == {(CITY, "听取汇报"), (CITY, "调度"), (CITY, "季通报"), (YYL, "听取汇报"), (PJ, "听取汇报")}
    half = rows[PJ, "听取汇报"]
    assert [cell.state.value for cell in half.cells[:4]] == ["已完成", "缺", "进行中", "未到"]
    assert [period.title for period in half.missing] == ["2024年上半年"]
    # 2023Q3, Q4, 2024Q2 and Q3 are over without a dispatch.
    assert [period.title for period in rows[CITY, "调度"].missing] == [
        "2023年第3季度", "2023年第4季度", "2024年第2季度", "2024年第3季度",
    ]  # fmt: skip
    # The bulletin of 2024Q3 is drawn up in 2024Q4.
    assert len(rows[CITY, "季通报"].missing) == 4
    assert rows[CITY, "季通报"].cells[4].state is CadenceState.RUNNING
    assert [len(row.cells) for row in (half, rows[CITY, "调度"], rows[CITY, "季通报"])] == [11, 22, 22]


def test_meetings_come_latest_first(world: Any) -> None:
    for when, unit in (("2026-01-05", CITY), ("2026-03-05", PJ), ("2026-12-01", CITY)):
        world.event("meeting", unit, when, kind="其他", title="会")
    assert [item.unit for item in organisation.meetings(world.ledger(), DAY)] == [PJ, CITY]
    assert [item.date for item in organisation.meetings(world.ledger(), DAY, CITY)] == [date(2026, 1, 5)]


def test_social_forces_that_help_have_to_file(world: Any) -> None:
    force = {"body": "社会力量", "department": "示例爱心协会", "post": "负责人"}
    filed = world.helper("YYL-B-2222", YYL, force, filing={"unit": YYL, "date": "2024-02-20"})
    lacking, idle = world.helper("YYL-B-3333", YYL, force), world.helper("YYL-B-4444", YYL, force)
    world.household("YYL-2222", world.pairing(filed), world.pairing(lacking, role="协助"))
    world.household("YYL-3333", world.pairing(lacking, end="2025-01-31"))
    ledger = world.ledger()
    found = {item.helper: item for item in ledgers.filings(ledger, DAY)}
    assert {key: (item.households, item.lacking) for key, item in found.items()} == {
        filed: (("YYL-2222",), False), lacking: (("YYL-2222",), True), idle: ((), False),
    }  # fmt: skip
    assert found[filed].filed_on == date(2024, 2, 20)
    assert {item.helper for item in ledgers.filings(ledger, date(2024, 2, 19)) if item.lacking} == {filed, lacking}


def test_branch_pairings_and_their_activities(world: Any) -> None:
    acts = [{"date": "2024-05-19", "content": "走访。"}, {"date": "2025-06-01", "content": "排查。"}]
    world.event("branch", CITY, "2024-03-05", branch="一支部", partner="示例村", to="2025-12-31", activities=acts)
    world.event("branch", CITY, "2026-03-05", branch="二支部", partner="示例村")
    now = ledgers.branches(world.ledger(), DAY)
    assert [(item.branch.branch, item.running, len(item.activities)) for item in now] == [
        ("一支部", False, 2), ("二支部", True, 0),
    ]  # fmt: skip
    (then,) = ledgers.branches(world.ledger(), ONE)
    assert then.running and [act[0] for act in then.activities] == [date(2024, 5, 19)]


def test_resources_add_up_by_source_and_federation(world: Any) -> None:
    public, gift = {"source": "财政经费", "amount": 1200}, {"source": "慈善捐赠", "name": "示例基金", "amount": 300}
    hands = {"source": "志愿服务", "name": "示例车队"}
    done = world.measure("2024-01-05", done="2024-03-01", resources=[public, hands])
    still = world.measure("2025-01-05", resources=[public, gift])
    later = world.measure("2026-12-01", resources=[public])
    world.household("YYL-2222", needs=[world.need(1, "2024-01-01", done), world.need(2, "2025-01-01", still, later)])
    world.household("PJ-2222", unit=PJ, needs=[world.need(1, "2024-01-01", {**done, "resources": [gift]})])
    found = ledgers.resources(world.ledger(), DAY)
    sums = {
        "all": found.total(), "yyl": found.total(unit=YYL), "gift": found.total(source="慈善捐赠"),
        "both": found.total(unit=PJ, source="慈善捐赠"), "hands": found.total(source="志愿服务"),
    }  # fmt: skip
    assert {key: (item.items, item.priced, item.promised, item.spent) for key, item in sums.items()} == {
        "all": (5, 4, 3000, 1500), "yyl": (4, 3, 2700, 1200), "gift": (2, 2, 600, 300), "both": (1, 1, 300, 300),
        "hands": (1, 0, 0, 0),
    }  # fmt: skip
    parts = [found.total(source=source) for source in ledgers.SOURCES]
    assert sum(item.promised for item in parts) == found.total().promised
    assert sum(item.items for item in parts) == found.total().items


def test_only_stories_with_consent_and_without_identity_are_shown(world: Any) -> None:
    for number, (consent, anonymised) in enumerate([(True, True), (True, False), (False, True)], 1):
        data = {"kind": "好办法", "title": f"办法{number}", "content": "提前约定。"}
        world.event("story", YYL, f"2026-0{number}-10", **data, consent=consent, anonymised=anonymised)
    world.event("award", CITY, "2026-04-01", unit=YYL, form="通报表扬", reason="走访及时。")
    world.event("award", CITY, "2026-12-01", unit=PJ, form="通报表扬", reason="走访及时。")
    found = ledgers.showcase(world.ledger(), DAY)
    assert [item.title for item in found.shown] == ["办法1"]
    assert [item.title for item in found.withheld] == ["办法3", "办法2"]
    assert [item.to_unit for item in found.awards] == [YYL]


def test_village_reports_by_federation_and_topic(world: Any) -> None:
    told = [
        (YYL, "2026-01-05", ["基本情况"]),
        (YYL, "2026-05-05", ["基本情况", "基本需求"]),
        (PJ, "2026-06-05", ["服务情况"]),
        (PJ, "2026-12-05", ["服务情况"]),
    ]
    for unit, when, topics in told:
        world.event("village", unit, when, helper="YYL-B-2222", household="YYL-2222", topics=topics, content="有。")
    found = ledgers.village_reports(world.ledger(), DAY)
    assert found.by_unit() == {YYL: 2, PJ: 1}
    assert found.by_topic() == {"基本情况": 2, "基本需求": 1, "服务情况": 1}
    assert found.by_topic(PJ) == {"服务情况": 1}
    assert found.reports[0].unit == PJ


def test_village_report_is_no_contact(quarter_world: Any) -> None:
    before = [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")]
    quarter_world.event("village", PJ, "2026-08-01", helper="PJ-B-2222", household="PJ-2222", topics=["基本情况"],
                        content="有。")  # fmt: skip
    assert [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")] == before


def test_satisfaction_is_counted_once_and_low_scores_are_named(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    for household, unit in (("YYL-2222", YYL), ("YYL-3333", YYL), ("PJ-2222", PJ)):
        world.household(household, world.pairing(helper), unit=unit)
    world.visit("YYL-2222", helper, "2026-01-10", satisfaction=5, also=["YYL-3333"])
    world.visit("YYL-2222", helper, "2026-04-10", satisfaction=2)
    world.visit("YYL-3333", helper, "2026-04-11")
    world.visit("PJ-2222", helper, "2026-05-10", PJ, satisfaction=4)
    world.visit("PJ-2222", helper, "2026-12-10", PJ, satisfaction=1)
    found = ledgers.satisfaction(world.ledger(), DAY)
    assert (len(found.scores), found.average) == (3, Fraction(11, 3))
    assert [(item.household, item.on, item.by) for item in found.low] == [("YYL-2222", date(2026, 4, 10), helper)]
    assert found.of(YYL).average == Fraction(7, 2)
    assert found.of(CITY).average is None


def test_changes_by_quarter_and_reason(world: Any) -> None:
    one, two = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(one, "2023-09-15", "2024-05-31", end_reason="退休离岗"),
                    world.pairing(two, "2024-06-01"))  # fmt: skip
    world.household("YYL-3333", world.pairing(one, "2023-09-15", "2024-06-30", end_reason="岗位调整"))
    world.household("PJ-2222", world.pairing(two, "2023-10-01"), unit=PJ)
    found = ledgers.change_ledger(world.ledger(), DAY)
    assert found.by_quarter() == {
        Quarter(2023, 3): {(ChangeKind.NEW, ""): 2},
        Quarter(2023, 4): {(ChangeKind.NEW, ""): 1},
        Quarter(2024, 2): {(ChangeKind.REASSIGNED, "退休离岗"): 1, (ChangeKind.ENDED, "岗位调整"): 1},
    }
    assert found.by_quarter(PJ) == {Quarter(2023, 4): {(ChangeKind.NEW, ""): 1}}
    assert [(item.unit, item.waiting.household, item.waiting.reason) for item in found.waiting] == [
        (YYL, "YYL-3333", "岗位调整")
    ]
    assert [line.change.on for line in found.lines] == sorted(line.change.on for line in found.lines)


def module(world: Any, **more: Any) -> Any:
    """The only household, entered on 2024-01-10."""
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, module_on="2024-01-10", module_by="教就股"), **more)
    (line,) = provincial.module_ledger(world.ledger(), DAY).lines
    return line


def test_module_without_a_later_fact_is_current(world: Any) -> None:
    need = world.need(1, "2024-01-05", world.measure("2024-01-06", done="2024-01-10"), closed="2024-01-10")
    line = module(world, needs=[need])
    assert (line.state, line.edits, line.entered_by) == (ModuleState.CURRENT, (), "教就股")


@pytest.mark.parametrize(
    ("more", "when", "what"),
    [
        (
            {"outings": [{"person": "m-2F8D", "date": "2024-01-11", "kind": "看一次电影"}]},
            "2024-01-11",
            "m-2F8D 看一次电影",
        ),
        ({"hardship_until": "2024-06-30"}, "2024-07-01", "低保户身份到期"),
        ({"closed": {"date": "2025-01-31", "reason": "去世"}}, "2025-01-31", "终止：去世"),
        (
            {"relapse": {"risk": "有", "found_on": "2024-01-10", "monitoring": "已纳入", "monitored_on": "2024-03-01"}},
            "2024-03-01", "返贫监测已纳入",
        ),
    ],
)  # fmt: skip
def test_a_later_fact_is_named_with_its_day(world: Any, more: Any, when: str, what: str) -> None:
    line = module(world, **more)
    assert line.state is ModuleState.STALE
    assert [(edit.on.isoformat(), edit.what) for edit in line.edits] == [(when, what)]


def test_needs_and_measures_are_told_in_order(world: Any) -> None:
    need = world.need(1, "2024-02-01", world.measure("2024-02-05", done="2024-03-01"), closed="2024-03-02")
    later = world.need(2, "2026-11-24")
    assert [edit.what for edit in module(world, needs=[need, later]).edits] == [
        "n-7K3Q 提出需求", "n-7K3Q 送康复措施确定", "n-7K3Q 送康复措施办结", "n-7K3Q 需求办结",
    ]  # fmt: skip


def test_new_helper_has_to_be_entered_again(world: Any) -> None:
    one, two = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    follower = {**world.pairing(two, "2025-07-01"), "module_on": "2025-09-01"}
    world.household("YYL-2222", world.pairing(one, "2023-09-15", "2025-06-30"), follower)
    world.household("YYL-3333", world.pairing(one, "2023-09-15", "2025-06-30"))
    world.household("YYL-4444")
    after = provincial.module_ledger(world.ledger(), date(2025, 8, 31))
    assert [(line.household, line.state) for line in after.lines] == [
        ("YYL-2222", ModuleState.MISSING), ("YYL-3333", ModuleState.STALE),
    ]  # fmt: skip
    assert after.of(ModuleState.MISSING, YYL)[0].helper == two
    assert after.of(ModuleState.MISSING, PJ) == ()
    now = provincial.module_ledger(world.ledger(), DAY)
    assert [line.state for line in now.lines] == [ModuleState.CURRENT, ModuleState.STALE]
    assert [edit.what for edit in now.lines[1].edits] == ["YYL-B-2222 主责结对结束：其他"]


def test_ended_household_that_was_never_entered_is_nobodys_task(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    spell = {"helper": helper, "role": "主责", "from": "2023-09-15", "to": "2024-01-31", "end_reason": "去世"}
    world.household("YYL-2222", spell, closed={"date": "2024-01-31", "reason": "去世"})
    assert provincial.module_ledger(world.ledger(), DAY).lines == ()
    assert len(provincial.module_ledger(world.ledger(), date(2024, 1, 31)).lines) == 1


def test_rekey_sheet_follows_the_form(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", {"helper": helper, "role": "主责", "from": "2026-10-01"}, phone="15400000009",
                    annual=[{"year": 2026, "text": "助残日参加活动。"}])  # fmt: skip
    world.household("YYL-3333", world.pairing(helper))
    (found,) = provincial.rekey_sheet(world.ledger(), DAY)
    line, row = found.line, found.form
    assert (line.state, line.household) == (ModuleState.MISSING, "YYL-2222")
    assert [column for column, _ in row.cells] == [column for column in COLUMNS if column != CERTIFICATE]
    assert row["家庭地址"] == "岳阳楼区郭镇乡示例村"
    assert (row["帮扶人单位"], row["帮扶人职务"]) == ("岳阳楼区残联全称办公室", "干事")
    assert row["纳入国家防返贫监测范围"] == "否"
    assert "最低生活保障：未填；困难残疾人生活补贴：未填" in row["惠残政策享受情况"]
    assert row["年度帮扶工作落实情况"].endswith("助残日参加活动。")


def test_certificate_number_only_when_asked_for(world: Any) -> None:
    world.household("YYL-2222", {"helper": world.helper("YYL-B-2222"), "role": "主责", "from": "2026-10-01"})
    (plain,) = (found.form for found in provincial.rekey_sheet(world.ledger(), DAY))
    (full,) = (found.form for found in provincial.rekey_sheet(world.ledger(), DAY, certificates=True))
    assert "49060219580312101741" not in "".join(text for _, text in plain.cells)
    assert full[CERTIFICATE] == "49060219580312101741"
    assert [column for column, _ in full.cells] == list(COLUMNS)
    assert provincial.rekey_sheet(world.ledger(), DAY, unit=PJ) == ()
