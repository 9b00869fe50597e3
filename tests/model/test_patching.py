"""A ledger with a few records otherwise is the one that is made of all of them, or is made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.patching import patched
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.tree import Place

FOLDER = "yueyanglou/households/YYL-2A3C"
HOME = f"{FOLDER}/household.yml"
VISIT = f"{FOLDER}/visits/2023-09-21.yml"
HELPER = "yueyanglou/helpers/YYL-B-4D5E.yml"
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


@pytest.mark.parametrize(
    ("path", "data"),
    [(HOME, None), (HOME, WITHDRAWN), (HELPER, None), (HELPER, WITHDRAWN), (UNIT, {})],
    ids=["household gone", "household withdrawn", "helper gone", "helper withdrawn", "federation"],
)
def test_of_any_other_change_it_is_made_anew(found, path, data) -> None:
    was, now, _ = other(found, path, data)
    assert patched(Ledger.of(found), [(was, now)]) is None
