"""The map of the columns of a county's own old workbook: a small YAML file that a clerk can mend (对照.yml, R-080).

帮扶台账:
  表头: 3-4
  栏:
    A 序号: 不导入  # 是编号。
    B 姓名: 成员.姓名  # 确定：看表头。
  固定:
    户.县市区: 平江县  # A1里写的。
汇总: 不导入  # 看不出写的是谁、是什么事。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.records import loader
from jiedui.records.finding import printable, redact, shown
from jiedui.records.suggest import nearest
from jiedui.records.writer import scalar
from jiedui.struct import Struct
from jiedui.workbook.book.tables import tables
from jiedui.workbook.head_words import bare_head
from jiedui.workbook.marks import column_of, letters
from jiedui.workbook.old.gathering import Gathered, gathered
from jiedui.workbook.old.headings import head_between
from jiedui.workbook.old.sheet_map import ColumnUse, FixedValue, SheetMap
from jiedui.workbook.old.targets import LEFT_OUT, SAYS, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Self

    from jiedui.model.divisions import Divisions
    from jiedui.records.schema import SchemaLibrary
    from jiedui.workbook.book.file import BookSheet

NAME = "对照.yml"
"""What the file is called."""

_HEAD, _END, _COLUMNS, _FIXED = "表头", "末行", "栏", "固定"
_PARTS = (_HEAD, _END, _COLUMNS, _FIXED)
_NO_HEAD = "没有"
_COMMENT = re.compile(r"#[^\n]*")
_COLUMN = re.compile(r"([A-Z]{1,3})(?: +(.*))?\Z", re.DOTALL)
_ROWS = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?\Z")
_ROW = re.compile(r"[0-9]{1,7}\Z")
_GUIDE = (
    "# 旧表的每一栏，填进台账的哪一栏：写“表.栏”，例如 户.联系电话；不要的写 不导入。",
    "# 写着“要核对”的看一看，改好保存，再用这份对照导入。每行都一样的，写在“固定”下面。",
    "# 除了“表.栏”，还可以写：",
    *(f"#   {whole}：{says}" for whole, says in SAYS.items()),
)


class ColumnMapError(Exception):
    """A map that cannot be used; each message says where, why and what to do."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


class ColumnMap(Struct, frozen=True):
    """What becomes of each sheet of an old workbook."""

    sheets: tuple[SheetMap, ...]

    @classmethod
    def of(cls, text: str, library: SchemaLibrary) -> Self:
        """Read a map that a clerk may have mended; raise :class:`ColumnMapError` with all that is wrong with it."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        judged = loader.load(text, NAME, frozenset(_COMMENT.findall(text)))
        if judged.data is None:
            raise ColumnMapError([f"第 {each.line} 行：{each.message}{each.remedy}" for each in judged.findings])
        reader = _MapReader(tuple(targets(tables(library))))
        sheets = tuple(reader.sheet(name, data) for name, data in judged.data.items())
        if reader.faults:
            raise ColumnMapError(reader.faults)
        return cls(sheets)

    def text(self) -> str:
        """Return the map as the file that a clerk reads and mends."""
        return "\n".join([*_GUIDE, *(line for sheet in self.sheets for line in _written(sheet))]) + "\n"

    def rows(self, sheets: Sequence[BookSheet], library: SchemaLibrary, divisions: Divisions) -> Gathered:
        """Return the rows of our tables that the sheets of a workbook tell by this map, each cell where it stands.

        Raises :class:`ColumnMapError` where a sheet or a column is not, or not any more, what the map says.
        """
        found = {sheet.name: sheet for sheet in sheets}
        if len(sheets) == len(self.sheets) == 1:  # a file of text is called as it lies
            found[self.sheets[0].name] = sheets[0]
        faults = [fault for each in self.sheets for fault in _unlike(each, found.get(each.name))]
        if faults:
            raise ColumnMapError(faults)
        pairs = [(each, found[each.name]) for each in self.sheets if each.columns]
        return gathered(pairs, tables(library), divisions)


class _MapReader:
    """Reads what a map says; ``faults`` are what is wrong with it."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known
        self.faults: list[str] = []

    def sheet(self, name: str, data: Any) -> SheetMap:  # noqa: ANN401  (any YAML)
        """Return what becomes of a sheet."""
        if data == LEFT_OUT:
            return SheetMap(name=name)
        if not isinstance(data, dict) or not isinstance(data.get(_COLUMNS), dict):
            self._tell(name, f"下面要有“{_HEAD}”和“{_COLUMNS}”；整张表不要的，写 {LEFT_OUT}。")
            return SheetMap(name=name)
        for key in (key for key in data if key not in _PARTS):
            self._tell(name, f"不认得“{_safe(key)}”，可以写的有：{'、'.join(_PARTS)}。")
        first, last = self._head(name, data.get(_HEAD))
        columns = tuple(use for key, said in data[_COLUMNS].items() for use in self._column(name, key, said))
        end, fixed = str(data.get(_END, "0")), self._fixed(name, data.get(_FIXED))
        if not _ROW.match(end):
            self._tell(name, f"“{_END}”写读到第几行，例如 60；全读的，删掉“{_END}”。")
            end = "0"
        return SheetMap(name=name, first=first, last=last, end=int(end), columns=columns, fixed=fixed)

    def _head(self, name: str, said: Any) -> tuple[int, int]:  # noqa: ANN401  (any YAML)
        match = _ROWS.match(str(said))
        if said == _NO_HEAD:
            return 0, 0
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
        if not 0 < first <= last <= first + 1:
            self._tell(name, f"“{_HEAD}”写是第几行，例如 3；表头有两行的写 3-4；没有表头的写 {_NO_HEAD}。")
        return first, last

    def _column(self, name: str, key: str, said: Any) -> Iterator[ColumnUse]:  # noqa: ANN401  (any YAML)
        match = _COLUMN.match(key)
        if not match:
            self._tell(name, f"“{_safe(key)}”前面没有写是哪一栏，例如 B 姓名。")
        elif place := self._target(name, key, said):
            yield ColumnUse(column_of(match[1].encode()), match[2] or "", place)

    def _fixed(self, name: str, data: Any) -> dict[str, FixedValue]:  # noqa: ANN401  (any YAML)
        if data in (None, ""):
            return {}
        if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
            self._tell(name, f"“{_FIXED}”下面一行一项，写“表.栏: 内容”，例如 户.县市区: 平江县。")
            return {}
        found = {self._target(name, place, place): FixedValue(text) for place, text in data.items() if text}
        return {place: value for place, value in found.items() if place and place != LEFT_OUT}

    def _target(self, name: str, at: str, said: Any) -> str:  # noqa: ANN401  (any YAML)
        if said in self._known:
            return str(said)
        near = nearest(str(said), self._known)
        self._tell(name, f"“{_safe(at)}”写的“{_safe(str(said))}”不是台账的栏。{f'是不是 {near}？' if near else ''}")
        return ""

    def _tell(self, name: str, message: str) -> None:
        self.faults.append(f"“{_safe(name)}”：{message}")


def _written(sheet: SheetMap) -> Iterator[str]:
    if not sheet.columns:
        yield f"{scalar(sheet.name)}: {LEFT_OUT}{_remark(sheet.why)}"
        return
    yield f"{scalar(sheet.name)}:"
    rows = f"{sheet.first}-{sheet.last}" if sheet.last > sheet.first else str(sheet.first or _NO_HEAD)
    yield f"  {_HEAD}: {rows}{_remark('在第几行')}"
    if sheet.end:
        yield f"  {_END}: {sheet.end}{_remark('下面像是另一张表，没有读。拆成两张表再导入。')}"
    yield f"  {_COLUMNS}:"
    for use in sheet.columns:
        key = f"{letters(use.column)} {_safe(use.said)}".strip()
        yield f"    {scalar(key)}: {use.target}{_remark('：'.join(each for each in (use.sure, use.why) if each))}"
    yield f"  {_FIXED}:{_remark('每行都一样的')}"
    for place, value in sheet.fixed.items():
        yield f"    {place}: {scalar(value.text)}{_remark(value.why)}"
    if sheet.lacking:
        yield "    # 登记还要有下面几项，表里没有。每行都一样的，去掉前面的 # 写上；不一样的，在旧表里加一栏。"
        yield from (f"    # {place}:" for place in sheet.lacking)


def _remark(text: str) -> str:
    return f"  # {text}" if text else ""


def _safe(text: str) -> str:
    return redact(printable(shown(text))) if text else ""


def _unlike(mapped: SheetMap, sheet: BookSheet | None) -> Iterator[str]:
    """Yield in what a sheet is not as its map says."""
    name = f"“{_safe(mapped.name)}”"
    if not mapped.columns:
        return
    if sheet is None:
        yield f"文件里没有{name}这张表。表改了名的，在对照里改成现在的名字。"
        return
    head = head_between(sheet.rows, sheet.spread, mapped.first, mapped.last) if mapped.first else None
    for use in mapped.columns if head else ():
        said = head.columns[use.column].said if head and use.column < len(head.columns) else ""
        if use.said and bare_head(_safe(said)) != bare_head(_safe(use.said)):
            called = f"{name}的 {letters(use.column)} 栏"
            yield f"{called}，对照里是“{_safe(use.said)}”，表里是“{_safe(said)}”。重新做一份对照。"
