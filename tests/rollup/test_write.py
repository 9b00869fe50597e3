"""What a roll-up leaves in its folder."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from jiedui.rollup.province import Province
from jiedui.rollup.write import write_rollup

MADE = {"index.html", "bulletin.html", "bulletin.docx", "rollup.xlsx", "quarters", "cities", "assets"}


@pytest.fixture(scope="module")
def out(province: Province, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("province")
    assert write_rollup(province, folder) == []
    return folder


def test_pages_table_and_workbook(out: Path) -> None:
    assert {file.name for file in out.iterdir() if not file.name.startswith(".")} == MADE
    assert "2026年第三季度" in Document(io.BytesIO((out / "bulletin.docx").read_bytes())).paragraphs[0].text
    assert '["version"]="2 个市的报送";' in (out / "assets" / "version.js").read_text("utf-8")
    book = openpyxl.load_workbook(out / "rollup.xlsx")
    assert book.sheetnames == ["报送情况", "各季度", "各市", "联系方式", "各市联系方式", "各残联"]
    assert [row[1:3] for row in book["各市"].iter_rows(min_row=3, max_row=6, values_only=True)] == [
        ("示例东市", 110),
        ("示例西市", 40),
        ("示例南市", "未报"),
        ("示例省", "至少150"),
    ]


def test_twice_is_once_and_what_is_stale_goes(out: Path, province: Province) -> None:
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    (out / "quarters" / "2020Q1.html").write_text("", "utf-8")
    write_rollup(province, out)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before


def test_other_files_are_not_deleted(province: Province, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("", "utf-8")
    with pytest.raises(OSError, match="别的文件"):
        write_rollup(province, tmp_path)


def test_without_word_there_is_no_such_file(
    province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jiedui.documents.docx_file", None)
    assert write_rollup(province, tmp_path) == []
    assert not (tmp_path / "bulletin.docx").exists()
    assert "bulletin.docx" not in (tmp_path / "index.html").read_text("utf-8")
