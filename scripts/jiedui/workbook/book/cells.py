"""What a text in a cell says: the value that a column asks for, or why it is none; and how a value is written there.

What says the same as a value is read as that value, in whatever way people and spreadsheets write it. What only
resembles one is not: it is offered, and somebody decides.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.characters import refused
from jiedui.records.explain import apart
from jiedui.records.mask import is_mask
from jiedui.records.schema import DATES
from jiedui.records.sensitivity import ON_THE_FORM_ALONE, TELEPHONES
from jiedui.records.spreadsheet import cause, is_open
from jiedui.records.suggest import as_date, bare, meant, nearest, pieces, tidied
from jiedui.records.values import calendar_fault, convert, exists, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.schema import Schema
    from jiedui.records.values import Json
    from jiedui.workbook.book.tables import BookColumn

BETWEEN = "、"
"""What parts plain words in a cell."""
ANSWERS = ("是", "否")
"""The two words for what is so or not."""
MASKED = "已隐去"
"""What stands for a value that is written nowhere but in a closed file; taken back it changes nothing."""
_BOOLEANS = {"true": True, "false": False}
_NOTHING = re.compile(r"[-‐–—－/／\\、.。·*]{1,6}|(?:暂?无|没有)[。.]?")
LONGEST = 6
"""As long as a word is that there is nothing, the signs for it, or what says that something goes on."""
_FREE = ("line", "text", "name")
# A landline behind its area, which has three digits where it is 010 or begins with 02.
_LANDLINE = re.compile(r"\A(010|02[0-9]|0[0-9]{3})([0-9]{7,8})\Z")
_SIGNS = re.compile(r"[\s()（）\-‐-―－]+")
_YEAR = re.compile(r"([0-9]{4})年?")
_SHORT_YEAR = re.compile(r"[0-9]{2}(?=[-/.年])")
_THIS_CENTURY = "30"
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_CODES = ("household", "helper", "member", "need")


_NONE: Mapping[str, Json] = MappingProxyType({})


class CellFault(NamedTuple):
    """Why a cell does not say what its column asks for: said behind the name of the column."""

    message: str
    remedy: str
    suggestion: str = ""


def written(value: Any, column: BookColumn) -> str:  # noqa: ANN401  (any value)
    """Return how a value stands in a cell: :func:`read` gives it back; a mask is a word."""
    if is_mask(value):
        return MASKED
    if isinstance(value, bool):
        return ANSWERS[not value]
    if isinstance(value, list):
        return BETWEEN.join(column.titles.get(each, each) for each in value)
    return column.titles.get(value, str(value))


def words(column: BookColumn) -> tuple[str, ...]:
    """Return the words that a cell may say, as they are written; none where it is no choice."""
    if column.field.get("type") == "boolean":
        return ANSWERS
    return tuple(column.titles.get(word, word) for word in column.word.get("enum", ()))


def says_nothing(text: str, column: BookColumn) -> bool:
    """Tell whether a cell is as good as empty: a stroke through it, the word that there is none, or that it is hidden.

    Where any text may stand it says what it says, and so does a word that is one of the choices.
    """
    if len(text) > LONGEST or text[:1].isdigit() or column.key or column.definition in _FREE:
        return False
    if text == MASKED and column.definition in ON_THE_FORM_ALONE:
        return True
    if column.definition in DATES and is_open(text):
        return True
    if not _NOTHING.fullmatch(text):
        return False
    return not (meant(text, column.field) if column.field.get("type") == "boolean" else _known(text, column))


def read(text: str, column: BookColumn, beside: Mapping[str, Json] = _NONE) -> Any:  # noqa: ANN401  (any value)
    """Return the value that a cell says, or a :class:`CellFault`.

    ``beside`` are other values of the same entry, by their keys: what is wrong with one may be seen in another.
    """
    if column.is_words:
        found = [_value(each, column, beside) for each in pieces(text)]
        return next((each for each in found if isinstance(each, CellFault)), list(dict.fromkeys(found)))
    return _value(text, column, beside)


def _value(text: str, column: BookColumn, beside: Mapping[str, Json]) -> Any:  # noqa: ANN401  (any value)
    schema = column.word
    if "enum" in schema:
        return _known(text, column) or _unknown(text, column)
    kind = schema.get("type")
    if kind == "boolean":
        said = meant(text, schema)
        return _BOOLEANS[said] if said else CellFault("看不懂是还是否。", f"写“{ANSWERS[0]}”或者“{ANSWERS[1]}”。")
    if kind == "integer":
        return _number(text, schema)
    value = _day(text, column) if column.definition in DATES else _text(text, column, beside)
    if isinstance(value, str) and (bad := next(refused(value), None)):
        return CellFault(f"里有{bad.called}。", bad.remedy)
    return value


def _known(text: str, column: BookColumn) -> str:
    """Return the choice that a text is, or is used for; nothing where it merely resembles one."""
    schema = column.word
    choices = schema.get("enum", ())
    if text in choices:
        return text
    word = bare(text)
    titled = next((choice for choice, title in column.titles.items() if title == word), "")
    return titled or (word if word in choices else str(schema.get("x-synonyms", {}).get(word.casefold(), "")))


def _unknown(text: str, column: BookColumn) -> CellFault:
    allowed = words(column)
    several = [_known(each, column) for each in pieces(text)]
    if len(several) > 1 and all(several) and not column.is_words:
        listed = apart([written(each, column) for each in several])
        return CellFault("只能写一个词。", f"留下主要的一个：{listed}。其他的写到文字里。")
    return CellFault("写的不在可选范围内。", f"从这些词里选一个：{apart([*allowed])}。", nearest(text, allowed))


def _number(text: str, schema: Schema) -> int | CellFault:
    value = convert(text, "integer", [])
    if not isinstance(value, int):
        said = meant(text, schema)
        if not said:
            return CellFault("不是整数。", "只写数字，不写单位。")
        value = int(said)
    if value < schema.get("minimum", value):
        return CellFault(f"太小，最小是 {schema['minimum']}。", "改到范围以内。")
    if value > schema.get("maximum", value):
        return CellFault(f"太大，最大是 {schema['maximum']}。", "改到范围以内。")
    return value


def _day(text: str, column: BookColumn) -> str | CellFault:
    """Return the day that a text says in one of the ways in which people and spreadsheets write it."""
    if re.search(column.word["pattern"], text):
        return text if exists(text) else CellFault(f"：{calendar_fault(text)}", "对照日历改成实际日期。")
    word = bare(text).replace("号", "日")
    if day := as_date(word):
        return day
    if column.definition == "birth" and (year := _YEAR.fullmatch(word)):
        return year[1]
    if is_open(text):
        return CellFault("不是日期。", f"没有的，这一格空着。{column.shape}")
    misread = cause(text, column.definition, {})
    if misread and misread.suggestion:
        return misread.suggestion
    message = misread.message if misread else "认不出是哪一天。"
    return CellFault(message, column.shape, _in_full(word, column.definition))


def _in_full(word: str, definition: str) -> str:
    """Return the day that is meant where the year has two digits: of a birth, when it can be none of this century."""
    if not _SHORT_YEAR.match(word):
        return ""
    if definition == "birth":
        return as_date(f"19{word}") if word[:2] > _THIS_CENTURY else ""
    return as_date(f"20{word}")


def _text(text: str, column: BookColumn, beside: Mapping[str, Json]) -> str | CellFault:
    schema, definition = column.word, column.definition
    pattern = schema.get("pattern", "")
    value = tidy(text) if definition == "text" else text.strip(" \t\n\u3000")
    if definition == "line":
        value = " ".join(part.strip(" \t\u3000") for part in value.split("\n"))
    if len(value) > schema.get("maxLength", len(value)):
        return CellFault(f"太长，最多 {schema['maxLength']} 个字。", "写短一些。")
    if re.search(pattern, value):
        return value
    misread = cause(value, definition, beside)
    if definition in TELEPHONES:
        value = _LANDLINE.sub(r"\1-\2", _SIGNS.sub("", bare(value)))
    if found := value if re.search(pattern, value) else tidied(value, pattern):
        return found
    if misread:
        return CellFault(misread.message, misread.remedy or column.shape)
    if definition in _CODES and _CHINESE.search(value):
        return CellFault("要写编号，不写姓名或文字。", column.shape)
    return CellFault("的格式不对。", column.shape)
