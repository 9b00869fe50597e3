"""Plain words: every official name that a household sheet may bear has a meaning that it understands."""

from __future__ import annotations

from jiedui.model.policy import Policy
from jiedui.prints.plain_words import PlainWord, asked_name, explained
from jiedui.struct import replace


def test_every_policy_of_the_notice_is_explained(policy: Policy) -> None:
    names = [item.name for item in policy.benefits]
    assert [word.name for word in explained(names, policy)] == names


def test_every_rule_that_a_household_may_ask_about_is_explained(policy: Policy) -> None:
    # These say that something does not go together, and nobody asks for less.
    against = {"两项补贴可同时享受", "特困与两项补贴不重复", "孤儿等不重复享受生活补贴"}
    names = [asked_name(item) for item in policy.entitlements]
    assert {name for name in names if not explained([name], policy)} == against


def test_a_name_is_explained_once_in_its_place_and_an_unknown_one_is_left_out(policy: Policy) -> None:
    dibao = PlainWord("最低生活保障", "就是低保。家里收入太少，每个月发一笔生活费。")
    housing = PlainWord("住房保障", "修危房，或者租便宜的公家房子。")
    assert explained(["住房保障", "没有这一项", "最低生活保障", "住房保障"], policy) == (housing, dibao)


def test_no_meaning_is_longer_than_a_line_and_a_half(policy: Policy) -> None:
    long = [word for word in explained((item.name for item in policy.benefits), policy) if len(word.meaning) > 25]
    assert long == []


def test_a_policy_brings_along_the_words_for_names_of_its_own_and_other_words_for_known_ones(policy: Policy) -> None:
    dibao = next(item for item in policy.benefits if item.name == "最低生活保障")
    pool = replace(dibao, key="meals", name="爱心食堂", plain="中午到食堂吃饭，少交钱。")
    rule = replace(policy.entitlements[0], name="疑似爱心券", plain="每个月发几张券，当钱用。")
    own = replace(policy, benefits=(replace(dibao, plain="每个月发生活费。"), pool), entitlements=(rule,))
    assert [word.meaning for word in explained(["最低生活保障", "爱心食堂", "爱心券"], own)] == [
        "每个月发生活费。", "中午到食堂吃饭，少交钱。", "每个月发几张券，当钱用。",
    ]  # fmt: skip
