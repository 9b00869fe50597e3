"""What was found before an edit holds after it of whom nothing is another, and of nobody else."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from functools import partial
from types import SimpleNamespace

import pytest

from jiedui.model.keeping import Keeping
from jiedui.model.time import DAY as ONE

DAY = date(2026, 11, 23)


def reckoned(keeping, items):
    """Return which of some items were reckoned, and what was found of all."""
    asked = []
    found = keeping.of_each("length", items, lambda item: asked.append(item) or len(item))
    return sorted(asked), found


def test_what_is_the_same_is_reckoned_once():
    first = Keeping(None, frozenset())
    assert reckoned(first, {"b": "二二", "a": "一"}) == (["一", "二二"], {"a": 1, "b": 2})
    assert reckoned(first, {"b": "二二", "a": "一"}) == ([], {"a": 1, "b": 2})
    after = Keeping(first, {"a"})
    assert reckoned(after, {"a": "一", "b": "二二二", "c": ""}) == (["", "二二二"], {"a": 1, "b": 3, "c": 0})
    assert list(reckoned(after, {})[1]) == ["a", "b", "c"]


def test_what_two_modules_call_by_one_name_is_not_the_same():
    keeping = Keeping(None, frozenset())
    reckoned(keeping, {"a": "一"})
    assert keeping.of_each("length", {"a": "一"}, partial(elsewhere, 7)) == {"a": 7}
    assert keeping.of_each("length", {"a": "一"}, elsewhere) == {"a": 7}, (
        "a function is of its module, however it is called"
    )
    assert keeping.of_each("lengths", {"a": "一"}, len) == {"a": 1}


def elsewhere(found=0, *_):
    return found


elsewhere.__module__ = "elsewhere"


def test_of_the_same_people_those_alone_are_reckoned_whom_an_edit_touched():
    first = Keeping(None, frozenset())
    reckoned(first, {"b": "二二", "a": "一", "c": "三"})
    asked, found = reckoned(Keeping(first, {"a", "c"}), {"b": "二二二", "c": "三", "a": "一"})
    assert asked == ["二二二"]
    assert list(found.items()) == [("a", 1), ("b", 3), ("c", 1)]


def test_what_an_edit_made_the_same_again_is_reckoned_of_the_last_one():
    first = Keeping(None, frozenset())
    reckoned(first, {"a": "一"})
    second = Keeping(first, frozenset())
    reckoned(second, {"a": "一一"})
    assert reckoned(Keeping(second, {"a"}), {"a": "一一"}) == ([], {"a": 2})


def test_a_ledger_of_a_day_is_made_once_and_follows_the_one_of_the_same_day():
    made = []

    def make(before):
        made.append(before)
        return SimpleNamespace(keeping=None)

    first = Keeping(None, frozenset())
    known = first.ledger(DAY, make)
    assert first.ledger(DAY, make) is known
    reckoned(known.keeping, {"a": "一"})
    later = Keeping(first, {"a"}).ledger(DAY, make)
    assert made == [None, known]
    assert reckoned(later.keeping, {"a": "一"})[0] == []
    third = Keeping(Keeping(None, frozenset()), {"a"})
    assert reckoned(third.ledger(DAY, make).keeping, {"a": "一"})[0] == ["一"]


def test_what_is_found_of_a_group_stays_where_it_is_of_the_same_people_and_nobody_of_it_was_touched():
    first = Keeping(None, frozenset())
    assert first.of_group("sum", frozenset("ab"), lambda: 2) == 2
    assert first.of_group("sum", frozenset("ab"), lambda: 3) == 2
    after = Keeping(first, frozenset("abc"))
    assert after.of_group("sum", frozenset("ab"), lambda: 3) == 2
    for people, same, beside in (("abc", "abc", None), ("ab", "ac", None), ("ab", "abc", "warned")):
        before = Keeping(None, frozenset())
        before.of_group("sum", frozenset("ab"), lambda: 2)
        later = Keeping(before, frozenset(same))
        assert later.of_group("sum", frozenset(people), lambda: 3, beside=beside) == 3


def test_what_is_asked_of_a_group_that_has_become_another_is_reckoned():
    keeping = Keeping(None, frozenset())
    assert keeping.of_group("pages", frozenset("a"), lambda: 1, beside="one") == 1
    assert keeping.of_group("pages", frozenset("a"), lambda: 2, beside="other") == 2


@pytest.mark.parametrize(
    ("since", "made"), [(DAY + 2 * ONE, 1), (DAY + ONE, 2), (DAY, 2), (date.min, 2), (date.max, 1)]
)
def test_a_ledger_of_a_day_before_the_edit_stays_unless_it_is_the_day_before(since, made):
    def make(_):
        asked.append(DAY)
        return SimpleNamespace(keeping=None)

    asked, first = [], Keeping(None, frozenset())
    known = first.ledger(DAY, make)
    later = Keeping(first, {"a"}, since=since).ledger(DAY, make)
    assert len(asked) == made
    assert (later is known) == (made == 1)


def test_what_was_found_as_of_a_day_is_known_after_an_edit_during_which_nobody_asked():
    first = Keeping(None, frozenset())
    known = first.ledger(DAY, lambda _: SimpleNamespace(keeping=None))
    reckoned(known.keeping, {"a": "一", "b": "二二"})
    later = Keeping(first, {"a"}, since=date.max)
    third = Keeping(later, {"a"}).ledger(DAY, lambda _: SimpleNamespace(keeping=None))
    assert third is not known
    assert reckoned(third.keeping, {"a": "一", "b": "二二"})[0] == ["二二"]


def test_a_ledger_by_other_readings_is_made_after_each_edit():
    first = Keeping(None, frozenset())
    known = first.ledger("policy", lambda _: SimpleNamespace(keeping=None))
    later = Keeping(first, {"a"}, since=date.max)
    assert later.ledger("policy", lambda _: SimpleNamespace(keeping=None)) is not known


def test_of_nobody_nothing_stays_where_anything_but_households_may_be_another():
    before = Keeping(None, frozenset())
    before.of_group("events", frozenset(), lambda: 1)
    assert Keeping(before, frozenset()).of_group("events", frozenset(), lambda: 2) == 2


def test_what_is_made_for_one_run_is_known_not_to_last_and_so_is_what_is_made_of_it():
    keeping = Keeping(None, frozenset(), lasts=False)
    assert not keeping.ledger(DAY, lambda _: SimpleNamespace(keeping=None)).keeping.lasts
    assert Keeping(keeping, frozenset()).lasts


def test_what_is_of_a_whole_ledger_is_reckoned_once_and_after_an_edit_anew():
    first = Keeping(None, frozenset())
    assert [first.whole("figures", lambda: 1), first.whole("figures", lambda: 2), first.whole("days", lambda: 3)] == [
        1, 1, 3,
    ]  # fmt: skip
    assert Keeping(first, frozenset("a")).whole("figures", lambda: 4) == 4


def test_what_was_found_two_edits_ago_is_let_go_of_though_a_value_that_is_kept_holds_its_ledger():
    class Found:
        keeping = None

    gc.freeze()  # what other tests hold is not looked through
    first = Keeping(None, frozenset())
    found = [first.whole("figures", Found), first.of_group("pages", frozenset("a"), Found)]
    found += [first.ledger(DAY, lambda _: Found()), Found()]
    first.of_each("books", {"a": found[-1]}, lambda item: item)
    alive = [weakref.ref(item) for item in found]
    found.clear()
    second = Keeping(first, frozenset("a"))
    assert all(item() for item in alive)
    third = Keeping(second, frozenset("a"))
    gc.collect()
    assert not any(item() for item in alive)
    assert reckoned(first, {"a": "一"}) == (["一"], {"a": 1})  # which may still be asked
    assert third.whole("figures", list) == []
