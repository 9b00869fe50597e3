"""A member who dies or leaves the household: on which day, why, and what becomes of the needs (R-013, R-014)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.entry.known import refuse_numbers, refuse_unexplained
from jiedui.entry.needs import close, open_needs
from jiedui.entry.plan import Act, RefusedError
from jiedui.entry.sought import within
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.entry.known import KnownLedger
    from jiedui.model.member import Member


class Leaving(Struct, frozen=True, kw_only=True):
    """What is known of a departure: from the day ``on`` the ``member``, a code or a name, is none any more.

    Open needs of the member are closed with the ``result``, or become the ``family``'s.
    """

    household: str
    member: str
    on: date
    reason: str
    note: str = ""
    result: str = ""
    family: bool = False


def act(leaving: Leaving, known: KnownLedger) -> Act:
    """Return what a departure changes.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    refuse_numbers({"--note": leaving.note, "--result": leaving.result})
    household = known.household(leaving.household)
    known.refuse_to_come("离开日期", leaving.on)
    code = within("member", leaving.member, known.record("household", household.id).data)
    member = next(item for item in household.members if item.id == code)
    if member.left:
        raise RefusedError(f"{member.name}（{member.id}）已经写了 {member.left.words}。")
    refuse_unexplained(leaving.reason, leaving.note)
    data = known.data("household", household.id)
    settled = _settle(leaving, data, member)
    left = {"date": leaving.on.isoformat(), "reason": leaving.reason, "note": leaving.note}
    row = next(item for item in data["members"] if item["id"] == member.id)
    row["left"] = {key: value for key, value in left.items() if value}
    note = f"；{member.name}（{member.id}）：{leaving.on} {leaving.reason}{settled}"
    return Act((known.edit("household", household.id, data, note),))


def _settle(leaving: Leaving, data: dict[str, Any], member: Member) -> str:
    """Settle the open needs of a member, or refuse where it is not told how; return what was done."""
    needs = [need for need in open_needs(data) if need.get("person") == member.id]
    named = "、".join(need["id"] for need in needs)
    if leaving.result and leaving.family:
        raise RefusedError("--result 和 --family 只写一样：办结的写结果，家里其他人还需要的改成全家的。")
    if not needs:
        if leaving.result or leaving.family:
            raise RefusedError(f"{member.name}没有未办结的需求，不用写 --result 或者 --family。")
        return ""
    if not (leaving.result or leaving.family):
        raise RefusedError(
            f"{member.name}还有需求没有办结：{named}。用 --result 写办结的结果；"
            "家里其他人还需要的，用 --family 改成全家的。"
        )
    for need in needs:
        if leaving.family:
            del need["person"]
        else:
            close(need, leaving.on.isoformat(), leaving.result)
    return f"；需求 {named} {'改成全家的' if leaving.family else '办结'}"
