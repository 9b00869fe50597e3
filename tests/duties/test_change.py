"""Changes of hands and households that wait, with days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.change import Change, ChangeKind, Waiting, changes, waiting

LATER = date(2026, 11, 23)
HOME = "YYL-2222"


@pytest.fixture
def passed_on(world):
    """A household that went from A to B at once, was left, and began anew with C. The order of spells is nothing."""
    for helper in "ABC":
        world.helper(helper)
    return world.household(
        HOME,
        world.pairing("C", "2025-05-01"),
        world.pairing("B", "2024-07-01", "2025-01-31", "拒绝"),
        world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整", decided_by="示例残联", document="示例〔2024〕1号"),
        world.pairing("C", "2023-10-01", "2024-02-01", role="协助"),
    )


def test_every_change_of_hands_is_told_once(passed_on):
    decided = {"reason": "岗位调整", "decided_by": "示例残联", "document": "示例〔2024〕1号"}
    assert changes(passed_on, LATER) == [
        Change(household=HOME, on=date(2023, 9, 15), kind=ChangeKind.NEW, after="A"),
        Change(household=HOME, on=date(2024, 7, 1), kind=ChangeKind.REASSIGNED, before="A", after="B", **decided),
        Change(household=HOME, on=date(2025, 1, 31), kind=ChangeKind.ENDED, before="B", reason="拒绝"),
        Change(household=HOME, on=date(2025, 5, 1), kind=ChangeKind.RESUMED, before="B", after="C", reason="拒绝"),
    ]


@pytest.mark.parametrize(
    ("as_of", "kinds"),
    [
        ("2023-09-14", []),
        ("2023-09-15", ["新结对"]),
        ("2024-06-29", ["新结对"]),
        # On its last day a spell has ended, and nobody knows yet that another follows the day after.
        ("2024-06-30", ["新结对", "终止"]),
        ("2024-07-01", ["新结对", "换人"]),
        ("2025-01-30", ["新结对", "换人"]),
        ("2025-01-31", ["新结对", "换人", "终止"]),
    ],
)
def test_a_change_is_told_from_its_day(passed_on, as_of, kinds):
    assert [item.kind.value for item in changes(passed_on, date.fromisoformat(as_of))] == kinds


def test_a_day_between_two_spells_makes_an_end_and_a_new_beginning(world):
    first = world.pairing("A", "2023-09-15", "2024-06-29", "失联")
    household = world.household(HOME, first, world.pairing("A", "2024-07-01"))
    assert [item.kind.value for item in changes(household, LATER)] == ["新结对", "终止", "恢复结对"]


def test_a_household_waits_from_the_day_after_the_last_spell(world):
    world.helper("A")
    world.helper("B")
    household = world.household(
        HOME,
        world.pairing("A", "2024-01-01", "2024-06-30", "岗位调整"),
        world.pairing("B", "2023-09-15", "2023-12-31", "失联"),
        world.pairing("B", "2024-03-01", role="协助"),
    )
    assert waiting(world.ledger, household, date(2024, 6, 30)) is None
    expected = Waiting(HOME, date(2024, 7, 1), "岗位调整", "A")
    assert waiting(world.ledger, household, date(2024, 7, 1)) == expected
    assert waiting(world.ledger, household, LATER) == expected


def test_a_helper_who_left_leaves_the_household_waiting(world):
    office = {"body": "县级残联", "department": "办公室", "post": "干事", "end_reason": "退休离岗"}
    world.helper("A", {**office, "to": "2026-10-31"}, {**office, "to": "2025-05-31"})
    household = world.household(HOME, world.pairing("A", "2023-09-15"))
    assert waiting(world.ledger, household, date(2026, 10, 31)) is None
    assert waiting(world.ledger, household, LATER) == Waiting(HOME, date(2026, 11, 1), "责任人已离岗", "A")


def test_a_spell_that_ended_is_told_by_its_own_reason_even_if_the_helper_left_later(world):
    office = {"body": "县级残联", "department": "办公室", "post": "干事", "to": "2026-10-31", "end_reason": "退休离岗"}
    world.helper("A", office)
    household = world.household(HOME, world.pairing("A", "2023-09-15", "2024-06-30", "拒绝"))
    assert waiting(world.ledger, household, LATER) == Waiting(HOME, date(2024, 7, 1), "拒绝", "A")


def test_who_has_a_helper_was_never_paired_or_is_closed_does_not_wait(world):
    world.helper("A")
    ended = world.pairing("A", "2023-09-15", "2024-06-30", "去世")
    closed = world.household("YYL-3333", ended, closed={"date": "2024-07-31", "reason": "去世"})
    assert waiting(world.ledger, world.household("YYL-4444", world.pairing("A", "2024-01-01")), LATER) is None
    assert waiting(world.ledger, world.household("YYL-5555", world.pairing("B", "2024-01-01")), LATER) is None
    assert waiting(world.ledger, world.household(HOME), LATER) is None
    assert waiting(world.ledger, closed, LATER) is None
    assert waiting(world.ledger, closed, date(2024, 7, 31)) is not None


def test_a_spell_that_begins_later_is_not_there_yet(world):
    world.helper("A")
    household = world.household(HOME, world.pairing("A", "2024-01-01", "2024-06-30"), world.pairing("A", "2024-09-01"))
    assert waiting(world.ledger, household, date(2024, 8, 31)) == Waiting(HOME, date(2024, 7, 1), "其他", "A")
    assert waiting(world.ledger, household, date(2024, 9, 1)) is None


def test_a_helper_whose_office_has_yet_to_begin_leaves_the_household_waiting_from_tomorrow(world):
    office = {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2027-01-01"}
    world.helper("A", office)
    household = world.household(HOME, world.pairing("A", "2023-09-15"))
    assert waiting(world.ledger, household, LATER) == Waiting(HOME, date(2026, 11, 24), "责任人已离岗", "A")
