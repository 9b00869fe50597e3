"""The columns of a list from elsewhere: found by their heads, read as what the list says of each person (B-03)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.records.finding import printable, redact
from jiedui.records.spreadsheet import cause
from jiedui.records.suggest import as_date
from jiedui.reports.comparison.aid import aid_named
from jiedui.reports.comparison.listed import Listed, ListedNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiedui.workbook.list_file import ListSheet


class ListField(Enum):
    """What a column of a list may hold, with the heads by which it is known: the longest that a head contains."""

    NAME = ("姓名", "名字")
    CERTIFICATE = ("残疾人证号", "残疾证号", "残疾人证", "残疾证")
    IDENTITY = ("身份证", "身份号码", "证件号", "证号", "证件号码")
    DIED = ("死亡日期", "死亡时间", "去世日期", "去世时间", "火化日期", "死亡登记日期")
    MOVED = ("迁出日期", "迁出时间", "迁移日期", "迁移时间", "迁往", "迁入地")
    STATE = ("证件状态", "持证状态", "残疾人证状态", "残疾证状态", "证状态")
    EXPIRES = ("有效期", "到期日期", "到期时间", "有效期至", "有效期止", "残疾人证有效期", "残疾证有效期")
    CATEGORY = ("残疾类别", "残疾类型", "残疾种类")
    GRADE = ("残疾等级", "残疾级别")
    AID = ("救助类型", "救助类别", "保障类型", "保障类别", "低保类别", "困难类型", "对象类别", "对象类型", "待遇类型")
    AID_UNTIL = ("停发日期", "停发时间", "退出日期", "退出时间", "停保日期", "停保时间", "取消日期", "终止日期")
    REASON = ("停发原因", "退出原因", "停保原因", "注销原因", "取消原因", "减少原因")


WHOM = frozenset((ListField.NAME, ListField.CERTIFICATE, ListField.IDENTITY))
"""The columns that tell who is meant."""


class Says(Enum):
    """What a list that only names people says of all of them, as ``--says`` takes it."""

    DIED = "去世"
    MOVED = "迁出"
    CANCELLED = "证件注销"
    FROZEN = "证件冻结"
    EXPIRED = "证件过期"
    NO_AID = "退出低保"


@dataclass(frozen=True, slots=True)
class ListFault:
    """A row that could not be read: its place, and why, without what stands there."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class ListReading:
    """The rows of a list that name somebody, and the faults of the others."""

    rows: tuple[Listed, ...]
    faults: tuple[ListFault, ...]
    fields: frozenset[ListField]
    """The columns that were found."""

    @property
    def tells(self) -> bool:
        """Whether the list says anything of the people that it names."""
        return not self.fields <= WHOM or any(row.tells for row in self.rows)


_HEADS = sorted(((head, field) for field in ListField for head in field.value), key=lambda item: -len(item[0]))
# A head is not looked for below the title, the unit and the day that stand above it.
_HIGHEST = 12
# Of whom a list speaks beside the person that it is about, and a number that is none of a person.
_OTHERS = ("申报人", "申请人", "户主", "监护人", "联系人", "经办人", "代办人", "亲属", "配偶", "父", "母", "低保证")
_DEATHS = ("死亡", "去世", "病故")
_ENDS = ("退出", "停发", "停保", "取消", "终止")
_NOTHING = ("", "无", "没有", "否", "未", "0", "-", "--", "—", "——", "–", "/", "健在", "正常")
_NOT_SO = ("未", "不", "非", "无", "即将", "待", "解除", "恢复", "申请")
_STATES = {"注销": "注销", "冻结": "冻结", "过期": "过期", "到期": "过期", "失效": "过期", "停用": "冻结"}
_ROMAN = str.maketrans({"Ⅰ": "一", "Ⅱ": "二", "Ⅲ": "三", "Ⅳ": "四", "1": "一", "2": "二", "3": "三", "4": "四"})


def read_rows(sheets: Sequence[ListSheet], says: Says | None = None) -> ListReading | None:
    """Return what the sheets say of each person; ``None`` where no sheet has a head that tells who is meant."""
    rows: list[Listed] = []
    faults: list[ListFault] = []
    fields: set[ListField] = set()
    for sheet in sheets:
        head, columns = _head(sheet)
        if not columns:
            continue
        fields |= columns.keys()
        named = f"“{redact(printable(sheet.name))}”" if len(sheets) > 1 else ""
        for number, cells in enumerate(sheet.rows[head + 1 :], head + 2):
            place = f"{named}第 {number} 行"
            row = _Row(place, {field: cells[at] for field, at in columns.items() if at < len(cells) and cells[at]})
            _read(row, says, rows, faults)
    return ListReading(tuple(rows), tuple(faults), frozenset(fields)) if fields else None


def _head(sheet: ListSheet) -> tuple[int, Mapping[ListField, int]]:
    """Return the row of the heads and where each field stands: the row, near the top, that knows the most of them."""
    found = [(index, _columns(cells)) for index, cells in enumerate(sheet.rows[:_HIGHEST])]
    named = [(index, columns) for index, columns in found if not WHOM.isdisjoint(columns)]
    return max(named, key=lambda item: len(item[1]), default=(0, {}))


def _columns(cells: Iterable[str]) -> Mapping[ListField, int]:
    columns: dict[ListField, int] = {}
    for index, cell in enumerate(cells):
        if field := _field(cell):
            columns.setdefault(field, index)
    return columns


def _field(head: str) -> ListField | None:
    text = re.sub(r"[\s*:：]|[(].*?[)]", "", unicodedata.normalize("NFKC", head))
    if any(word in text for word in _OTHERS):
        return None
    # A head is short: a sentence that holds the word is a remark.
    return next((field for word, field in _HEADS if word in text), None) if len(text) <= 16 else None


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: Mapping[ListField, str]

    def text(self, field: ListField) -> str:
        return self.cells.get(field, "")

    def tells(self, field: ListField) -> bool:
        """Whether a cell says anything: 无 and — say that nothing happened."""
        return unicodedata.normalize("NFKC", self.text(field)) not in _NOTHING

    def day(self, field: ListField) -> date | None:
        text = re.sub(r"[ T][0-9]{1,2}:.*", "", self.text(field))
        written = as_date(text)
        if not written and (misread := cause(text, "date", {})):
            written = misread.suggestion
        return date.fromisoformat(written) if written else None

    @property
    def whose(self) -> tuple[_Number, ...]:
        """The numbers of the row, the certificate's first."""
        return tuple(
            _Number(unicodedata.normalize("NFKC", re.sub(r"[\s'‘’`-]", "", self.text(field))).upper(), field)
            for field in (ListField.CERTIFICATE, ListField.IDENTITY)
            if self.text(field)
        )


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as a row gives it, in half width without blanks."""

    text: str
    field: ListField

    @property
    def fault(self) -> str:
        """Why it is no number of a person."""
        misread = cause(self.text, "certificate", {}) if self.field is ListField.CERTIFICATE else None
        if misread is None and re.search(r"E\+|0{5}\Z", self.text):
            misread = cause("1.0E+17", "certificate", {})
        return f"号码{misread.message}" if misread else "号码不完整，或者抄错了（校验码不对）。"


def _read(row: _Row, says: Says | None, rows: list[Listed], faults: list[ListFault]) -> None:
    numbers = row.whose
    known = next((number for item in numbers if (number := ListedNumber.read(item.text))), None)
    name = row.text(ListField.NAME)
    if not numbers and not name:
        return
    if numbers and known is None:
        faults.append(ListFault(row.place, numbers[0].fault))
        return
    rows.append(_listed(row, name, known, says))


def _listed(row: _Row, name: str, number: ListedNumber | None, says: Says | None) -> Listed:
    reason = row.text(ListField.REASON)
    died_on, moved_on = row.day(ListField.DIED), row.day(ListField.MOVED)
    aid = aid_named(row.text(ListField.AID)) or ("低保" if says is Says.NO_AID else "")
    until = row.day(ListField.AID_UNTIL)
    ended = any(word in row.text(ListField.AID) for word in _ENDS)
    return Listed(
        place=row.place,
        name=name,
        number=number,
        died=row.tells(ListField.DIED) or says is Says.DIED or any(word in reason for word in _DEATHS),
        died_on=died_on,
        moved=row.tells(ListField.MOVED) or says is Says.MOVED or "迁出" in reason,
        moved_on=moved_on,
        certificate=_state(row.text(ListField.STATE)) or _SAID.get(says, ""),
        expires=row.day(ListField.EXPIRES),
        category=_named(row.text(ListField.CATEGORY), CATEGORIES) or (number.category if number else ""),
        grade=_named(row.text(ListField.GRADE).translate(_ROMAN), GRADES) or (number.grade if number else ""),
        aid=aid,
        aid_ended=row.tells(ListField.AID_UNTIL) or says is Says.NO_AID or ended,
        aid_until=until,
    )


_SAID: Mapping[Says | None, str] = {Says.CANCELLED: "注销", Says.FROZEN: "冻结", Says.EXPIRED: "过期"}


def _state(text: str) -> str:
    """Return what is wrong with a certificate; nothing where a word takes it back, or says that it is not yet."""
    if any(word in text for word in _NOT_SO):
        return ""
    return next((state for word, state in _STATES.items() if word in text), "")


def _named(text: str, names: Iterable[str]) -> str:
    return next((name for name in names if name[:2] in text), "")
