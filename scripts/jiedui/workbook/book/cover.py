"""The cover of the workbook: of what, of which day and commit it is, and how it is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct
from jiedui.workbook.book.cells import BETWEEN, MASKED
from jiedui.workbook.book.parts import CLEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

COVER, NOTES, WORDS = "封面", "说明", "词表"
"""What the sheets are called that are no tables."""
BOOK_FORMAT = "1"
"""The layout of the workbook, beside the format of the records."""
MARK = "*"
"""What marks the head of a column that must be filled in."""
NEW = "新"
"""What begins a word that stands for a code which is still to be made: 新1, 新2."""
CONFIDENTIAL = "有姓名、地址和电话，只在内部使用。不发到群里、网盘里，用完就删。"
_UNITS, _DAY, _COMMIT, _RECORDS, _BOOK = "残联", "日期", "版本", "记录格式", "格式"
HOW = (
    f"每张表一类内容。各栏填什么、可以填哪些词，见“{NOTES}”；表头带 {MARK} 的必填。"
    "灰色的栏说明这一行是哪一户、哪个人的，不要改。",
    f"要改哪一格，就改哪一格。空着的格子不改原来的内容；要去掉原来的内容，写“{CLEAR}”。",
    f"写着“{MASKED}”的格子，是不导出的证件号码、出生日期：照原样留着，原来的内容不动；写错了的，改成对的。",
    f"新的一户：在“户”表最下面加一行，户编号写“{NEW}1”，别的表里也写“{NEW}1”。第二户写“{NEW}2”。编号由系统定。"
    "新的成员、需求、责任人也这样写编号。",
    "新的一次走访：在“走访”表最下面加一行，写户编号，“记录”空着。",
    "一行写不下的（例如困难类型先后有两种），在下面加一行，灰色的栏照写，再写第二种。",
    "删掉一行，台账里的记录不会删掉。写错了的记录，填“撤销日期”和“撤销原因”。",
    "日期写成 2026-03-05。表里的格子都是文本，号码不会变成科学计数。",
    "填好以后存盘，运行 jiedui import 文件名，先看会改哪些；没有错，再加上 --apply 写进台账。",
)


class BookCover(Struct, frozen=True, kw_only=True):
    """What the cover says to people and to ``jiedui import``.

    ``units`` are the short names of the federations whose records are in it, ``day`` is YYYY-MM-DD, ``commit`` the full
    name of the commit that all of it is from, empty where there is none.
    """

    title: str
    units: tuple[str, ...]
    day: str
    commit: str
    records_format: str
    book_format: str = BOOK_FORMAT

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the rows of the cover below its title, a name and what is said under it."""
        return (
            (_UNITS, BETWEEN.join(self.units)),
            (_DAY, self.day),
            ("内部资料", CONFIDENTIAL),
            *(("怎么用" if number == 1 else "", f"{number}. {line}") for number, line in enumerate(HOW, 1)),
            ("", "下面几行是导入时用的，不要改。"),
            (_COMMIT, self.commit),
            (_RECORDS, self.records_format),
            (_BOOK, self.book_format),
        )

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> BookCover:
        """Return what the rows of a cover say; what is not there is empty."""
        said = {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}
        return cls(
            title=rows[0][0] if rows and rows[0] else "",
            units=tuple(filter(None, said.get(_UNITS, "").split(BETWEEN))),
            day=said.get(_DAY, ""),
            commit=said.get(_COMMIT, ""),
            records_format=said.get(_RECORDS, ""),
            book_format=said.get(_BOOK, ""),
        )
