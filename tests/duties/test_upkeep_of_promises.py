"""Promises, changes and the organisation's cadence, with days and numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiedui.duties.cadence import bulletins, dispatches, half_years, hearings
from jiedui.duties.change import changes, waiting
from jiedui.duties.promise import kept_rate, promises, urgent
from jiedui.model.event import Meeting
from jiedui.model.time import Quarter

LATER = date(2026, 11, 23)


def measure(promised: str, **more: str) -> dict[str, str]:
    return {"code": "送康复", "content": "配轮椅", "promised_on": promised, **more}


def need(identifier: str, *measures: dict[str, str], **more: object) -> dict[str, object]:
    raised = {"id": identifier, "content": "需要轮椅", "raised_on": "2026-01-01", **more}
    return {**raised, **({"measures": list(measures)} if measures else {})}


@pytest.fixture
def promised(world):
    """Four promises that were to be kept by now (two kept, one of them late; two not), and one that may wait."""
    return world.household(
        "YYL-2222",
        needs=[
            need(
                "n1",
                measure("2026-01-10", due_on="2026-03-01", done_on="2026-02-01", result="已配"),
                measure("2026-01-10", due_on="2026-03-01", done_on="2026-03-02", result="已配"),
                measure("2026-01-10", due_on="2026-11-22"),
                measure("2026-01-10", due_on="2026-06-30"),
                measure("2026-01-10", due_on="2026-11-23"),
            )
        ],
    )


def test_the_states_of_promises(promised):
    assert [item.state.value for item in promises(promised, LATER)] == ["已兑现", "迟兑现", "超期", "超期", "办理中"]


def test_two_of_four_ripe_promises_are_kept(promised):
    assert kept_rate(promises(promised, LATER)) == Fraction(2, 4)
    assert kept_rate([]) is None


def test_a_promise_ages_until_it_is_kept(promised):
    # 10 January to 1 February = 22 days; 10 January to 23 November 2026 = 317 days.
    assert [item.age_days for item in promises(promised, LATER)][:3] == [22, 51, 317]


def test_before_it_was_kept_a_promise_was_open(promised):
    assert {item.state.value for item in promises(promised, date(2026, 1, 31))} == {"办理中"}
    assert promises(promised, date(2026, 1, 9)) == []


def test_days_until_first_help(world):
    household = world.household(
        "YYL-2222",
        needs=[need("n1", urgent=True, responded_on="2026-01-03"), need("n2", urgent=True), need("n3")],
    )
    assert [(item.need.id, item.days) for item in urgent(household, LATER)] == [("n1", 2), ("n2", None)]


def test_every_change_of_hands_is_told_once(world):
    for helper in "ABC":
        world.helper(helper)
    household = world.household(
        "YYL-2222",
        world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整", decided_by="示例残联"),
        world.pairing("B", "2024-07-01", "2025-01-31", "拒绝"),
        world.pairing("C", "2025-05-01"),
    )
    told = [
        (item.on.isoformat(), item.kind.value, item.reason, item.before, item.after)
        for item in changes(household, LATER)
    ]
    assert told == [
        ("2023-09-15", "新结对", "", "", "A"),
        ("2024-07-01", "换人", "岗位调整", "A", "B"),
        ("2025-01-31", "终止", "拒绝", "B", ""),
        ("2025-05-01", "恢复结对", "拒绝", "B", "C"),
    ]
    # On its last day a spell has ended, and nobody knows yet that another follows the day after.
    assert [item.kind.value for item in changes(household, date(2024, 6, 29))] == ["新结对"]


def test_a_household_waits_from_the_day_after_the_last_spell(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"))
    found = waiting(world.ledger, household, LATER)
    assert (found.since, found.reason, found.helper) == (date(2024, 7, 1), "岗位调整", "A")
    assert waiting(world.ledger, household, date(2024, 6, 30)) is None


def test_a_helper_who_left_leaves_the_household_waiting(world):
    role = {"body": "县级残联", "department": "办公室", "post": "干事", "to": "2026-10-31", "end_reason": "退休离岗"}
    world.helper("A", role)
    household = world.household("YYL-2222", world.pairing("A", "2023-09-15"))
    found = waiting(world.ledger, household, LATER)
    assert (found.since, found.reason) == (date(2026, 11, 1), "责任人已离岗")


def test_never_paired_or_closed_households_do_not_wait(world):
    world.helper("A")
    ended = world.pairing("A", "2023-09-15", "2024-06-30", "去世")
    closed = world.household("YYL-3333", ended, closed={"date": "2024-06-30", "reason": "去世"})
    assert waiting(world.ledger, world.household("YYL-2222"), LATER) is None
    assert waiting(world.ledger, closed, LATER) is None


def meeting(when: str, kind: str) -> Meeting:
    return Meeting(unit="city", stem=when, date=date.fromisoformat(when), kind=kind, title="议题")


def test_half_years_of_the_programme(policy):
    titles = [period.title for period in half_years(policy)]
    assert (len(titles), titles[0], titles[-1]) == (11, "2023年下半年", "2028年下半年")
    assert half_years(policy)[0].end == date(2023, 12, 31)


def test_hearings_by_half_year(policy):
    events = [meeting("2023-12-31", "听取汇报"), meeting("2024-07-01", "听取汇报"), meeting("2025-01-05", "调度")]
    states = [cell.state.value for cell in hearings(policy, events, LATER)]
    assert states == ["已完成", "缺", "已完成", "缺", "缺", "缺", "进行中", "未到", "未到", "未到", "未到"]


def test_dispatches_by_quarter(policy):
    states = [cell.state.value for cell in dispatches(policy, [meeting("2023-09-20", "调度")], date(2024, 3, 31))]
    assert states[:4] == ["已完成", "缺", "进行中", "未到"]


def test_the_bulletin_of_a_quarter_has_the_next_quarter_to_appear(policy):
    states = [cell.state.value for cell in bulletins(policy, [Quarter(2023, 3)], date(2024, 3, 31))]
    assert states[:4] == ["已完成", "进行中", "进行中", "未到"]
    assert bulletins(policy, [], date(2024, 4, 1))[1].state.value == "缺"
