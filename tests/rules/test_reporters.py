"""The three ways of saying what a check found, letter by letter."""

from __future__ import annotations

import json
from datetime import date

import pytest

from jiedui.records.finding import Rule, Severity
from jiedui.rules.report import Older, Report
from jiedui.rules.reporters import REPORTERS, annotation, lines, summary
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)

BROKEN = Rule(id="test-broken", title="写错了", scope="文件", why="为了测试。", clause="五(四)3", requirement="R-084")
FORMAT = Rule(id="test-format", title="逗号，冒号: 100%,", scope="文件", why="为了测试。", severity=Severity.WARNING)


def report() -> Report:
    """An error with a place, a clause and a suggestion, and a warning about a whole file."""
    error = BROKEN.at(
        "yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml",
        ("date",),
        message="日期不对。",
        remedy="改成 2026-03-05。",
        suggestion="2026-03-05",
        line=3,
        column=7,
    )
    warning = FORMAT.at("a,b:c%.yml", message="只有 100% 的一半: 好的。", remedy="看一看。")
    return Report(findings=(error, warning), files=12, as_of=AS_OF)


TEXT = [
    "records/yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml:3:7: 错误 日期不对。",
    "    怎么改：改成 2026-03-05。",
    "    建议写成：2026-03-05",
    "    依据：通知五(四)3；R-084；规则 test-broken",
    "records/a,b:c%.yml: 警告 只有 100% 的一半: 好的。",
    "    怎么改：看一看。",
    "    依据：规则 test-format",
    "检查了 12 个文件：1 处错误，1 处警告。",
]
ANNOTATIONS = [
    "::error file=records/yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml,line=3,col=7,title=写错了"
    "::日期不对。怎么改：改成 2026-03-05。（通知五(四)3；R-084；规则 test-broken）",
    "::warning file=records/a%2Cb%3Ac%25.yml,title=逗号，冒号%3A 100%25%2C"
    "::只有 100%25 的一半: 好的。怎么改：看一看。（规则 test-format）",
]


def test_text() -> None:
    assert list(REPORTERS["text"](report(), "records")) == TEXT


def test_github_gives_plain_text_first() -> None:
    assert list(REPORTERS["github"](report(), "records")) == TEXT + ANNOTATIONS


@pytest.mark.parametrize("name", ["::stop-commands::x", " ::error::x", "##[group]x"])
@pytest.mark.parametrize("reporter", ["text", "github"])
def test_the_name_of_a_file_is_no_command_to_the_runner(reporter: str, name: str) -> None:
    beside = BROKEN.at(f"../{name}/a.txt", message="坏了。", remedy="改好。")
    first, *_, last = REPORTERS[reporter](Report(findings=(beside,), files=1, as_of=AS_OF), "records")
    assert first == f"./{name}/a.txt: 错误 坏了。".replace("##[", "# #[" if reporter == "github" else "##[")
    assert not last.startswith(("::stop", "##["))


def test_json() -> None:
    document = json.loads("\n".join(REPORTERS["json"](report(), "records")))
    assert document == {
        "version": 1,
        "as_of": "2026-11-23",
        "files": 12,
        "errors": 1,
        "warnings": 1,
        "left_out": 0,
        "older": None,
        "findings": [
            {
                "rule": "test-broken",
                "severity": "错误",
                "path": "records/yueyanglou/households/YYL-2A3C/visits/2026-03-05.yml",
                "line": 3,
                "column": 7,
                "message": "日期不对。",
                "remedy": "改成 2026-03-05。",
                "suggestion": "2026-03-05",
                "clause": "五(四)3",
                "requirement": "R-084",
                "count": 1,
            },
            {
                "rule": "test-format",
                "severity": "警告",
                "path": "records/a,b:c%.yml",
                "line": 0,
                "column": 0,
                "message": "只有 100% 的一半: 好的。",
                "remedy": "看一看。",
                "suggestion": "",
                "clause": "",
                "requirement": "",
                "count": 1,
            },
        ],
    }


def test_faults_that_are_not_named_are_counted_by_every_reporter() -> None:
    error, warning = report().findings
    crowded = replace(report(), findings=(replace(error, count=37), warning))
    assert [*REPORTERS["text"](crowded, "records")][-1] == "检查了 12 个文件：37 处错误，1 处警告。"
    assert "检查了 12 个文件：37 处错误，1 处警告。" in REPORTERS["github"](crowded, "records")
    document = json.loads("\n".join(REPORTERS["json"](crowded, "records")))
    assert (document["errors"], document["warnings"]) == (37, 1)
    assert [finding["count"] for finding in document["findings"]] == [37, 1]


def test_json_is_set_out_for_people_to_read() -> None:
    text = "\n".join(REPORTERS["json"](report(), "records"))
    assert text.startswith('{\n  "version": 1,\n  "as_of": "2026-11-23",\n')


@pytest.mark.parametrize("name", REPORTERS)
def test_hostile_texts_stay_on_their_line(name: str) -> None:
    """A key or a file's name can neither start a workflow command nor show a number."""
    finding = BROKEN.at(
        "a\n::error::49060219580312101741.yml",
        message="没有“x\n::stop-commands::y\r##[error]”这个字段。",
        remedy="改。",
    )
    said = "\n".join(REPORTERS[name](Report(findings=(finding,), files=1, as_of=AS_OF), "records"))
    starts = [line.split("::")[1].split(" ")[0] for line in said.splitlines() if line.lstrip().startswith("::")]
    assert starts == (["error"] if name == "github" else [])
    assert "49060219580312101741" not in said
    if name == "github":
        assert "##[" not in said


def test_newline_in_a_message_is_escaped_for_github() -> None:
    finding = BROKEN.at("a.yml", message="一。", remedy="二。")
    two_lines = replace(finding, message="一\r\n二%", remedy="三")
    *_, annotation = REPORTERS["github"](Report(findings=(two_lines,), files=1, as_of=AS_OF), "records")
    assert annotation.startswith("::error file=records/a.yml,title=写错了::一%0D%0A二%25怎么改：三")


@pytest.mark.parametrize(
    ("root", "shown"),
    [("records", "2026-11-25.yml"), ("../a/records", "../a/2026-11-25.yml"), (".", "../2026-11-25.yml")],
)
def test_a_file_outside_the_ledger_is_shown_from_where_the_command_runs(root: str, shown: str) -> None:
    finding = BROKEN.at("../2026-11-25.yml", message="放错了。", remedy="移走。")
    assert next(lines([finding], root)) == f"{shown}: 错误 放错了。"


def test_lone_surrogate_of_a_file_name_can_be_printed() -> None:
    finding = BROKEN.at("b\udcff.yml", message="打不开。", remedy="改名。")
    for reporter in REPORTERS.values():
        printed = "\n".join(reporter(Report(findings=(finding,), files=1, as_of=AS_OF), "records")).encode("utf-8")
        assert "打不开。".encode() in printed


@pytest.mark.parametrize("name", REPORTERS)
def test_where_the_ledger_lies_is_shown_as_it_is(name: str) -> None:
    finding = BROKEN.at("pj/15400001234.yml", message="打不开。", remedy="改名。")
    whole = BROKEN.at("", message="打不开。", remedy="改名。")
    report = Report(findings=(finding, whole), files=1, as_of=AS_OF)
    said = "\n".join(REPORTERS[name](report, "/tmp/20261126/台\n账"))
    assert "/tmp/20261126/台\ufffd账/pj/（号码不显示）.yml" in said
    assert said.count("/tmp/20261126/台\ufffd账") == (4 if name == "github" else 2)
    assert "15400001234" not in said


def test_a_command_of_github_names_the_file_the_place_and_the_title() -> None:
    assert annotation("notice", "a,b.yml", "一\n二", title="写法: 不同") == (
        "::notice file=a%2Cb.yml,title=写法%3A 不同::一%0A二"
    )
    placed = annotation("error", "a.yml", "一", title="二", place=",line=3,col=7")
    assert placed == "::error file=a.yml,line=3,col=7,title=二::一"


def test_lines_are_the_text_without_a_summary() -> None:
    assert list(lines(report().findings, "records")) == TEXT[:-1]


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ({"a,b:c%.yml"}, "检查了 12 个文件：0 处错误，1 处警告。另有 1 处没有列出。"),
        ({"b"}, "检查了 12 个文件，要看的文件里没有发现问题。另有 2 处没有列出。"),
    ],
)
def test_summary_says_what_is_left_out(only: set[str], said: str) -> None:
    assert summary(report().narrowed(only)) == said


OLDER = "另有旧的错误 3 处、警告 0 处，运行 jiedui check 查看。"


@pytest.mark.parametrize(
    ("older", "said"),
    [
        (Older(0, 0), ""),
        (Older(3, 0), OLDER),
        (Older(0, 20), "另有旧的错误 0 处、警告 20 处，运行 jiedui check 查看。"),
    ],
)
def test_what_a_change_brings_comes_under_a_heading_and_the_older_is_one_line(older: Older, said: str) -> None:
    changed = replace(report(), older=older)
    *told, last = REPORTERS["text"](changed, "records")
    assert told == ["这次改动带来的问题：", *TEXT[:-1]]
    assert last == f"检查了 12 个文件：这次改动带来 1 处错误，1 处警告。{said}"
    assert list(REPORTERS["github"](changed, "records")) == [*told, last, *ANNOTATIONS]
    nothing = replace(changed, findings=())
    assert list(REPORTERS["text"](nothing, "records")) == [f"检查了 12 个文件，这次改动没有带来问题。{said}"]
    assert json.loads("\n".join(REPORTERS["json"](changed, "records")))["older"] == {
        "errors": older.errors,
        "warnings": older.warnings,
    }


def test_summary_of_some_files_of_a_change_says_both() -> None:
    changed = replace(report(), older=Older(3, 0)).narrowed({"b"})
    assert summary(changed) == f"检查了 12 个文件，要看的文件里没有发现问题。另有 2 处没有列出。{OLDER}"


def test_summary_of_a_clean_ledger() -> None:
    assert summary(Report(findings=(), files=34, as_of=AS_OF)) == "检查了 34 个文件，没有发现问题。"
