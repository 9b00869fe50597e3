"""What the shipped policy has that a ledger's has not."""

from __future__ import annotations

from typing import Any

import pytest

from jiedui import notice
from jiedui.founding.news import news

POLICY = notice.policy("云岭市")


def changed(kind: str) -> dict[str, Any]:
    return notice.policy("云岭市")[kind]


@pytest.mark.parametrize("kind", POLICY)
def test_of_the_same_there_is_none(kind: str) -> None:
    assert [*news(kind, POLICY[kind], changed(kind))] == []


def test_rows_that_are_new_or_other_are_named_and_own_ones_are_not() -> None:
    ours, kind = changed("policy-readings"), "policy-readings"
    ours["readings"][3]["question"] += "？"
    gone = ours["readings"].pop()
    ours["readings"].append({**gone, "id": "A-99"})
    told = ["读法 A-04和软件里的不同", f"软件里新有读法 {gone['id']}"]
    assert ours["readings"][3]["id"] == "A-04"
    assert [*news(kind, ours, POLICY[kind])] == told


def test_what_is_in_no_list_is_told_as_a_whole() -> None:
    weights = changed("policy-weights")
    next(iter(weights.values()))
    weights["clause"] = "六(二)9"
    assert [*news("policy-weights", weights, POLICY["policy-weights"])] == ["和软件里的不同"]
    quotas = changed("policy-quotas")
    quotas["新"] = "有"
    assert [*news("policy-quotas", quotas, POLICY["policy-quotas"])] == ["其他内容和软件里的不同"]
    assert [*news("policy-quotas", None, POLICY["policy-quotas"])] == ["台账里没有这个文件，或者读不出来"]
