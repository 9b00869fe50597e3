"""Format 5: the hardship of a household is a list of dated spells, so that a new one does not rewrite the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration

if TYPE_CHECKING:
    from jiedui.records.tree import Place


def household(_place: Place, data: Data) -> Data:
    """Turn the hardship, and the day on which it ended, into the only spell so far."""
    if not isinstance(data.get("hardship"), str):
        return data
    spell = {"status": data["hardship"]}
    if "hardship_until" in data:
        spell["to"] = data["hardship_until"]
    changed = {key: value for key, value in data.items() if key != "hardship_until"}
    return {**changed, "hardship": [spell]}


MIGRATION = Migration(5, "困难类型按时间一段一段地记，变了就加一段，原来的不改", {"household": household})
