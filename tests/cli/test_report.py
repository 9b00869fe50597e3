"""``jiedui report``: the file that each writes, its defaults, and what it says when it cannot."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from jiedui.custody.envelope import new_identity, opened

Run = Callable[..., subprocess.CompletedProcess[str]]

HELPER = "YYL-B-4D5E"
QUARTER = "2024Q1"
DEPARTMENT_OF = "写 --department 就要用 --unit 写明是哪个残联的。"
DAY = ("--as-of", "2026-11-23")


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("halfyear", "2024H1"), "半年汇报-2024H1-全市.docx"),
        (("halfyear", "2024H1", "--unit", "city", "--format", "html"), "半年汇报-2024H1-city.html"),
        (("annual", "first"), "年度总结-first-全市.docx"),
        (("annual", "2024", "--unit", "city"), "年度总结-2024-city.docx"),
        (("annual", "2024", "--format", "html"), "年度总结-2024-全市.html"),
        (("assessment", "2024", "--unit", "city"), "考核表-2024-city.docx"),
        (("assessment", "2024", "--unit", "city", "--department", "文教就业科"), "考核表-2024-city-文教就业科.docx"),
        (("assessment", "2024", "--helper", HELPER), f"考核表-2024-{HELPER}.docx"),
        (("dispatch", "--unit", "city"), "调度材料-2026-11-23-city.docx"),
        (("dispatch", "--unit", "city", "--format", "html"), "调度材料-2026-11-23-city.html"),
        (("register", "--unit", "city"), "台账-city.xlsx"),
        (("overview",), "全市总览-2026-11-23.xlsx"),
        (("simulation", QUARTER), f"口径试算-{QUARTER}.xlsx"),
    ],
)
def test_each_report_writes_its_file(run: Run, tmp_path: Path, words: tuple[str, ...], file: str) -> None:
    done = run("report", *words, *DAY, "--out", "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"写了 out/{file}。\n", "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file]
    assert (tmp_path / "out" / file).stat().st_size > 1000


def test_reports_lie_below_build_where_nothing_else_is_said(run: Run, tmp_path: Path) -> None:
    assert run("report", "overview", *DAY).stdout == "写了 build/reports/全市总览-2026-11-23.xlsx。\n"
    assert (tmp_path / "build" / "reports" / "全市总览-2026-11-23.xlsx").is_file()


def test_the_registers_of_all_federations_are_a_file_each_in_order(run: Run) -> None:
    done = run("report", "register", *DAY, "--out", "out")
    assert done.stdout.splitlines() == [
        "写了 out/台账-city.xlsx。",
        "写了 out/台账-pingjiang.xlsx。",
        "写了 out/台账-yueyanglou.xlsx。",
    ]


def test_the_sheets_of_all_federations_and_of_the_city_s_departments_are_a_file_each(run: Run, tmp_path: Path) -> None:
    done = run("report", "assessment", "2024", "--all", *DAY, "--out", "out", "--format", "html")
    assert (done.returncode, done.stderr) == (0, "")
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert sorted(done.stdout.splitlines()) == sorted(f"写了 out/{name}。" for name in names)
    assert {"考核表-2024-city.html", "考核表-2024-pingjiang.html", "考核表-2024-yueyanglou.html"} < set(names)
    assert {name for name in names if name.count("-") > 2} == {"考核表-2024-city-文教就业科.html"}
    one = run("report", "assessment", "2024", "--unit", "city", *DAY, "--out", "one", "--format", "html")
    assert one.returncode == 0
    same = [(tmp_path / folder / "考核表-2024-city.html").read_bytes() for folder in ("out", "one")]
    assert same[0] == same[1]


def test_the_papers_for_a_dispatch_are_a_file_for_each_federation(run: Run) -> None:
    done = run("report", "dispatch", *DAY, "--out", "out", "--format", "html")
    assert sorted(done.stdout.splitlines()) == [
        "写了 out/调度材料-2026-11-23-city.html。",
        "写了 out/调度材料-2026-11-23-pingjiang.html。",
        "写了 out/调度材料-2026-11-23-yueyanglou.html。",
    ]


def test_certificate_numbers_are_written_only_into_a_file_that_is_closed_for_somebody(run: Run, tmp_path: Path) -> None:
    def cells(content: bytes) -> set[str]:
        book = openpyxl.load_workbook(io.BytesIO(content))
        return {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value}

    secret, public = new_identity()
    run("report", "register", "--unit", "pingjiang", *DAY, "--out", "out")
    done = run("report", "register", "--unit", "pingjiang", "--sealed-for", public, *DAY, "--out", "out")
    assert done.stdout == "写了 out/台账-pingjiang.xlsx.age。\n"
    without = cells((tmp_path / "out" / "台账-pingjiang.xlsx").read_bytes())
    more = cells(opened((tmp_path / "out" / "台账-pingjiang.xlsx.age").read_bytes(), secret)) - without
    assert any(text.startswith("49") and len(text) == 20 for text in more)
    assert not any(text.startswith("49") and len(text) == 20 for text in without)


def test_a_sheet_is_of_a_federation_or_of_one_person(run: Run, tmp_path: Path) -> None:
    def heading(words: tuple[str, str], file: str) -> str:
        run("report", "assessment", "2024", *words, *DAY, "--out", "out")
        return docx.Document(str(tmp_path / "out" / file)).paragraphs[0].text

    assert heading(("--unit", "city"), "考核表-2024-city.docx") != heading(
        ("--helper", HELPER), f"考核表-2024-{HELPER}.docx"
    )


def test_a_quarter_is_tried_from_the_day_after_its_last(run: Run, clock: Callable[[date], None]) -> None:
    refused = f"不能运行：{QUARTER} 还没有结束，2024-04-01 起才能做。\n"
    done = run("report", "simulation", QUARTER, "--as-of", "2024-03-31")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", refused)
    assert run("report", "simulation", QUARTER, "--as-of", "2024-04-01").returncode == 0
    clock(date(2026, 12, 31))
    assert run("report", "simulation", "2026Q4").stderr == "不能运行：2026Q4 还没有结束，2027-01-01 起才能做。\n"
    clock(date(2027, 1, 1))
    assert run("report", "simulation", "2026Q4").returncode == 0


def test_without_a_day_the_overview_is_of_today(run: Run, clock: Callable[[date], None]) -> None:
    clock(date(2026, 12, 3))
    assert run("report", "overview").stdout == "写了 build/reports/全市总览-2026-12-03.xlsx。\n"


YEARS = "2023、2024、2025、2026、2027、2028"
YEAR = f"年份写成 2026，第一年写 first。可以写：{YEARS}、first。"
HALF = (
    "半年写成 2026H1 或者 2026H2。"
    "可以写：2023H2、2024H1、2024H2、2025H1、2025H2、2026H1、2026H2、2027H1、2027H2、2028H1、2028H2。"
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("halfyear", "2024"), HALF),
        (("halfyear", "2031H1"), HALF),
        (("halfyear", "2024H1", "--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("annual", "甲"), YEAR),
        (("annual", "2022"), YEAR),
        (("annual", "2035"), YEAR),
        (("annual", "2_024"), YEAR),
        (("annual", "２０２４"), YEAR),
        (("annual", "9" * 20), YEAR),
        (("annual", "2024", "--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("assessment", "2024"), "写 --unit、--helper 或者 --all，只写一个。"),
        (("assessment", "2024", "--unit", "city", "--helper", HELPER), "写 --unit、--helper 或者 --all，只写一个。"),
        (("assessment", "2024", "--all", "--unit", "city"), "写 --unit、--helper 或者 --all，只写一个。"),
        (("assessment", "2024", "--all", "--helper", HELPER), "写 --unit、--helper 或者 --all，只写一个。"),
        (("assessment", "2024", "--all", "--department", "办公室"), DEPARTMENT_OF),
        (("assessment", "2024", "--department", "办公室"), "写 --unit、--helper 或者 --all，只写一个。"),
        (("assessment", "2024", "--helper", HELPER, "--department", "办公室"), DEPARTMENT_OF),
        (
            ("assessment", "2024", "--unit", "city", "--department", "办公"),
            "市残联没有叫 办公 的科室或直属单位。可以写：文教就业科。",
        ),
        (("assessment", "2022", "--unit", "city"), f"年份写成 2026。可以写：{YEARS}。"),
        (("assessment", "2024", "--helper", "YY-B-9999"), "没有编号为 YY-B-9999 的帮扶责任人。"),
        (("assessment", "2024", "--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("halfyear", "2027H1"), "2027年上半年还没有开始，2027-01-01 起才能做。"),
        (("annual", "2027"), "2027年度还没有开始，2027-01-01 起才能做。"),
        (("assessment", "2028", "--unit", "city"), "2028年度还没有开始，2028-01-01 起才能做。"),
        (("register", "--unit", "nowhere"), "没有代号为 nowhere 的残联。"),
        (("simulation", "2023Q2"), "2023Q2 不在方案的时间里，可以写 2023Q3 到 2028Q4。"),
        (("simulation", "2028Q4"), "2028Q4 还没有结束，2029-01-01 起才能做。"),
        (("simulation", "2029Q1"), "2029Q1 不在方案的时间里，可以写 2023Q3 到 2028Q4。"),
    ],
)
def test_what_a_report_lacks_is_said(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("report", *words, *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_a_federation_without_staff_has_no_department_to_name(run: Run, ledger: Path) -> None:
    file = ledger / "city" / "helpers" / "YY-B-2A3C.yml"
    file.write_text(file.read_text("utf-8").replace("2019-05-06", "2023-09-10"), "utf-8")
    done = run("report", "assessment", "2023", "--unit", "city", "--department", "办公室", "--as-of", "2023-09-09")
    said = "市残联没有叫 办公室 的科室或直属单位。那天它没有在岗的人。"
    assert (done.returncode, done.stderr) == (2, f"不能运行：{said}\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("overview", "--audience", "county:pingjiang"),
            "汇报和表格不分给 county:pingjiang。--audience 可以写：internal、office。",
        ),
        (("register", "--audience", f"helper:{HELPER}"), "--audience 可以写：internal、county、office。"),
        (("halfyear", "2024H1", "--audience", "public"), "表格用 jiedui export 公开数据.xlsx --audience public。"),
        (
            ("dispatch", "--audience", "county:pingjiang", "--unit", "city"),
            "county:pingjiang 里只有它自己的，没有 city 的。",
        ),
    ],
)
def test_who_gets_no_report_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("report", *words, *DAY, "--out", "out")
    assert (done.returncode, done.stdout, done.stderr.endswith(f"{said}\n")) == (2, "", True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("halfyear", "2024H1", "--format", "html"), "半年汇报-2024H1-pingjiang.html"),
        (("dispatch", "--format", "html"), "调度材料-2026-11-23-pingjiang.html"),
    ],
)
def test_a_county_gets_what_the_whole_says_of_it(run: Run, tmp_path: Path, words: tuple[str, ...], file: str) -> None:
    run("report", *words, *DAY, "--audience", "county:pingjiang", "--out", "own")
    run("report", *words, *DAY, "--unit", "pingjiang", "--out", "whole")
    assert (tmp_path / "own" / file).read_text("utf-8") == (tmp_path / "whole" / file).read_text("utf-8")


def test_another_office_gets_no_name_whole(run: Run, tmp_path: Path) -> None:
    run("report", "register", *DAY, "--unit", "pingjiang", "--audience", "office", "--out", "out")
    run("report", "register", *DAY, "--unit", "pingjiang", "--out", "whole")

    def names(folder: str) -> list[str]:
        tab = openpyxl.load_workbook(tmp_path / folder / "台账-pingjiang.xlsx").active
        heads = [cell.value for cell in tab[2]]
        return [row[heads.index("姓名")].value for row in tab.iter_rows(min_row=3) if row[0].value][:1]

    [whole], [masked] = names("whole"), names("out")
    assert masked == whole[0] + "*" * (len(whole) - 1)
