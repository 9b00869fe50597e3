"""A review as a whole: five things that hide among many, each told first and once."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from tests.reports.review.conftest import AS_OF, COMMIT, HOME
from tests.reports.review.test_facts import edit, person

from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.reports.review.review import Review, ReviewTopic
from jiedui.reports.review.summary import reviewed
from jiedui.rules.change import LedgerChange

ReviewOf = Callable[..., Review]


def test_lines_stand_in_order_of_federation_and_file(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    edit(after, HOME, village="示例新村")
    after.helper("PJ-B-2222", "pingjiang")
    found = review(before, after)
    assert found.commit == COMMIT
    assert [(line.unit, line.topic) for line in found.lines] == [
        ("", ReviewTopic.FEDERATIONS),
        ("pingjiang", ReviewTopic.EFFECT),
        ("pingjiang", ReviewTopic.CLOSED),
        ("pingjiang", ReviewTopic.ADDED),
        ("yueyanglou", ReviewTopic.EFFECT),
        ("yueyanglou", ReviewTopic.FACT),
        ("yueyanglou", ReviewTopic.CONTACT),
    ]
    assert found.units == {"pingjiang": "平江县残联", "yueyanglou": "岳阳楼区残联"}


def test_what_cannot_be_read_is_told_as_that_alone(
    changed: Callable[..., tuple[Records, LedgerChange]], library: SchemaLibrary, worlds: Any
) -> None:
    before, after = worlds
    person(after, name="示例丁")
    records, change = changed(before, after)
    records.valid = [record for record in records.valid if record.path != HOME]
    records.broken = [Place(HOME, "household", "YYL-2222", "yueyanglou")]
    found = reviewed(records, change, library, AS_OF)
    assert [line.text for line in found.lines] == [f"{HOME}：读不懂，下面没有算进去"]


def test_of_no_change_there_is_nothing_to_tell(review: ReviewOf, worlds: Any) -> None:
    found = review(*worlds)
    assert (found.lines, found.overview, found.topics) == ((), (), ())


def test_of_a_new_ledger_there_are_counts_alone(review: ReviewOf, worlds: Any) -> None:
    _, after = worlds
    nothing = copy(after)
    nothing.records = {}
    found = review(nothing, after, tree="")
    assert found.lines == ()
    said = "岳阳楼区残联：残联新增 1 份，帮扶责任人新增 1 份，帮扶对象家庭新增 1 份，走访联系新增 2 份。"
    assert said in found.overview
