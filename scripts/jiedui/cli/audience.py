"""What a command does not make for an audience, and what there is for it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.cli.outcome import fail, typed
from jiedui.model.audience import AudienceKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from jiedui.model.audience import Audience

# What there is for the public: counts, of nobody.
_OPEN = "公开的只有数：网页用 jiedui site --audience public，表格用 jiedui export 公开数据.xlsx --audience public。"


def refuse_audience(audience: Audience, kinds: Collection[AudienceKind], what: str) -> None:
    """Leave with 2 where ``what`` is for others than an audience; ``kinds`` are those that it is for."""
    if audience.kind in kinds:
        return
    if audience.kind is AudienceKind.PUBLIC:
        fail(f"{what}里有具体的人和户，不能公开。{_OPEN}")
    fail(f"{what}不分给 {typed(str(audience))}。--audience 可以写：{'、'.join(kinds)}。")


def unit_for(audience: Audience, unit: str) -> str:
    """Return the federation that is asked for, that of a county's audience where none is; leave with 2 at another."""
    if audience.kind is not AudienceKind.COUNTY or unit == audience.of:
        return unit
    if unit:
        fail(f"{typed(str(audience))} 里只有它自己的，没有 {typed(unit)} 的。")
    return audience.of
