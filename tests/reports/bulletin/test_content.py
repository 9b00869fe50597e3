"""The bulletin's figures and sentences, hand-checked on a small quarter, and what they must always satisfy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.figures import Figures
from jiedui.reports.quarter_table import FIGURES, Sort
from jiedui.reports.quarterly import QuarterFigures
from jiedui.reports.wording import listed

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
COMMIT = "0" * 40


def issued(world: Any, quarter: Quarter = Q3) -> dict[str, Any]:
    return bulletin(world.ledger(), quarter, COMMIT).data()


def unit(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in data["units"] if row["unit"] == name)


def test_the_citys_figures(quarter_world: Any) -> None:
    assert issued(quarter_world)["total"] == {
        "roster": 3, "paired": 3, "coverage": "100%",
        "helpers": 4, "owed": 4, "have": "3", "gap": "1", "short": 1,
        "due": 3, "met": 2, "late": 1, "overdue": 1, "exempt": 0,
        "rate": "66.7%", "rate_before": "100%", "rate_change": "-33.3",
        # Raised: PJ-3333 on 07-15. Open on 09-30: PJ-2222 (measure due 08-31, late) and PJ-3333.
        "needs_raised": 1, "needs_closed": 0, "needs_open": 2, "needs_overdue": 1,
        # Ripe: YYL's, done, and PJ-2222's, past its day; PJ-3333's is not due before the end of the year.
        "promises_ripe": 2, "promises_kept": 1, "promise_rate": "50%",
        "intake_open": 0, "list_measures": 0, "list_contact": 1, "list_results": 0,
    }  # fmt: skip


def test_the_quarter_before(quarter_world: Any) -> None:
    total = issued(quarter_world, Q2)["total"]
    assert [total[key] for key in ("due", "met", "rate", "rate_before", "rate_change")] == [3, 3, "100%", "100%", "0"]
    assert (total["needs_closed"], total["needs_open"], total["promises_ripe"]) == (1, 1, 1)


def test_the_first_quarter_is_exempt_and_has_none_before(quarter_world: Any) -> None:
    total = issued(quarter_world, Quarter(2023, 3))["total"]
    assert [total[key] for key in ("due", "exempt", "rate", "rate_before", "rate_change")] == [0, 3, "—", "—", "—"]


def test_federations_stand_in_the_order_of_the_overview(quarter_world: Any) -> None:
    data = issued(quarter_world)
    assert [row["name"] for row in data["units"]] == ["市残联", "岳阳楼区残联", "平江县残联"]
    assert [(row["due"], row["rate"]) for row in data["units"]] == [(0, "—"), (1, "100%"), (2, "50%")]


def test_the_sentences(quarter_world: Any) -> None:
    data = issued(quarter_world)
    assert data["summary"] == [
        "截至2026年9月30日，全市名册3户，已结对3户，覆盖率100%。",
        "在岗帮扶责任人4名，应结对4户，实结对3户，1名责任人还差1户。",
        "2026年第三季度应联系3户，已联系2户，联系率66.7%，比上季度下降33.3个百分点；逾期1户。",
        "本季度提出需求1项，没有办结；季末未办结2项，其中措施超期1项。承诺兑现率50%。",
        "1个单位全部完成：岳阳楼区残联。",
        "联系率靠后的单位：平江县残联（50%，逾期1户）。",
    ]
    assert data["lists"] == ["帮扶措施不到位：没有。", "沟通联络不及时：1户，涉及责任人1名。", "帮扶成效不明显：没有。"]
    assert data["next_steps"] == [
        "有逾期的1个单位（平江县残联），要逐户查明原因：联系过没有登记的补录，没有联系的本季先联系。",
        "还欠户的1个单位（市残联），要尽快落实结对。",
        "措施超期的1项需求，要说明原因，重新定下期限，抓紧办结。",
    ]
    assert unit(data, "pingjiang")["text"] == (
        "平江县残联：应联系2户，已联系1户，联系率50%，逾期1户；应结对2户、实结对2户，没有欠户；"
        "未办结需求2项，其中措施超期1项；沟通联络不及时1户。"
    )


def test_the_last_bulletin_asks_for_nothing_more(quarter_world: Any) -> None:
    before, last = issued(quarter_world, Quarter(2028, 3)), issued(quarter_world, Quarter(2028, 4))
    assert before["next_steps"][0].startswith("有逾期的2个单位")
    assert last["next_steps"] == ["方案到2028年12月31日结束，没有下一步要求。"]


def test_when_all_are_complete_one_sentence_says_so(quarter_world: Any) -> None:
    quarter_world.visit("PJ-2222", "PJ-B-2222", "2026-07-02", "pingjiang")
    summary = issued(quarter_world)["summary"]
    assert summary[-1] == "有联系任务的2个单位全部完成。"
    assert not [line for line in summary if "靠后" in line]


def test_persons_are_named_with_their_federation(quarter_world: Any) -> None:
    (entry,) = issued(quarter_world)["shortfalls"]
    assert (entry["household"], entry["helper"], entry["name"]) == ("PJ-2222", "PJ-B-2222", "示例甲")
    assert (entry["unit"], entry["helper_unit"], entry["since"]) == ("pingjiang", "pingjiang", "2026-10-01")


STORY = {"kind": "好经验", "title": "夜访", "content": "利用晚上联系外出务工家庭。"}


@pytest.mark.parametrize(
    ("when", "consent", "anonymised", "told"),
    [
        ("2026-07-01", True, True, True),
        ("2026-09-30", True, True, True),
        ("2026-10-01", True, True, False),
        ("2026-06-30", True, True, False),
        ("2026-08-01", False, True, False),
        ("2026-08-01", True, False, False),
    ],
)
def test_good_practice_needs_consent_and_no_identity(
    *, world: Any, when: str, consent: bool, anonymised: bool, told: bool
) -> None:
    world.event("story", "yueyanglou", when, **STORY, consent=consent, anonymised=anonymised)
    assert [item["title"] for item in issued(world).get("practices", ())] == (["夜访"] if told else [])


def test_the_record_is_what_the_schema_says(quarter_world: Any, library: SchemaLibrary) -> None:
    data = issued(quarter_world)
    record = library["bulletin"]
    assert record.validator.is_valid(data)
    empty = {"tree", "software", "recheck", "struck", "practices", "compared", "corrections"}
    assert list(data) == [key for key in record.root["properties"] if key not in empty]
    assert (
        list(data["total"])
        == [figure.key for figure in FIGURES]
        == list(record.root["properties"]["total"]["properties"])
    )
    assert list(data["units"][0]) == list(record.root["properties"]["units"]["items"]["properties"])
    titles = record.properties(record.root["properties"]["total"])
    assert {figure.key: figure.title for figure in FIGURES} == {key: part["title"] for key, part in titles.items()}


def test_the_same_records_give_the_same_bytes(quarter_world: Any, library: SchemaLibrary) -> None:
    first = write(issued(quarter_world), library["bulletin"])
    quarter_world.records = dict(reversed(list(quarter_world.records.items())))
    assert write(issued(quarter_world), library["bulletin"]) == first


def test_the_bulletin_agrees_with_the_overview_of_the_next_day(quarter_world: Any) -> None:
    """The site's figures of 2026-10-01 and the bulletin speak of the same quarter."""
    ledger = quarter_world.ledger()
    figures = QuarterFigures(ledger, Q3)
    site = Figures(ledger, date(2026, 10, 1))
    for name, group in site.units.items():
        assert group.contact(Q3) == figures.contact(figures.day.units[name], Q3)
        assert figures.rows[name]["overdue"] == len(group.overdue_last) == figures.rows[name]["list_contact"]


def test_a_long_list_of_names_is_cut() -> None:
    assert listed(["甲", "乙"]) == "甲、乙"
    assert listed([str(number) for number in range(12)], most=3) == "0、1、2等12个"


IDS = ("2222", "3333", "4444", "5555")


@given(data=st.data())
@settings(max_examples=examples(40))
def test_federations_sum_up_to_the_city(new_world: Callable[[], Any], data: st.DataObject) -> None:
    world = new_world()
    for number in IDS:
        unit = data.draw(st.sampled_from(["yueyanglou", "pingjiang"]))
        prefix = "YYL" if unit == "yueyanglou" else "PJ"
        helper = world.helper(f"{prefix}-B-{number}", unit)
        start = data.draw(st.sampled_from(["2023-09-15", "2026-06-20", "2026-09-01"]))
        end = data.draw(st.sampled_from(["", "2026-09-20"]))
        raised = data.draw(st.sampled_from(["2025-01-01", "2026-07-15"]))
        world.household(
            f"{prefix}-{number}", world.pairing(helper, start, end), unit=unit, needs=[world.need(1, raised)]
        )
        for when in data.draw(st.lists(st.sampled_from(["2026-05-01", "2026-07-10", "2026-09-10"]), unique=True)):
            world.visit(f"{prefix}-{number}", helper, when, unit)
    found = QuarterFigures(world.ledger(), Q3)
    for figure in FIGURES:
        values = [row[figure.key] for row in found.rows.values()]
        if figure.sort is Sort.COUNT:
            assert sum(map(int, values)) == found.total[figure.key], figure.key
        elif figure.sort is Sort.AMOUNT:
            assert sum(map(Fraction, map(str, values))) == Fraction(str(found.total[figure.key])), figure.key
    assert int(found.total["due"]) == int(found.total["met"]) + int(found.total["overdue"])
    assert int(found.total["late"]) <= int(found.total["met"])


def test_by_workplace_the_citys_staff_answer_for_56_of_102_households(shipped_ledger: Ledger) -> None:
    """R-098: counted in the records; its 13 departments make its 56, and all federations the 102."""
    data = bulletin(shipped_ledger, Quarter(2026, 3), COMMIT).data()
    lines = data["workplaces"]
    city = [line for line in lines if line.get("unit") == "city"]
    assert (city[0]["name"], city[0]["due"], data["units"][0]["due"], data["total"]["due"]) == ("市残联", 56, 0, 102)
    assert (len(city[1:]), sum(line["due"] for line in city[1:])) == (13, 56)
    assert sum(line["due"] for line in lines if "body" not in line) == 102
    assert (lines[-1]["name"], lines[-1]["due"], "unit" in lines[-1]) == ("无责任人", 0, False)


def test_an_entry_of_a_list_names_the_persons_federation_and_department(quarter_world: Any) -> None:
    world = quarter_world
    world.household("PJ-4444", world.pairing("YYS-B-2222"), unit="pingjiang")
    found = bulletin(world.ledger(), Quarter(2026, 3), COMMIT).data()["shortfalls"]
    assert [(item["unit"], item["helper_unit"], item["helper_department"]) for item in found
            if item["household"] == "PJ-4444"] == [("pingjiang", "city", "办公室")] * 2  # fmt: skip
