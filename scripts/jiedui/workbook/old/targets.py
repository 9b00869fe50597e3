"""Where a column of a county's own old workbook may go: a column of a table of ours, or more or less than one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiedui.workbook.book.tables import BookColumn, BookTable

LEFT_OUT = "不导入"
"""What stands in the place of a target where a column goes nowhere."""

_BETWEEN = "."
_HOME = "户"


class Ours(StrEnum):
    """A column of ours that an old workbook is understood by."""

    NUMBER = "户.户编号"
    PHONE = "户.联系电话"
    COUNTY = "户.县市区"
    TOWNSHIP = "户.乡镇（街道）"
    VILLAGE = "户.村（社区）"
    HOUSE = "户.门牌组别"
    NAME = "成员.姓名"
    SEX = "成员.性别"
    BIRTH = "成员.出生日期"
    RELATION = "成员.与残疾人关系"
    CERTIFICATE = "残疾.残疾人证号"
    CATEGORY = "残疾.残疾类别"
    GRADE = "残疾.残疾等级"
    PAIRED = "结对.帮扶责任人"
    YEAR = "年度补充.年份"
    JOINED = "集体活动.参加人"
    HELPER = "责任人.姓名"


class Whole(StrEnum):
    """What a column may be that is no column of ours: its cells tell several things, or which rows belong together."""

    IDENTITY = "身份证号"
    ADDRESS = "家庭住址"
    DISABILITY = "类别和等级"
    MONITORED = "纳入监测"
    HOUSEHOLDER = "户主"
    HOUSEHOLDER_IDENTITY = "户主身份证号"
    TO_HOUSEHOLDER = "与户主关系"
    WHOSE = "哪一户"


SAYS = {
    Whole.IDENTITY: "认人用；没有写出生日期、性别的，从它取；号码不存",
    Whole.ADDRESS: "拆成县市区、乡镇、村、门牌",
    Whole.DISABILITY: "拆成残疾类别、残疾等级",
    Whole.MONITORED: "写“是”的，填成有返贫致贫风险、已纳入监测",
    Whole.HOUSEHOLDER: "户主相同的几行是一户",
    Whole.HOUSEHOLDER_IDENTITY: "号码相同的几行是一户；号码不存",
    Whole.TO_HOUSEHOLDER: "户主就是残疾人的，填成与残疾人关系",
    Whole.WHOSE: "写的是姓名，按它找这一行是哪一户的",
}
"""What is made of each, as staff read it."""

GIVES: Mapping[str, tuple[str, ...]] = {
    Whole.IDENTITY: (Ours.BIRTH, Ours.SEX),
    Whole.ADDRESS: (Ours.COUNTY, Ours.TOWNSHIP, Ours.VILLAGE, Ours.HOUSE),
    Whole.DISABILITY: (Ours.CATEGORY, Ours.GRADE),
    Whole.MONITORED: ("户.有无风险", "户.监测情况"),
    Whole.TO_HOUSEHOLDER: (Ours.RELATION,),
    Ours.CERTIFICATE: (Ours.BIRTH, Ours.SEX, Ours.CATEGORY, Ours.GRADE),
}
"""What else a target fills, where the row does not say it otherwise."""


def target(table: BookTable, column: BookColumn) -> str:
    """Return how a column of ours is said: 户.联系电话."""
    return f"{table.name}{_BETWEEN}{column.head}"


def parted(said: str) -> tuple[str, str]:
    """Return the table and the head of a target that is a column; no head where it is none."""
    table, _, head = said.partition(_BETWEEN)
    return table, head


def targets(tables: Iterable[BookTable]) -> dict[str, BookColumn | None]:
    """Return all that may be said in the place of a target, with the column where it is one.

    Which household a row is of is said in one way for all tables.
    """
    columns = {
        target(table, column): column
        for table in tables
        for column in table.columns
        if column.key is not RowKey.HOUSEHOLD or table.name == _HOME
    }
    return {**columns, **dict.fromkeys(Whole, None), LEFT_OUT: None}
