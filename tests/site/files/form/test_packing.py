"""Records in few bytes; that the form unpacks them as they were is held in ``assets/entry/test_data.py``."""

from __future__ import annotations

from jiedui.site.files.form.packing import LIST, Packing

HOME = {"id": "PJ-3333", "members": [{"id": "m-2222", "sex": "女"}], "visits": [], "reached": True, "count": 1}


def test_what_is_said_again_is_written_once() -> None:
    packing = Packing()
    once = packing.of(HOME)
    told = len(packing.table)
    again = packing.of(HOME | {"id": "PJ-2222"})
    assert packing.table[told:] == ["PJ-2222"]
    assert isinstance(once, list)
    assert isinstance(again, list)
    assert [once[0], *once[2:]] == [again[0], *again[2:]]


def test_an_object_is_its_keys_and_values_and_a_list_its_values() -> None:
    packing = Packing()
    assert packing.of({"a": ["x", []], "b": "x"}) == [0, [LIST, 1, [LIST]], 1]
    assert packing.table == [("a", "b"), "x"]


def test_what_is_not_the_same_is_not_taken_for_it() -> None:
    packing = Packing()
    alike = [1, True, "1", "True", 0, False, "", None, [], {}, {"a": 1}, {"b": 1}, ["a"], "a"]
    assert packing.of(alike) == packing.of(list(alike))
    scalars = [item for item in alike if not isinstance(item, dict | list)]
    known = [item for item in packing.table if not isinstance(item, tuple)]
    assert [(type(item), item) for item in known] == [(type(item), item) for item in scalars]
