"""回访抽查: a sample of the households that count as contacted, which nobody can choose (B-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "event-recheck"


def stated(data: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what of a record was drawn, without the answers."""
    return (data["quarter"], data["tree"], data["percent"], tuple(item["household"] for item in data["households"]))
