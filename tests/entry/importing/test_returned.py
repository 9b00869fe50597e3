"""The rows that come back: of whom was left out, with reasons, and with the codes of what was taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.entry.rowbook import RowBook

from jiedui.entry.importing.attempt import ImportFault
from jiedui.entry.importing.cell_places import CellPlace
from jiedui.entry.importing.imported import Imported
from jiedui.entry.importing.returned import BESIDE, Returned
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary

TODAY = date(2026, 11, 23)


def fault(sheet: str, row: int, message: str, suggestion: str = "", severity: Severity = Severity.ERROR) -> ImportFault:
    place = CellPlace(sheet, row, "")
    return ImportFault(place, "", (), severity, message, "改。", suggestion)


def test_rows_of_who_was_left_out_come_back_with_reasons(
    imported: Callable[..., Imported], library: SchemaLibrary
) -> None:
    book = RowBook(library)
    book.row("责任人", 责任人编号="新帮", 残联="岳阳楼区", 姓名="示例卯")
    for code in ("新1", "新2"):
        book.row("户", 户编号=code, 残联="岳阳楼区")
        book.row("成员", 户编号=code, 姓名="示例寅")
        book.row("结对", 户编号=code, 帮扶责任人="新帮")
        book.row("走访", 户编号=code, 联系日期="2026-11-20", 同时联系的户="YYL-4D5E、新2")
    book.row("走访", 联系日期="2026-11-20")
    put = imported(book)
    codes = {record.label: record.stem for record in put.records.values() if record.kind != "visit"}
    faults = [
        fault("户", 2, "错。", "对"),
        fault("户", 2, "又错。"),
        fault("走访", 2, "走错。"),
        fault("走访", 4, "谁？"),
        fault("成员", 2, "看一看。", severity=Severity.WARNING),
    ]
    back = [
        (table.name, [text for text in row if text])
        for table, row in Returned.of(put, frozenset((codes["新1"],)), faults).rows(book.rows())
    ]
    assert back == [
        ("户", ["错。改。建议写成：对。\n又错。改。", "岳阳楼区", "新1"]),
        ("成员", [BESIDE, "新1", "示例寅"]),
        ("结对", [BESIDE, "新1", codes["新帮"]]),
        ("走访", ["走错。改。", "新1", "2026-11-20", f"YYL-4D5E、{codes['新2']}"]),
        ("走访", ["谁？改。", "2026-11-20"]),
    ]
