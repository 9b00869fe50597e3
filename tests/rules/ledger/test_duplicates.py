"""Duplicates over open and closed records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiedui.rules.report import Report

WAITING = "yueyanglou/households/YYL-6F7G/household.yml"
OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "same name and birth in another township": {
        "file": CHILD,
        "append": {
            "members": {"id": "m-4K5M", "name": "示例子", "sex": "男", "birth": "1958-03-12", "relation": "非亲属"},
        },
    },
    "withdrawn twin of another household": {
        "copy": {OWN: "yueyanglou/households/YYL-2A3D/household.yml"},
        "file": "yueyanglou/households/YYL-2A3D/household.yml",
        "set": {"id": "YYL-2A3D", **WITHDRAWN},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def divided(left: str, since: str, reason: str = "婚嫁分户") -> dict[str, Any]:
    """Return a change by which a person leaves 示例村 and has a household of his own."""
    own = "yueyanglou/households/YYL-7R7R/household.yml"
    return {
        "copy": {WAITING: own},
        "file": own,
        "set": {"id": "YYL-7R7R", "registered_on": since},
        "remove": ["members.1"],
        "more": [{"file": WAITING, "set": {"members.0.left": {"date": left, "reason": reason}}}],
    }


def test_who_has_left_one_household_may_be_in_another_from_that_day_on(said: Callable[..., list[str]]) -> None:
    assert said(divided("2026-10-01", "2026-10-01")) == []


def test_who_comes_to_another_household_before_leaving_is_in_both(said: Callable[..., list[str]]) -> None:
    told = "duplicate-certificate: 这个残疾人证号与户 YYL-6F7G的 m-58TB 相同。"
    assert told in said(divided("2026-10-02", "2026-10-01"))


def test_who_has_died_is_in_no_other_household(said: Callable[..., list[str]]) -> None:
    told = "duplicate-certificate: 这个残疾人证号与户 YYL-6F7G的 m-58TB 相同。"
    assert told in said(divided("2026-10-01", "2026-10-01", "去世"))


def test_who_comes_back_to_the_household_of_before_is_no_duplicate(said: Callable[..., list[str]]) -> None:
    """The later record is the one that he left."""
    change = divided("2026-10-01", "2026-09-01")
    del change["more"]
    change["set"]["members.0.left"] = {"date": "2026-10-01", "reason": "其他", "note": "回家住"}
    change["more"] = [{"file": WAITING, "set": {"members.0.joined_on": "2026-10-01"}}]
    assert not [line for line in said(change) if line.startswith("duplicate")]


def test_two_moves_within_the_city_are_no_duplicate(check: Callable[..., Report], patcher: Any, ledger: Path) -> None:
    """A person who moved from 平江县 to 岳阳楼区 and back again is one person in three records."""
    source = ledger / "yueyanglou/households/YYL-8Q9R/household.yml"
    back = source.read_text("utf-8").replace("YYL-8Q9R", "PJ-8Q9R").replace("PJ-4K5M", "YYL-8Q9R")
    back = back.replace("岳阳楼区", "平江县").replace("岳阳楼街道", "汉昌街道").replace("YYL-B-6F7G", "PJ-B-2H3J")
    target = ledger / "pingjiang/households/PJ-8Q9R/household.yml"
    target.parent.mkdir()
    target.write_text(back.replace("2025-04-02", "2026-10-01").replace("2025-04-10", "2026-10-09"), "utf-8")
    patcher.apply(
        {
            "file": "yueyanglou/households/YYL-8Q9R/household.yml",
            "set": {
                "closed": {"date": "2026-09-30", "reason": "迁出市内"},
                "pairings.0.to": "2026-09-30",
                "pairings.0.end_reason": "迁出市内",
                "pairings.0.decided_by": "岳阳楼区残联",
                "pairings.0.decided_on": "2026-09-28",
                "pairings.0.consulted_on": "2026-09-28",
            },
        }
    )
    assert check().findings == ()


def test_moves_in_a_circle_end(check: Callable[..., Report], patcher: Any) -> None:
    patcher.apply(
        {"file": "pingjiang/households/PJ-4K5M/household.yml", "set": {"moved_from": "YYL-8Q9R"}},
    )
    assert [finding.rule.id for finding in check().findings] == ["moved-from-unknown"]
