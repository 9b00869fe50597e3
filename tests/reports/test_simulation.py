"""口径试算: each other reading moves the figures that it should, for those whom it concerns (A-01 … A-21)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from jiedui.duties import contact, quota
from jiedui.duties.contact import ContactState
from jiedui.model.following import follow
from jiedui.model.time import DAY, Quarter
from jiedui.reports.quarterly import QuarterFigures
from jiedui.reports.simulation import SHOWN, Outcome, Simulation, simulate
from jiedui.struct import replace

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger

Q3 = Quarter(2026, 3)
CLOSED = {"date": "2026-08-20", "reason": "脱困"}


def tried(world: Any) -> Simulation:
    return simulate(world.ledger(), Q3)


def outcome(world: Any, reading: str, words: str) -> Outcome:
    (found,) = [item for item in tried(world).others if item.reading == reading and words in item.title]
    return found


def test_the_six_readings_of_the_brief_have_something_to_try(quarter_world: Any) -> None:
    others = tried(quarter_world).others
    assert {item.reading for item in others} == {"A-01", "A-07", "A-10", "A-12", "A-19", "A-21"}
    assert len({item.title for item in others}) == len(others) == 10


def test_a_reading_reckons_the_quarter_alone_and_what_it_hangs_on(
    quarter_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, asked = quarter_world.ledger(), list[str]()
    each = type(ledger).of_each
    monkeypatch.setattr(
        type(ledger), "of_each", lambda self, name, *rest, **how: asked.append(name) or each(self, name, *rest, **how)
    )
    simulate(ledger, Q3)
    # The chosen reading, and five others each of contact and of quotas.
    assert Counter(asked) == {
        "whole since": 1, "engaged": 1, f"{Q3} {Q3.end + DAY}": 6, f"quota_lines {Q3.end}": 6
    }  # fmt: skip


def test_the_chosen_reading_is_the_bulletins(quarter_world: Any) -> None:
    base, figures = tried(quarter_world).base, QuarterFigures(quarter_world.ledger(), Q3)
    assert base.total == {key: figures.total[key] for key in SHOWN}
    assert base.rows["pingjiang"] == {key: figures.rows["pingjiang"][key] for key in SHOWN}
    assert base.changes_nothing


def test_county_ranks_owe_more_under_a_01(quarter_world: Any) -> None:
    quarter_world.helper("PJ-B-2222", "pingjiang", {"post_level": "乡科级正职"})
    quarter_world.helper("PJ-B-3333", "pingjiang", {"post_level": "县处级副职"})
    found = outcome(quarter_world, "A-01", "4户")
    assert [(item.helper, item.before.owed, item.after.owed) for item in found.helpers] == [
        ("PJ-B-2222", 1, 2),
        ("PJ-B-3333", 1, 4),
    ]
    assert (found.rows["pingjiang"]["owed"], found.rows["pingjiang"]["gap"]) == (6, "4")
    assert (found.total["owed"], found.total["gap"], found.total["due"]) == (8, "5", 3)
    assert found.rows["city"] == tried(quarter_world).base.rows["city"]


@pytest.mark.parametrize(
    ("channel", "reached", "words", "after"),
    [
        ("电话", False, "就算", ContactState.DONE),
        ("电话", True, "只有入户", ContactState.OVERDUE),
        ("入户", False, "就算", None),
        ("入户", True, "只有入户", None),
    ],
)
def test_what_counts_as_contact_under_a_07(
    *, world: Any, channel: str, reached: bool, words: str, after: ContactState | None
) -> None:
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222")))
    world.visit("YYL-2222", "YYL-B-2222", "2026-08-10", channel=channel, reached=reached)
    changes = outcome(world, "A-07", words).households
    assert [item.after for item in changes] == ([after] if after else [])


@pytest.mark.parametrize(
    ("start", "one_day", "thirty"), [("2026-08-17", 0, 0), ("2026-08-18", 1, 1), ("2026-09-02", 1, 0)]
)
def test_short_quarters_under_a_10(world: Any, start: str, one_day: int, thirty: int) -> None:
    """From 08-17 there are 45 days, from 08-18 44, from 09-02 29."""
    world.household("YYL-2222", world.pairing(world.helper("YYL-B-2222"), start))
    assert len(outcome(world, "A-10", "一天").households) == one_day
    assert len(outcome(world, "A-10", "30天").households) == thirty


def test_only_the_helper_of_now_under_a_12(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-08-15"), world.pairing(new, "2026-08-16"))
    world.visit("YYL-2222", old, "2026-07-10")
    (change,) = outcome(world, "A-12", "现任").households
    assert (change.before, change.after) == (ContactState.DONE, ContactState.OVERDUE)


def test_whom_the_reading_of_a_hand_over_concerns_in_the_shipped_ledger(shipped_ledger: Ledger) -> None:
    """A-12: 91 of 102 were contacted in 2026Q3.

    JS-6T2Z alone was contacted by the former helper only. XY-MKVQ was visited on 2026-07-07 by the deputy of the helper
    who is still in charge, and is met under both readings.
    """
    found = simulate(shipped_ledger, Q3)
    (other,) = [item for item in found.others if item.reading == "A-12"]
    assert (found.base.total["met"], other.total["met"], other.total["due"]) == (91, 90, 102)
    assert [item.household for item in other.households] == ["JS-6T2Z"]


def test_shared_households_under_a_19(world: Any) -> None:
    first, second = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(first), world.pairing(second, role="协助"))
    both, split = outcome(world, "A-19", "各算"), outcome(world, "A-19", "平分")
    assert [(item.helper, (item.after.have, item.after.gap)) for item in both.helpers] == [("YYL-B-3333", (1, 0))]
    halves = [(item.helper, float(item.after.have)) for item in split.helpers]
    assert halves == [("YYL-B-2222", 0.5), ("YYL-B-3333", 0.5)]
    assert (split.total["have"], split.total["gap"], both.total["have"]) == ("1", "1", "2")


def test_no_grace_under_a_21(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, end="2026-08-20"), closed=CLOSED)
    assert tried(world).base.total["gap"] == "0"  # 41 days after the end, within 60
    assert outcome(world, "A-21", "当天").total["gap"] == "1"
    assert outcome(world, "A-21", "30天").total["gap"] == "1"


def test_a_reading_is_tried_alone_and_leaves_the_ledger_as_it_is(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    before = ledger.policy
    simulate(ledger, Q3)
    assert ledger.policy is before
    variant = next(reading.variants[0] for reading in before.readings if reading.id == "A-21")
    assert before.under(variant).settings == replace(before.settings, repair_grace_days=0)
    assert before.under(variant).quotas == before.quotas


class Recorder:
    """Settings that note what is asked of them."""

    def __init__(self, settings: Any) -> None:
        self._settings = settings
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.asked.add(name)
        return getattr(self._settings, name)


def test_what_is_not_reckoned_anew_hangs_on_no_setting_that_changed(shipped_ledger: Ledger) -> None:
    """``quota.SETTINGS`` and ``contact.SETTINGS`` are all that the two draw on, in the whole shipped ledger."""
    recorder = Recorder(shipped_ledger.policy.settings)
    recorded = replace(shipped_ledger, policy=replace(shipped_ledger.policy, settings=recorder))  # type: ignore[arg-type]
    for helper in recorded.helpers.values():
        quota.quota_line(recorded, helper, Q3.end)
    assert recorder.asked == quota.SETTINGS
    recorder.asked.clear()
    for book in contact.books(recorded, Q3.end + DAY).values():
        assert book.history
    assert recorder.asked <= contact.SETTINGS
    assert contact.SETTINGS - recorder.asked <= {"pause_needs_approval"}


@pytest.mark.parametrize(("visited", "tried"), [("2026-10-03", 1), ("2026-10-02", 2), ("2026-07-10", 2)])
def test_of_a_ledger_in_memory_a_quarter_is_tried_once_until_an_edit_says_something_of_it(
    world: Any, visited: str, tried: int
) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    world.visit("YYL-2222", helper, "2026-06-10")
    ledger = world.ledger()
    follow(ledger, None)
    found = simulate(ledger, Q3)
    assert simulate(ledger, Q3) is found
    known = ledger.visits["YYL-2222"]
    visits = {**ledger.visits, "YYL-2222": [*known, replace(known[0], date=date.fromisoformat(visited))]}
    edited = replace(ledger, visits=visits)
    follow(edited, ledger)
    assert (simulate(edited, Q3) is found) == (tried == 1)
    edited.keeping = None
    assert simulate(edited, Q3).base.total["met"] == (visited < "2026-10-01")
