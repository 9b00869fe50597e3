"""What commands write: the form of a paper follows the name of its file, and the file is named."""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from jiedui.cli.output import say_written, write_paper, write_sheets
from jiedui.reports.paper import Paper
from jiedui.workbook.sheets import Sheet, SheetColumn

PAPER = Paper(title="关于示例的通报", addressees="", blocks=(), signature="示例", date="", footnote="")


def test_a_file_is_named_with_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    say_written(Path("build") / "a" / "通报.docx")
    assert capsys.readouterr() == ("写了 build/a/通报.docx。\n", "")


def test_a_paper_is_html_where_its_name_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_paper(PAPER, tmp_path / "a" / "通报.html")
    assert "<h1>关于示例的通报</h1>" in (tmp_path / "a" / "通报.html").read_text("utf-8")
    assert capsys.readouterr().out == f"写了 {tmp_path}/a/通报.html。\n"


def test_a_paper_is_for_word_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_paper(PAPER, tmp_path / "a" / "通报.docx")
    assert docx.Document(str(tmp_path / "a" / "通报.docx")).paragraphs[0].text == "关于示例的通报"
    assert capsys.readouterr().out == f"写了 {tmp_path}/a/通报.docx。\n"


def test_without_word_the_other_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jiedui.documents.docx_file", None)
    with pytest.raises(SystemExit) as left:
        write_paper(PAPER, tmp_path / "通报.docx")
    assert left.value.code == 2
    said = "不能运行：这台电脑没有 python-docx，不能写 Word 文件。加上 --format html，用浏览器打印，或用 WPS 另存。\n"
    assert capsys.readouterr() == ("", said)
    assert list(tmp_path.iterdir()) == []


def test_sheets_become_one_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = [Sheet(name=name, title=name, columns=(SheetColumn("甲"),), rows=((1,),)) for name in ("一", "二")]
    write_sheets(sheets, tmp_path / "a" / "表.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a" / "表.xlsx").sheetnames == ["一", "二"]
    assert capsys.readouterr().out == f"写了 {tmp_path}/a/表.xlsx。\n"
