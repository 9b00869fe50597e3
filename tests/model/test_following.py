"""Whom an edit touches: those whose records are others, and whoever has to do with them; nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.following import differs_since, everybody, follow, touched_since
from jiedui.model.household import Outing
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import named_by
from jiedui.model.time import DAY, Span
from jiedui.records.reader import Records, read_ledger
from jiedui.struct import replace

HOME, HELPER, DEPUTY, OWNER = "YYL-2A3C", "YYL-B-4D5E", "YY-B-2A3C", "YYL-B-6F7G"


@pytest.fixture(scope="module")
def ledger(repo_root, policy_root, library) -> Ledger:
    roots = repo_root / "tests" / "rules" / "base", policy_root
    return Ledger.of(Records(roots[0], [record for root in roots for record in read_ledger(root, library).valid]))


def with_home(ledger: Ledger, key: str = HOME) -> Ledger:
    return ledger.with_household(replace(ledger.households[key], plan="每月上门一次。"))


def with_helper(ledger: Ledger, key: str) -> Ledger:
    return replace(ledger, helpers={**ledger.helpers, key: replace(ledger.helpers[key], mobile="15400009999")})


def own(ledger: Ledger, key: str) -> set[str]:
    return {home.id for home in ledger.households_of(key)}


def test_of_a_household_itself_and_who_is_named_there_are_touched(ledger) -> None:
    touched = touched_since(with_home(ledger), ledger)
    assert touched == {HOME, *(pairing.helper for pairing in ledger.households[HOME].pairings)}
    assert touched == touched_since(ledger, with_home(ledger))


def test_of_a_contact_all_households_that_it_names_are_touched(ledger) -> None:
    shared = next(visit for visit in ledger.visits[HOME] if len(visit.households) > 1)
    others = [visit for visit in ledger.visits[HOME] if visit is not shared]
    made = replace(ledger, visits={**ledger.visits, HOME: others})
    assert {*shared.households, shared.by} <= touched_since(made, ledger) == touched_since(ledger, made)


def test_of_a_family_that_moved_all_records_are_touched(ledger) -> None:
    moved = next(home for home in ledger.households.values() if home.moved_from)
    for key in (moved.id, moved.moved_from):
        assert touched_since(with_home(ledger, key), ledger) >= {moved.id, moved.moved_from}


def test_of_a_helper_the_households_that_name_him_and_their_helpers_are_touched(ledger) -> None:
    touched = touched_since(with_helper(ledger, HELPER), ledger)
    assert own(ledger, HELPER) | {HELPER} <= touched
    assert touched < ledger.households.keys() | ledger.helpers.keys()
    others = {
        pairing.helper for key in touched & ledger.households.keys() for pairing in ledger.households[key].pairings
    }
    assert others <= touched
    assert touched_since(ledger, with_helper(ledger, HELPER)) == touched


def test_of_a_deputy_those_for_whom_he_stands_are_touched_and_of_these_he(ledger) -> None:
    assert DEPUTY in {pause.deputy for pause in ledger.helpers[OWNER].pauses}
    assert own(ledger, OWNER) | {OWNER, DEPUTY} <= touched_since(with_helper(ledger, DEPUTY), ledger)
    alone = replace(ledger, households={}, visits={})  # though nobody names them together
    assert touched_since(with_helper(alone, DEPUTY), alone) == touched_since(with_helper(alone, OWNER), alone)
    ended = replace(ledger, helpers={**ledger.helpers, OWNER: replace(ledger.helpers[OWNER], pauses=())})
    assert DEPUTY in touched_since(ended, ledger) & touched_since(ledger, ended)


@pytest.mark.parametrize("name", ["units", "bulletins"])
def test_of_what_all_have_in_common_all_are_touched(ledger, name) -> None:
    made = replace(ledger, **{name: dict([*getattr(ledger, name).items()][1:])})
    for now, before in ((made, ledger), (ledger, made)):
        assert touched_since(now, before) == everybody(now)
        assert differs_since(now, before) == date.min


def test_of_a_helper_who_is_new_or_gone_those_are_touched_who_name_him(ledger) -> None:
    made = replace(ledger, helpers={key: item for key, item in ledger.helpers.items() if key != HELPER})
    for now, before in ((made, ledger), (ledger, made)):
        assert touched_since(now, before) == touched_since(with_helper(ledger, HELPER), ledger) < everybody(ledger)


def test_of_a_household_that_is_new_or_gone_those_are_touched_whom_it_names_and_who_were_contacted_with_it(
    ledger,
) -> None:
    shared = next(visit for visit in ledger.visits[HOME] if len(visit.households) > 1)
    for key in shared.households:
        made = replace(ledger, households={name: home for name, home in ledger.households.items() if name != key})
        for now, before in ((made, ledger), (ledger, made)):
            touched = touched_since(now, before)
            assert {*shared.households, *(pairing.helper for pairing in ledger.households[key].pairings)} <= touched
            assert touched < everybody(ledger)


def test_of_an_event_its_federation_is_touched_and_from_its_day_on(ledger) -> None:
    first, *others = ledger.events["city"]
    made = replace(ledger, events={"city": others})
    assert touched_since(made, ledger) == touched_since(ledger, made) == {"city"}
    assert differs_since(made, ledger) == differs_since(ledger, made) == first.date
    assert made.until(first.date - DAY) == ledger.until(first.date - DAY)
    assert made.until(first.date) != ledger.until(first.date)


@pytest.mark.parametrize(
    "changed", [{"reached": False}, {"date": date(2023, 9, 19)}, None], ids=["what", "when", "gone"]
)
def test_where_contacts_alone_are_others_it_is_known_from_which_day_on(ledger, changed) -> None:
    first, *later = ledger.visits[HOME]
    visits = later if changed is None else [replace(first, **changed), *later]
    made = replace(ledger, visits={**ledger.visits, HOME: visits})
    since = min(first.date, visits[0].date)
    assert differs_since(made, ledger) == differs_since(ledger, made) == since
    assert made.until(since - DAY) == ledger.until(since - DAY)
    assert made.until(since) != ledger.until(since)
    assert differs_since(made, made) == date.max


def test_what_bears_no_day_is_another_as_long_as_anything_is_known_of_the_household_or_the_helper(ledger) -> None:
    assert differs_since(with_home(ledger), ledger) == ledger.households[HOME].registered_on
    assert differs_since(with_helper(ledger, HELPER), ledger) == date.min


@pytest.mark.parametrize(
    ("changed", "since"),
    [
        ({"annual": {2024: "好转。"}}, date(2024, 1, 1)),
        ({"closed_on": date(2026, 3, 5), "closed_reason": "去世"}, date(2026, 3, 5)),
        ({"outings": (Outing("m1", date(2025, 5, 18), "助残日", ""),)}, date(2025, 5, 18)),
        ({"registered_on": date(2023, 8, 1)}, date(2023, 8, 1)),
    ],
    ids=["year", "closed", "outing", "registered"],
)
def test_what_bears_a_day_is_another_from_then_on(ledger, changed, since) -> None:
    home = replace(ledger.households[HOME], annual={}, closed_on=None, outings=())
    before, now = (ledger.with_household(item) for item in (home, replace(home, **changed)))
    assert differs_since(now, before) == differs_since(before, now) == since
    assert now.until(since - DAY) == before.until(since - DAY)
    assert now.until(since) != before.until(since)
    assert differs_since(now, now) == date.max


def test_a_pairing_that_ended_and_began_anew_was_another_between(ledger) -> None:
    home = ledger.households[HOME]
    *former, pairing = home.pairings
    ended = replace(pairing, span=Span(pairing.span.start, date(2025, 3, 31)), end_reason="调整")
    again = replace(pairing, span=Span(date(2025, 4, 1)))
    made = ledger.with_household(replace(home, pairings=(*former, ended, again)))
    assert differs_since(made, ledger) == date(2025, 3, 31)


def test_what_was_found_before_holds_of_whom_an_edit_did_not_touch(ledger) -> None:
    made = with_helper(ledger, HELPER)
    follow(ledger, None)
    follow(made, ledger)
    touched = touched_since(made, ledger)
    assert list(ledger.of_each("name", ledger.helpers, lambda item: item.id)) == sorted(ledger.helpers)
    asked = []
    assert list(made.of_each("name", made.helpers, lambda item: asked.append(item.id) or item.id)) == sorted(
        made.helpers
    )
    assert set(asked) == touched & made.helpers.keys()
    ledger.keeping = None


def test_after_a_first_contact_an_earlier_day_is_as_it_was_whatever_is_edited_next(ledger) -> None:
    home = next(key for key, visits in ledger.visits.items() if key in ledger.households)
    day = ledger.visits[home][0].date - 3 * DAY
    without = replace(ledger, visits={key: visits for key, visits in ledger.visits.items() if key != home})
    follow(without, None)
    without.until(day)
    contacted = replace(without, visits=ledger.visits)
    follow(contacted, without)
    helper = next(item for item in ledger.helpers.values() if item.id not in named_by(ledger, ledger.households[home]))
    edited = replace(contacted, helpers=ledger.helpers | {helper.id: replace(helper, mobile="15400009999")})
    follow(edited, contacted)
    assert home not in touched_since(edited, contacted)
    found = edited.until(day)
    edited.keeping = None
    assert found == edited.until(day)
