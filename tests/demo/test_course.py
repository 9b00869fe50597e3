"""The course of one need."""

from __future__ import annotations

import copy
import itertools
from datetime import timedelta

import pytest

from jiedui.demo import course as module
from jiedui.demo.course import Course, useful
from jiedui.demo.draft import House
from jiedui.demo.phrases import wants
from jiedui.demo.world import World


@pytest.fixture
def home(world: World) -> House:
    """A household that has been contacted in many quarters."""
    return copy.deepcopy(max((home for home in world.houses if not home.closed), key=lambda home: len(useful(home))))


def course(home: House, world: World, key: str = "坐便椅") -> Course:
    want = wants().get(key) or next(want for want in wants().values() if want.code == "送康复")
    return Course(home, world, world.dice("course"), want, home.head, useful(home)[1].day)


def test_a_fresh_need_has_no_measure_yet(home: House, world: World) -> None:
    assert course(home, world).run("fresh")["measures"] == []


def test_an_open_need_stays_open(home: House, world: World) -> None:
    record = course(home, world).run("open")
    assert "closed_on" not in record
    assert "done_on" not in record["measures"][0]


def test_an_overdue_need_has_a_day_that_has_passed(home: House, world: World) -> None:
    found = course(home, world)
    record = found.run("overdue")
    assert record["measures"][0]["due_on"] == found.due.isoformat()
    assert found.due < world.clock.today


def test_a_closed_need_is_done_first_and_has_a_result(home: House, world: World) -> None:
    record = course(home, world).run("closed")
    measure = record["measures"][0]
    assert record["raised_on"] <= measure["promised_on"] <= measure["done_on"] <= record["closed_on"]
    assert record["result"]
    assert measure["result"]


@pytest.mark.parametrize("failed", [0, 1])
def test_whatever_is_drawn_the_days_of_a_need_follow_one_another(
    home: House, world: World, monkeypatch: pytest.MonkeyPatch, failed: int
) -> None:
    monkeypatch.setattr(module, "FAILED", failed)
    home.contacts = useful(home)[:1]
    for number, want in itertools.product(range(20), wants().values()):
        record = Course(home, world, world.dice(want.key, number), want, home.head, home.contacts[0].day).run("")
        for measure in record["measures"]:
            days = [record["raised_on"], measure["promised_on"], measure.get("done_on"), record.get("closed_on")]
            assert [*filter(None, days)] == sorted(filter(None, days)), (want.key, number)


def test_it_is_raised_at_the_contact_of_the_day(home: House, world: World) -> None:
    found = course(home, world)
    found.run("open")
    contact = useful(home)[1]
    assert contact.progress[0]["action"] == "提出"
    assert contact.news


def test_what_cannot_be_said_at_a_contact_is_not(home: House) -> None:
    assert all(contact.counts and not contact.withdrawn for contact in useful(home))


def test_help_that_ended_gives_the_need_up(home: House, world: World) -> None:
    home.closed, home.closed_reason = useful(home)[1].day + timedelta(days=3), "迁出市外"
    record = course(home, world).run("open")
    assert record["closed_on"] == home.closed.isoformat()
    assert record["result"] == record["measures"][0]["result"]
