"""Format 4: which federation manages a township is dated (``managed``), beside former names and mergers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, each
from jiedui.records.values import without

if TYPE_CHECKING:
    from jiedui.records.tree import Place


def divisions(_place: Place, data: Data) -> Data:
    """Turn the managing federation of a township into the only one that it has had."""
    return each(data, "counties", lambda county: each(county, "townships", _managed))


def _managed(township: Data) -> Data:
    if "unit" not in township or "managed" in township:
        return township
    return {**without(township, "unit"), "managed": [{"unit": township["unit"]}]}


MIGRATION = Migration(4, "乡镇归哪个残联管，按时间一段一段地记；曾用名和并入也能记", {"divisions": divisions})
