"""Changes of hands and households that wait, with days worked out by hand."""

from __future__ import annotations

from datetime import date

from jiedui.duties.change import changes, waiting

LATER = date(2026, 11, 23)


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
