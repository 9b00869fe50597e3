"""The five tasks of the first visit, with days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.intake import intakes

LATER = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "deadline"),
    [("2023-09-01", date(2023, 10, 31)), ("2023-10-01", date(2023, 10, 31)), ("2023-10-02", date(2023, 11, 1)),
     ("2026-01-01", date(2026, 1, 31))],
)  # fmt: skip
def test_the_five_tasks_are_due_with_the_phase_or_after_30_days(world, start, deadline):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", start))
    (found,) = intakes(world.ledger, household, LATER)
    assert [task.deadline for task in found.tasks] == [deadline] * 5


def test_the_states_of_the_five_tasks(world):
    world.helper("A")
    pairing = world.pairing("A", "2026-01-01", form_on="2026-01-31", card_on="2026-02-01", module_on="2026-12-01")
    household = world.household("YYL-2222", pairing)
    world.visit("YYL-2222", "A", "2026-01-05", channel="电话")
    world.visit("YYL-2222", "A", "2026-01-20")
    (found,) = intakes(world.ledger, household, LATER)
    assert [(task.key, task.state(LATER)) for task in found.tasks] == [
        ("visit", "已完成"),
        ("form", "已完成"),
        ("card", "迟完成"),
        ("onsite", "逾期"),
        ("module", "逾期"),
    ]
    assert found.tasks[0].done_on == date(2026, 1, 20)
    assert [task.key for task in found.open_tasks(LATER)] == ["onsite", "module"]


def test_only_the_running_pairing_owes_the_five_tasks(world):
    world.helper("A")
    world.helper("B")
    household = world.household(
        "YYL-2222", world.pairing("A", "2023-09-15", "2024-06-30", "岗位调整"), world.pairing("B", "2024-07-01")
    )
    assert [found.helper for found in intakes(world.ledger, household, LATER)] == ["B"]
