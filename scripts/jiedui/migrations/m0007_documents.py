"""Format 7: the documents that rules come from are a list, since a later notice changes what the first one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration
from jiedui.pattern import pattern
from jiedui.records.values import without

if TYPE_CHECKING:
    from jiedui.records.tree import Place

_YEAR = pattern("[0-9]{4}")
# Of a document whose number tells no year: the year in which the programme began.
_BEGAN = "2023"


def clauses(_place: Place, data: Data) -> Data:
    """Turn the notice into the only document so far, known by the year in its number."""
    document = data.get("document")
    if not isinstance(document, dict) or "documents" in data:
        return data
    year = _YEAR.search(str(document.get("number", "")))
    return {"documents": [{"id": year[0] if year else _BEGAN, **document}], **without(data, "document")}


MIGRATION = Migration(
    7,
    "文件可以有几份，每份有代号；后来的文件的条款，编号前面写代号",
    {"policy-clauses": clauses},
    {"policy-clauses": ("发文信息",)},
)
