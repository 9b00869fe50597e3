"""How the provincial module stands to each household, and what has to be keyed in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.audience import OFFICE
from jiedui.model.divisions import Divisions
from jiedui.model.pairing import ModuleEntry
from jiedui.reports import provincial
from jiedui.reports.form import CERTIFICATE, COLUMNS, form_rows
from jiedui.reports.keyed import sheet_version
from jiedui.reports.provincial import ModuleState
from jiedui.struct import replace

DAY = date(2026, 11, 23)
YYL, PJ = "yueyanglou", "pingjiang"
ENTERED = {"status": "已纳入", "date": "2024-03-01"}


def rekeyed(world: Any, **chosen: Any) -> tuple[provincial.RekeyRow, ...]:
    ledger = world.ledger()
    return provincial.rekey_sheet(ledger, provincial.module_ledger(ledger, DAY), **chosen)


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
            "2024-01-11", "示例乙 看一次电影",
        ),
        ({"hardship": [{"status": "低保户", "to": "2024-06-30"}]}, "2024-07-01", "低保户身份到期"),
        ({"closed": {"date": "2025-01-31", "reason": "去世"}}, "2025-01-31", "终止：去世"),
        (
            {"relapse": [{"risk": "有", "found_on": "2024-01-10", "monitoring": [ENTERED]}]},
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
    missing = [line for line in after.lines if line.state is ModuleState.MISSING]
    assert [(line.unit, line.helper) for line in missing] == [(YYL, two)]
    now = provincial.module_ledger(world.ledger(), DAY)
    assert [line.state for line in now.lines] == [ModuleState.CURRENT, ModuleState.STALE]
    assert [edit.what for edit in now.lines[1].edits] == ["示例甲 主责结对结束：其他"]


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
    assert [(edit.on, edit.what) for edit in line.edits] == [(date(2025, 7, 1), "示例甲 协助结对")]


def test_nothing_is_missing_of_an_ended_pairing_or_of_a_household_that_left(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    never = {"helper": helper, "role": "主责", "from": "2023-09-15"}
    world.household("YYL-2222", {**never, "to": "2024-01-31", "end_reason": "其他"})
    world.household("YYL-3333", never, closed={"date": "2024-01-31", "reason": "脱困"})
    world.household("YYL-4444", never)
    found = provincial.module_ledger(world.ledger(), DAY).lines
    assert [line.household for line in found] == ["YYL-4444"]


def test_facts_of_one_day_stand_in_the_order_of_their_words_and_later_days_after_them(world: Any) -> None:
    needs = [world.need(2, "2026-11-23"), world.need(1, "2026-11-23"), world.need(3, "2026-11-22")]
    assert [(edit.on.day, edit.what) for edit in module(world, needs=needs).edits] == [
        (22, "n-9P6T 提出需求"), (23, "n-7K3Q 提出需求"), (23, "n-8M4R 提出需求"),
    ]  # fmt: skip


def test_a_risk_and_the_first_help_are_facts_too(world: Any) -> None:
    relapse = [{"risk": "有", "found_on": "2024-02-01", "monitoring": [{"status": "未申报"}]}]
    need = world.need(1, "2024-03-01", urgent=True, responded_on="2024-03-03")
    assert [(edit.on.isoformat(), edit.what) for edit in module(world, relapse=relapse, needs=[need]).edits] == [
        ("2024-02-01", "发现返贫致贫风险"), ("2024-03-01", "n-7K3Q 提出需求"), ("2024-03-03", "n-7K3Q 首次援助"),
    ]  # fmt: skip


def test_each_step_of_monitoring_is_a_fact_and_a_look_that_found_nothing_is_none(world: Any) -> None:
    steps = [{"status": "已申报", "date": "2024-02-05"}, ENTERED, {"status": "已消除", "date": "2025-01-02"}]
    relapse = [
        {"risk": "无", "found_on": "2024-01-20"},
        {"risk": "有", "found_on": "2024-02-01", "monitoring": steps},
        {"risk": "有", "found_on": "2026-05-06"},
    ]
    assert [(edit.on.isoformat(), edit.what) for edit in module(world, relapse=relapse).edits] == [
        ("2024-02-01", "发现返贫致贫风险"), ("2024-02-05", "返贫监测已申报"), ("2024-03-01", "返贫监测已纳入"),
        ("2025-01-02", "返贫监测已消除"), ("2026-05-06", "发现返贫致贫风险"),
    ]  # fmt: skip


def test_rekey_sheet_holds_what_is_missing_or_stale_of_the_federation_asked_for(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    spell = {"helper": helper, "role": "主责", "from": "2026-10-01"}
    world.household("YYL-2222", spell)
    world.household("YYL-3333", world.pairing(helper))
    world.household("YYL-4444", world.pairing(helper), needs=[world.need(1, "2024-03-01")])
    world.household("PJ-2222", spell, unit=PJ)
    rows = rekeyed(world)
    assert [row.line.household for row in rows] == ["PJ-2222", "YYL-2222", "YYL-4444"]
    assert [row.line.household for row in rekeyed(world, unit=YYL)] == [
        "YYL-2222", "YYL-4444",
    ]  # fmt: skip


def test_rekey_sheet_follows_the_form(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", {"helper": helper, "role": "主责", "from": "2026-10-01"}, phone="15400000009",
                    annual=[{"year": 2026, "text": "助残日参加活动。"}])  # fmt: skip
    world.household("YYL-3333", world.pairing(helper))
    (found,) = rekeyed(world)
    line, row = found.line, found.form
    assert (line.state, line.household) == (ModuleState.MISSING, "YYL-2222")
    assert [column for column, _ in row.cells] == [column for column in COLUMNS if column != CERTIFICATE]
    assert row["家庭地址"] == "岳阳楼区郭镇乡示例村"
    assert (row["帮扶人单位"], row["帮扶人职务"]) == ("岳阳楼区残联全称办公室", "干事")
    # Nobody has looked.
    assert row["纳入国家防返贫监测范围"] == ""
    assert "最低生活保障：未填；困难残疾人生活补贴：未填" in row["惠残政策享受情况"]
    assert row["年度帮扶工作落实情况"].endswith("助残日参加活动。")


def test_certificate_number_only_when_asked_for(world: Any) -> None:
    world.household("YYL-2222", {"helper": world.helper("YYL-B-2222"), "role": "主责", "from": "2026-10-01"})
    (plain,) = (found.form for found in rekeyed(world))
    (full,) = (found.form for found in rekeyed(world, certificates=True))
    assert "49060219580312101741" not in "".join(text for _, text in plain.cells)
    assert full[CERTIFICATE] == "49060219580312101741"
    assert [column for column, _ in full.cells] == list(COLUMNS)
    assert rekeyed(world, unit=PJ) == ()


# The sheet that was keyed from

FATHER = {"id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
CARD = {"number": "49060219580312101741", "category": "肢体", "grade": "一级"}
SON = {"id": "m-3G9H", "name": "示例丙", "sex": "男", "birth": "2016-03-13", "relation": "子女"}
KEYED = date(2026, 3, 2)


def family(*, father: dict[str, Any] | None = None, card: dict[str, str] | None = None, son: Any = None) -> Any:
    disability = {"certificates": [{**CARD, **(card or {})}]}
    return {"members": [{**FATHER, "disability": disability, **(father or {})}, {**SON, **(son or {})}]}


def keyed(world: Any, day: date = DAY, /, *, visits: tuple[str, ...] = (), helper: Any = None, **changes: Any) -> Any:
    """The line of a household that was keyed in anew from the sheet of 2026-03-02, and changed since."""
    same = {
        "difficulties": "常年卧床。",
        "phone": "15400000009",
        "annual": [{"year": 2026, "text": "好转。"}],
        **family(),
    }
    needs = [world.need(1, "2026-01-10", world.measure("2026-01-11"))]
    one = world.helper("YYL-B-2222", YYL, {"rank": "一级科员"})
    world.household("YYL-2222", world.pairing(one), needs=needs, **same)
    world.visit("YYL-2222", one, "2026-02-10")
    ledger = world.ledger()
    version = sheet_version(ledger, ledger.households["YYL-2222"], KEYED)
    update = {"date": "2026-03-05", "by": "示例录", "version": version}
    spells = [world.pairing(one, "2023-09-15", module_on="2023-10-08", module_by="教就股", module_updates=[update])]
    world.household("YYL-2222", *spells, **{"needs": needs, **same, **changes})
    told = {"rank": "一级科员", **(helper or {})}
    person = {key: told.pop(key) for key in ("name", "sex", "mobile") if key in told}
    world.helper("YYL-B-2222", YYL, told, **person)
    for when in visits:
        world.visit("YYL-2222", one, when)
    (line,) = provincial.module_ledger(world.ledger(), day).lines
    return line


def test_entering_anew_clears_what_changed_and_leaves_the_day_of_the_first_entry(world: Any) -> None:
    line = keyed(world)
    assert (line.state, line.edits) == (ModuleState.CURRENT, ())
    assert (line.entered_on, line.updated_on, line.entered_by) == (date(2023, 10, 8), date(2026, 3, 5), "示例录")
    assert line.version.startswith("2026-03-02-")
    assert line.changed_since is None


def test_who_sees_nobody_by_name_has_no_version_to_compare(world: Any) -> None:
    assert keyed(world, helper={"name": "示**"}).state is ModuleState.STALE
    [line] = provincial.module_ledger(replace(world.ledger(), audience=OFFICE), DAY).lines
    assert (line.state, line.edits) == (ModuleState.CURRENT, ())
    assert keyed(world, visits=("2026-05-02",)).state is ModuleState.STALE
    office = replace(world.ledger(), audience=OFFICE)
    book = provincial.module_ledger(office, DAY)
    assert [[edit.on for edit in line.edits] for line in book.lines] == [[date(2026, 5, 2)]]
    assert [row.version for row in provincial.rekey_sheet(office, book)] == [""]


def test_before_the_day_of_the_new_entry_the_first_one_counts(world: Any) -> None:
    """Between 2023-10-08 and 2026-03-04 a need was raised, a measure was promised and a contact was made."""
    line = keyed(world, date(2026, 3, 4))
    assert (line.state, line.updated_on, line.entered_by, line.version) == (ModuleState.STALE, None, "教就股", "")
    assert [(edit.on, edit.what) for edit in line.edits] == [
        (date(2026, 1, 10), "n-7K3Q 提出需求"), (date(2026, 1, 11), "n-7K3Q 送康复措施确定"),
        (date(2026, 2, 10), "示例甲 入户"),
    ]  # fmt: skip
    assert line.changed_since == date(2026, 1, 10)
    assert keyed(world, date(2026, 3, 5)).state is ModuleState.CURRENT


CHANGES: dict[str, dict[str, Any]] = {
    "纳入国家防返贫监测范围": {
        "relapse": [{"risk": "有", "found_on": "2026-01-01", "monitoring": [{"status": "已纳入"}]}]
    },
    "姓名": family(father={"name": "示例丁"}),
    "性别": family(father={"sex": "女"}),
    "出生日期": family(father={"birth": "1958-03-13"}),
    "残疾类别": family(card={"category": "言语"}),
    "残疾等级": family(card={"grade": "二级"}),
    CERTIFICATE: family(card={"number": "49060219580312101742"}),
    "家庭地址": {"address": "3组12号"},
    "联系电话": {"phone": "15400000008"},
    "家庭成员情况": family(son={"employment": "在校"}),
    "惠残政策享受情况": family(father={"benefits": {"dibao": "已享受"}}),
    "家庭特殊困难情况": {"difficulties": "常年卧床，无人照料。"},
    "帮扶人姓名": {"helper": {"name": "示例戊"}},
    "帮扶人性别": {"helper": {"sex": "女"}},
    "帮扶人联系方式": {"helper": {"mobile": "15400000002"}},
    "帮扶人单位": {"helper": {"department": "教就股"}},
    "帮扶人职务": {"helper": {"post": "股长"}},
    "帮扶人职级": {"helper": {"rank": "二级科员"}},
    "拟帮扶措施": {"plan": "每季度上门。"},
    "年度帮扶工作落实情况": {"annual": [{"year": 2026, "text": "大有好转。"}]},
}


def test_no_cell_is_left_out() -> None:
    assert tuple(CHANGES) == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_cell_is_known_though_it_bears_no_day(world: Any, column: str) -> None:
    before = keyed(world)
    (was,) = form_rows(world.ledger(), world.ledger().households["YYL-2222"], DAY, certificates=True)
    line = keyed(world, **CHANGES[column])
    (now,) = form_rows(world.ledger(), world.ledger().households["YYL-2222"], DAY, certificates=True)
    assert was[column] != now[column]
    assert (before.state, line.state) == (ModuleState.CURRENT, ModuleState.STALE)
    assert [(edit.on, edit.what) for edit in line.edits] == [
        (None, "录入单上没有日期的内容，或者更早日期的记录，后来改过")
    ]
    assert line.changed_since is None


@pytest.mark.parametrize(
    "change",
    [
        {"visits": ("2026-01-20",)},
        {"needs": []},
        {"outings": [{"person": "m-2F8D", "date": "2026-02-01", "kind": "看一次电影"}]},
        {"closed": {"date": "2026-03-02", "reason": "脱困"}},
    ],
)
def test_what_is_entered_late_or_taken_away_is_known_too(world: Any, change: dict[str, Any]) -> None:
    assert [edit.on for edit in keyed(world, **change).edits] == [None]


@pytest.mark.parametrize(
    ("change", "when", "what"),
    [
        ({"visits": ("2026-03-03",)}, "2026-03-03", "示例甲 入户"),
        (
            {"hardship": [{"status": "低保户"}, {"status": "低保边缘户", "from": "2026-04-01"}]},
            "2026-04-01", "低保边缘户身份认定",
        ),
        (family(son={"left": {"date": "2026-05-01", "reason": "迁出"}}), "2026-05-01", "示例丙 离开：迁出"),
        ({"members": [*family()["members"], {**SON, "id": "m-4H7J", "joined_on": "2026-06-01"}]},
         "2026-06-01", "示例丙 加入"),
        (
            family(father={"disability": {"certificates": [CARD, {**CARD, "grade": "二级", "from": "2026-07-01"}]}}),
            "2026-07-01", "示例乙 残疾人证：肢体二级",
        ),
    ],
)  # fmt: skip
def test_a_change_with_a_day_is_told_by_it_and_alone(world: Any, change: Any, when: str, what: str) -> None:
    line = keyed(world, **change)
    assert [(edit.on, edit.what) for edit in line.edits] == [(date.fromisoformat(when), what)]
    assert line.changed_since == date.fromisoformat(when)


def test_another_office_of_the_helper_in_charge_is_a_change_once(world: Any) -> None:
    """In another office since 2026-04-01, the day after the old one; an office before the pairing is none."""
    roles = [
        {"from": "2020-01-01", "to": "2021-12-31"},
        {"from": "2022-01-01", "to": "2026-03-31"},
        {"from": "2026-04-01"},
    ]
    one = world.helper("YYL-B-2222", YYL, *roles)
    two = world.helper("YYL-B-3333", YYL, *roles)
    assistant = {"helper": two, "role": "协助", "from": "2023-09-15"}
    world.household("YYL-2222", world.pairing(one, module_on="2024-01-10"), assistant)
    (line,) = provincial.module_ledger(world.ledger(), DAY).lines
    assert [(edit.on, edit.what) for edit in line.edits] == [(date(2026, 4, 1), "示例甲 职务变动")]


def test_an_undated_change_stands_after_the_dated_ones(world: Any) -> None:
    line = keyed(world, phone="15400000008", visits=("2026-04-01", "2026-03-20"))
    assert [edit.on for edit in line.edits] == [date(2026, 3, 20), date(2026, 4, 1), None]
    assert line.changed_since == date(2026, 3, 20)


def test_an_entry_without_a_version_knows_of_dated_changes_alone(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    for update in ({"date": "2026-03-05"}, {"date": "2026-03-05", "version": "2026-03-05-2222"}):
        world.household("YYL-2222", world.pairing(helper, module_updates=[update]))
        (line,) = provincial.module_ledger(world.ledger(), DAY).lines
        assert line.state is (ModuleState.STALE if "version" in update else ModuleState.CURRENT)


def test_birthdays_and_the_turn_of_the_year_change_nothing(world: Any) -> None:
    assert keyed(world, date(2027, 6, 30)).state is ModuleState.CURRENT


def test_the_sheet_bears_the_version_to_note(world: Any) -> None:
    line = keyed(world, phone="15400000008")
    (row,) = rekeyed(world)
    assert row.line == line
    assert row.version.startswith("2026-11-23-")
    again = world.pairing("YYL-B-2222", module_updates=[{"date": "2026-11-23", "version": row.version}])
    data = world.records["yueyanglou/households/YYL-2222/household.yml"].data
    world.household(
        "YYL-2222", again, **{key: data[key] for key in ("needs", "members", "phone", "difficulties", "annual")}
    )
    assert provincial.module_ledger(world.ledger(), DAY).lines[0].state is ModuleState.CURRENT


def test_after_the_programme_the_sheet_is_that_of_its_last_day_and_its_year_is_over(world: Any) -> None:
    spell = {"helper": world.helper("YYL-B-2222"), "role": "主责", "from": "2024-01-01"}
    world.household("YYL-2222", spell)
    ledger = world.ledger()
    book = provincial.module_ledger(ledger, date(2029, 3, 1))
    assert (book.as_of, book.asked_on) == (date(2028, 12, 31), date(2029, 3, 1))
    (row,) = provincial.rekey_sheet(ledger, book)
    assert row.version.startswith("2028-12-31-")
    assert row.form["年度帮扶工作落实情况"].startswith("2028年第一、二、三、四季度没有完成联系。")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"name": "新郭镇", "former_names": [{"name": "郭镇乡", "until": "2026-03-31"}]}, "郭镇乡改为新郭镇"),
        ({"merged": {"into": "求索街道", "date": "2026-04-01"}}, "郭镇乡改为求索街道"),
    ],
)
def test_another_name_of_the_township_is_a_change_of_its_day(world: Any, change: Any, what: str) -> None:
    """Entered from the sheet of 2024-01-10; told as a change of 2026-04-01, and of no day without it."""
    world.household(
        "YYL-2222",
        world.pairing(world.helper("YYL-B-2222"), module_on="2024-01-10"),
        county="岳阳楼区",
        township="郭镇乡",
    )
    ledger = world.ledger()
    items = [{"code": "430602201", "name": "郭镇乡"}, {"code": "430602016", "name": "求索街道"}]

    def told(when: date, *townships: dict[str, Any]) -> list[tuple[date | None, str]]:
        county = {"code": "430602", "name": "岳阳楼区", "unit": YYL, "townships": list(townships)}
        known = replace(ledger, divisions=Divisions.of({"counties": [county]})).until(when)
        home = known.households["YYL-2222"]
        entry = ModuleEntry(
            date(2024, 1, 10), "", sheet_version(ledger, ledger.households["YYL-2222"], date(2024, 1, 10))
        )
        return [(edit.on, edit.what) for edit in provincial.edits_since(known, home, entry, when)]

    changed = ({**items[0], **change}, items[1])
    assert told(date(2026, 3, 31), *changed) == []
    assert told(date(2026, 4, 1), *changed) == [(date(2026, 4, 1), what)]
    assert told(DAY, *items) == []
