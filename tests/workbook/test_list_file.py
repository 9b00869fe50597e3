"""A list is read from each kind of file; what Excel would lose is told, what is no list is refused in Chinese."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.workbook.packages import zipped

from jiedui.workbook import list_file
from jiedui.workbook.list_file import ListSheet, read_list
from jiedui.workbook.package import UnreadableListError


def book(folder: Path, *rows: list[object]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "名单"
    for row in rows:
        sheet.append(row)
    made.save(folder / "名单.xlsx")
    return folder / "名单.xlsx"


def test_cells_are_read_as_one_sees_them(tmp_path: Path) -> None:
    day = datetime(2026, 3, 5, 8, 30)
    path = book(
        tmp_path, ["姓名", "号", "日"], [" 示例甲 ", 12, date(2026, 3, 5)], [None, 4.906021958e17, day], [True, 1.5]
    )
    assert read_list(path) == [
        ListSheet("名单", (
            ("姓名", "号", "日"), ("示例甲", "12", "2026-03-05"), ("", "4.90602E+17", "2026-03-05 08:30:00"),
            ("是", "1.5", ""),
        ))
    ]  # fmt: skip


def test_rows_keep_their_numbers_below_empty_ones(tmp_path: Path) -> None:
    path = book(tmp_path, [None], [None], ["姓名"], ["示例甲"])
    assert read_list(path)[0].rows == (("",), ("",), ("姓名",), ("示例甲",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_files_of_each_encoding_and_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(f"姓名{mark}号码\r\n示例甲{mark} 12 \r\n".encode(encoding))
    assert read_list(path) == [ListSheet("", (("姓名", "号码"), ("示例甲", "12")))]


@pytest.mark.parametrize("name", ["x.xlsx", "x.xls", "x.ods", "x.csv"])
def test_what_is_no_list_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00\x81\x00")
    with pytest.raises(UnreadableListError, match="用 Excel 打开，另存为 xlsx 再试。"):
        read_list(tmp_path / name)


@pytest.mark.parametrize("path", ["no.xlsx", ".", "/dev/zero"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnreadableListError, match="打不开这个文件，看看文件名和位置对不对。"):
        read_list(tmp_path / path)


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableListError, match="表格是空的。"):
        read_list(book(tmp_path))


def test_a_formula_without_its_value_is_told_by_its_cell(tmp_path: Path) -> None:
    # openpyxl writes formulas without their values, as many programs do.
    path = book(tmp_path, ["姓名", "日"], ["示例甲", "=TODAY()"])
    with pytest.raises(UnreadableListError, match="单元格 B2 是公式，没有算好的值。"):
        read_list(path)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, ["姓名"], *[[f"示例{number}"] for number in range(500)])
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 200
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)
    with pytest.raises(UnreadableListError, match="不是能读的表格，或者加了密码。"):
        read_list(path)


def test_an_encoding_that_nobody_knows_is_a_damage(tmp_path: Path) -> None:
    """What else a part says is not looked at: to begin with, Python knows no such encoding."""
    part = b'<?xml version="1.0" encoding="d"?><x/>'
    (tmp_path / "名单.xlsx").write_bytes(zipped({"xl/workbook.xml": part, "xl/_rels/workbook.xml.rels": part}))
    with pytest.raises(UnreadableListError, match="不是能读的表格，或者加了密码。"):
        read_list(tmp_path / "名单.xlsx")


def test_what_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path, ["姓名"], ["示例甲"], ["示例乙"])
    monkeypatch.setattr(list_file, "MOST_ROWS", 2)
    with pytest.raises(UnreadableListError, match="多过 2 行，分成几份再试。"):
        read_list(path)
    monkeypatch.setattr(list_file, "MOST_ROWS", 3)
    assert len(read_list(path)[0].rows) == 3
    monkeypatch.setattr(list_file, "MOST_BYTES", path.stat().st_size - 1)
    with pytest.raises(UnreadableListError, match="分成几份再试。"):
        read_list(path)


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("死亡名单\r\n姓名\t号码\r\n示例甲\t12\r\n".encode("utf-16"))
    assert read_list(path)[0].rows[1:] == (("姓名", "号码"), ("示例甲", "12"))


def test_a_formula_that_keeps_digits_as_text_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,号码\n示例甲,"=""0012"""\n示例乙,="0013"\n', "utf-8")
    assert [row[1] for row in read_list(path)[0].rows] == ["号码", "0012", "0013"]


def test_a_quotation_mark_that_never_ends_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text('姓名,备注\n示例甲,"住在\n示例乙,无\n', "utf-8")
    with pytest.raises(UnreadableListError, match="第 3 行附近的引号不成对"):
        read_list(path)


def test_cells_that_are_merged_down_a_column_say_what_they_are_under(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["名册", None], ["姓名", "证件状态"], ["示例甲", "注销"], ["示例乙", None], ["示例丙", None]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B3:B4")
    made.save(tmp_path / "名单.xlsx")
    (found,) = read_list(tmp_path / "名单.xlsx")
    assert found.spread == {(3, 1): "注销"}
    assert found.rows[3] == ("示例乙", "")


def test_signs_that_nobody_sees_are_no_part_of_a_cell(tmp_path: Path) -> None:
    assert read_list(book(tmp_path, ["姓\u200b名"], ["\u202d示例甲\u202c"]))[0].rows == (("姓名",), ("示例甲",))
    (tmp_path / "名单.csv").write_text("姓名,号\n示例甲,\u202d12\ufeff\n", "utf-8")
    assert read_list(tmp_path / "名单.csv")[0].rows[1] == ("示例甲", "12")


def test_commas_within_cells_part_no_columns_where_another_mark_knows_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名;死亡日期;地址\n示例甲;2026-03-05;平江县,安定镇,示例村,五组\n", "utf-8")
    assert read_list(path)[0].rows[1] == ("示例甲", "2026-03-05", "平江县,安定镇,示例村,五组")
    path.write_text("姓名|死亡日期\n示例甲|2026-03-05\n", "utf-8")
    assert read_list(path)[0].rows[1] == ("示例甲", "2026-03-05")
