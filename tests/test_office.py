"""Word and Excel files are the same, byte for byte, whenever and wherever they are made."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from jiedui.office import timeless

MAKE = """\
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from jiedui.documents.docx_file import write_docx
from jiedui.documents.html_file import write_html
from jiedui.reports.paper import Annex, Column, Heading, Paper, Paragraph, Table
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import share
from jiedui.workbook.xlsx_file import build

out = Path(sys.argv[1])
table = Table(caption="表", columns=(Column("甲", 1), Column("乙", 2)), rows=(("一", "二"),))
paper = Paper(
    title="题", addressees="各残联：", blocks=(Heading(1, "一"), Paragraph("文"), table),
    annexes=(Annex("附", (table,)),), signature="市残联", date="2026年9月30日", footnote="注",
)
write_docx(paper, out / "paper.docx")
write_html(paper, out / "paper.html")
rows = (("甲", 3, share(Fraction(2, 3)), date(2026, 9, 30)),)
columns = tuple(SheetColumn(name) for name in "甲乙丙丁")
sheets = [Sheet(name=name, title="题", columns=columns, rows=rows, notes=("注",)) for name in "甲乙"]
(out / "s.xlsx").write_bytes(build(sheets))
"""


def made(out: Path, zone: str, seed: int, shift: str) -> dict[str, bytes]:
    """Make a paper and a workbook in a process of its own, in a time zone, at another time, with other hashes."""
    clock = f"import time\nnow = time.time\ntime.time = lambda: now() + {shift}\n"
    subprocess.run(
        [sys.executable, "-c", clock + MAKE, out],
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(seed)}, check=True,
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_another_day_zone_and_order_of_hashes_give_the_same_files(tmp_path: Path) -> None:
    first = made(tmp_path / "first", "Asia/Shanghai", 1, "0")
    assert set(first) == {"paper.docx", "paper.html", "s.xlsx"}
    assert made(tmp_path / "second", "America/New_York", 2, "400 * 86400") == first


@pytest.fixture
def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"  # type: ignore[index]
    book.properties.title, book.properties.created = "题", datetime(2001, 2, 3)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def test_the_times_go_and_all_else_stays(workbook: bytes) -> None:
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (workbook, timeless(workbook)))
    assert after.namelist() == before.namelist()
    assert {part.date_time for part in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {part.compress_type for part in after.infolist()} == {zipfile.ZIP_DEFLATED}
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["docProps/core.xml"]
    assert b"2001-02-03" in before.read("docProps/core.xml")
    properties = after.read("docProps/core.xml").decode()
    assert "题" in properties
    assert "dcterms:created" not in properties
    assert "dcterms:modified" not in properties


def test_what_is_timeless_is_read_as_ever(workbook: bytes) -> None:
    assert openpyxl.load_workbook(io.BytesIO(timeless(workbook))).active["A1"].value == "甲"  # type: ignore[index]
    document = docx.Document()
    document.add_paragraph("文")
    raw = io.BytesIO()
    document.save(raw)
    assert docx.Document(io.BytesIO(timeless(raw.getvalue()))).paragraphs[0].text == "文"
    assert timeless(timeless(raw.getvalue())) == timeless(raw.getvalue())
