"""What one person changed goes onto what others have made of the record meanwhile: field by field, nothing lost."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entry.conftest import Edits
from tests.examples import examples

from jiedui.records.changes import Applied, RecordChange, RecordConflict, apply, decide, diff, settled
from jiedui.records.lists.lists import LISTS
from jiedui.records.mask import MASK, masked
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sensitivity import classes

if TYPE_CHECKING:
    from jiedui.records.schema import RecordSchema

LIBRARY = SchemaLibrary(default_folder())
HOUSEHOLD = LIBRARY["household"]
EXAMPLES = default_folder().parent / "tests" / "schemas" / "valid"
Data = dict[str, Any]


def example(kind: str) -> Data:
    data = parse((EXAMPLES / kind / "full.yml").read_text("utf-8"), "x.yml", LIBRARY[kind]).data
    assert data
    return data


def with_(data: Data, **fields: Any) -> Data:
    return {key: value for key, value in {**data, **fields}.items() if value is not None}


def merged(base: Data, mine: Data, theirs: Data, record: RecordSchema = HOUSEHOLD) -> Applied:
    return apply(diff(base, mine, record), theirs, record)


# ---- what a change is ----

HOME = {
    "id": "SLX-7K3Q",
    "phone": "15400000001",
    "hardship": [{"status": "低保户", "to": "2024-12-31"}, {"status": "其他特殊困难", "from": "2025-01-01"}],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "disability": {"certificates": [{"number": MASK, "grade": "一级"}]}},
        {"id": "m-3G9H", "name": "示例乙"},
    ],
    "pairings": [{"helper": "SLX-B-7K3Q", "role": "主责", "from": "2024-01-01"}],
}
PAIRING = HOME["pairings"][0]
NEW_PAIRING = {"helper": "SLX-B-9TWX", "role": "主责", "from": "2026-11-02"}


def test_fields_and_entries_that_were_changed() -> None:
    mine = deepcopy(HOME)
    mine |= {"phone": "15400000002", "hukou": "农业", "consent": {"date": "2026-11-27"}}
    mine["members"] = [{**mine["members"][0], "name": "示例丙"}, {"id": "m-4K5M", "name": "示例丁"}]
    mine["pairings"] = [{**PAIRING, "to": "2026-11-01"}, NEW_PAIRING]
    assert [change.plain() for change in diff(HOME, mine, HOUSEHOLD)] == [
        {"at": ["phone"], "old": "15400000001", "new": "15400000002"},
        {"at": ["hukou"], "new": "农业"},
        {"at": ["members", {"id": "m-2F8D"}, "name"], "old": "示例甲", "new": "示例丙"},
        {"at": ["members", {"id": "m-3G9H"}], "old": {"id": "m-3G9H", "name": "示例乙"}},
        {"at": ["members", {"new": True}], "new": {"id": "m-4K5M", "name": "示例丁"}},
        {"at": ["consent", "date"], "new": "2026-11-27"},
        {"at": ["pairings", {"like": PAIRING}, "to"], "new": "2026-11-01"},
        {"at": ["pairings", {"new": True}], "new": NEW_PAIRING},
    ]


def test_a_list_of_plain_words_is_one_value() -> None:
    visit = {"date": "2026-11-27", "topics": ["家庭生产生活"], "needs": [{"id": "n-7K3Q", "action": "推进"}]}
    mine = {**visit, "topics": ["政策宣传", "家庭生产生活"], "needs": [{"id": "n-7K3Q", "action": "办结"}]}
    assert [change.plain() for change in diff(visit, mine, LIBRARY["visit"])] == [
        {"at": ["topics"], "old": ["家庭生产生活"], "new": ["政策宣传", "家庭生产生活"]},
        {"at": ["needs", {"id": "n-7K3Q"}, "action"], "old": "推进", "new": "办结"},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"phone": " 15400000001 \n"}, {"note": ""}, {"consent": {"date": ""}}, {"needs": []}, {"outings": [{}]},
        {"needs": None}, {"hardship": HOME["hardship"][::-1]}, {"unknown": "甲"},
    ],
)  # fmt: skip
def test_what_the_writer_leaves_out_and_the_order_of_entries_are_no_change(fields: Data) -> None:
    assert diff(HOME, {**HOME, **fields}, HOUSEHOLD) == []


def test_an_entry_goes_on_as_the_one_that_says_most_of_the_same() -> None:
    ended = {**PAIRING, "to": "2026-11-01", "end_reason": "岗位调整"}
    changes = diff(HOME, {**HOME, "pairings": [NEW_PAIRING, ended]}, HOUSEHOLD)
    assert [change.plain() for change in changes] == [
        {"at": ["pairings", {"like": PAIRING}, "to"], "new": "2026-11-01"},
        {"at": ["pairings", {"like": PAIRING}, "end_reason"], "new": "岗位调整"},
        {"at": ["pairings", {"new": True}], "new": NEW_PAIRING},
    ]


def test_of_entries_that_say_the_same_it_is_any() -> None:
    twice = {"id": "SLX-7K3Q", "pairings": [PAIRING, PAIRING]}
    for mine in ([PAIRING], [PAIRING, {**PAIRING, "to": "2026-11-01"}]):
        data, conflicts = merged(twice, {**twice, "pairings": mine}, twice)
        assert data["pairings"] == (mine if len(mine) == 1 else mine[::-1])
        assert conflicts == []


# ---- putting it onto what others have made of the record ----


def test_others_changed_other_fields() -> None:
    theirs = deepcopy(HOME) | {"hukou": "农业"}
    theirs["members"][0]["name"] = "示例丙"
    assert merged(HOME, with_(HOME, phone="15400000002"), theirs) == Applied({**theirs, "phone": "15400000002"}, [])


def test_others_made_the_same_change() -> None:
    mine = with_(HOME, phone="15400000002", consent={"date": "2026-11-27"}, members=HOME["members"][:1])
    assert merged(HOME, mine, mine) == Applied(mine, [])


@pytest.mark.parametrize(
    ("mine", "theirs", "at"),
    [
        ("15400000002", "15400000003", ("phone",)),
        ("15400000002", None, ("phone",)),
        (None, "15400000003", ("phone",)),
    ],
)
def test_others_changed_the_same_field(mine: str | None, theirs: str | None, at: tuple[str, ...]) -> None:
    now = with_(HOME, phone=theirs)
    change = RecordChange(at, "15400000001", mine)
    assert merged(HOME, with_(HOME, phone=mine), now) == Applied(now, [RecordConflict(change, theirs)])


def test_a_conflict_is_decided_by_a_person() -> None:
    mine, theirs = with_(HOME, phone="15400000002", hukou="农业"), with_(HOME, phone="15400000003")
    changes = diff(HOME, mine, HOUSEHOLD)
    (conflict,) = apply(changes, theirs, HOUSEHOLD).conflicts
    mine_kept = decide(changes, conflict, mine=True)
    assert apply(mine_kept, theirs, HOUSEHOLD) == Applied(mine, [])
    given_up = decide(changes, conflict, mine=False)
    assert apply(given_up, theirs, HOUSEHOLD) == Applied({**theirs, "hukou": "农业"}, [])
    # What somebody has changed since is decided anew.
    (again,) = apply(mine_kept, with_(HOME, phone="15400000004"), HOUSEHOLD).conflicts
    assert (again.change.old, again.theirs) == ("15400000003", "15400000004")


def test_giving_up_one_field_of_an_entry_keeps_the_others() -> None:
    mine, theirs = deepcopy(HOME), deepcopy(HOME)
    mine["pairings"][0] |= {"role": "协助", "to": "2026-11-01"}
    theirs["pairings"][0]["role"] = "帮扶"
    changes = diff(HOME, mine, HOUSEHOLD)
    (conflict,) = apply(changes, theirs, HOUSEHOLD).conflicts
    data, conflicts = apply(decide(changes, conflict, mine=False), theirs, HOUSEHOLD)
    assert data["pairings"] == [{**PAIRING, "role": "帮扶", "to": "2026-11-01"}]
    assert conflicts == []


def test_a_changed_entry_that_i_took_away_is_a_conflict() -> None:
    theirs = deepcopy(HOME)
    theirs["members"][1]["name"] = "示例丙"
    theirs["pairings"][0]["to"] = "2026-11-01"
    changes = diff(HOME, with_(HOME, members=HOME["members"][:1], pairings=None), HOUSEHOLD)
    data, conflicts = apply(changes, theirs, HOUSEHOLD)
    assert data == theirs
    assert [(each.theirs, each.gone) for each in conflicts] == [
        (theirs["members"][1], False),
        (theirs["pairings"][0], False),
    ]
    for conflict in conflicts:
        changes = decide(changes, conflict, mine=True)
    assert apply(changes, theirs, HOUSEHOLD) == Applied(with_(theirs, members=HOME["members"][:1], pairings=None), [])


def test_a_change_of_an_entry_that_is_gone_cannot_be_placed() -> None:
    mine = deepcopy(HOME)
    mine["members"][1]["name"] = "示例丙"
    mine["pairings"][0]["to"] = "2026-11-01"
    theirs = with_(HOME, members=HOME["members"][:1], pairings=[NEW_PAIRING])
    data, conflicts = merged(HOME, mine, theirs)
    assert data == theirs
    assert [(conflict.change.new, conflict.gone) for conflict in conflicts] == [("示例丙", True), ("2026-11-01", True)]


def test_an_entry_without_id_is_found_though_others_added_to_it() -> None:
    mine, theirs = deepcopy(HOME), deepcopy(HOME)
    mine["pairings"][0]["to"] = "2026-11-01"
    theirs["pairings"][0] |= {"form_on": "2024-01-05", "module_updates": [{"date": "2026-10-08"}]}
    data, conflicts = merged(HOME, mine, theirs)
    assert data["pairings"] == [{**theirs["pairings"][0], "to": "2026-11-01"}]
    assert conflicts == []


def test_an_entry_that_two_of_theirs_may_be_is_not_guessed() -> None:
    mine, theirs = deepcopy(HOME), deepcopy(HOME)
    mine["pairings"][0]["to"] = "2026-11-01"
    theirs["pairings"] = [{**PAIRING, "form_on": "2024-01-05"}, {**PAIRING, "card_on": "2024-01-05"}]
    assert [conflict.gone for conflict in merged(HOME, mine, theirs).conflicts] == [True]


def test_new_entries_of_two_people_stand_one_behind_the_other() -> None:
    member, other = {"id": "m-4K5M", "name": "示例丙"}, {"id": "m-5N6P", "name": "示例丁"}
    mine = with_(HOME, members=[*HOME["members"], member], outings=[{"person": "m-2F8D", "date": "2026-11-01"}])
    theirs = with_(HOME, members=[*HOME["members"], other], outings=[{"person": "m-3G9H", "date": "2026-11-01"}])
    data, conflicts = merged(HOME, mine, theirs)
    assert data["members"] == [*HOME["members"], other, member]
    assert data["outings"] == [*theirs["outings"], *mine["outings"]]
    assert conflicts == []


def test_a_new_entry_of_a_day_stands_before_those_of_a_later_day() -> None:
    later, mine = {"status": "低保户", "from": "2026-10-01"}, {"status": "低保边缘户", "from": "2026-08-01"}
    data, conflicts = merged(
        HOME, with_(HOME, hardship=[*HOME["hardship"], mine]), with_(HOME, hardship=[*HOME["hardship"], later])
    )
    assert data["hardship"] == [*HOME["hardship"], mine, later]
    assert conflicts == []


def test_a_new_entry_under_an_id_that_others_gave_away_is_a_conflict() -> None:
    mine = with_(HOME, members=[*HOME["members"], {"id": "m-4K5M", "name": "示例丙"}])
    theirs = with_(HOME, members=[*HOME["members"], {"id": "m-4K5M", "name": "示例丁"}])
    changes = diff(HOME, mine, HOUSEHOLD)
    data, (conflict,) = apply(changes, theirs, HOUSEHOLD)
    assert (data, conflict.theirs) == (theirs, {"id": "m-4K5M", "name": "示例丁"})
    assert apply(decide(changes, conflict, mine=True), theirs, HOUSEHOLD) == Applied(mine, [])


def test_a_masked_number_stays_what_it_is() -> None:
    real = example("household")
    base: Data = masked(real, classes(HOUSEHOLD))
    mine = deepcopy(base)
    for certificate in mine["members"][0]["disability"]["certificates"]:
        assert certificate["number"] == MASK
    mine["members"][0]["disability"]["certificates"][1]["grade"] = "一级"
    data, conflicts = merged(base, mine, real)
    expected = deepcopy(real)
    expected["members"][0]["disability"]["certificates"][1]["grade"] = "一级"
    assert (data, conflicts) == (expected, [])


def test_a_number_that_was_typed_replaces_the_one_that_is_masked() -> None:
    real = deepcopy(HOME)
    real["members"][0]["disability"]["certificates"][0]["number"] = "49060219580312101741"
    mine = deepcopy(HOME)
    mine["members"][0]["disability"]["certificates"][0]["number"] = "49060219580312101742"
    assert merged(HOME, mine, real) == Applied(mine, [])
    # A certificate is taken away though its number cannot be seen.
    assert merged(HOME, with_(HOME, members=[{"id": "m-2F8D", "name": "示例甲"}]), real).conflicts == []


@pytest.mark.parametrize(
    "said",
    [
        None, "phone", {}, {"at": []}, {"at": "phone"}, {"at": [1], "new": "甲"}, {"at": ["phone", None]},
        {"at": ["phone"], "new": "甲", "path": "/"}, {"at": ["members", {"id": 7}, "name"], "new": "甲"},
        {"at": ["phone"], "new": json.loads("[" * 900 + "]" * 900)},
        {"at": ["members", {"new": True}]}, {"at": ["members", {"new": True}], "new": "甲"},
        {"at": ["members", {"id": "m-2F8D"}], "new": "甲"}, {"at": ["members", {}], "new": {}},
        {"at": ["pairings", {"like": "甲"}, "to"], "new": "甲"}, {"at": ["pairings", {"new": False}], "new": {}},
        {"at": ["pairings", {"new": True}, "to"], "new": "甲"}, {"at": ["pairings", {"like": {}, "id": "甲"}]},
    ],
)  # fmt: skip
def test_what_is_no_change_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match="a change"):
        RecordChange.of(said)


@pytest.mark.parametrize(
    ("at", "new"),
    [
        (["telephone"], "甲"), (["phone", "number"], "甲"), (["phone", {"new": True}], {}), ([{"id": "m-2F8D"}], {}),
        (["members", {"like": HOME["members"][0]}, "name"], "甲"), (["members", {"id": "m-9TWX"}, "name"], "甲"),
        (["members", {"id": "m-9TWX"}], {"name": "甲"}), (["pairings", {"id": "m-2F8D"}, "to"], "甲"),
        (["__class__"], "甲"), (["pairings", {"like": PAIRING}, {"new": True}], {"note": "甲"}),
        (["topics", {"new": True}], {"note": "甲"}), (["members", "name"], "甲"), (["consent", {"id": "甲"}], None),
    ],
)  # fmt: skip
def test_a_change_that_leads_nowhere_cannot_be_placed(at: list[Any], new: Any) -> None:
    change = RecordChange.of({"at": at, "new": new})
    assert apply([change], HOME, HOUSEHOLD) == Applied(HOME, [RecordConflict(change, gone=True)])


def test_changes_that_contradict_each_other_do_no_harm() -> None:
    said = [
        {"at": ["members"], "old": HOME["members"], "new": "甲"},
        {"at": ["members", {"id": "m-2F8D"}, "name"], "new": "甲"},
        {"at": ["consent"], "new": "甲"},
        {"at": ["consent", "date"], "new": "2026-11-27"},
        {"at": ["pairings"], "old": HOME["pairings"], "new": ["甲"]},
        {"at": ["pairings", {"like": {"module_updates": "甲"}}, "module_updates", {"new": True}], "new": {"by": "甲"}},
        {"at": ["pairings", {"like": PAIRING}], "old": PAIRING},
        {"at": ["pairings", {"like": PAIRING}, "to"], "new": "2026-11-01"},
    ]
    data, conflicts = apply([*map(RecordChange.of, said)], HOME, HOUSEHOLD)
    assert (data["consent"], [conflict.gone for conflict in conflicts]) == (
        {"date": "2026-11-27"},
        [True, True, True, True],
    )


def test_the_record_and_the_changes_stay_as_they_are() -> None:
    mine = with_(HOME, pairings=[PAIRING, NEW_PAIRING])
    before, changes = deepcopy(HOME), diff(HOME, mine, HOUSEHOLD)
    data = apply(changes, HOME, HOUSEHOLD).data
    data["members"][0]["name"] = data["pairings"][1]["from"] = "甲"
    assert before == HOME
    assert changes[0].new == {"helper": "SLX-B-9TWX", "role": "主责", "from": "2026-11-02"}


def test_a_change_as_plain_data_is_the_same_change() -> None:
    for change in diff(HOME, example("household"), HOUSEHOLD):
        assert RecordChange.of(change.plain()) == change


# ---- whatever was changed ----


KINDS = ["household", "helper", "visit", "event-branch", "event-recheck"]
SEEDS = st.integers(0, 10**9)
BOUNDED = settings(max_examples=examples(120), derandomize=True, database=None, deadline=None)


def in_any_order(data: Any) -> Any:
    if isinstance(data, list):
        return sorted(map(in_any_order, data), key=repr)
    return {key: in_any_order(data[key]) for key in sorted(data)} if isinstance(data, dict) else data


@BOUNDED
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_what_was_changed_is_there_and_once(seed: int, kind: str) -> None:
    base, record = example(kind), LIBRARY[kind]
    mine = Edits(record, random.Random(seed)).of(base, 6)
    changes = diff(base, mine, record)
    data, conflicts = apply(changes, base, record)
    assert in_any_order(data) == in_any_order(mine)
    assert conflicts == []
    assert diff(base, base, record) == []
    assert apply(changes, data, record) == Applied(data, [])


def shared_out(base: Data, edited: Data, dice: random.Random) -> tuple[Data, Data]:
    """Return two records with parts of what was edited: each field, and each list without ids, in one of them."""
    one, other = {}, {}
    for key in base.keys() | edited.keys():
        before, after = base.get(key), edited.get(key)
        if isinstance(before, dict) and isinstance(after, dict):
            one[key], other[key] = shared_out(before, after, dice)
        elif (
            isinstance(before, list) and isinstance(after, list) and by_id(before).keys() == by_id(after).keys() - {""}
        ):
            pairs = [shared_out(row, by_id(after)[code], dice) for code, row in by_id(before).items()]
            one[key], other[key] = ([pair[side] for pair in pairs] for side in (0, 1))
        else:
            one[key], other[key] = dice.choice(((before, after), (after, before)))
    return with_(one), with_(other)


def by_id(rows: list[Any]) -> Data:
    return {row.get("id", "") if isinstance(row, dict) else "": row for row in rows}


@BOUNDED
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_two_who_changed_different_fields_do_not_meet(seed: int, kind: str) -> None:
    base, record, dice = example(kind), LIBRARY[kind], random.Random(seed)
    one, other = shared_out(base, Edits(record, dice).of(base, 12), dice)
    mine, theirs = apply(diff(base, one, record), other, record), apply(diff(base, other, record), one, record)
    assert in_any_order(mine.data) == in_any_order(theirs.data)
    assert mine.conflicts == theirs.conflicts == []


@BOUNDED
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_a_decided_conflict_is_none(seed: int, kind: str) -> None:
    base, record, dice = example(kind), LIBRARY[kind], random.Random(seed)
    mine, theirs = (Edits(record, dice).of(base, 12) for _ in range(2))
    changes = diff(base, mine, record)
    for conflict in apply(changes, theirs, record).conflicts:
        changes = decide(changes, conflict, mine=not conflict.gone)
    done = apply(changes, theirs, record)
    assert done.conflicts == []
    assert apply(changes, done.data, record) == done


def test_the_schema_wants_an_id_where_the_lists_have_one() -> None:
    listed = {
        (kind, entries.keys): entries.has_id for kind in ("household", "helper") for entries in LISTS.get(kind, ())
    }
    for (kind, keys), has_id in listed.items():
        schema = LIBRARY[kind].resolve(LIBRARY[kind].at((*keys, 0)))
        assert ("id" in schema["required"]) == has_id
    assert [keys for (_, keys), has_id in listed.items() if has_id] == [("members",), ("needs",)]


def test_what_is_settled_already_is_not_held_twice_and_what_is_not_is_left_alone() -> None:
    tidy = {"name": "示例甲", "paired": False, "age": 0, "needs": [{"content": "轮椅"}]}
    assert settled(tidy) is tidy
    loose = {"needs": tidy["needs"], "name": "示例甲 ", "note": "", "list": [{}, None]}
    kept = settled(loose)
    assert kept == {"needs": [{"content": "轮椅"}], "name": "示例甲"}
    assert kept["needs"] is tidy["needs"]
    assert loose["name"] == "示例甲 "
