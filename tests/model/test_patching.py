"""A ledger with a few records otherwise is the one that is made of all of them, or is made anew."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.site.edits import Edits

from jiedui.model.following import differs_since
from jiedui.model.ledger import Ledger
from jiedui.model.patching import patched
from jiedui.model.time import DAY
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.tree import Place
from jiedui.struct import asdict, replace

FOLDER = "yueyanglou/households/YYL-2A3C"
HOME = f"{FOLDER}/household.yml"
VISIT = f"{FOLDER}/visits/2023-09-21.yml"
HELPER = "yueyanglou/helpers/YYL-B-4D5E.yml"
MEETING = "city/events/2023-12-18-meeting.yml"
UNIT = "yueyanglou/unit.yml"
WITHDRAWN = {"withdrawn": {"date": "2026-01-05", "reason": "误录"}}


@pytest.fixture(scope="module")
def found(repo_root, policy_root, library) -> Records:
    roots = repo_root / "tests" / "rules" / "base", policy_root
    return Records(roots[0], [record for root in roots for record in read_ledger(root, library).valid])


def other(found: Records, path: str, data: dict[str, Any] | None) -> tuple[Record | None, Record | None, Records]:
    """Return a record as it is, as it is to be, and all records with it."""
    was, there = found.at(path), found.at(VISIT)
    place = was.place if was else Place(path, "visit", path.rpartition("/")[2][:-4], there.place.unit, "YYL-2A3C")
    now = None if data is None else Record(place, {**(was or there).data, **data})
    rest = [record for record in found.valid if record.path != path]
    return was, now, replace(found, valid=sorted([*rest, *([now] if now else [])], key=lambda record: record.path))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (HOME, {"plan": "每月上门一次。"}),
        (HELPER, {"mobile": "15400009999"}),
        (VISIT, {"reached": False}),
        (VISIT, WITHDRAWN),
        (VISIT, None),
        (f"{FOLDER}/visits/2026-11-19.yml", {"date": "2026-11-19"}),
    ],
    ids=["household", "helper", "contact", "contact withdrawn", "contact gone", "contact new"],
)
def test_it_is_the_ledger_of_all_records_and_what_did_not_change_is_the_same(found, path, data) -> None:
    ledger = Ledger.of(found)
    was, now, records = other(found, path, data)
    made = patched(ledger, [(was, now)])
    assert made == Ledger.of(records) != ledger
    assert [*made.visits] == [*ledger.visits]
    assert [*made.helpers] == [*ledger.helpers]
    others = [
        key
        for kind in ("households", "helpers")
        for key, item in getattr(made, kind).items()
        if item is not getattr(ledger, kind)[key]
    ]
    assert others == {HOME: ["YYL-2A3C"], HELPER: ["YYL-B-4D5E"]}.get(path, [])
    assert patched(made, [(now, was)]) == ledger


def in_order(ledger: Ledger) -> dict[str, Any]:
    """Return the fields of a ledger, with the order that its records stand in."""
    found = asdict(ledger)
    return {name: [*value.items()] if isinstance(value, dict) else value for name, value in found.items()}


def _patched_is_made_anew(found: Records, seed: int, edits: int) -> None:
    """Make so many edits; each but those of what all have in common is one of a few records."""
    made, ledger, count, kinds = Edits(found, seed), Ledger.of(found), 0, Counter[str]()
    for _ in range(edits):
        before = {record.path: record for record in made.records.valid}
        what = made.make()
        after = {record.path: record for record in made.records.valid}
        paths = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
        changes = [(before.get(path), after.get(path)) for path in paths]
        anew = Ledger.of(made.records)
        if now := patched(ledger, changes):
            count += 1
            assert in_order(now) == in_order(anew), what
            _same_until_then(now, ledger, what)
        else:
            kinds.update((before.get(path) or after[path]).place.kind for path in paths)
        ledger = now or anew
    assert count > edits / 2
    assert kinds.keys() <= {"divisions", "unit", "policy-readings"}


def _same_until_then(now: Ledger, before: Ledger, what: str) -> None:
    """See that as one knew them before the day from which an edit tells anything both ledgers are the same."""
    since = differs_since(now, before)
    days = (date(year, month, 1) for year in range(2023, 2027) for month in range(1, 13, 2))
    for day in (*days, *([since - DAY] if date(2023, 1, 1) < since < date.max else [])):
        if day < since:
            assert _known(now, day) == _known(before, day), (what, day)


def _known(ledger: Ledger, day: date) -> Ledger:
    """Return a ledger as one knew it on a day; where there are no contacts or events yet, nothing tells that."""
    found = ledger.until(day)
    lists = ({key: items for key, items in known.items() if items} for known in (found.visits, found.events))
    return replace(found, **dict(zip(("visits", "events"), lists, strict=True)))


def test_after_any_edit_it_is_the_ledger_of_all_records_in_the_same_order(found):
    _patched_is_made_anew(found, 1, 60)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_after_three_hundred_edits_it_is_the_ledger_of_all_records_in_the_same_order(found, seed):
    _patched_is_made_anew(found, seed, 300)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (HOME, None),
        (HOME, WITHDRAWN),
        (HELPER, None),
        (HELPER, WITHDRAWN),
        (MEETING, {"attendees": 9}),
        (MEETING, None),
        (MEETING, WITHDRAWN),
    ],
    ids=["household gone", "withdrawn", "helper gone", "withdrawn", "event", "event gone", "withdrawn"],
)
def test_what_is_gone_or_withdrawn_leaves_the_others_in_their_order_and_comes_back_to_its_place(found, path, data):
    ledger = Ledger.of(found)
    was, now, records = other(found, path, data)
    made = patched(ledger, [(was, now)])
    assert in_order(made) == in_order(Ledger.of(records)) != in_order(ledger)
    assert in_order(patched(made, [(now, was)])) == in_order(ledger)


def test_of_what_all_have_in_common_it_is_made_anew(found):
    was, now, _ = other(found, UNIT, {})
    assert patched(Ledger.of(found), [(was, now)]) is None


def test_where_one_id_lies_in_the_folders_of_two_federations_it_is_made_anew(found):
    was = found.at(HELPER)
    elsewhere = Record(Place.of("helper", "pingjiang", was.place.stem), was.data)
    assert patched(Ledger.of(found), [(None, elsewhere)]) is None
    assert patched(Ledger.of(found), [(was, None), (None, elsewhere)]) is None


def test_where_contacts_stay_whose_household_nobody_knows_the_next_folder_with_contacts_has_it_made_anew(found):
    was, _, records = other(found, HOME, None)
    made = patched(Ledger.of(found), [(was, None)])
    new = Record(Place.of("visit", "pingjiang", "2026-11-02", "PJ-9999"), found.at(VISIT).data)
    assert in_order(made) == in_order(Ledger.of(records))
    assert patched(made, [(None, new)]) is None


def test_contacts_whose_household_cannot_be_read_by_now_stay_until_their_order_is_another(found) -> None:
    was, _, _ = other(found, HOME, None)
    orphaned = patched(Ledger.of(found), [(was, None)])
    assert "YYL-2A3C" in orphaned.visits
    visit, edited, _ = other(found, VISIT, {"reached": False})
    assert patched(orphaned, [(visit, edited)]).visits["YYL-2A3C"] != orphaned.visits["YYL-2A3C"]
    elsewhere = next(record for record in found.valid if record.place.kind == "visit" and FOLDER not in record.path)
    gone = [record for record in found.valid if record.path.startswith(elsewhere.path.rpartition("/")[0])]
    assert patched(orphaned, [(record, None) for record in gone]) is None
