"""How the provincial module stands to each household, and what has to be keyed in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports import provincial
from jiedui.reports.form import CERTIFICATE, COLUMNS
from jiedui.reports.provincial import ModuleState

DAY = date(2026, 11, 23)
YYL, PJ = "yueyanglou", "pingjiang"


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
            "2024-01-11", "m-2F8D 看一次电影",
        ),
        ({"hardship": [{"status": "低保户", "to": "2024-06-30"}]}, "2024-07-01", "低保户身份到期"),
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


def test_a_pairing_counts_from_its_first_day_and_is_entered_from_the_day_of_its_entry(world: Any) -> None:
    pairing = world.pairing(world.helper("YYL-B-2222"), "2024-01-10", module_on="2024-01-20", module_by="教就股",
                            module_ref="湘-01")  # fmt: skip
    world.household("YYL-2222", pairing)
    assert provincial.module_ledger(world.ledger(), date(2024, 1, 9)).lines == ()
    (first,) = provincial.module_ledger(world.ledger(), date(2024, 1, 10)).lines
    (before,) = provincial.module_ledger(world.ledger(), date(2024, 1, 19)).lines
    assert first == before
    assert (before.state, before.entered_on, before.entered_by, before.reference, before.edits) == (
        ModuleState.MISSING, None, "", "", (),
    )  # fmt: skip
    (entered,) = provincial.module_ledger(world.ledger(), date(2024, 1, 20)).lines
    assert (entered.state, entered.entered_on, entered.entered_by, entered.reference) == (
        ModuleState.CURRENT, date(2024, 1, 20), "教就股", "湘-01",
    )  # fmt: skip


def test_only_the_helper_in_charge_has_to_be_entered(world: Any) -> None:
    one, two = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    assistant = {"helper": two, "role": "协助", "from": "2025-07-01"}
    world.household("YYL-2222", world.pairing(one), assistant)
    world.household("YYL-3333", assistant)
    (line,) = provincial.module_ledger(world.ledger(), DAY).lines
    assert (line.household, line.helper, line.state) == ("YYL-2222", one, ModuleState.STALE)
    assert [(edit.on, edit.what) for edit in line.edits] == [(date(2025, 7, 1), "YYL-B-3333 协助结对")]


def test_nothing_is_missing_of_an_ended_pairing_or_of_a_household_that_left(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    never = {"helper": helper, "role": "主责", "from": "2023-09-15"}
    world.household("YYL-2222", {**never, "to": "2024-01-31", "end_reason": "其他"})
    world.household("YYL-3333", never, closed={"date": "2024-01-31", "reason": "脱困"})
    world.household("YYL-4444", never)
    found = provincial.module_ledger(world.ledger(), DAY).of(ModuleState.MISSING)
    assert [line.household for line in found] == ["YYL-4444"]


def test_facts_of_one_day_stand_in_the_order_of_their_words_and_later_days_after_them(world: Any) -> None:
    needs = [world.need(2, "2026-11-23"), world.need(1, "2026-11-23"), world.need(3, "2026-11-22")]
    assert [(edit.on.day, edit.what) for edit in module(world, needs=needs).edits] == [
        (22, "n-9P6T 提出需求"), (23, "n-7K3Q 提出需求"), (23, "n-8M4R 提出需求"),
    ]  # fmt: skip


def test_a_risk_and_the_first_help_are_facts_too(world: Any) -> None:
    relapse = {"risk": "有", "found_on": "2024-02-01", "monitoring": "未纳入"}
    need = world.need(1, "2024-03-01", urgent=True, responded_on="2024-03-03")
    assert [(edit.on.isoformat(), edit.what) for edit in module(world, relapse=relapse, needs=[need]).edits] == [
        ("2024-02-01", "发现返贫致贫风险"), ("2024-03-01", "n-7K3Q 提出需求"), ("2024-03-03", "n-7K3Q 首次援助"),
    ]  # fmt: skip


def test_rekey_sheet_holds_what_is_missing_or_stale_of_the_federation_asked_for(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    spell = {"helper": helper, "role": "主责", "from": "2026-10-01"}
    world.household("YYL-2222", spell)
    world.household("YYL-3333", world.pairing(helper))
    world.household("YYL-4444", world.pairing(helper), needs=[world.need(1, "2024-03-01")])
    world.household("PJ-2222", spell, unit=PJ)
    rows = provincial.rekey_sheet(world.ledger(), DAY)
    assert [row.line.household for row in rows] == ["PJ-2222", "YYL-2222", "YYL-4444"]
    assert [row.line.household for row in provincial.rekey_sheet(world.ledger(), DAY, unit=YYL)] == [
        "YYL-2222", "YYL-4444",
    ]  # fmt: skip


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
