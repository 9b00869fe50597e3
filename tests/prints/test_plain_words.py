"""Plain words: every official name that a household sheet may bear has a meaning that it understands."""

from __future__ import annotations

from jiedui.model.policy import Policy
from jiedui.prints.plain_words import PlainWord, explained


def test_every_policy_of_the_notice_is_explained(policy: Policy) -> None:
    names = [item.name for item in policy.benefits]
    assert [word.name for word in explained(names)] == names


def test_every_rule_that_a_household_may_ask_about_is_explained(policy: Policy) -> None:
    # These say that something does not go together, and nobody asks for less.
    against = {"两项补贴可同时享受", "特困与两项补贴不重复", "孤儿等不重复享受生活补贴"}
    names = [item.name.removeprefix("疑似") for item in policy.entitlements]
    assert {name for name in names if not explained([name])} == against


def test_a_name_is_explained_once_in_its_place_and_an_unknown_one_is_left_out() -> None:
    dibao = PlainWord("最低生活保障", "就是低保。家里收入太少，每个月发一笔生活费。")
    housing = PlainWord("住房保障", "修危房，或者租便宜的公家房子。")
    assert explained(["住房保障", "没有这一项", "最低生活保障", "住房保障"]) == (housing, dibao)


def test_no_meaning_is_longer_than_a_line_and_a_half(policy: Policy) -> None:
    long = [word for word in explained(item.name for item in policy.benefits) if len(word.meaning) > 25]
    assert long == []
