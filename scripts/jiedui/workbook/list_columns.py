"""The columns of a list from elsewhere: found by their heads, read as what the list says of each person (B-03)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from jiedui.model.identity import CATEGORIES, GRADES
from jiedui.records.finding import printable, redact
from jiedui.records.sensitivity import CERTIFICATE
from jiedui.records.spreadsheet import cause
from jiedui.records.suggest import as_date
from jiedui.reports.comparison.aid import aid_named
from jiedui.reports.comparison.listed import Listed, ListedNumber
from jiedui.struct import Struct
from jiedui.workbook.list_heads import WHOM, ListField, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiedui.workbook.list_file import ListSheet


class Says(Enum):
    """What a list that only names people says of all of them, as ``--says`` takes it."""

    DIED = "去世"
    MOVED = "迁出"
    CANCELLED = "证件注销"
    FROZEN = "证件冻结"
    EXPIRED = "证件过期"
    NO_AID = "退出低保"


class ListFault(Struct, frozen=True):
    """What could not be read: its place, why, without what stands there, and how many rows it is."""

    place: str
    message: str
    rows: int = 1


class ListReading(Struct, frozen=True):
    """The rows of a list that name somebody, the faults of the others, and days of those rows that say no day."""

    rows: tuple[Listed, ...]
    faults: tuple[ListFault, ...]
    unread: tuple[ListFault, ...]
    fields: frozenset[ListField]
    """The columns that were found."""

    @property
    def tells(self) -> bool:
        """Whether the list says anything of the people that it names."""
        return not self.fields <= WHOM or any(row.tells for row in self.rows)


_DEATHS = ("死亡", "去世", "病故")
_ENDS = ("退出", "停发", "停保", "取消", "终止")
_NOTHING = ("", "无", "没有", "否", "未", "0", "-", "--", "—", "——", "–", "/", "健在", "正常")
_NOT_SO = ("未", "不", "非", "无", "即将", "待", "解除", "恢复", "申请")
_STATES = {"注销": "注销", "冻结": "冻结", "过期": "过期", "到期": "过期", "失效": "过期", "停用": "冻结"}
_DEGREES = str.maketrans("1234壹贰叁肆", "一二三四一二三四")
# In half width the Roman ones are letters.
_ROMAN = {"IV": "四", "III": "三", "II": "二", "I": "一"}
# What hides digits. A single X is the check digit; one dash, dot or stroke, or two dashes, part a number.
_HIDING = re.compile(r"[●•○◯〇∗✱#?×✕╳※■□◆◇▲△★☆^~@⋯某]|[._·]{2,}|X{2,}|[‐-―−-]{3,}")
_APART = re.compile(r"[._·‐-―−-]")
_MASKED_NAME = re.compile(r"[*●○◯×✕□■?#某]")
# Cells that say, where a day is asked for, that nothing happened.
_DENIED = re.compile(r"尚?[未没](?!知|详|明)|存活|健在|在世")
_DAYS = (ListField.DIED, ListField.MOVED, ListField.EXPIRES, ListField.AID_UNTIL)
# As much of a number as tells that a row is about somebody, be it copied wrongly.
_NUMBERED = re.compile(r"[0-9*]{14,21}X?")
_NO_HEAD = "没有写“姓名”“身份证号”的表头，{} 行没有读。补上表头再比。"
_HIDDEN = "姓名隐去了字，号码也不完整，认不出是谁，没有比。"
_NOBODY = "没有姓名，也没有号码，没有读。合并的单元格取消合并、每行填满再比。"


def read_rows(sheets: Sequence[ListSheet], says: Says | None = None) -> ListReading | None:
    """Return what the sheets say of each person; ``None`` where no sheet has a head that tells who is meant."""
    rows: list[Listed] = []
    faults: list[ListFault] = []
    unread: list[ListFault] = []
    fields: set[ListField] = set()
    for sheet in sheets:
        named = f"“{redact(printable(sheet.name))}”" if len(sheets) > 1 else ""
        found = blocks(sheet.rows)
        for block in found:
            fields |= block.columns.keys()
            for number, cells in block.rows:
                told = {field: cells[at] for field, at in block.columns.items() if at < len(cells) and cells[at]}
                under = {field: sheet.spread.get((number - 1, at)) for field, at in block.columns.items()}
                told |= {field: text for field, text in under.items() if text and field not in WHOM}
                row = _Row(f"{named}第 {number} 行", told)
                _read(row, says, rows, faults)
                unread += row.unread
        above = sheet.rows[: found[0].head] if found else sheet.rows
        if lost := sum(_about_somebody(row) or (not found and _dated(row)) for row in above):
            place = f"{named}表头上面" if found else named or "名单"
            faults.append(ListFault(place, _NO_HEAD.format(lost), lost))
    return ListReading(tuple(rows), tuple(faults), tuple(unread), frozenset(fields)) if fields else None


def tidy_number(text: str) -> str:
    """Return a number in half width, without what is set between its digits, and with * for whatever hides one."""
    text = re.sub(r"[\s'‘’`\"“”=]", "", unicodedata.normalize("NFKC", text)).upper()
    return _APART.sub("", _HIDING.sub(lambda found: "*" * len(found[0]), text))


def _about_somebody(cells: Iterable[str]) -> bool:
    return any(_NUMBERED.fullmatch(tidy_number(cell)) for cell in cells)


def _dated(cells: Sequence[str]) -> bool:
    """Tell whether a row says a day of something: of a sheet without heads it may be one of names and days."""
    return any(map(as_date, cells)) and sum(map(bool, cells)) > 1


class _Row(Struct, frozen=True):
    place: str
    cells: Mapping[ListField, str]

    def text(self, field: ListField) -> str:
        return self.cells.get(field, "")

    def tells(self, field: ListField) -> bool:
        """Whether a cell says anything: 无, — and 未死亡 say that nothing happened."""
        text = unicodedata.normalize("NFKC", self.text(field))
        return text not in _NOTHING and not _DENIED.match(text)

    def day(self, field: ListField) -> date | None:
        text = re.sub(r"[ T][0-9]{1,2}:.*", "", self.text(field))
        written = as_date(text)
        if not written and (misread := cause(text, "date", {})):
            written = misread.suggestion
        return date.fromisoformat(written) if written else None

    @property
    def unread(self) -> Iterator[ListFault]:
        """The cells that should say a day, and hold digits that say none; and what is no category or grade."""
        for field in _DAYS:
            if any(map(str.isdigit, self.text(field))) and self.tells(field) and self.day(field) is None:
                yield ListFault(self.place, f"“{field.value[0]}”一格读不出是哪天，没有比。")
        for field, read in ((ListField.CATEGORY, self.category), (ListField.GRADE, self.grade)):
            if not read and self.tells(field):
                yield ListFault(self.place, f"“{field.value[0]}”一格读不懂，没有比。")

    @property
    def category(self) -> str:
        """The category that the row names; nothing where it names none."""
        return category_named(self.text(ListField.CATEGORY))

    @property
    def grade(self) -> str:
        """The grade that the row names, which may stand behind the category."""
        behind = self.text(ListField.CATEGORY)
        return grade_named(self.text(ListField.GRADE)) or (grade_named(behind) if "级" in behind else "")

    @property
    def whose(self) -> tuple[_Number, ...]:
        """The numbers of the row, the certificate's first."""
        return tuple(
            _Number(tidy_number(self.text(field)), field)
            for field in (ListField.CERTIFICATE, ListField.IDENTITY)
            if self.text(field)
        )


class _Number(Struct, frozen=True):
    """A number as a row gives it, in half width without blanks."""

    text: str
    field: ListField

    @property
    def fault(self) -> str:
        """Why it is no number of a person."""
        misread = cause(self.text, CERTIFICATE, {}) if self.field is ListField.CERTIFICATE else None
        if misread is None and re.search(r"[0-9]E\+?[0-9]|0{5}\Z", self.text):
            misread = cause("1.0E+17", CERTIFICATE, {})
        if misread is None and re.fullmatch(r"[0-9]{15}000", self.text):
            return "号码后三位都是 0，是 Excel 把后面的数字丢了。"
        if "*" in self.text:
            return "号码里隐去几位的写法读不懂。隐去的每一位写成一个 * 再比。"
        return f"号码{misread.message}" if misread else "号码不完整，或者抄错了（校验码不对）。"


def _read(row: _Row, says: Says | None, rows: list[Listed], faults: list[ListFault]) -> None:
    numbers = row.whose
    known = next((number for item in numbers if (number := ListedNumber.read(item.text))), None)
    name = row.text(ListField.NAME)
    if not numbers and not name:
        if row.cells:
            faults.append(ListFault(row.place, _NOBODY))
        return
    if _MASKED_NAME.search(name):
        if known is None or not known.holder:
            faults.append(ListFault(row.place, _HIDDEN))
            return
        name = ""
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
        category=row.category or (number.category if number else ""),
        grade=row.grade or (number.grade if number else ""),
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


def category_named(text: str) -> str:
    """Return the category that a text names: several of them are 多重, as is what says so."""
    said = text.replace("语言", "言语")
    found = [name for name in CATEGORIES if name in said or f"{name[0]}残" in said]
    return CATEGORIES[-1] if len(found) > 1 else "".join(found)


def grade_named(text: str) -> str:
    """Return the grade that a text names, in whatever digits; of several the gravest, as 多重 is graded."""
    said = unicodedata.normalize("NFKC", text).upper().strip()
    for sign, digit in _ROMAN.items():
        said = said.replace(sign, digit)
    said = said.translate(_DEGREES)
    return next((grade for grade in GRADES if grade in said or grade[0] == said), "")
