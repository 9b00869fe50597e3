"""The five tasks of the first visit, with days worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.intake import Intake, Task, intake_of, intakes

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


def test_a_pairing_that_has_ended_keeps_its_own_five_tasks(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2024-01-01", "2024-06-30", form_on="2024-01-02"))
    found = intake_of(world.ledger, household, household.pairings[0])
    assert (found.helper, found.start) == ("A", date(2024, 1, 1))
    assert [task.key for task in found.open_tasks(LATER)] == ["visit", "card", "onsite", "module"]


def test_the_tasks_of_an_intake_in_the_words_of_the_notice(world):
    world.helper("A")
    done = {"form_on": "2026-01-02", "card_on": "2026-01-03", "onsite_on": "2026-01-04", "module_on": "2026-01-05"}
    household = world.household("YYL-2222", world.pairing("A", "2026-01-01", **done))
    world.visit("YYL-2222", "A", "2026-01-06")
    last = date(2026, 1, 31)
    assert intakes(world.ledger, household, LATER) == [
        Intake(
            "YYL-2222",
            "A",
            date(2026, 1, 1),
            (
                Task("visit", "入户了解家庭情况", date(2026, 1, 6), last),
                Task("form", "填写登记表（附件2）", date(2026, 1, 2), last),
                Task("card", "留下联系卡（附件3）", date(2026, 1, 3), last),
                Task("onsite", "解决现场能解决的困难", date(2026, 1, 4), last),
                Task("module", "录入省平台“结对帮扶模块”", date(2026, 1, 5), last),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("done", "as_of", "expected"),
    [
        ("2026-01-31", "2026-01-31", "已完成"),
        ("2026-02-01", "2026-02-01", "迟完成"),
        ("2026-01-31", "2026-01-30", "待完成"),
        ("2026-02-02", "2026-02-01", "逾期"),
        ("", "2026-01-31", "待完成"),
        ("", "2026-02-01", "逾期"),
    ],
)
def test_a_task_done_on_its_last_day_is_in_time(done, as_of, expected):
    task = Task("form", "示例", date.fromisoformat(done) if done else None, date(2026, 1, 31))
    assert task.state(date.fromisoformat(as_of)) == expected


def test_an_intake_is_complete_when_its_last_task_is_done_late_or_not(world):
    world.helper("A")
    done = {"form_on": "2026-01-02", "card_on": "2026-01-03", "onsite_on": "2026-03-04"}
    household = world.household("YYL-2222", world.pairing("A", "2026-01-01", module_on="2026-03-05", **done))
    world.visit("YYL-2222", "A", "2026-01-06")
    (found,) = intakes(world.ledger, household, LATER)
    assert not found.complete(date(2026, 3, 4))
    assert [task.key for task in found.open_tasks(date(2026, 3, 4))] == ["module"]
    assert found.complete(date(2026, 3, 5))


@pytest.mark.parametrize(
    ("when", "how", "counted"),
    [
        ("2026-01-01", {}, True),
        ("2026-06-30", {}, True),
        ("2025-12-31", {}, False),
        ("2026-07-01", {}, False),
        ("2026-02-01", {"by": "B"}, False),
        ("2026-02-01", {"channel": "微信"}, False),
        ("2026-02-01", {"reached": False}, False),
        ("2026-02-01", {"counterpart": "其他人"}, False),
    ],
)
def test_the_first_visit_is_the_helpers_own_in_the_home_and_in_the_pairing(world, when, how, counted):
    world.helper("A")
    world.helper("B")
    household = world.household("YYL-2222", world.pairing("A", "2026-01-01", "2026-06-30", "脱困"))
    world.visit("YYL-2222", when=when, **{"by": "A", **how})
    (found,) = intakes(world.ledger, household, date(2026, 6, 30))
    assert found.tasks[0].done_on == (date.fromisoformat(when) if counted else None)


def test_the_earliest_visit_is_the_first_one_also_if_kept_with_another_household(world):
    world.helper("A")
    household = world.household("YYL-2222", world.pairing("A", "2026-01-01"))
    world.household("YYL-3333", world.pairing("A", "2026-01-01"))
    world.visit("YYL-2222", "A", "2026-01-20")
    world.visit("YYL-3333", "A", "2026-01-10", also=["YYL-2222"])
    (found,) = intakes(world.ledger, household, LATER)
    assert found.tasks[0].done_on == date(2026, 1, 10)


def test_an_assistant_owes_no_tasks_and_a_pairing_owes_them_from_its_first_day_to_its_last(world):
    world.helper("A")
    spells = world.pairing("A", "2026-01-01", "2026-06-30", "脱困"), world.pairing("B", "2026-01-01", role="协助")
    household = world.household("YYL-2222", *spells)
    days = ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    counts = [len(intakes(world.ledger, household, date.fromisoformat(day))) for day in days]
    assert counts == [0, 1, 1, 0]
