"""What a spreadsheet makes of a value: the cause by its name, and the right value where it can be known.

Nothing here repeats a number: a certificate that lost its end is told by its length alone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.records.schema import DATES
from jiedui.records.sensitivity import CERTIFICATE, TELEPHONES
from jiedui.records.suggest import as_date, bare
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.values import Json

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}\Z", re.IGNORECASE)
_DECIMAL = re.compile(r"[0-9]{7,}\.0+\Z")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?\Z")
_TIME = re.compile(r"(.{8,11}?)[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?\Z")
_NO_YEAR = re.compile(r"[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号]?\Z")
_SHORT_YEAR = re.compile(r"[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号]?\Z")
_RELATIVE = re.compile(r"(?:大前|前|昨|今|当|明)[天日晚]|上午|下午|刚才|上周|本周|月初|月底")
_OPEN = re.compile(r"(?:到|至)(?:今|现在|目前)|现在|目前|长期(?:有效)?|永久|无(?:期限)?|没有|未定|暂无|[-/—]+")
_NUMBER = re.compile(r"[0-9]+X?\Z")
_EPOCH = date(1899, 12, 30)  # what Excel counts days from, its day 60 that never was left out
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 1927-05-18 to 2099-12-31
_CATEGORIES = "视力听力言语肢体智力精神多重"
_GRADES = "一二三四"
_AS_TEXT = "在 Excel 里先把这一列设成“文本”格式，再重新填。"


class Misreading(Struct, frozen=True):
    """Why a value is not what its field asks for: said after the field's name, with a remedy of its own if it has one.

    ``suggestion`` is the right value, where the wrong one still tells it.
    """

    message: str
    remedy: str = ""
    suggestion: str = ""


def cause(text: str, definition: str, beside: Mapping[str, Json]) -> Misreading | None:
    """Return why ``text`` is none of what ``definition`` (the shared one of the schemas) describes; ``None``: unknown.

    ``beside`` are the other fields of the same entry: a certificate is read with its category and grade.
    """
    value = bare(text).replace(" ", "") if definition not in DATES else bare(text)
    if definition in DATES:
        return _day(value)
    if definition != CERTIFICATE and definition not in TELEPHONES:
        return None
    if _SCIENTIFIC.match(value):
        return Misreading("是 Excel 的科学计数，后面的数字已经丢了。", f"对照原件重新填写；{_AS_TEXT}")
    if _DECIMAL.match(value):
        return Misreading("是 Excel 的小数，后面多了“.0”。", f"删掉“.0”，对照原件核对；{_AS_TEXT}")
    return _certificate(value.upper(), beside) if definition == CERTIFICATE else None


def is_open(text: str) -> bool:
    """Say whether a text stands for a day that is not there: not over yet, without an end, none."""
    return bool(_OPEN.fullmatch(bare(text)))


def _day(value: str) -> Misreading | None:
    if _SERIAL.match(value) and _FIRST_SERIAL <= int(value[:5]) <= _LAST_SERIAL:
        serial = _EPOCH + timedelta(days=int(value[:5]))
        return Misreading("是 Excel 的日期序号，不是日期。", suggestion=serial.isoformat())
    if (match := _TIME.match(value)) and (day := as_date(match[1])):
        return Misreading("后面多了时间。", "只写年月日，删掉时间。", day)
    if is_open(value):
        return Misreading(
            "不是日期。", "还没有结束的、长期有效的、没有的，删掉这一行；有的写年-月-日，例如 2026-03-05。"
        )
    if match := _RELATIVE.search(value):
        return Misreading(f"写的是“{match[0]}”，以后看不出是哪一天。")
    if _SHORT_YEAR.match(value):
        return Misreading("的年份只写了两位。")
    if _NO_YEAR.match(value):
        return Misreading("没有写年份。")
    return None


def _certificate(value: str, beside: Mapping[str, Json]) -> Misreading | None:
    if not _NUMBER.match(value):
        return None
    if len(value) == 15:
        return Misreading("只有 15 位，像是旧的身份证号。", "对照残疾人证填 20 位的证号。")
    if len(value) == 18:
        return Misreading("只有 18 位，像是身份证号，少了残疾类别和等级。", f"在后面补上两位：{_last_two(beside)}")
    if len(value) == 20 and value.endswith("00000"):
        return Misreading("后五位都是 0，是 Excel 把后面的数字丢了。", f"对照残疾人证重新填写；{_AS_TEXT}")
    if len(value) != 20:
        return Misreading(f"写了 {len(value)} 位，应当是 20 位。")
    return None


def _last_two(beside: Mapping[str, Json]) -> str:
    """Return which two digits follow the identity number in a certificate's, known by its category and grade."""
    category, grade = str(beside.get("category", "")), str(beside.get("grade", ""))
    place, rank = _CATEGORIES.find(category), _GRADES.find(grade[:1])
    if len(category) == 2 and place >= 0 and place % 2 == 0 and len(grade) == 2 and rank >= 0:
        return f"{category}{grade}是 {place // 2 + 1}{rank + 1}；再对照残疾人证核对。"
    return "残疾类别 1 位、等级 1 位，对照残疾人证填。"
