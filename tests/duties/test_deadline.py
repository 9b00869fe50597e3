"""What is due: golden cases reckoned by hand, and properties of every day and every history."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedui.duties.contact import Book, ContactState
from jiedui.duties.deadline import DutyKind, household_due
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary

AS_OF = date(2026, 11, 23)
DONE = dict.fromkeys(("form_on", "card_on", "onsite_on", "module_on"), "2026-01-20")


def due(world, as_of=AS_OF):
    return household_due(world.ledger, Book(world.ledger, world.ledger.households["YYL-2222"], as_of))


def settled(world, **more):
    """A household paired since January, all tasks done, contacted in every quarter but the running one."""
    world.helper("A")
    outings = more.pop("outings", [{"person": "m1", "date": "2026-05-17", "kind": "游一次园"}])
    world.household("YYL-2222", world.pairing("A", "2026-01-05", **DONE), outings=outings, **more)
    for when in ("2026-01-20", "2026-05-05", "2026-08-08"):
        world.visit("YYL-2222", "A", when)


def test_a_contact_made_ends_the_duty(world):
    settled(world)
    (contact,) = due(world)
    assert (contact.on, contact.key) == (date(2026, 12, 31), "contact-YYL-2222-2026Q4")
    assert contact.summary == "联系帮扶户 YYL-2222（2026年第4季度）"
    world.visit("YYL-2222", "A", "2026-10-10", channel="电话")
    assert due(world) == []


def test_last_quarter_without_contact_is_missed_and_comes_first(world):
    settled(world)
    world.ledger.visits["YYL-2222"].pop()  # the one of August
    assert [(item.on, item.missed) for item in due(world)] == [(date(2026, 9, 30), True), (date(2026, 12, 31), False)]


def test_who_took_over_did_not_miss_it(world):
    world.helper("A")
    world.helper("B")
    first = world.pairing("A", "2026-01-05", "2026-10-10", "岗位调整", **DONE)
    world.household("YYL-2222", first, world.pairing("B", "2026-10-11", **DONE))
    found = [(item.on, item.helper, item.missed) for item in due(world) if item.kind is DutyKind.CONTACT]
    assert found == [(date(2026, 9, 30), "", True), (date(2026, 12, 31), "B", False)]


def test_tasks_of_the_first_visit_are_due_after_thirty_days(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2026-11-02", form_on="2026-11-10"))
    (tasks,) = [item for item in due(world) if item.kind is DutyKind.INTAKE]
    assert (tasks.on, tasks.helper) == (date(2026, 12, 2), "A")
    assert tasks.detail == "还缺：入户了解家庭情况、留下联系卡（附件3）、解决现场能解决的困难、录入省平台“结对帮扶模块”"


def test_promises_hazards_hardships_and_the_outing(world):
    promised = {"content": "示例", "promised_on": "2026-07-15", "by": "A"}
    measures = [
        {"code": "帮就学", "due_on": "2026-12-01", **promised},
        {"code": "帮就业", "due_on": "2026-10-01", "done_on": "2026-11-01", **promised},
        {"code": "帮就医", **promised},
    ]
    needs = [
        {"id": "n1", "content": "示例", "raised_on": "2026-07-15", "measures": measures},
        {"id": "n2", "content": "示例", "raised_on": "2026-11-20", "urgent": True},
        {"id": "n3", "content": "示例", "raised_on": "2026-11-20", "urgent": True, "responded_on": "2026-11-21"},
    ]
    settled(world, needs=needs, outings=[])
    world.visit("YYL-2222", "A", "2026-10-10", hazards={"electric": "有", "fire": "无"})
    assert [(item.on.isoformat(), item.kind, item.detail, item.anchor) for item in due(world)] == [
        ("2026-11-09", DutyKind.HAZARD, "触电", "risks"),
        ("2026-11-20", DutyKind.URGENT, "11月20日提出", "need-n2"),
        ("2026-12-01", DutyKind.PROMISE, "帮就学", "need-n1"),
        ("2026-12-31", DutyKind.OUTING, "2026年，1人", "outings"),
    ]


def test_a_promise_of_one_who_left_passes_on_with_the_household(world):
    world.helper("A")
    world.helper("B")
    measure = {"code": "帮就学", "content": "示例", "promised_on": "2026-07-15", "due_on": "2026-12-01", "by": "A"}
    first = world.pairing("A", "2026-01-05", "2026-10-10", "岗位调整", **DONE)
    needs = [{"id": "n1", "content": "示例", "raised_on": "2026-07-15", "measures": [measure]}]
    world.household("YYL-2222", first, world.pairing("B", "2026-10-11", **DONE), needs=needs)
    assert [item.helper for item in due(world) if item.kind is DutyKind.PROMISE] == ["B"]


def test_in_a_pause_the_deputy_owes(world):
    settled(world)
    world.helper("A", pauses=[{"from": "2026-11-01", "to": "2026-12-15", "reason": "病假", "deputy": "B"}])
    world.helper("B")
    assert [item.helper for item in due(world)] == ["B"]
    assert [item.helper for item in due(world, date(2026, 12, 16))] == ["A"]


def test_the_outing_is_due_on_the_last_day_of_the_year_too(world):
    settled(world, outings=[])
    world.visit("YYL-2222", "A", "2026-10-10")
    assert [item.kind for item in due(world, date(2026, 12, 31))] == [DutyKind.OUTING]


days = st.dates(date(2023, 9, 1), AS_OF)
spells = st.lists(st.tuples(days, st.integers(0, 500), st.booleans()), min_size=1, max_size=3)


def history(world, spell_list, contacts):
    """A household of successive helpers, contacted on some days by whoever was in charge."""
    pairings, reached = [], date(2023, 8, 31)
    for number, (start, length, runs_on) in enumerate(sorted(spell_list)):
        if start <= reached or (pairings and "to" not in pairings[-1]):
            continue
        world.helper(f"H{number}")
        reached = start + timedelta(days=length)
        pairings.append(world.pairing(f"H{number}", start.isoformat(), "" if runs_on else reached.isoformat()))
    home = world.household("YYL-2222", *pairings)
    for when in contacts:
        if pairing := home.primary_on(when):
            world.visit("YYL-2222", pairing.helper, when.isoformat())
    return home


@given(spells, st.lists(days, max_size=6), st.dates(date(2023, 9, 1), date(2028, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_every_history(new_world, spell_list, contacts, as_of):
    world = new_world()
    home = history(world, spell_list, contacts)
    found = due(world, as_of)
    # Nobody owes anything for a pairing that has ended.
    assert {item.helper for item in found} <= {pairing.helper for pairing in home.pairings_on(as_of)} | {""}
    # The contact of the quarter stands there once exactly where the matrix says 进行中.
    quarter = Quarter.of(as_of)
    running = Book(world.ledger, home, as_of).quarter(quarter).state is ContactState.RUNNING
    now = [item.period for item in found if item.kind is DutyKind.CONTACT and not item.missed]
    assert now == [str(quarter)] * running
    assert all(item.opened <= as_of and item.opened <= item.on for item in found)
    assert all(item.on < as_of for item in found if item.missed)
    assert len({item.key for item in found}) == len(found)
    assert found == sorted(found, key=lambda item: item.sort_key)


@pytest.fixture(scope="module")
def shipped(repo_root: Path) -> Ledger:
    return Ledger.of(read_ledger(repo_root / "records", SchemaLibrary(repo_root / "schemas")))


@given(data=st.data(), when=st.dates(date(2023, 9, 1), date(2028, 12, 31)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_day_of_every_household(shipped: Ledger, data: st.DataObject, when: date) -> None:
    home = shipped.households[data.draw(st.sampled_from(sorted(shipped.households)))]
    book = Book(shipped, home, when)
    found = household_due(shipped, book)
    assert all(item.opened <= when and item.household == home.id for item in found)
    assert len({item.key for item in found}) == len(found)
    running = [item for item in found if item.kind is DutyKind.CONTACT and not item.missed]
    quarter = Quarter.of(when)
    expected = quarter in shipped.policy.quarters and book.quarter(quarter).state is ContactState.RUNNING
    assert len(running) == int(expected)
    if not home.active_on(when):
        assert {item.kind for item in found} <= {DutyKind.CONTACT}
    missed = [item.missed for item in found]
    assert missed == sorted(missed, reverse=True)
    assert all(item.on < when for item in found if item.missed)


def test_what_is_done_is_no_longer_due(shipped: Ledger) -> None:
    met = next(
        (home, found)
        for home in shipped.households.values()
        if (found := Book(shipped, home, date(2026, 11, 23)).quarter(Quarter(2026, 4))).state is ContactState.DONE
    )
    home, quarter = met
    first = min(visit.date for visit in quarter.counted)
    after = household_due(shipped, Book(shipped, home, first))
    before = household_due(shipped, Book(shipped, home, first - timedelta(days=1)))
    assert [item.kind for item in after if item.kind is DutyKind.CONTACT and not item.missed] == []
    assert first == quarter.quarter.start or DutyKind.CONTACT in {item.kind for item in before}
