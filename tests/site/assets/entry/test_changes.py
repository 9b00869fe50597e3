"""What somebody has changed is the same to the form and to the program, and so is what becomes of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.entry.conftest import Edits

from jiedui.records.changes import Applied, RecordChange, RecordConflict, apply, decide, diff
from jiedui.records.mask import MASK, masked
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.sensitivity import classes

AskYaml = Callable[[list[Any]], list[Any]]
Record = tuple[str, Any]
Case = tuple[str, Any, Any, Any, bool]


def told(done: Applied) -> dict[str, Any]:
    """Return what the form says of the same: what is not there is left out."""
    return {"data": done.data, "conflicts": [conflict_told(conflict) for conflict in done.conflicts]}


def conflict_told(conflict: RecordConflict) -> dict[str, Any]:
    theirs = {"gone": True} if conflict.gone else {} if conflict.theirs is None else {"theirs": conflict.theirs}
    return {"change": conflict.change.plain(), **theirs}


def answer(base: Any, made: Any, theirs: Any, mine: Any, record: RecordSchema) -> dict[str, Any]:
    changes = diff(base, made, record)
    first = apply(changes, theirs, record)
    left: list[RecordChange] = changes
    for conflict in first.conflicts:
        left = decide(left, conflict, mine=mine and not conflict.gone)
    decided = apply(left, theirs, record)
    return {
        "changes": [change.plain() for change in changes],
        "first": told(first),
        "decided": told(decided),
        "again": told(apply(left, decided.data, record)),
    }


def compared(ask_yaml: AskYaml, library: SchemaLibrary, cases: list[Case]) -> list[dict[str, Any]]:
    expected = [answer(base, made, theirs, mine, library[kind]) for kind, base, made, theirs, mine in cases]
    answers = ask_yaml([["changes", *case] for case in cases])
    for case, one, other in zip(cases, answers, expected, strict=True):
        assert one == other, case[0]
    return expected


def test_whatever_two_people_change(ask_yaml: AskYaml, library: SchemaLibrary, valid: list[Record]) -> None:
    cases: list[Case] = []
    for seed in range(400):
        dice = random.Random(seed)
        kind, base = valid[seed % len(valid)]
        made, theirs = (Edits(library[kind], dice).of(base, 6) for _ in range(2))
        hidden = [masked(data, classes(library[kind])) for data in (base, made)] if seed % 2 else [base, made]
        cases.append((kind, *hidden, theirs, seed % 3 == 0))
    answers = compared(ask_yaml, library, cases)
    assert sum(len(said["changes"]) for said in answers) > 1000
    assert sum("theirs" in conflict for said in answers for conflict in said["first"]["conflicts"]) > 100
    assert sum("gone" in conflict for said in answers for conflict in said["first"]["conflicts"]) > 50
    # What was decided is done, once.
    assert all(said["decided"] == said["again"] and said["again"]["conflicts"] == [] for said in answers)


def test_what_was_filled_in_without_saying_anything_is_no_change(
    ask_yaml: AskYaml, library: SchemaLibrary, valid: list[Record]
) -> None:
    kind, base = next((kind, data) for kind, data in valid if kind == "household" and "outings" in data)
    said = {
        "note": f" {base['note']}\n",
        "needs": [*base["needs"], {}],
        "plan": f"{base['plan']}  ",
        "outings": [{}, *base["outings"]],
    }
    (answer,) = compared(ask_yaml, library, [(kind, base, {**base, **said}, base, False)])
    assert answer["changes"] == []
    assert answer["first"] == {"data": base, "conflicts": []}


def test_a_masked_number_stays_what_it_is(ask_yaml: AskYaml, library: SchemaLibrary, valid: list[Record]) -> None:
    real = next(data for kind, data in valid if kind == "household" and "hardship" in data)
    base = masked(real, classes(library["household"]))
    made, expected = deepcopy(base), deepcopy(real)
    for home in (made, expected):
        certificates = home["members"][0]["disability"]["certificates"]
        certificates[-1]["grade"] = "四级"
        home["members"].append({"id": "m-9TWX", "name": "示例庚"})
    (answer,) = compared(ask_yaml, library, [("household", base, made, real, False)])
    assert MASK in str(answer["changes"])
    assert answer["first"] == {"data": expected, "conflicts": []}


def test_a_new_entry_of_a_day_stands_before_those_of_a_later_day(ask_yaml: AskYaml, library: SchemaLibrary) -> None:
    first, mine, theirs = (
        {"status": "其他特殊困难", "from": day} for day in ("2025-01-01", "2026-08-01", "2026-10-01")
    )
    home, hardship = {"id": "SLX-7K3Q"}, [first]
    made, now = ({**home, "hardship": [*hardship, row]} for row in (mine, theirs))
    (answer,) = compared(ask_yaml, library, [("household", {**home, "hardship": hardship}, made, now, False)])
    assert answer["first"] == {"data": {**home, "hardship": [first, mine, theirs]}, "conflicts": []}


def test_a_new_member_stands_behind_the_last_however_old(
    ask_yaml: AskYaml, library: SchemaLibrary, valid: list[Record]
) -> None:
    base = next(data for kind, data in valid if kind == "household" and "outings" in data)
    member = {"id": "m-9TWX", "name": "示例庚", "birth": "1931-01-05"}
    made = {**base, "members": [*base["members"], member]}
    (answer,) = compared(ask_yaml, library, [("household", base, made, base, False)])
    assert answer["first"]["data"]["members"][-1] == member


def test_a_mask_in_the_place_of_a_number_is_no_change(
    ask_yaml: AskYaml, library: SchemaLibrary, valid: list[Record]
) -> None:
    base = next(data for kind, data in valid if kind == "household" and "outings" in data)
    made = masked(base, classes(library["household"]))
    assert MASK in str(made)
    (answer,) = compared(ask_yaml, library, [("household", base, made, base, False)])
    assert answer["changes"] == []


def test_values_of_another_shape_do_no_harm(ask_yaml: AskYaml, valid: list[Record]) -> None:
    home = next(data for kind, data in valid if kind == "household" and "outings" in data)
    made = {**home, "consent": ["甲"], "plan": {"a": "乙"}, "members": [*home["members"], {"name": "丙"}]}
    (answer,) = ask_yaml([["changes", "household", home, made, made, True]])
    assert answer["first"]["conflicts"] == []
