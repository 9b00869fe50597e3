"""Duplicates over open and closed records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiedui.rules.report import Report

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
