"""Federations with their leaders."""

from __future__ import annotations

from typing import Any

import pytest

CITY, YYL = "city", "yueyanglou"


def spell(kind: str, post: str, holder: str, start: str = "2023-09-01", end: str = "") -> dict[str, Any]:
    return {"kind": kind, "post": post, "holder": holder, "from": start, **({"to": end} if end else {})}


def described(unit: str, **more: Any) -> dict[str, Any]:
    level = "市残联" if unit == CITY else "县级残联"
    return {"prefix": unit[:2].upper(), "name": f"{unit}全称", "short": unit, "level": level, **more}


@pytest.fixture
def led(world: Any) -> Any:
    """Leaders: the city's chief was followed on 2025-03-01; 岳阳楼区 lost its 直接责任人; 平江县 wrote nothing."""
    group = [
        spell("成员", "教就部部长", "示例丙"),
        spell("办公室主任", "副理事长", "示例丁"),
        spell("组长", "党组书记", "示例甲", end="2025-02-28"),
        spell("组长", "党组书记", "示例乙", "2025-03-01"),
        spell("副组长", "理事长", "示例戊", end="2026-01-31"),
    ]
    first, direct = spell("第一责任人", "党组书记", "示例乙"), spell("直接责任人", "副理事长", "示例丁")
    world.unit(CITY, **described(CITY, lead_department="文教就业科", responsible=[first, direct], leading_group=group))
    left = spell("直接责任人", "副理事长", "示例己", end="2026-06-30")
    world.unit(YYL, **described(YYL, lead_department="教就股", responsible=[first, left]))
    return world
