"""A ledger that is kept in memory is after each edit the one that its files hold."""

from __future__ import annotations

import shutil

import pytest

from jiedui.model.ledger import Ledger
from jiedui.preview.live import LiveLedger
from jiedui.records.contents import contents_of
from jiedui.records.reader import read_ledger

HOME = "pingjiang/households/PJ-2H3J"
VISIT = f"{HOME}/visits/2023-10-12.yml"


@pytest.fixture
def live(root, library):
    return LiveLedger(root, library)


def assert_is_what_the_files_hold(live, root, library):
    records = read_ledger(root, library)
    whole = Ledger.of(records)
    assert live.ledger == whole
    assert live.contents == contents_of(records)
    for name in ("households", "visits", "helpers", "units", "events"):
        assert list(getattr(live.ledger, name)) == list(getattr(whole, name)), name


def edit(root, path, old, new):
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def change(root):
    edit(root, f"{HOME}/household.yml", "示例未", "示例改")
    return {f"{HOME}/household.yml"}


def call(root):
    edit(root, VISIT, "counterpart: 监护人", "counterpart: 本人")
    return {VISIT}


def call_again(root):
    shutil.copyfile(root / VISIT, root / HOME / "visits" / "2023-10-12-2.yml")
    return {f"{HOME}/visits/2023-10-12-2.yml"}


def forget_call(root):
    (root / VISIT).unlink()
    return {VISIT}


def first_call(root):
    there = root / "yueyanglou/households/YYL-8Q9R/visits"
    there.mkdir()
    shutil.copyfile(root / VISIT, there / "2023-10-12.yml")
    return {"yueyanglou/households/YYL-8Q9R/visits", "yueyanglou/households/YYL-8Q9R/visits/2023-10-12.yml"}


def withdraw_call(root):
    edit(root, VISIT, "date: ", 'withdrawn:\n  date: "2024-01-01"\n  reason: 误录\ndate: ')
    return {VISIT}


def new_household(root):
    shutil.copytree(root / HOME, root / "pingjiang/households/PJ-9Z9Z")
    edit(root, "pingjiang/households/PJ-9Z9Z/household.yml", "PJ-2H3J", "PJ-9Z9Z")
    return {"pingjiang/households/PJ-9Z9Z"}


def household_gone(root):
    shutil.rmtree(root / HOME)
    return {HOME}


def rename_helper(root):
    edit(root, "pingjiang/helpers/PJ-B-2H3J.yml", "name: ", "name: 示例改 #")
    return {"pingjiang/helpers/PJ-B-2H3J.yml"}


def break_visit(root):
    (root / VISIT).write_text("date： x\n", "utf-8")
    return {VISIT}


def stray(root):
    (root / HOME / "readme.txt").write_text("x")
    return {f"{HOME}/readme.txt"}


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        (change, ["PJ-2H3J"]),
        (call, ["2023-10-12"]),
        (call_again, ["2023-10-12-2"]),
        (forget_call, ["2023-10-12"]),
        (first_call, ["2023-10-12"]),
        (withdraw_call, ["2023-10-12"]),
        (new_household, ["PJ-9Z9Z", "2023-10-12"]),
        (household_gone, ["PJ-2H3J", "2023-10-12"]),
        (rename_helper, ["PJ-B-2H3J"]),
        (break_visit, ["2023-10-12"]),
        (stray, []),
    ],
)
def test_after_an_edit_it_is_what_the_files_hold(root, library, live, act, changed):
    assert [place.stem for place in live.refresh(act(root))] == changed
    assert_is_what_the_files_hold(live, root, library)


def test_edits_follow_each_other(root, library, live):
    for act in (change, call, call_again, rename_helper, new_household, first_call, forget_call):
        live.refresh(act(root))
    assert_is_what_the_files_hold(live, root, library)


def test_what_did_not_change_is_the_same_object(root, live):
    before = live.ledger
    live.refresh(change(root))
    assert live.ledger.households["PJ-2H3J"] is not before.households["PJ-2H3J"]
    assert live.ledger.households["PJ-4K5M"] is before.households["PJ-4K5M"]
    assert live.ledger.visits["PJ-4K5M"] is before.visits["PJ-4K5M"]


def test_a_file_that_says_the_same_changes_nothing(root, live):
    before = live.ledger
    edit(root, VISIT, "channel: 入户", 'channel: "入户"')
    assert live.refresh({VISIT}) == []
    assert live.ledger is before
