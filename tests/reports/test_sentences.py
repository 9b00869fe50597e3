"""The bulletin's sentences, each branch of them, from rows written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.shortfall import Shortfall, ShortfallEntry, Shortfalls, Struck
from jiedui.model.time import Quarter
from jiedui.reports import sentences

Q3 = Quarter(2026, 3)
GOOD: dict[str, Any] = {
    "roster": 5, "paired": 4, "coverage": "80%", "helpers": 3, "owed": 4, "have": "4", "gap": "0", "short": 0,
    "due": 4, "met": 4, "overdue": 0, "rate": "100%", "rate_change": "0", "needs_raised": 2, "needs_closed": 1,
    "needs_open": 0, "needs_overdue": 0, "promise_rate": "—", "intake_open": 0, "list_measures": 0, "list_contact": 0,
    "list_results": 0, "exempt": 0,
}  # fmt: skip


def row(**changed: Any) -> dict[str, Any]:
    return {**GOOD, **changed}


def entry(name: Shortfall, household: str, helper: str) -> ShortfallEntry:
    return ShortfallEntry(
        list=name, unit="pingjiang", household=household, helper=helper, since=date(2026, 10, 1), why="事实"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("0", "联系率100%，与上季度持平；没有逾期。"),
        ("—", "联系率100%；没有逾期。"),
        ("+3.5", "联系率100%，比上季度上升3.5个百分点；没有逾期。"),
        ("-0.1", "联系率100%，比上季度下降0.1个百分点；没有逾期。"),
    ],
)
def test_the_rate_is_compared_with_the_quarter_before(change: str, said: str) -> None:
    assert sentences.summary(Q3, row(rate_change=change), {}, {})[2] == f"2026年第三季度应联系4户，已联系4户，{said}"


def test_what_cannot_be_reckoned_or_is_not_there_is_left_out_or_said_in_words() -> None:
    total = row(gap="1.5", short=2, overdue=3)
    assert sentences.summary(Q3, total, {}, {}) == [
        "截至2026年9月30日，全市名册5户，已结对4户，覆盖率80%。",
        "在岗帮扶责任人3名，应结对4户，实结对4户，2名责任人还差1.5户。",
        "2026年第三季度应联系4户，已联系4户，联系率100%，与上季度持平；逾期3户。",
        "本季度提出需求2项，办结1项；季末没有未办结的。",
    ]


def test_a_quarter_of_which_there_is_nothing_has_no_noughts_and_no_dashes() -> None:
    nothing = {key: 0 if isinstance(value, int) else "—" for key, value in GOOD.items()}
    assert sentences.summary(Q3, {**nothing, "have": "0", "gap": "0"}, {}, {}) == [
        "截至2026年9月30日，全市名册里没有户。",
        "没有在岗的帮扶责任人。",
        "2026年第三季度没有应联系的户。",
        "本季度没有提出和办结需求，季末也没有未办结的需求。",
    ]


def test_what_is_asked_and_not_done_at_all_is_said_in_words() -> None:
    total = row(paired=0, coverage="0%", have="0", gap="4", short=3, met=0, rate="0%", overdue=4, rate_change="-50")
    assert sentences.summary(Q3, total, {}, {})[:3] == [
        "截至2026年9月30日，全市名册5户，都还没有结对，覆盖率0%。",
        "在岗帮扶责任人3名，应结对4户，还没有结对，3名责任人还差4户。",
        "2026年第三季度应联系4户，都没有联系，比上季度下降50个百分点；逾期4户。",
    ]
    said = sentences.of_unit("甲", total)
    assert said == "甲：应联系4户，都没有联系，逾期4户；应结对4户、还没有结对，3名责任人还差4户。"


def test_who_owes_nothing_is_not_told_of_noughts() -> None:
    assert sentences.of_unit("甲", row(owed=0, have="0")) == "甲：应联系4户，全部联系到。"
    assert sentences.of_unit("甲", row(owed=0, have="2")) == "甲：应联系4户，全部联系到；没有户数要求，实结对2户。"
    assert sentences.summary(Q3, row(owed=0, have="0"), {}, {})[1] == "在岗帮扶责任人3名。"


def test_a_rate_of_promises_is_told_where_there_is_one() -> None:
    assert sentences.summary(Q3, row(promise_rate="50%"), {}, {})[3] == (
        "本季度提出需求2项，办结1项；季末没有未办结的。承诺兑现率50%。"
    )


def test_a_quarter_of_which_nothing_was_asked_says_who_was_exempt() -> None:
    asked = row(due=0, met=0, rate="—", rate_change="—")
    assert sentences.summary(Q3, asked, {}, {})[2] == "2026年第三季度没有应联系的户。"
    assert sentences.summary(Q3, {**asked, "exempt": 25}, {}, {})[2] == "2026年第三季度没有应联系的户，豁免25户。"


def test_measures_past_their_day_are_of_the_open_needs() -> None:
    (said,) = (line for line in sentences.summary(Q3, row(needs_open=3, needs_overdue=2), {}, {}) if "季末" in line)
    assert said == "本季度提出需求2项，办结1项；季末未办结3项，其中措施超期2项。"


def test_after_the_last_quarter_there_is_no_next_step() -> None:
    assert sentences.last_step(date(2028, 12, 31)) == "方案到2028年12月31日结束，没有下一步要求。"


def test_two_complete_federations_are_named_beside_a_late_one() -> None:
    rows = {"a": row(), "b": row(overdue=1, met=3, rate="75%"), "c": row(), "d": row(due=0, met=0)}
    names = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}
    assert sentences.summary(Q3, row(), rows, names)[4:] == [
        "2个单位全部完成：甲、丙。", "联系率靠后的单位：乙（75%，逾期1户）。",
    ]  # fmt: skip


def test_where_nobody_is_complete_nothing_is_said_of_it() -> None:
    rows = {"a": row(overdue=4, met=0, rate="0%")}
    assert sentences.summary(Q3, row(), rows, {"a": "甲"})[4:] == ["联系率靠后的单位：甲（0%，逾期4户）。"]


def test_the_three_lowest_rates_come_first_the_lowest_and_equals_by_id() -> None:
    met = {"a": 3, "b": 1, "c": 2, "d": 1}
    rows = {unit: row(met=count, overdue=4 - count, rate=f"{count * 25}%") for unit, count in met.items()}
    assert sentences.summary(Q3, row(), rows, {unit: unit.upper() for unit in rows})[4:] == [
        "联系率靠后的单位：B（25%，逾期3户）、D（25%，逾期3户）、C（50%，逾期2户）。"
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "应联系4户，全部联系到；应结对4户、实结对4户，没有欠户"),
        ({"due": 0}, "本季没有应联系的户；应结对4户、实结对4户，没有欠户"),
        (
            {"met": 3, "overdue": 1, "rate": "75%", "gap": "2", "short": 1},
            "应联系4户，已联系3户，联系率75%，逾期1户；应结对4户、实结对4户，1名责任人还差2户",
        ),
        ({"needs_open": 2}, "应联系4户，全部联系到；应结对4户、实结对4户，没有欠户；未办结需求2项"),
        (
            {"needs_open": 2, "needs_overdue": 1, "intake_open": 3},
            "应联系4户，全部联系到；应结对4户、实结对4户，没有欠户；未办结需求2项，其中措施超期1项；入户五件事未齐3户",
        ),
        (
            {"list_measures": 1, "list_contact": 2, "list_results": 3},
            "应联系4户，全部联系到；应结对4户、实结对4户，没有欠户；"
            "帮扶措施不到位1户、沟通联络不及时2户、帮扶成效不明显3户",
        ),
    ],
)
def test_the_sentence_of_a_federation(changed: dict[str, Any], said: str) -> None:
    assert sentences.of_unit("甲", row(**changed)) == f"甲：{said}。"


def test_each_of_the_three_lists_has_its_sentence() -> None:
    found = Shortfalls(
        Q3,
        (
            entry(Shortfall.MEASURES, "PJ-2222", ""),
            entry(Shortfall.CONTACT, "PJ-2222", "PJ-B-2222"),
            entry(Shortfall.CONTACT, "PJ-3333", "PJ-B-2222"),
            entry(Shortfall.RESULTS, "PJ-3333", "PJ-B-2222"),
            entry(Shortfall.RESULTS, "PJ-3333", "PJ-B-3333"),
        ),
        (Struck(entry(Shortfall.CONTACT, "PJ-4444", ""), "外出"), Struck(entry(Shortfall.CONTACT, "PJ-5", ""), "外出")),
    )
    assert sentences.of_lists(found) == [
        "帮扶措施不到位：1户，涉及责任人0名。",
        "沟通联络不及时：2户，涉及责任人1名。",
        "帮扶成效不明显：1户，涉及责任人2名。",
        "县级残联核对后，写明理由划去2条。",
    ]
    assert sentences.of_lists(Shortfalls(Q3, (), ())) == [
        "帮扶措施不到位：没有。", "沟通联络不及时：没有。", "帮扶成效不明显：没有。",
    ]  # fmt: skip


def test_what_is_next_follows_from_what_is_late() -> None:
    rows = {"a": row(overdue=1), "b": row(gap="1"), "c": row(overdue=2, gap="0.5")}
    names = {"a": "甲", "b": "乙", "c": "丙"}
    assert sentences.next_steps(row(needs_overdue=3, intake_open=4), rows, names) == [
        "有逾期的2个单位（甲、丙），要逐户查明原因：联系过没有登记的补录，没有联系的本季先联系。",
        "还欠户的2个单位（乙、丙），要尽快落实结对。",
        "措施超期的3项需求，要说明原因，重新定下期限，抓紧办结。",
        "入户五件事没有做齐的4户，要补齐。",
    ]
    assert sentences.next_steps(row(), {"a": row()}, names) == ["各单位要继续做好每季度联系，保持现有进度。"]


def test_a_workplace_is_told_as_a_federation_is_and_one_without_staff_and_households_shortly() -> None:
    assert sentences.of_workplace("市残联康复科", row()) == sentences.of_unit("市残联康复科", row())
    idle = row(helpers=0, due=0, met=0)
    assert sentences.of_workplace("甲", idle) == "甲：没有在岗的帮扶责任人，也没有应联系的户。"
    assert sentences.of_workplace("甲", {**idle, "helpers": 1}).startswith("甲：本季没有应联系的户；")
    assert sentences.of_workplace("甲", {**idle, "due": 1, "met": 1}).startswith("甲：应联系1户，全部联系到；")


def test_what_nobody_answers_for_is_told_by_the_number_of_households() -> None:
    assert sentences.without_anybody(row(roster=3)) == "另有名册里的3户没有主责帮扶责任人，不算给任何单位。"
    assert sentences.without_anybody(row(roster=0)) == "名册里的户都有主责帮扶责任人。"
