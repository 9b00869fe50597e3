"""What a text in a cell says: the value that a column asks for, or why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.suggest import bare, folded, meant
from jiedui.workbook.book.rows import BETWEEN

if TYPE_CHECKING:
    from jiedui.records.schema import Schema
    from jiedui.workbook.book.tables import BookColumn

_BOOLEANS = {"true": True, "false": False}


class CellFault(NamedTuple):
    """Why a cell does not say what its column asks for: said behind the name of the column."""

    message: str
    remedy: str
    suggestion: str = ""


def read(text: str, column: BookColumn) -> Any:  # noqa: ANN401  (any value)
    """Return the value that a cell says, or a :class:`CellFault`. The rest is for the schema to judge."""
    if column.is_words:
        return [_word(each, column.word) for each in text.split(BETWEEN)]
    if column.field.get("type") == "boolean":
        said = meant(text, column.field)
        return _BOOLEANS[said] if said else CellFault("看不懂是还是否。", "写“是”或者“否”。")
    if column.field.get("type") == "integer":
        said = meant(text, column.field)
        return int(said) if said else CellFault("不是整数。", "只写数字。")
    return _word(text, column.word)


def _word(text: str, schema: Schema) -> str:
    """Return the word that a text is, or is used for; what merely resembles one is for somebody to decide."""
    word = bare(text)
    return word if word in schema.get("enum", ()) else str(schema.get("x-synonyms", {}).get(folded(text), text))
