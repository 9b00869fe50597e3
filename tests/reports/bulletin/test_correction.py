"""A frozen bulletin stays; the next one says once what is no longer so, and why (A-14, R-096)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.model.time import Quarter
from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin.computation import CHANGES, COMPUTATION
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.reason import Attribution, Reckoned, statements_of, unknown
from jiedui.reports.bulletin.statement import Statements, spoken_of

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
COMMIT = "0" * 40
VISIT = "yueyanglou/households/YYL-2222/visits/2026-05-10.yml"


def issue(world: Any, quarter: Quarter, attribution: Attribution = unknown) -> dict[str, Any]:
    """Issue a quarter's bulletin and keep it among the records."""
    data = bulletin(world.ledger(), quarter, COMMIT, attribution=attribution).data()
    world.bulletin(data)
    return data


def of_the_first_computation(world: Any, quarter: Quarter, **figures: str) -> dict[str, Any]:
    """Issue a bulletin as release 0.1.0 did: without what it compared. ``figures`` are the city's of then."""
    data = copy.deepcopy(issue(world, quarter))
    for key in ("computation", "compared", "workplaces"):
        data.pop(key, None)
    data["total"].update(figures)
    world.bulletin(data)
    return data


def told(world: Any, quarter: Quarter, attribution: Attribution = unknown) -> list[dict[str, Any]]:
    """Return the corrections that a quarter's bulletin would carry."""
    found = bulletin(world.ledger(), quarter, COMMIT, attribution=attribution).data().get("corrections", ())
    return list(found)


def about(item: dict[str, Any]) -> str:
    """Return whom or what a correction is about, in short."""
    whom = (item.get("unit", ""), item.get("household") or item.get("figure", ""), item.get("helper", ""))
    return " ".join(filter(None, whom))


def corrections(world: Any, quarter: Quarter, attribution: Attribution = unknown) -> list[tuple[str, str, str, str]]:
    """Return what kind each correction is of, what it is about, what was and what is."""
    return [(item["kind"], about(item), item["was"], item["now"]) for item in told(world, quarter, attribution)]


def test_nothing_changed_nothing_corrected(quarter_world: Any) -> None:
    assert "compared" not in issue(quarter_world, Q2)
    assert corrections(quarter_world, Q3) == []
    assert issue(quarter_world, Q3)["compared"] == ["2026Q2"]
    assert issue(quarter_world, Q4)["compared"] == ["2026Q2", "2026Q3"]


def test_a_contact_entered_later_corrects_figures_state_and_list_of_federation_and_city(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    quarter_world.visit("PJ-2222", "PJ-B-2222", "2026-08-03", "pingjiang", entered_on="2026-11-02")
    assert corrections(quarter_world, Q4) == [
        ("指标", "pingjiang met", "1", "2"),
        ("指标", "pingjiang late", "1", "2"),
        ("指标", "pingjiang overdue", "1", "0"),
        ("指标", "pingjiang list_contact", "1", "0"),
        ("指标", "met", "2", "3"),
        ("指标", "late", "1", "2"),
        ("指标", "overdue", "1", "0"),
        ("指标", "list_contact", "1", "0"),
        ("责任人单位", "pingjiang met", "1", "2"),
        ("责任人单位", "pingjiang late", "1", "2"),
        ("责任人单位", "pingjiang overdue", "1", "0"),
        ("责任人单位", "pingjiang list_contact", "1", "0"),
        ("户", "pingjiang PJ-2222", "逾期", "补录"),
        ("名单", "pingjiang PJ-2222 PJ-B-2222", "列入", "没有列入"),
    ]
    assert {tuple(item["reasons"]) for item in told(quarter_world, Q4)} == {("台账",)}


def test_the_correction_is_said_in_words(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    del quarter_world.records["yueyanglou/households/YYL-2222/visits/2026-08-10.yml"]
    texts = [item["text"] for item in told(quarter_world, Q4)]
    assert texts == [
        "2026年第三季度，岳阳楼区残联本季已联系户数：原为 1，更正为 0（台账改过）。",
        "2026年第三季度，岳阳楼区残联本季逾期户数：原为 0，更正为 1（台账改过）。",
        "2026年第三季度，岳阳楼区残联沟通联络不及时户数：原为 0，更正为 1（台账改过）。",
        "2026年第三季度，全市本季已联系户数：原为 2，更正为 1（台账改过）。",
        "2026年第三季度，全市本季逾期户数：原为 1，更正为 2（台账改过）。",
        "2026年第三季度，全市沟通联络不及时户数：原为 1，更正为 2（台账改过）。",
        "2026年第三季度，按责任人的单位，岳阳楼区残联本季已联系户数：原为 1，更正为 0（台账改过）。",
        "2026年第三季度，按责任人的单位，岳阳楼区残联本季逾期户数：原为 0，更正为 1（台账改过）。",
        "2026年第三季度，按责任人的单位，岳阳楼区残联沟通联络不及时户数：原为 0，更正为 1（台账改过）。",
        "2026年第三季度，岳阳楼区残联 YYL-2222 户：原为“已完成”，更正为“逾期”（台账改过）。",
        "2026年第三季度沟通联络不及时名单，岳阳楼区残联 YYL-2222 户，责任人岳阳楼区残联示例甲："
        "原为“没有列入”，更正为“列入”（台账改过）。",
    ]


def test_what_one_bulletin_corrected_the_next_does_not_repeat(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    del quarter_world.records[VISIT]
    # Met, overdue and list_contact of federation, city and workplace, the household, the person on the list.
    assert len(issue(quarter_world, Q3)["corrections"]) == 11
    assert corrections(quarter_world, Q4) == []
    quarter_world.visit("YYL-2222", "YYL-B-2222", "2026-05-10")
    again = corrections(quarter_world, Q4)
    assert ("户", "yueyanglou YYL-2222", "逾期", "已完成") in again
    assert ("名单", "yueyanglou YYL-2222 YYL-B-2222", "列入", "没有列入") in again
    assert len(again) == 11


def test_a_bulletin_corrects_earlier_quarters_alone(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    issue(quarter_world, Q4)
    del quarter_world.records["yueyanglou/households/YYL-2222/visits/2026-08-10.yml"]
    assert corrections(quarter_world, Q3) == []
    assert corrections(quarter_world, Q2) == []


def test_a_household_that_came_late_into_the_ledger_is_a_correction(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    helper = quarter_world.helper("YYL-B-9999")
    quarter_world.household("YYL-9999", quarter_world.pairing(helper, "2026-07-01"))
    found = corrections(quarter_world, Q4)
    assert ("户", "yueyanglou YYL-9999", "不计", "逾期") in found
    assert ("指标", "yueyanglou roster", "1", "2") in found
    assert ("指标", "roster", "3", "4") in found
    assert ("名单", "yueyanglou YYL-9999 YYL-B-9999", "没有列入", "列入") in found


def test_a_household_and_a_helper_that_are_no_more_in_the_ledger_go_by_what_was_said_of_them(
    quarter_world: Any,
) -> None:
    issue(quarter_world, Q3)
    for path in [path for path in quarter_world.records if "/PJ-2222/" in path or path.endswith("/PJ-B-2222.yml")]:
        del quarter_world.records[path]
    found = told(quarter_world, Q4)
    assert [item["text"] for item in found if item["kind"] in ("户", "名单")] == [
        "2026年第三季度，平江县残联 PJ-2222 户：原为“逾期”，更正为“不计”（台账改过）。",
        "2026年第三季度沟通联络不及时名单，平江县残联 PJ-2222 户，责任人平江县残联示例甲："
        "原为“列入”，更正为“没有列入”（台账改过）。",
    ]


def test_of_a_household_of_which_nothing_is_known_the_code_is_told(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    for path in [path for path in quarter_world.records if "/PJ-2222/" in path]:
        del quarter_world.records[path]
    assert "2026年第二季度，PJ-2222 户：原为“已完成”，更正为“不计”（台账改过）。" in [
        item["text"] for item in told(quarter_world, Q3)
    ]


def test_what_staff_of_a_department_answer_for_is_corrected_by_its_name(quarter_world: Any) -> None:
    quarter_world.household("PJ-7777", quarter_world.pairing("YYS-B-2222"), unit="pingjiang")
    quarter_world.visit("PJ-7777", "YYS-B-2222", "2026-08-01", "pingjiang")
    issue(quarter_world, Q3)
    del quarter_world.records["pingjiang/households/PJ-7777/visits/2026-08-01.yml"]
    found = [item for item in told(quarter_world, Q4) if item.get("figure") == "met"]
    assert [item["text"] for item in found] == [
        "2026年第三季度，平江县残联本季已联系户数：原为 2，更正为 1（台账改过）。",
        "2026年第三季度，全市本季已联系户数：原为 3，更正为 2（台账改过）。",
        "2026年第三季度，按责任人的单位，市残联本季已联系户数：原为 1，更正为 0（台账改过）。",
        "2026年第三季度，按责任人的单位，市残联办公室本季已联系户数：原为 1，更正为 0（台账改过）。",
    ]
    assert (found[3]["unit"], found[3]["body"], found[3]["department"]) == ("city", "市残联机关", "办公室")


def test_what_nobody_answers_for_is_corrected_as_such(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    quarter_world.household("PJ-7777", unit="pingjiang")
    found = [item for item in told(quarter_world, Q4) if item["kind"] == "责任人单位"]
    assert [item["text"] for item in found] == [
        "2026年第三季度，按责任人的单位，无责任人摸底名册户数：原为 0，更正为 1（台账改过）。",
    ]
    assert "unit" not in found[0]


def test_a_federation_that_came_later_has_nothing_to_correct(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    quarter_world.unit("huarong", prefix="HR", name="华容县残疾人联合会", short="华容县", level="县级残联")
    assert corrections(quarter_world, Q4) == []


def test_a_federation_that_is_no_more_is_corrected_to_nothing(quarter_world: Any) -> None:
    data = copy.deepcopy(issue(quarter_world, Q3))
    data["units"].append({**data["units"][0], "unit": "gone", "name": "已撤", "roster": 7})
    quarter_world.bulletin(data)
    assert ("指标", "gone roster", "7", "0") in corrections(quarter_world, Q4)


def test_two_bulletins_are_corrected_each_for_itself_in_their_order(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    issue(quarter_world, Q3)
    for when in ("2026-05-10", "2026-08-10"):
        del quarter_world.records[f"yueyanglou/households/YYL-2222/visits/{when}.yml"]
    data = told(quarter_world, Q4)
    assert [item["quarter"] for item in data if item["kind"] == "户"] == ["2026Q2", "2026Q3"]
    assert [item["quarter"] for item in data] == sorted(item["quarter"] for item in data)


# Lists


def lists(world: Any, quarter: Quarter) -> list[tuple[str, str, str]]:
    return [(about(item), item["was"], item["now"]) for item in told(world, quarter) if item["kind"] == "名单"]


def test_a_list_that_named_the_wrong_person_names_both(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    other = quarter_world.helper("PJ-B-9999", "pingjiang")
    record = quarter_world.records["pingjiang/households/PJ-2222/household.yml"]
    pairings = [{**record.data["pairings"][0], "helper": other}]
    quarter_world.records[record.place.path] = Record(record.place, {**record.data, "pairings": pairings})
    # As many households as before: no figure of the lists would tell.
    assert lists(quarter_world, Q4) == [
        ("pingjiang PJ-2222 PJ-B-2222", "列入", "没有列入"),
        ("pingjiang PJ-2222 PJ-B-9999", "没有列入", "列入"),
    ]
    assert not [item for item in told(quarter_world, Q4) if item.get("figure", "").startswith("list_")]


def test_what_a_county_strikes_after_the_bulletin_is_told_as_struck(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    strike = {"quarter": "2026Q3", "list": "沟通联络不及时", "household": "PJ-2222", "reason": "道路冲断。"}
    quarter_world.event("strike", "pingjiang", "2026-10-20", **strike)
    assert lists(quarter_world, Q4) == [("pingjiang PJ-2222 PJ-B-2222", "列入", "划去")]
    issue(quarter_world, Q4)
    assert corrections(quarter_world, Quarter(2027, 1)) == []


def test_a_household_for_which_nobody_answers_is_told_without_a_name(quarter_world: Any) -> None:
    data = copy.deepcopy(issue(quarter_world, Q3))
    for key in ("helper", "name", "helper_unit"):
        del data["shortfalls"][0][key]
    quarter_world.bulletin(data)
    assert [item["text"] for item in told(quarter_world, Q4)] == [
        "2026年第三季度沟通联络不及时名单，平江县残联 PJ-2222 户，没有点名责任人："
        "原为“列入”，更正为“没有列入”（台账改过）。",
        "2026年第三季度沟通联络不及时名单，平江县残联 PJ-2222 户，责任人平江县残联示例甲："
        "原为“没有列入”，更正为“列入”（台账改过）。",
    ]


# Readings


def choose(world: Any, reading: str, **chosen: Any) -> None:
    """Choose other settings of a reading."""
    record = world.records["policy/readings.yml"]
    changed = [
        {**item, "settings": {**item["settings"], **chosen}} if item["id"] == reading else item
        for item in record.data["readings"]
    ]
    world.records["policy/readings.yml"] = Record(record.place, {**record.data, "readings": changed})


@pytest.fixture
def short_world(quarter_world: Any) -> Any:
    """YYL-5555 is paired for the last 42 days of 2026Q2, which count from 30 days on and not below 45."""
    quarter_world.household("YYL-5555", quarter_world.pairing(quarter_world.helper("YYL-B-5555"), "2026-05-20"))
    quarter_world.visit("YYL-5555", "YYL-B-5555", "2026-05-21")
    choose(quarter_world, "A-10", initial_visit_days=0)
    del quarter_world.records["yueyanglou/households/YYL-5555/visits/2026-05-21.yml"]
    issue(quarter_world, Q2)
    return quarter_world


def test_a_changed_reading_is_told_once_with_what_it_changes(short_world: Any) -> None:
    choose(short_world, "A-10", partial_min_days=30)
    notice, *others = told(short_world, Q3)
    assert (notice["kind"], notice["was"], notice["now"], notice["text"]) == (
        "读法", "A-10", "读法已改",
        "2026年第二季度通报以后，读法 A-10 改了。因此要更正的，下面注明“读法改过”。",
    )  # fmt: skip
    assert {tuple(item["reasons"]) for item in others} == {("读法",)}
    assert [item["text"] for item in others if item["kind"] == "户"] == [
        "2026年第二季度，岳阳楼区残联 YYL-5555 户：原为“不计”，更正为“逾期”（读法改过）。"
    ]
    issue(short_world, Q3)
    assert corrections(short_world, Q4) == []


def test_what_the_records_change_is_told_beside_what_the_reading_changes(short_world: Any) -> None:
    choose(short_world, "A-10", partial_min_days=30)
    del short_world.records[VISIT]
    reasons = {about(item): item.get("reasons") for item in told(short_world, Q3)}
    assert reasons["yueyanglou YYL-2222"] == ["台账"]
    assert reasons["yueyanglou YYL-5555"] == ["读法"]
    # Overdue: 0, 1 by the old reading, 2 by the new one.
    assert reasons["yueyanglou overdue"] == ["台账", "读法"]
    for kind in ("指标", "责任人单位"):
        assert (kind, "yueyanglou overdue", "0", "2") in corrections(short_world, Q3)


def test_records_that_change_after_a_changed_reading_are_told_too(short_world: Any) -> None:
    choose(short_world, "A-10", partial_min_days=30)
    issue(short_world, Q3)
    del short_world.records[VISIT]
    assert ("户", "yueyanglou YYL-2222", "已完成", "逾期") in corrections(short_world, Q4)
    assert "读法" not in [item["kind"] for item in told(short_world, Q4)]


def test_a_second_change_of_a_reading_is_told_again(short_world: Any) -> None:
    choose(short_world, "A-10", partial_min_days=30)
    issue(short_world, Q3)
    choose(short_world, "A-10", partial_min_days=45)
    assert "读法" in [item["kind"] for item in told(short_world, Q4) if item["quarter"] == "2026Q2"]
    assert ("户", "yueyanglou YYL-5555", "逾期", "不计") in corrections(short_world, Q4)


def test_a_reading_that_changes_nothing_is_told_alone(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    choose(quarter_world, "A-10", partial_min_days=30)
    assert corrections(quarter_world, Q3) == [("读法", "", "A-10", "读法已改")]


# Computations


@pytest.fixture
def first(quarter_world: Any) -> tuple[Any, Attribution]:
    """2026Q2 as the first computation had it, with a roster of 9 in the city; and what its own records give now."""
    of_the_first_computation(quarter_world, Q2, roster="9")
    then = quarter_world.ledger()
    return quarter_world, Reckoned(lambda _: then)


def by_subject(world: Any, quarter: Quarter, attribution: Attribution) -> dict[str, list[str]]:
    return {about(item): item["reasons"] for item in told(world, quarter, attribution) if "reasons" in item}


def test_another_computation_is_told_once_with_what_it_changes(first: tuple[Any, Attribution]) -> None:
    world, attribution = first
    notice, *others = told(world, Q3, attribution)
    assert (notice["kind"], notice["was"], notice["now"]) == ("算法", "第 1 版", f"第 {COMPUTATION} 版")
    assert notice["text"].startswith(
        f"2026年第二季度通报以后，算法从第 1 版改到第 {COMPUTATION} 版：统计日以后才有的情况不再算进去；"
    )
    assert notice["text"].endswith(f"；{CHANGES[COMPUTATION][-1]}。因此要更正的，下面注明“算法改过”。")
    assert [item["text"] for item in others] == ["2026年第二季度，全市摸底名册户数：原为 9，更正为 3（算法改过）。"]
    issue(world, Q3, attribution)
    assert corrections(world, Q4, attribution) == []


def test_the_computation_and_the_records_are_told_apart(first: tuple[Any, Attribution]) -> None:
    world, attribution = first
    del world.records[VISIT]
    world.household("YYL-9999", world.pairing(world.helper("YYL-B-9999"), "2026-06-20"))
    reasons = by_subject(world, Q3, attribution)
    assert reasons["yueyanglou YYL-2222"] == ["台账"]
    assert reasons["roster"] == ["算法", "台账"]  # 9; its own records give 3 now; with the new household 4
    assert reasons["yueyanglou roster"] == ["台账"]


def test_without_the_records_of_then_the_two_cannot_be_told_apart(first: tuple[Any, Attribution]) -> None:
    world, _ = first
    del world.records[VISIT]
    for attribution in (unknown, Reckoned(lambda _: None)):
        reasons = by_subject(world, Q3, attribution)
        assert set(map(tuple, reasons.values())) == {("算法或者台账",)}
    texts = [item["text"] for item in told(world, Q3)]
    assert "2026年第二季度，全市摸底名册户数：原为 9，更正为 3（算法或者台账改过）。" in texts


def test_what_changes_forth_and_back_is_no_correction(first: tuple[Any, Attribution]) -> None:
    world, attribution = first
    for number in ("4444", "5555", "6666", "7777", "8888", "9999"):
        world.household(f"YYL-{number}", world.pairing(world.helper(f"YYL-B-{number}"), "2026-06-20"))
    assert "roster" not in by_subject(world, Q3, attribution)  # 9 then, 9 now, though reckoned otherwise


def test_corrections_that_the_first_computation_carried_are_not_repeated(quarter_world: Any) -> None:
    of_the_first_computation(quarter_world, Q2)
    del quarter_world.records[VISIT]
    later = of_the_first_computation(quarter_world, Q3)
    # It knew nothing of the city's row and of the lists.
    kept = [
        item for item in later["corrections"] if item["kind"] == "户" or ("unit" in item and item["kind"] == "指标")
    ]
    quarter_world.bulletin({**later, "corrections": [{**item, "reasons": []} for item in kept]})
    then = quarter_world.ledger()
    found = [item for item in told(quarter_world, Q4, Reckoned(lambda _: then)) if item["quarter"] == "2026Q2"]
    assert [(item["kind"], about(item), item["was"], item["now"]) for item in found] == [
        ("算法", "", "第 1 版", f"第 {COMPUTATION} 版"),
        ("指标", "met", "3", "2"),
        ("指标", "overdue", "0", "1"),
        ("指标", "list_contact", "0", "1"),
        ("名单", "yueyanglou YYL-2222 YYL-B-2222", "没有列入", "列入"),
    ]


def test_what_a_changed_reading_swallowed_in_the_first_computation_is_told(short_world: Any) -> None:
    """0.1.0 said that A-10 had changed, compared nothing and would never have compared again."""
    first = of_the_first_computation(short_world, Q2)
    choose(short_world, "A-10", partial_min_days=30)
    del short_world.records[VISIT]
    later = of_the_first_computation(short_world, Q3)
    notice = {"quarter": "2026Q2", "kind": "读法", "was": "A-10", "now": "读法已改", "text": "读法改了。"}
    short_world.bulletin({**later, "corrections": [notice]})
    found = corrections(short_world, Q4)
    assert first["id"] == "2026Q2"
    assert ("户", "yueyanglou YYL-2222", "已完成", "逾期") in found
    assert ("户", "yueyanglou YYL-5555", "不计", "逾期") in found


def test_an_earlier_bulletin_that_is_frozen_after_a_later_one_is_compared_with_the_readings_of_its_own(
    short_world: Any,
) -> None:
    del short_world.records["city/bulletins/2026Q2.yml"]
    issue(short_world, Q3)
    choose(short_world, "A-10", partial_min_days=30)
    issue(short_world, Q2)
    choose(short_world, "A-10", partial_min_days=45)
    found = [item for item in told(short_world, Q4) if item["quarter"] == "2026Q2"]
    assert found[0]["kind"] == "读法"
    assert ("户", "yueyanglou YYL-5555", ["读法"]) in [
        (item["kind"], about(item), item.get("reasons")) for item in found
    ]


@pytest.mark.parametrize("lost", [(), (VISIT,)])
def test_after_a_bulletin_there_is_never_anything_left_to_correct(
    short_world: Any, library: SchemaLibrary, lost: tuple[str, ...]
) -> None:
    of_the_first_computation(short_world, Q2, roster="9", gap="7")
    choose(short_world, "A-10", partial_min_days=30)
    for path in lost:
        del short_world.records[path]
    assert library["bulletin"].validator.is_valid(issue(short_world, Q3))
    assert corrections(short_world, Q4) == []


STEPS = ("contact goes", "contact comes", "30 days", "45 days", "household comes", "bulletin")


@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=6))
@settings(max_examples=examples(25))
def test_all_bulletins_together_say_what_the_records_and_readings_of_the_last_one_give(
    new_world: Callable[[], Any], steps: list[str]
) -> None:
    """Nothing is lost and nothing told twice, whatever changes and whenever a bulletin comes between."""
    world = new_world()
    for number in ("2222", "3333"):
        world.household(f"YYL-{number}", world.pairing(world.helper(f"YYL-B-{number}"), "2026-05-20"))
    choose(world, "A-10", initial_visit_days=0)
    issued, quarter = [issue(world, Q2)], Q2
    for step in [*steps, "bulletin"]:
        if step == "contact goes":
            world.records.pop("yueyanglou/households/YYL-2222/visits/2026-06-10.yml", None)
        elif step == "contact comes":
            world.visit("YYL-2222", "YYL-B-2222", "2026-06-10")
        elif step == "household comes":
            world.household("YYL-4444", world.pairing(world.helper("YYL-B-4444"), "2026-04-01"))
        elif step == "bulletin":
            quarter = quarter.next
            issued.append(issue(world, quarter))
        else:
            choose(world, "A-10", partial_min_days=int(step.split()[0]))
    carried = [item for data in issued[1:] for item in data.get("corrections", ()) if item["quarter"] == "2026Q2"]
    said, now = Statements.of_record(issued[0]).corrected(carried), statements_of(world.ledger(), Q2)
    assert [subject for subject in spoken_of(said, now) if said[subject] != now[subject]] == []
    assert all(item["was"] != item["now"] for item in carried)
    assert corrections(world, quarter.next) == []
