"""A contact card that was left with the family, noted in the pairing that it is of (五(四)2, R-081; 附件3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.entry.plan import Act, RefusedError
from jiedui.model.time import day
from jiedui.model.withdrawal import is_withdrawn
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

    from jiedui.entry.known import KnownLedger


class CardDelivery(Struct, frozen=True, kw_only=True):
    """What is known of a card: left ``on`` a day, of the ``version`` printed on it, by whoever was in charge then."""

    household: str
    on: date
    version: str = ""


def act(delivery: CardDelivery, known: KnownLedger) -> Act:
    """Return what a card that was left changes; a newer one takes the place of the one before.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    household = known.household(delivery.household)
    known.refuse_to_come("留卡日期", delivery.on)
    charged = household.primary_on(delivery.on)
    if charged is None:
        raise RefusedError(f"户 {household.id} 在 {delivery.on} 没有主责责任人，卡不知道是谁的。核对日期。")
    data = known.data("household", household.id)
    start = charged.span.start.isoformat()
    pairing = next(
        item
        for item in data["pairings"]
        if (item["helper"], item["from"]) == (charged.helper, start) and not is_withdrawn(item)
    )
    before = day(pairing.get("card_on"))
    if before and before > delivery.on:
        raise RefusedError(f"户 {household.id} 已经记了 {before} 留的卡，比 {delivery.on} 晚。核对日期。")
    if (before, pairing.get("card_version", "")) == (delivery.on, delivery.version):
        raise RefusedError(f"户 {household.id} 在 {before} 留的卡已经记了。")
    pairing.pop("card_version", None)
    pairing |= {"card_on": delivery.on.isoformat()}
    pairing |= {"card_version": delivery.version} if delivery.version else {}
    note = f"；{known.called(charged.helper)}的联系卡：{delivery.on} 留下" + (f"，原来是 {before}" if before else "")
    told = () if delivery.version else ("没有写版号：卡右下角有，用 --version 写上，要换卡的时候才看得出来。",)
    return Act((known.edit("household", household.id, data, note),), told)
