"""Personal sheets: what one helper owed and did, hand-checked, at every edge of a hand-over (R-098, R-099)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import BY_KEY, AppraisalSheet
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.paper import Column, Note, Paper, Paragraph, Table
from jiedui.reports.personal import YARDSTICKS, person_sheet
from jiedui.struct import replace

# What stands for the weight of an indicator that has none.
NO = "不计分"
AFTER = date(2027, 2, 1)
PJ = "pingjiang"
A, B = "PJ-B-4444", "PJ-B-5555"
KEYS = ("quota", "contact", "in_time", "intake", "measure", "promise", "closed", "outing")


def sheet_of(world: Any, helper: str, as_of: date = AFTER, year: int = 2026) -> AppraisalSheet:
    ledger = world.ledger()
    return person_sheet(ledger, ledger.helpers[helper], year_period(ledger, year), as_of)


def parts(sheet: AppraisalSheet) -> dict[str, tuple[int, int]]:
    return {row.yardstick.key: (row.portion.part, row.portion.whole) for row in sheet.rows}


def part(world: Any, helper: str, key: str, as_of: date = AFTER) -> tuple[int, int]:
    return parts(sheet_of(world, helper, as_of))[key]


def weighed(world: Any, **weights: dict[str, int]) -> Any:
    ledger = world.ledger()
    ledger.policy = replace(ledger.policy, weights=weights)
    return ledger


def shared(world: Any, end: str, start: str, **more: Any) -> None:
    """A household that A hands over to B."""
    world.helper(A, PJ)
    world.helper(B, PJ)
    spells = world.pairing(A, "2025-01-10", end), world.pairing(B, start)
    world.household("PJ-4444", *spells, unit=PJ, **more)


def test_the_sheet_of_a_person(quarter_world: Any) -> None:
    sheet = sheet_of(quarter_world, "PJ-B-3333")
    assert parts(sheet) == {
        "quota": (1, 1), "contact": (3, 4), "in_time": (2, 3), "intake": (1, 1), "measure": (1, 1), "promise": (0, 0),
        "closed": (0, 1), "outing": (0, 1),
    }  # fmt: skip
    assert list(parts(sheet)) == list(KEYS)


def test_a_person_is_weighed_by_the_weights_of_persons(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, unit={"contact": 100}, person={"contact": 40, "in_time": 60})
    sheet = person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER)
    # (40×3/4 + 60×2/3) ÷ 100 = 70 points
    assert [row.weight for row in sheet.rows] == [0, 40, 60, 0, 0, 0, 0, 0]
    assert (sheet.subject, sheet.score) == ("示例甲", 70)
    assert sheet.formula == "得分 = 100 ×（40×3/4 + 60×2/3）÷ 100 = 70。没有可算的指标不计入。"


def test_the_paper_of_a_weighed_sheet_cell_by_cell(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, person={"contact": 40, "in_time": 60})
    paper = sheet_paper(person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER))
    assert paper == Paper(
        title="示例甲2026年度结对帮扶考核表", addressees="", signature="", date="", footnote="统计日 2026-12-31。",
        blocks=(
            Table(
                "2026年度指标",
                (
                    Column("指标", 5.4), Column("依据", 1.1), Column("完成", 1.1, is_number=True),
                    Column("应完成", 1.1, is_number=True), Column("完成率", 1.1, is_number=True),
                    Column("权重", 1, is_number=True),
                ),
                (
                    (
                        "结对户数达标率（达标和在宽限期里的责任人÷有户数要求的在岗责任人）", "五(二)1",
                        "1", "1", "100.0%", NO,
                    ),
                    ("季度联系完成率（本人已联系的户和季度÷本人应联系的户和季度）", "五(四)3", "3", "4", "75.0%", "40"),
                    ("联系及时录入率（按时录入的户和季度÷本人已联系的户和季度）", "五(四)3", "2", "3", "66.7%", "60"),
                    ("入户五件事齐全率（本人做齐五件事的户÷做齐的和到了期限的户）", "五(四)2", "1", "1", "100.0%", NO),
                    ("当年有措施率（本人主责时有措施的户÷有措施的和应当有措施的户）", "四", "1", "1", "100.0%", NO),
                    ("累计承诺兑现率（本人负责的措施累计已办结的÷累计到期和已办的）", "二(二)", "0", "0", "不计算", NO),
                    (
                        "需求办结率（本人主责时办结的需求÷办结的和年末本人还没有办结的需求）", "三(三)",
                        "0", "1", "0.0%", NO,
                    ),
                    (
                        "集体活动参加率（本人主责时参加了集体活动的残疾人÷参加了的和应参加的残疾人）", "四(四)3",
                        "0", "1", "0.0%", NO,
                    ),
                ),
            ),
            Paragraph("得分 = 100 ×（40×3/4 + 60×2/3）÷ 100 = 70。没有可算的指标不计入。"),
            Note(
                "本人的部分这样算：做了的，算给做的那天主责这一户的人；没有做的，算给应当做、也有时间做的人。"
                "年内接手和交出的户，只看本人主责的时间。"
            ),
            Note(
                "没有做的，这些算本人的：季度联系，本季主责满45天；入户五件事，主责时到了期限；"
                "当年没有措施，当年主责超过60天；当年没有参加集体活动，当年主责满183天。"
                "承诺算给写明的负责人，没有写的算给主责；没有办完的承诺和需求，随户交给接手的人。"
            ),
            Note("本表只给本人和考核单位看。"),
        ),
    )  # fmt: skip


def test_a_person_is_asked_for_the_same_as_a_federation_under_the_same_clauses() -> None:
    assert [item.key for item in YARDSTICKS] == list(KEYS)
    for item in YARDSTICKS:
        assert (item.title, item.clause) == (BY_KEY[item.key].title, BY_KEY[item.key].clause)


def test_a_score_lies_between_nought_and_a_hundred(quarter_world: Any) -> None:
    for weight in (1, 50, 100):
        ledger = weighed(quarter_world, person=dict.fromkeys(KEYS, weight))
        for helper in ledger.helpers.values():
            score = person_sheet(ledger, helper, year_period(ledger, 2026), AFTER).score
            assert score is None or 0 <= score <= 100


# A hand-over


def test_a_hand_over_in_mid_year_gives_each_what_is_his(world: Any) -> None:
    first = world.measure("2026-02-01", "2026-03-31", "2026-03-15", by=A)
    late = world.measure("2026-05-10", "2026-06-01", "2026-08-01", by=A)
    fresh = world.measure("2026-07-01", "2026-09-30", by=B)
    needs = [
        world.need(1, "2026-01-10", first, closed="2026-04-01"),
        world.need(2, "2026-05-01", late, fresh),
    ]
    outings = [{"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"}]
    shared(world, "2026-06-18", "2026-06-19", needs=needs, outings=outings)
    for helper, when in ((A, "2025-01-20"), (A, "2026-02-10"), (A, "2026-05-10"), (B, "2026-08-10")):
        world.visit("PJ-4444", helper, when, PJ)
    # A: two quarters (79 days of the second), the first measure, the need closed in April, the outing of May.
    assert parts(sheet_of(world, A)) == {
        "quota": (0, 1), "contact": (2, 2), "in_time": (2, 2), "intake": (1, 1), "measure": (1, 1), "promise": (1, 1),
        "closed": (1, 1), "outing": (1, 1),
    }  # fmt: skip
    # B: 12 days of the second quarter are not due; the third is met, the fourth not. He kept what A had let lapse, let
    # lapse his own, has the second need open, and nobody was left to be taken out.
    assert parts(sheet_of(world, B)) == {
        "quota": (1, 1), "contact": (1, 2), "in_time": (1, 1), "intake": (1, 1), "measure": (1, 1), "promise": (1, 2),
        "closed": (0, 1), "outing": (0, 0),
    }  # fmt: skip


def test_a_successor_does_not_inherit_what_his_predecessor_did(shipped_ledger: Any) -> None:
    # CLJ-B9MH: all six measures were done and the last three needs closed by 8 February 2026, under CLJ-B-ZJRA, who had
    # the household up to 18 June. CLJ-B-FANA took the person out on 6 August.
    period = year_period(shipped_ledger, 2026)
    first, second = (
        parts(person_sheet(shipped_ledger, shipped_ledger.helpers[helper], period, date(2026, 11, 23)))
        for helper in ("CLJ-B-ZJRA", "CLJ-B-FANA")
    )
    assert (first["promise"], first["closed"], first["measure"], first["outing"]) == ((6, 6), (3, 3), (1, 1), (0, 0))
    assert (second["promise"], second["closed"], second["measure"], second["outing"]) == (
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 1),
    )


@pytest.mark.parametrize(
    ("closed", "first", "second"),
    [
        ("2025-12-31", (0, 0), (0, 0)),
        ("2026-01-01", (1, 1), (0, 0)),
        ("2026-06-18", (1, 1), (0, 0)),
        ("2026-06-19", (0, 0), (1, 1)),
        ("2026-12-31", (0, 0), (1, 1)),
        ("2027-01-01", (0, 0), (0, 1)),
        ("", (0, 0), (0, 1)),
    ],
)
def test_a_need_is_of_who_was_in_charge_when_it_was_closed_else_of_who_has_the_household(
    world: Any, closed: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    shared(world, "2026-06-18", "2026-06-19", needs=[world.need(1, "2025-03-01", closed=closed)])
    assert (part(world, A, "closed"), part(world, B, "closed")) == (first, second)


@pytest.mark.parametrize(
    ("by", "done", "first", "second"),
    [
        (A, "2026-06-18", (1, 1), (0, 0)),
        (A, "2026-06-19", (0, 0), (1, 1)),
        (A, "", (0, 0), (0, 1)),  # what was not kept passes on with the household
        (B, "2026-12-31", (0, 0), (1, 1)),
        (B, "2027-01-01", (0, 0), (0, 1)),
    ],
)
def test_a_promise_is_of_who_kept_it_else_of_who_owes_it_now(
    world: Any, by: str, done: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    measure = world.measure("2026-03-01", "2026-12-30", done, by=by)
    shared(world, "2026-06-18", "2026-06-19", needs=[world.need(1, "2026-03-01", measure)])
    assert (part(world, A, "promise"), part(world, B, "promise")) == (first, second)


def test_a_promise_whose_day_is_still_to_come_counts_for_nobody(world: Any) -> None:
    shared(
        world,
        "2026-06-18",
        "2026-06-19",
        needs=[world.need(1, "2026-03-01", world.measure("2026-03-01", "2026-12-31"))],
    )
    assert part(world, B, "promise") == (0, 0)
    assert part(world, B, "promise", date(2026, 11, 23)) == (0, 0)


def test_who_is_paired_with_nobody_has_the_promises_that_bear_his_name(world: Any) -> None:
    world.helper("PJ-B-6666", PJ)
    kept, lapsed = (world.measure("2026-03-01", "2026-05-01", done, by="PJ-B-6666") for done in ("2026-04-01", ""))
    shared(world, "2026-06-18", "2026-06-19", needs=[world.need(1, "2026-03-01", kept, lapsed)])
    assert part(world, "PJ-B-6666", "promise") == (1, 2)
    assert (part(world, A, "promise"), part(world, B, "promise")) == ((0, 0), (0, 0))


@pytest.mark.parametrize(
    ("promised", "done", "first", "second"),
    [
        ("2025-12-31", "2025-12-31", (0, 1), (0, 1)),  # none of this year: each had more than sixty days to find one
        ("2026-01-01", "2026-01-01", (1, 1), (0, 0)),
        ("2026-06-18", "2026-06-19", (1, 1), (1, 1)),  # promised by the one, done by the other
        ("2025-12-31", "2026-06-19", (0, 0), (1, 1)),
        ("2027-01-01", "", (0, 1), (0, 1)),
    ],
)
def test_a_measure_of_the_year_is_of_who_was_in_charge_when_it_was_promised_or_done(
    world: Any, promised: str, done: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    needs = [world.need(1, "2025-03-01", world.measure(promised, "2027-03-01", done))]
    shared(world, "2026-06-18", "2026-06-19", needs=needs)
    assert (part(world, A, "measure"), part(world, B, "measure")) == (first, second)


def test_a_measure_is_lacking_after_more_than_sixty_days(world: Any) -> None:
    # 1 January to 1 March: 31 + 28 + 1 = 60 days; to 2 March 61. 1 November to 31 December: 30 + 31 = 61 days.
    shared(world, "2026-03-01", "2026-11-02")
    assert (part(world, A, "measure"), part(world, B, "measure")) == ((0, 0), (0, 0))
    shared(world, "2026-03-02", "2026-11-01")
    assert (part(world, A, "measure"), part(world, B, "measure")) == ((0, 1), (0, 1))
    assert part(world, B, "measure", date(2026, 12, 30)) == (0, 0)


def test_the_five_tasks_are_owed_by_the_last_day_of_the_own_time(world: Any) -> None:
    # B begins on 1 June and has thirty days, up to 1 July.
    world.helper(A, PJ)
    world.helper(B, PJ)
    for end, owed in (("2026-06-30", (0, 0)), ("2026-07-01", (0, 1))):
        spells = world.pairing(B, "2026-06-01", end), world.pairing(A, "2026-08-01")
        world.household("PJ-4444", *spells, unit=PJ)
        assert part(world, B, "intake") == owed, end
    assert part(world, A, "intake", date(2026, 8, 30)) == (0, 0)
    assert part(world, A, "intake", date(2026, 8, 31)) == (0, 1)
    world.visit("PJ-4444", B, "2026-06-30", PJ)
    assert part(world, B, "intake") == (1, 1)


def test_tasks_done_after_the_hand_over_are_not_the_predecessor_s(world: Any) -> None:
    world.helper(B, PJ)
    for day, done in (("2026-07-10", 1), ("2026-07-11", 0)):
        world.household("PJ-4444", world.pairing(B, "2026-06-01", "2026-07-10", card_on=day), unit=PJ)
        world.visit("PJ-4444", B, "2026-06-10", PJ)
        assert part(world, B, "intake") == (done, 1)


def test_of_two_own_spells_the_last_one_tells_of_the_five_tasks(world: Any) -> None:
    world.helper(A, PJ)
    spells = world.pairing(A, "2025-01-10", "2026-02-28"), world.pairing(A, "2026-06-01")
    world.household("PJ-4444", *spells, unit=PJ)
    world.visit("PJ-4444", A, "2025-01-20", PJ)
    assert part(world, A, "intake") == (0, 1)
    world.visit("PJ-4444", A, "2026-06-10", PJ)
    assert part(world, A, "intake") == (1, 1)


@pytest.mark.parametrize(
    ("start", "owed"),
    [("2026-07-02", (0, 1)), ("2026-07-03", (0, 0))],
)
def test_who_had_a_household_for_183_days_owes_an_outing(world: Any, start: str, owed: tuple[int, int]) -> None:
    # 2 July to 31 December: 30 + 31 + 30 + 31 + 30 + 31 = 183 days.
    shared(world, "2026-07-01", start)
    assert part(world, B, "outing") == owed
    assert part(world, B, "outing", date(2026, 11, 23)) == owed, "the year runs and the days to come are his"


@pytest.mark.parametrize(
    ("when", "first", "second"),
    [("2026-06-18", (1, 1), (0, 0)), ("2026-06-19", (0, 0), (1, 1)), ("2025-12-31", (0, 0), (0, 1))],
)
def test_an_outing_is_of_who_was_in_charge_on_its_day(
    world: Any, when: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    # A had 169 days of the year, B 196.
    shared(world, "2026-06-18", "2026-06-19", outings=[{"person": "m-2F8D", "date": when, "kind": "看一次电影"}])
    assert (part(world, A, "outing"), part(world, B, "outing")) == (first, second)


def test_an_outing_in_a_year_that_is_too_short_counts_for_nobody(world: Any) -> None:
    # 3 July to 31 December are 182 days: the year is not asked for.
    world.helper(A, PJ)
    outings = [{"person": "m-2F8D", "date": "2026-09-01", "kind": "看一次电影"}]
    for start, expected in (("2026-07-03", (0, 0)), ("2026-07-02", (1, 1))):
        world.household("PJ-4444", world.pairing(A, start), unit=PJ, outings=outings)
        assert part(world, A, "outing") == expected


def test_an_outing_of_another_person_of_the_household_is_not_counted_twice(world: Any) -> None:
    certificate = {"certificates": [{"number": "49060219580312101741", "category": "肢体", "grade": "一级"}]}
    members = [
        {"id": key, "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人", "disability": certificate}
        for key in ("m-2F8D", "m-3G9H")
    ]
    outings = [
        {"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"},
        {"person": "m-3G9H", "date": "2026-08-17", "kind": "看一次电影"},
    ]
    shared(world, "2026-06-18", "2026-06-19", members=members, outings=outings)
    assert (part(world, A, "outing"), part(world, B, "outing")) == ((1, 1), (1, 1))


def test_an_assistant_has_no_household_of_his_own(world: Any) -> None:
    world.helper(A, PJ)
    world.helper(B, PJ)
    spells = world.pairing(A, "2025-01-10"), world.pairing(B, "2025-01-10", role="协助")
    done = world.measure("2026-03-01", "2026-12-30", "2026-04-01", by=A)
    world.household("PJ-4444", *spells, unit=PJ, needs=[world.need(1, "2026-03-01", done, closed="2026-04-01")])
    world.visit("PJ-4444", B, "2026-02-10", PJ)
    assert parts(sheet_of(world, B)) == {**dict.fromkeys(KEYS, (0, 0)), "quota": (0, 1)}
    assert part(world, A, "contact") == (1, 4), "the assistant's contact is the credit of who is in charge"


def test_a_later_hand_over_changes_no_earlier_sheet(world: Any) -> None:
    shared(world, "2026-12-31", "2027-01-01", needs=[world.need(1, "2026-03-01")])
    assert (part(world, A, "closed"), part(world, B, "closed")) == ((0, 1), (0, 0))
    assert parts(sheet_of(world, A, year=2027))["closed"] == (0, 0)
