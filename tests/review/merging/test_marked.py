"""The text of a record of which parts are disputed: canonical but for these, each with both sides between marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records import dialect, writer
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.review.merging.marked import between, marked
from jiedui.review.merging.three_way import RecordMerge

Data = dict[str, Any]
_HUNK = re.compile(r"^<<<<<<< 这一边\n(.*?)^=======\n(.*?)^>>>>>>> 另一边\n", re.MULTILINE | re.DOTALL)


def chosen(text: str, side: int) -> str:
    """Return the text with one side chosen everywhere."""
    return _HUNK.sub(lambda found: found[side], text)


def test_without_a_dispute_it_is_the_canonical_text(household: Data, library: SchemaLibrary) -> None:
    record = library["household"]
    assert marked(household, record) == writer.write(household, record)
    assert marked(household, record, "# yaml-language-server: $schema=x") == writer.write(
        household, record, "# yaml-language-server: $schema=x"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "hunks"),
    [
        ({"phone": "15400001111"}, {"phone": "15400002222"}, 1),
        ({"phone": "15400001111", "address": "1组"}, {"phone": "15400002222", "address": "2组"}, 1),  # neighbours
        ({"phone": "15400001111", "plan": "一。"}, {"phone": "15400002222", "plan": "二。"}, 2),
        ({"phone": None}, {"phone": "15400002222"}, 1),
        ({"difficulties": "一。\n\n二。"}, {"difficulties": "三。" * 30}, 1),
        ({"needs.0": None}, {"needs.0.content": "换。"}, 1),
        ({"needs": None}, {"needs.0.content": "换。"}, 1),
        ({"needs.0.measures.0.result": "成。"}, {"needs.0.measures.0.result": "不成。"}, 1),
        # The first field of an entry bears the dash of the list: all of the entry is chosen.
        ({"needs.0.measures.0.code": "领"}, {"needs.0.measures.0.code": "帮就业"}, 1),
        ({"members.0.benefits.dibao": "待核"}, {"members.0.benefits.dibao": "不愿"}, 1),
    ],
)
def test_whichever_side_is_chosen_the_text_is_canonical_again(
    household: Data,
    changed: Callable[..., Data],
    library: SchemaLibrary,
    ours: Data,
    theirs: Data,
    hunks: int,
) -> None:
    record = library["household"]
    sides = changed(ours), changed(theirs)
    text = marked(RecordMerge(record).merge(household, *sides), record)
    assert len(_HUNK.findall(text)) == hunks
    assert dialect.conflict(text, "x.yml") is not None
    for number, side in enumerate(sides, 1):
        assert parse(chosen(text, number), "household.yml", record).data is not None
        lines = writer.write(side, record).splitlines()
        assert set(chosen(text, number).splitlines()) <= {*lines, "needs:  # 需求和措施"} | set(
            writer.write(household, record).splitlines()
        )


def test_marks_are_those_of_git() -> None:
    assert between(["a"], []) == ["<<<<<<< 这一边", "a", "=======", ">>>>>>> 另一边"]
