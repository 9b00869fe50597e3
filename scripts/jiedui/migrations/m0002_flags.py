"""Format 2: three marks in the lists of the policy that nothing was reckoned from.

Whether a channel needs an answer is decided by the reading A-07 (``contact_counts``); whether a policy is one of the
seven of the notice shows in its ``group``; and every occasion is told alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, each
from jiedui.records.values import without

if TYPE_CHECKING:
    from jiedui.records.tree import Place


def channels(_place: Place, data: Data) -> Data:
    """Leave out whether a channel needs an answer."""
    return each(data, "channels", lambda item: without(item, "two_way"))


def benefits(_place: Place, data: Data) -> Data:
    """Leave out whether a policy is one of the seven."""
    return each(data, "benefits", lambda item: without(item, "in_notice_seven"))


def occasions(_place: Place, data: Data) -> Data:
    """Leave out whether a day is of the first rank."""
    return each(data, "days", lambda item: without(item, "core"))


MIGRATION = Migration(
    2,
    "方式、政策和节日里各去掉一个不再使用的标记",
    {"policy-channels": channels, "policy-benefits": benefits, "policy-occasions": occasions},
    {"policy-channels": ("是否要有回应",), "policy-benefits": ("是否在七项政策里",), "policy-occasions": ("是否重点",)},
)
