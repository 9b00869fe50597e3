"""The command from end to end: what it prints, and 0 for clean, 1 for findings, 2 for could not run."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HOUSEHOLD = "records/yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "records/yueyanglou/households/YYL-6F7G/household.yml"


def edit(ledger: Path, path: str, old: str, new: str) -> Path:
    """Replace one text in one file."""
    file = ledger.parent / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    return file


def make_error(ledger: Path) -> None:
    edit(ledger, VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')


def make_warning(ledger: Path) -> None:
    edit(ledger, HOUSEHOLD, 'expires: "2030-05-20"', 'expires: "2026-12-31"')


def test_clean_ledger(check: Any) -> None:
    done = check()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("检查了 ")
    assert done.stdout.endswith(" 个文件，没有发现问题。\n")


def test_error_gives_1_and_says_where_and_how(check: Any, ledger: Path) -> None:
    make_error(ledger)
    done = check()
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        f"{VISIT}:6:1: 错误 录入日期早于联系日期。",
        "    怎么改：核对两个日期。",
        "    依据：通知五(四)3；R-084；规则 visit-entered-before",
    ]
    assert done.stdout.splitlines()[3].endswith("：1 处错误，0 处警告。")


def test_warning_alone_gives_0(check: Any, ledger: Path) -> None:
    make_warning(ledger)
    done = check()
    assert done.returncode == 0
    assert "警告 m1 的残疾人证到 2026-12-31 为止。" in done.stdout


def test_as_of_decides_what_is_in_the_future(run: Any) -> None:
    assert run("check", "--as-of", "2023-10-11").returncode == 1
    assert run("check", "--as-of", "2026-07-02").returncode == 1
    assert run("check", "--as-of", "2026-07-03").returncode == 0


def test_paths_limit_what_is_listed(check: Any, ledger: Path) -> None:
    make_error(ledger)
    make_warning(ledger)
    assert check(VISIT).returncode == 1
    assert check("records/pingjiang").returncode == 1
    assert check("records").returncode == 1
    other = check("records/yueyanglou", "records/city/unit.yml")
    assert other.returncode == 0
    assert "m1 的残疾人证" in other.stdout
    assert other.stdout.endswith("：0 处错误，1 处警告。另有 1 处没有列出。\n")
    none = check("records/city")
    assert "要看的文件里没有发现问题。另有 2 处没有列出。" in none.stdout


def test_path_of_a_folder_shows_what_is_missing_in_it(check: Any, ledger: Path) -> None:
    (ledger / "pingjiang" / "unit.yml").unlink()
    assert "unit-missing" in check("records/pingjiang").stdout
    assert "unit-missing" not in check("records/yueyanglou").stdout


@pytest.mark.parametrize("path", ["records/nothing.yml", "..", "/etc/hostname", "records/../records2"])
def test_path_outside_the_ledger_gives_2(check: Any, path: str) -> None:
    done = check(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：台账里没有 {path}。\n"


def test_path_argument_shows_no_number(check: Any) -> None:
    done = check("records/49060219580312101741.yml")
    assert done.stderr == "不能运行：台账里没有 records/（号码不显示）.yml。\n"


def test_json_is_one_document_and_nothing_else(check: Any, ledger: Path) -> None:
    make_error(ledger)
    done = check("--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert document["as_of"] == "2026-11-23"
    assert (document["errors"], document["warnings"]) == (1, 0)
    finding = document["findings"][0]
    assert (finding["path"], finding["line"], finding["rule"]) == (VISIT, 6, "visit-entered-before")


def test_github_annotations_follow_the_text(check: Any, ledger: Path) -> None:
    make_error(ledger)
    *plain, summary, annotation = check("--format", "github").stdout.splitlines()
    assert plain[0].startswith(f"{VISIT}:6:1: 错误")
    assert summary.startswith("检查了 ")
    assert annotation.startswith(f"::error file={VISIT},line=6,col=1,title=录入早于联系::")


def test_records_may_lie_anywhere(run: Any, ledger: Path, tmp_path: Path) -> None:
    moved = tmp_path / "别处的 台账"
    ledger.rename(moved)
    assert run("check", "--as-of", "2026-11-23").returncode == 2
    assert run("check", "--as-of", "2026-11-23", "--records", moved).returncode == 0
    assert run("check", "--as-of", "2026-11-23", "--records", "别处的 台账", "别处的 台账/city").returncode == 0
    linked = tmp_path / "records"
    linked.symlink_to(moved)
    assert run("check", "--as-of", "2026-11-23", "records/city").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-of", "2026-02-30"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "2026-W47-1"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "20261123"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of"), "选项 --as-of 后面少了内容，或者多了内容。"),
        (("check", "--bogus"), "没有选项 --bogus。"),
        (("chek",), "没有命令 chek。"),
        (("check", "--format", "xml"), "--format 填写不对。可以写：text、github、json。"),
        (("demo",), "少了必须写的 out。"),
        (("demo", "out", "--households", "0"), "--households 填写不对。写整数，最小是 1。"),
        (("demo", "out", "--seed", "x"), "--seed 填写不对。写整数。"),
        (("demo", "a", "b"), "命令后面有多余的内容，或者写法不对。"),
    ],
)
def test_wrong_words_give_2_in_chinese(run: Any, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：{said}用 jiedui --help 看用法。\n"


def test_help_is_chinese(run: Any) -> None:
    for arguments in (("--help",), ("check", "-h"), ()):
        done = run(*arguments)
        assert done.stdout.startswith("用法：jiedui")
        assert "选项" in done.stdout
        assert not {"Usage", "Options", "Commands", "Show"} & set(done.stdout.replace(":", " ").split())
    assert run("--help").returncode == 0
    assert run().returncode == 2
    assert run("--version").stdout.startswith("jiedui ")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "gbk"}])
def test_output_in_other_locales(check: Any, ledger: Path, environment: dict[str, str]) -> None:
    make_error(ledger)
    (ledger / "€ 🎈.txt").touch()
    done = check(**environment)
    assert done.returncode == 1
    assert "录入日期早于联系日期。" in done.stdout


def test_fmt_brings_records_into_form(run: Any, ledger: Path) -> None:
    file = ledger.parent / VISIT
    canonical = file.read_text("utf-8")
    file.write_text('entered_on: 2023-10-12\ncounterpart: "监护人"\n' + canonical.split("counterpart")[0], "utf-8")
    shown = run("fmt", "--check")
    assert shown.returncode == 1
    assert shown.stdout.splitlines()[0] == f"需要整理：{VISIT}"
    assert file.read_text("utf-8") != canonical
    assert run("fmt", "--check", "records/yueyanglou").returncode == 0
    done = run("fmt")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == f"已整理：{VISIT}"
    assert done.stdout.endswith(" 个文件，1 个已整理，0 处读不懂。\n")
    assert file.read_text("utf-8") == canonical
    assert run("fmt", "--check").returncode == 0


def test_fmt_leaves_alone_what_it_cannot_read(run: Any, ledger: Path) -> None:
    file = edit(ledger, VISIT, "channel: 入户", "channel：入户")
    before = file.read_bytes()
    done = run("fmt")
    assert done.returncode == 1
    assert f"{VISIT}:3:8: 错误" in done.stdout
    assert done.stdout.endswith(" 个文件，0 个已整理，1 处读不懂。\n")
    assert file.read_bytes() == before


def test_since_hides_warnings_of_unchanged_files(check: Any, git: Callable[..., str], ledger: Path) -> None:
    make_error(ledger)
    make_warning(ledger)
    edit(ledger, UNPAIRED, 'birth: "1970"', 'birth: "1960"')
    (ledger / "city" / "旧照片.jpg").touch()
    git("add", ".")
    git("commit", "--quiet", "--message=1")
    git("tag", "v1")
    (ledger / "city" / "新照片.jpg").touch()
    edit(ledger, HOUSEHOLD, "3组12号", "3组13号")

    assert "依老养残" in check().stdout
    done = check("--since", "v1")
    assert done.returncode == 1
    assert "依老养残" not in done.stdout  # a warning in a file that did not change
    assert "m1 的残疾人证到 2026-12-31 为止" in done.stdout  # a warning in a file that did
    assert "录入日期早于联系日期" in done.stdout  # an error is shown wherever it is
    assert "旧照片.jpg" in done.stdout
    assert "新照片.jpg" in done.stdout
    assert done.stdout.endswith("另有 1 处没有列出。\n")
    git("add", ".")
    git("commit", "--quiet", "--message=2")
    assert "m1 的残疾人证到 2026-12-31 为止" in check("--since", "v1").stdout
    assert "m1 的残疾人证到 2026-12-31 为止" not in check("--since", "HEAD").stdout


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "0000000", "v1..nothing"])
def test_since_unknown_revision_gives_2(check: Any, git: Callable[..., str], ledger: Path, revision: str) -> None:
    git("add", ".")
    git("commit", "--quiet", "--message=1")
    done = check(f"--since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：Git 里查不到版本 ")
    assert not (ledger.parent / "x").exists()


def test_since_outside_git_gives_2(check: Any) -> None:
    assert check("--since", "HEAD").stderr == "不能运行：Git 里查不到版本 HEAD。\n"


def test_no_ledger_gives_2(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("nothing", "file"):
        for command in (("check",), ("fmt",), ("fmt", "--check")):
            done = run(*command, "--records", name)
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr == f"不能运行：没有台账文件夹 {name}。用 --records 指明位置。\n"


def test_looking_back_the_ledger_is_sound(
    in_process: Callable[..., int], clock: Callable[[date], None], tmp_path: Path
) -> None:
    """Cards of an earlier day are made from a ledger that has gone on since: its later visits are no error then."""
    clock(date(2026, 11, 23))
    assert in_process("check", "--as-of", "2024-01-01") == 1
    assert in_process("print", "cards", "--no-pdf", "--as-of", "2024-01-01", "--out", tmp_path / "cards") == 0
    assert (tmp_path / "cards" / "index.html").exists()
