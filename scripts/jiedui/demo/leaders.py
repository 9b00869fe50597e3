"""Who answers for the work: the responsible persons of each federation and the city's leading group (R-090 … R-093)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.demo.units import CITY

if TYPE_CHECKING:
    from jiedui.demo.draft import Holding, Record, Seat
    from jiedui.demo.world import World

FIRST, DIRECT = "第一责任人", "直接责任人"

# The leading group as in annex 1: kind, and department and post of the office whose holder it is.
_GROUP = (
    ("组长", "党组理事会", "党组书记"),
    ("副组长", "党组理事会", "理事长"),
    ("副组长", "党组理事会", "副理事长"),
    ("副组长", "党组理事会", "一级调研员"),
    ("副组长", "党组理事会", "二级调研员"),
    ("副组长", "机关党委", "四级调研员"),
    ("成员", "办公室", "主任"),
    ("成员", "组织联络科", "副科长"),
    ("成员", "康复科", "科长"),
    ("成员", "文教就业科", "科长"),
    ("成员", "维权科", "副科长"),
    ("成员", "就业服务中心", "主任"),
    ("办公室主任", "党组理事会", "副理事长"),
    ("办公室副主任", "文教就业科", "科长"),
)


def responsible(unit: str, world: World) -> list[Record]:
    """Return who is first and who is directly responsible, one entry for each holder of the post."""
    posts = ("党组书记", "副理事长") if unit == CITY else ("理事长", "副理事长")
    return [
        entry
        for kind, post in zip((FIRST, DIRECT), posts, strict=True)
        for entry in _holders(kind, post, _office(unit, "", post, world), world)
    ]


def leading_group(world: World) -> list[Record]:
    """Return the city's leading group and its office; who takes over a post takes over the seat (附件1)."""
    found: list[Record] = []
    for kind, department, post in _GROUP:
        for office in _offices(CITY, department, post, world):
            title = post if department == "党组理事会" or post.endswith("调研员") else f"{department}{post}"
            found += _holders(kind, title, office, world)
            if kind in ("办公室主任", "办公室副主任"):
                break
    return found


def _offices(unit: str, department: str, post: str, world: World) -> list[Seat]:
    """Return the full-time offices of that department (any, where empty) and post."""
    return [
        office
        for office in world.offices
        if office.unit == unit and office.post == post and office.tenure != "兼职"
        and department in ("", office.department) and office.body in ("市残联机关", "市残联直属单位", "县级残联")
    ]  # fmt: skip


def _office(unit: str, department: str, post: str, world: World) -> Seat | None:
    return next(iter(_offices(unit, department, post, world)), None)


def _holders(kind: str, post: str, office: Seat | None, world: World) -> list[Record]:
    """Return one entry for each holder since the start; a post that keeps no household is held by somebody else."""
    start = world.clock.start
    if office is None:
        return [{"kind": kind, "post": post, "holder": world.identities.name(), "from": start.isoformat()}]
    return [
        {
            "kind": kind,
            "post": post,
            "holder": world.helper(holding.helper)["name"],
            "from": max(holding.span.start, start).isoformat(),
            "to": _last(holding),
        }
        for holding in office.holdings
        if not holding.span.end or holding.span.end >= start
    ]


def _last(holding: Holding) -> str:
    return holding.span.end.isoformat() if holding.span.end else ""
