"""``jiedui export``: the file that it writes, and what it says when it does not."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiedui.custody.envelope import new_identity, opened
from jiedui.model.time import Quarter
from jiedui.rollup.delivery import read_delivery

Run = Callable[..., subprocess.CompletedProcess[str]]
DAY = ("--as-of", "2026-11-23")
UNREADABLE = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"


def cover(file: Path) -> dict[str, Any]:
    return dict(openpyxl.load_workbook(file)["封面"].iter_rows(values_only=True))


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_the_ledger_is_one_workbook(run: Run, tmp_path: Path) -> None:
    done = run("export", "台账.xlsx", *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "写了 台账.xlsx。\n", "")
    said = cover(tmp_path / "台账.xlsx")
    assert (said["残联"], said["日期"], said["版本"]) == ("市残联、岳阳楼区、平江县", "2026-11-23", "")
    assert said["格式"] == "1"
    first = (tmp_path / "台账.xlsx").read_bytes()
    run("export", "again.xlsx", *DAY)
    assert (tmp_path / "again.xlsx").read_bytes() == first


def texts(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_no_certificate_and_no_day_of_birth_leaves_but_in_a_file_that_is_closed(run: Run, tmp_path: Path) -> None:
    secret, public = new_identity()
    run("export", "台账.xlsx", *DAY)
    done = run("export", "台账.xlsx.age", "--sealed-for", public, *DAY)
    assert (done.returncode, done.stdout) == (0, "写了 台账.xlsx.age。\n")
    veiled = texts((tmp_path / "台账.xlsx").read_bytes())
    whole = texts(opened((tmp_path / "台账.xlsx.age").read_bytes(), secret))
    assert len(veiled) == len(whole)
    hidden = [text for shown, text in zip(veiled, whole, strict=True) if shown == "已隐去"]
    assert "49060219580312101741" in hidden
    assert "1958-03-12" in hidden
    assert [text for text in veiled if text in {*hidden}] == []
    assert [pair for pair in zip(veiled, whole, strict=True) if pair[0] != pair[1] and pair[0] != "已隐去"] == []


def test_some_federations_alone(run: Run, tmp_path: Path) -> None:
    run("export", "一.xlsx", "--unit", "pingjiang", *DAY)
    assert cover(tmp_path / "一.xlsx")["残联"] == "平江县"
    run("export", "二.xlsx", "--unit", "pingjiang", "--unit", "city", *DAY)
    assert cover(tmp_path / "二.xlsx")["残联"] == "市残联、平江县"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("台账.xls",), "不能运行：文件名用 .xlsx 结尾，例如 台账.xlsx。\n"),
        (("台账.xlsx", "--unit", "nowhere"), "不能运行：没有代号为 nowhere 的残联。\n"),
        (("a.xlsx", "--sealed-for", "口令"), "不能运行：加密的文件名用 .xlsx.age 结尾，例如 台账.xlsx.age。\n"),
        (("a.xlsx.age",), "不能运行：文件名用 .xlsx 结尾，例如 台账.xlsx。\n"),
        (
            ("a.xlsx.age", "--sealed-for", "age1x"),
            "不能运行：公钥写得不对：以 age1 开头，一共 62 个字符，不能少一个。\n",
        ),
        (
            ("there.xlsx",),
            "不能运行：已经有 there.xlsx，里面可能有填好还没有导入的内容。换一个名字，或者先把它移走。\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"filled in")
    done = run("export", *words, *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert [file.name for file in tmp_path.glob("*.xls*")] == ["there.xlsx"]
    assert (tmp_path / "there.xlsx").read_bytes() == b"filled in"


def test_it_is_not_written_into_the_ledger(run: Run) -> None:
    done = run("export", "records/台账.xlsx", *DAY)
    assert done.returncode == 2
    assert "写进去的会被当作记录" in done.stderr


def test_nothing_is_written_where_a_record_cannot_be_read(run: Run, ledger: Path, tmp_path: Path) -> None:
    (ledger / UNREADABLE).write_text("date: 49060219580312101741\n", "utf-8")
    done = run("export", "台账.xlsx", *DAY)
    assert done.returncode == 1
    assert f"records/{UNREADABLE}" in done.stdout
    assert "49060219580312101741" not in done.stdout
    assert done.stderr == "什么也没有写：先改好上面的错误，再运行一遍。\n"
    assert not (tmp_path / "台账.xlsx").exists()
    assert run("export", "台账.xlsx", "--unit", "yueyanglou", *DAY).returncode == 0


def test_the_cover_names_the_commit_that_all_of_it_is_from(run: Run, ledger: Path, tmp_path: Path) -> None:
    """Written beside the ledger in its repository it is warned of, unless Git is told to leave it alone."""
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "records")
    git(tmp_path, "commit", "-qm", "一")
    done = run("export", "台账.xlsx", *DAY)
    assert cover(tmp_path / "台账.xlsx")["版本"] == git(tmp_path, "rev-parse", "HEAD")
    assert "台账.xlsx 在 Git 仓库的文件夹里" in done.stderr
    (tmp_path / ".gitignore").write_text("*.xlsx\n", "utf-8")
    unit = ledger / "pingjiang" / "unit.yml"
    unit.write_text(unit.read_text("utf-8") + "\n", "utf-8")
    done = run("export", "新.xlsx", *DAY)
    assert done.returncode == 0
    assert done.stderr.startswith("注意：台账里有没提交的改动，表格上就写不出是哪个版本")
    assert done.stderr.count("注意") == 1
    assert cover(tmp_path / "新.xlsx")["版本"] == ""


def test_without_households_it_is_an_empty_form(run: Run, ledger: Path, tmp_path: Path) -> None:
    for folder in ledger.glob("*/households"):
        folder.rename(tmp_path / folder.parent.name)
    assert run("export", "台账.xlsx", *DAY).returncode == 0
    assert openpyxl.load_workbook(tmp_path / "台账.xlsx")["户"].max_row == 1


def test_without_its_policy_there_is_no_workbook(run: Run, ledger: Path) -> None:
    (ledger / "policy" / "quotas.yml").unlink()
    done = run("export", "台账.xlsx", *DAY)
    assert (done.returncode, done.stderr) == (2, "不能运行：政策文件不全，先用 jiedui check 检查。\n")


def test_more_rows_than_a_sheet_has_room_for_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiedui.workbook.book.write._LAST_ROW", 5)
    done = run("export", "台账.xlsx", *DAY)
    said = "不能运行：“成员”的行数超过一张表能放的。用 --unit 分几个残联导出。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert list(tmp_path.glob("*.xlsx")) == []


@pytest.mark.usefixtures("committed")
def test_the_public_gets_counts_alone(run: Run, tmp_path: Path) -> None:
    assert run("bulletin", "freeze", "2023Q4", "--as-of", "2024-01-02").returncode == 0
    done = run("export", "公开数据.xlsx", "--audience", "public", *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "写了 公开数据.xlsx。\n", "")
    book = openpyxl.load_workbook(tmp_path / "公开数据.xlsx")
    assert book.sheetnames == ["全市各季度", "各季度各残联"]
    [head, first] = list(book["全市各季度"].iter_rows(min_row=2, max_row=3, values_only=True))
    assert head[:3] == ("表", "季度", "结对：名册")
    assert first[:2] == ("全市各季度", "2023年第四季度")
    values = {cell for tab in book for row in tab.iter_rows(min_row=3, min_col=3, values_only=True) for cell in row}
    assert values.isdisjoint({1, 2, 3, 4})
    assert "不公开" in values
    assert book["全市各季度"].oddFooter.left.text == "公开资料"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--audience", "public", "--unit", "pingjiang"), "公开的数是全市的，谁都能看：不用 --unit 和 --sealed-for。"),
        (("--audience", "office"), "导出的台账不分给 office。--audience 可以写：internal、county。"),
        (("--audience", "county:pingjiang", "--unit", "city"), "county:pingjiang 里只有它自己的，没有 city 的。"),
        (("--audience", "public"), "还没有冻结的季通报，没有数字可以公开。先用 jiedui bulletin freeze 冻结。"),
    ],
)
def test_who_gets_no_such_workbook_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("export", "某.xlsx", *words, *(() if "--as-of" in words else DAY))
    assert (done.returncode, done.stderr.endswith(f"{said}\n")) == (2, True)
    assert not (tmp_path / "某.xlsx").exists()


def test_a_county_gets_its_own_and_none_of_the_people_of_the_city(run: Run, tmp_path: Path) -> None:
    run("export", "一.xlsx", "--unit", "pingjiang", *DAY)
    run("export", "二.xlsx", "--audience", "county:pingjiang", *DAY)
    whole, own = (openpyxl.load_workbook(tmp_path / name) for name in ("一.xlsx", "二.xlsx"))
    rows = [[list(sheet.values) for sheet in book if sheet.sheet_state == "visible"] for book in (whole, own)]
    assert rows[0] == rows[1]
    words = [{str(cell) for sheet in book for row in sheet.values for cell in row} for book in (whole, own)]
    assert {word for word in words[0] - words[1] if "-B-" in word} == {"YY-B-2A3C 示例甲"}


@pytest.mark.usefixtures("committed")
def test_the_province_gets_figures_and_facts_of_what_is_frozen(run: Run, tmp_path: Path) -> None:
    assert run("bulletin", "freeze", "2023Q4", "--as-of", "2024-01-02").returncode == 0
    done = run("export", "--figures", "报送", *DAY)
    assert (done.returncode, done.stdout) == (0, "写了 报送。\n")
    assert "没提交的改动" in done.stderr
    found = read_delivery(tmp_path / "报送")
    assert (found.city, found.quarters, found.data["commit"]) == ("岳阳市", [Quarter(2023, 4)], "")
    shown = {value for row in found.data["values"] for value in row["values"].values()}
    assert shown.isdisjoint({1, 2, 3, 4})
    assert None in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有写导出到哪个文件，例如 台账.xlsx。"),
        (("--figures", "报送"), "还没有冻结的季通报，没有数字可以公开。先用 jiedui bulletin freeze 冻结。"),
        (("--figures", "records/报送"), "换一个文件夹。用 jiedui export --help 看用法。"),
        (("一.xlsx", "--figures", "报送"), "单独用：不写文件名，也不用 --audience、--unit 和 --sealed-for。"),
        (("--figures", "报送", "--unit", "pingjiang"), "也不用 --audience、--unit 和 --sealed-for。"),
        (("--figures", "报送", "--audience", "public"), "也不用 --audience、--unit 和 --sealed-for。"),
    ],
)
def test_what_is_no_delivery_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("export", *words, *DAY)
    assert (done.returncode, done.stderr.endswith(f"{said}\n")) == (2, True), done.stderr
    assert not (tmp_path / "报送").exists()


def test_without_duckdb_it_is_told_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jiedui.rollup.deliver", None)
    done = run("export", "--figures", "报送", *DAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：这台电脑没有 duckdb。")
