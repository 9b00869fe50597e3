"""Merging a record: by field and by entry, the same whichever side is asked first, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.records import writer
from jiedui.records.kinds import KINDS, path_of
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.review.merging.marked import marked
from jiedui.review.merging.three_way import Disputed, RecordMerge

Data = dict[str, Any]
Changed = Callable[..., Data]

NEW_NEED = {"id": "n-ZZZ2", "content": "换一副拐杖。", "raised_on": "2026-05-01"}
OTHER_NEED = {"id": "n-ZZZ3", "content": "修门槛。", "raised_on": "2026-04-01"}
OUTING = {"person": "m-2F8D", "date": "2026-09-01", "kind": "参观一次展览"}


def places(merging: RecordMerge) -> list[str]:
    """What the places are called of which somebody has to choose."""
    return [dispute.where for dispute in merging.disputes]


@pytest.fixture(scope="session")
def merged(household: Data, changed: Changed, library: SchemaLibrary) -> Callable[[Data, Data], tuple[Data, list[str]]]:
    """Merge what two changes make of the household; its data, and the disputed places."""

    def merge(ours: Data, theirs: Data) -> tuple[Data, list[str]]:
        merging = RecordMerge(library["household"])
        return merging.merge(household, changed(ours), changed(theirs)), places(merging)

    return merge


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"phone": "15400001111"}, {"address": "9组"}),
        ({"phone": "15400001111"}, {"phone": "15400001111"}),
        ({"phone": None}, {"phone": None, "address": None}),
        ({"needs.0.content": "换一样。"}, {"needs.1.content": "另一样。"}),
        ({"members.0.benefits.dibao": "未通过"}, {"members.0.benefits.pension": "待核"}),
        ({"members.0.disability.certificates.0.seen_by": "示例甲"}, {"members.0.disability.labour": "无"}),
        ({"priorities.0.basis": "另有依据"}, {"priorities.1.basis": "又有依据"}),
        ({"hardship.1.to": "2026-07-31"}, {"difficulties": "都好。"}),
        ({"pairings.0.document": "某字〔2024〕4号"}, {"pairings.0.handover": "已交。"}),
    ],
)
def test_what_one_side_alone_has_changed_is_as_it_has_it(
    merged: Callable[[Data, Data], tuple[Data, list[str]]], changed: Changed, ours: Data, theirs: Data
) -> None:
    expected = changed({**ours, **theirs}), []
    assert merged(ours, theirs) == merged(theirs, ours) == expected


def test_both_add_entries_and_they_are_sorted_by_day(
    merged: Callable[[Data, Data], tuple[Data, list[str]]], household: Data
) -> None:
    for one, other in ((NEW_NEED, OTHER_NEED), (OTHER_NEED, NEW_NEED)):
        data, disputes = merged({"needs.+": one}, {"needs.+": other})
        assert data["needs"] == [*household["needs"], OTHER_NEED, NEW_NEED]
        assert disputes == []


def test_an_entry_that_both_have_added_alike_is_there_once(
    merged: Callable[[Data, Data], tuple[Data, list[str]]], household: Data
) -> None:
    data, disputes = merged({"outings.+": OUTING}, {"outings.+": OUTING, "phone": "15400001111"})
    assert (data["outings"], disputes) == ([*household["outings"], OUTING], [])


@pytest.mark.parametrize(
    ("ours", "theirs", "disputed"),
    [
        ({"phone": "15400001111"}, {"phone": "15400002222"}, "phone（联系电话）"),
        ({"phone": "15400001111"}, {"phone": None}, "phone（联系电话）"),
        ({"needs.0.content": "一。"}, {"needs.0.content": "二。"}, "需求 n-7K3Q 的 content（需求内容）"),
        ({"needs.0": None}, {"needs.0.content": "二。"}, "需求 n-7K3Q"),
        ({"needs.+": NEW_NEED}, {"needs.+": NEW_NEED | {"content": "别的。"}}, "需求 n-ZZZ2"),
        ({"consent.by": "监护人"}, {"consent.by": "照料人"}, "consent（知情同意）的 by（同意人）"),
        (
            {"members.1.left": {"date": "2026-10-01", "reason": "去世"}},
            {"members.1.left": {"date": "2026-10-01", "reason": "迁出"}},
            "成员 m-3G9H 的 left（离开）",
        ),
        ({"outings.+": OUTING}, {"outings.+": OUTING | {"note": "去了"}}, "m-2F8D 在 2026-09-01 的集体活动"),
    ],
)
def test_what_both_have_changed_otherwise_is_disputed_and_told_by_its_name(
    merged: Callable[[Data, Data], tuple[Data, list[str]]], ours: Data, theirs: Data, disputed: str
) -> None:
    assert merged(ours, theirs)[1] == merged(theirs, ours)[1] == [disputed]


def test_a_list_without_ids_in_which_both_have_replaced_an_entry_is_disputed_as_a_whole(
    merged: Callable[[Data, Data], tuple[Data, list[str]]],
) -> None:
    one = {"priorities": [{"kind": "老养残", "basis": "一"}]}
    other = {"priorities": [{"kind": "一户多残", "basis": "二"}]}
    data, disputes = merged(one, other)
    assert data["priorities"] == Disputed(one["priorities"], other["priorities"])
    assert disputes == ["priorities（重点帮扶情形）"]


def test_words_of_a_list_are_taken_one_by_one(library: SchemaLibrary) -> None:
    merging = RecordMerge(library["visit"])
    data = merging.merge({"topics": ["a", "b"]}, {"topics": ["b", "c"]}, {"topics": ["a", "b", "d"]})
    assert (data, places(merging)) == ({"topics": ["b", "c", "d"]}, [])
    assert merging.merge({"topics": ["a"]}, {}, {"topics": ["a"]}) == {}
    assert merging.merge({"topics": ["a"]}, {}, {"topics": ["a", "b"]}) == {"topics": ["b"]}


# What somebody may do to the household: by the place that it is about, so that two places are two people's business.
_TEXT = st.text(alphabet="甲乙丙丁：# -", min_size=1, max_size=12).map(lambda text: f"改{text}改")
_NEED = st.fixed_dictionaries({"content": _TEXT, "raised_on": st.dates().map(str)}, optional={"result": _TEXT})
_EDITS: Mapping[str, st.SearchStrategy[Any]] = {
    "phone": st.none() | _TEXT,
    "address": st.none() | _TEXT,
    "difficulties": _TEXT,
    "plan": st.none() | _TEXT,
    "consent.form": _TEXT,
    "needs.0.content": _TEXT,
    "needs.0.measures.0.result": _TEXT,
    "needs.1.content": _TEXT,
    "members.0.education": st.none() | _TEXT,
    "members.1.name": _TEXT,
    "members.0.disability.certificates.1.seen_by": st.none() | _TEXT,
    "pairings.0.handover": _TEXT,
    "priorities.1.basis": _TEXT,
    **{f"needs.+{code}": _NEED for code in "234"},
    **{f"outings.+{code}": st.just(OUTING | {"kind": f"活动{code}"}) for code in "23"},
}
_CHANGES = st.fixed_dictionaries({}, optional=dict(_EDITS))


def _applied(changed: Changed, edits: Data, base: Data | None = None) -> Data:
    data = changed({key: value for key, value in edits.items() if "+" not in key}, base)
    for key, value in edits.items():
        name, plus, code = key.partition(".+")
        if plus:
            data[name].append({"id": f"n-ZZZ{code}", **value} if name == "needs" else deepcopy(value))
    return data


def _whole(value: Any) -> Any:
    """Return a value without the order of its lists."""
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    return sorted(map(_whole, value), key=repr) if isinstance(value, list) else value


@settings(max_examples=examples(40))
@given(edits=_CHANGES, split=st.integers(0))
def test_changes_of_two_in_different_places_are_both_there_whoever_is_asked_first(
    edits: Data, split: int, household: Data, changed: Changed, library: SchemaLibrary
) -> None:
    mine = {key: value for number, (key, value) in enumerate(edits.items()) if split >> number & 1}
    yours = {key: value for key, value in edits.items() if key not in mine}
    ours, theirs = _applied(changed, mine), _applied(changed, yours)
    both = [RecordMerge(library["household"]), RecordMerge(library["household"])]
    one, other = both[0].merge(household, ours, theirs), both[1].merge(household, theirs, ours)
    assert both[0].disputes == both[1].disputes == []
    assert _whole(one) == _whole(other) == _whole(_applied(changed, edits))


@settings(max_examples=examples(40))
@given(mine=_CHANGES, yours=_CHANGES, gone=st.sets(st.sampled_from(["needs", "pairings", "members", "outings"])))
def test_no_line_of_either_side_is_lost_whatever_both_have_done(
    mine: Data, yours: Data, gone: set[str], household: Data, changed: Changed, library: SchemaLibrary
) -> None:
    record = library["household"]
    ours, theirs = _applied(changed, mine), _applied(changed, yours)
    for key in gone:
        del theirs[key][0]
    before = set(writer.write(household, record).splitlines())
    merging = RecordMerge(record)
    text = marked(merging.merge(household, ours, theirs), record)
    lines = set(text.splitlines())
    for side in (ours, theirs):
        assert set(writer.write(side, record).splitlines()) - before - lines == set()
    assert ("<<<<<<< " in text) is bool(merging.disputes)


def _places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _places(part, (*way, key))


def _disturbed(data: Data, dice: Random) -> Data:
    """Return a record with up to four places otherwise: a value, an entry more or less, or another order."""
    data = deepcopy(data)
    for _ in range(dice.randrange(5)):
        *way, last = dice.choice([place for place in _places(data) if place and place[-1] != "id"])
        node: Any = data
        for part in way:
            node = node[part]
        value, what = node[last], dice.randrange(4)
        if what == 0:
            del node[last]
        elif isinstance(value, str):
            node[last] = value + dice.choice("甲乙丙")
        elif isinstance(node, list) and what == 1:
            node.insert(dice.randrange(len(node)), node.pop(last))
        elif isinstance(node, list) and what == 2:
            again = {"id": f"{value['id'][:-1]}{dice.choice('XYZ')}"} if "id" in value else {}
            node.insert(dice.randrange(len(node) + 1), {**deepcopy(value), **again})
    return data


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_of_every_kind_no_line_is_lost_and_it_is_all_one_who_is_asked_first(
    kind: str, repo_root: Path, policy_root: Path, library: SchemaLibrary
) -> None:
    record, dice = library[kind], Random(kind)
    file = repo_root / "tests" / "schemas" / "valid" / kind / "full.yml"
    text = (file if file.exists() else policy_root / path_of(kind)).read_text("utf-8")
    base = parse(text, "x.yml", record).data
    assert base is not None
    before = _said(writer.write(base, record))
    for _ in range(12):
        sides = _disturbed(base, dice), _disturbed(base, dice)
        one, other = RecordMerge(record), RecordMerge(record)
        data, mirrored = one.merge(base, *sides), other.merge(base, *reversed(sides))
        assert sorted(places(one)) == sorted(places(other))
        assert one.disputes or _whole(data) == _whole(mirrored)
        lines = _said(marked(data, record))
        assert all(_said(writer.write(side, record)) - before <= lines for side in sides)


def _said(text: str) -> set[str]:
    """Return the lines of a text, whichever field of an entry bears its dash."""
    return {line.strip(" -") for line in text.splitlines()}
