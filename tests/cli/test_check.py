"""``jiedui check``: what it prints, and 0 for clean, 1 for findings, 2 for could not run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HOUSEHOLD = "records/yueyanglou/households/YYL-2A3C/household.yml"
UNPAIRED = "records/yueyanglou/households/YYL-6F7G/household.yml"

Run = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def error(edit: Edit) -> None:
    """Let one visit be entered before it was made."""
    edit(VISIT, 'entered_on: "2023-10-12"', 'entered_on: "2023-10-11"')


@pytest.fixture
def warning(edit: Edit) -> None:
    """Let one certificate run out soon."""
    edit(HOUSEHOLD, 'expires: "2030-05-20"', 'expires: "2026-12-31"')


def test_clean_ledger(check: Run, ledger: Path) -> None:
    files = len(list(ledger.rglob("*.yml")))
    done = check()
    assert (done.returncode, done.stdout, done.stderr) == (0, f"检查了 {files} 个文件，没有发现问题。\n", "")


@pytest.mark.usefixtures("error")
def test_error_gives_1_and_says_where_and_how(check: Run) -> None:
    done = check()
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        f"{VISIT}:6:1: 错误 录入日期早于联系日期。",
        "    怎么改：核对两个日期。",
        "    依据：通知五(四)3；R-084；规则 visit-entered-before",
    ]
    assert done.stdout.splitlines()[3].endswith("：1 处错误，0 处警告。")


@pytest.mark.usefixtures("warning")
def test_warning_alone_gives_0(check: Run) -> None:
    done = check()
    assert done.returncode == 0
    assert "警告 m-6GCR 的残疾人证到 2026-12-31 为止。" in done.stdout


def test_as_of_decides_what_is_in_the_future(run: Run) -> None:
    assert run("check", "--as-of", "2023-10-11").returncode == 1
    assert run("check", "--as-of", "2026-07-02").returncode == 1
    assert run("check", "--as-of", "2026-07-03").returncode == 0


@pytest.mark.usefixtures("error", "warning")
def test_paths_limit_what_is_listed(check: Run) -> None:
    assert check(VISIT).returncode == 1
    assert check("records/pingjiang").returncode == 1
    assert check("records").returncode == 1
    other = check("records/yueyanglou", "records/city/unit.yml")
    assert other.returncode == 0
    assert "m-6GCR 的残疾人证" in other.stdout
    assert other.stdout.endswith("：0 处错误，1 处警告。另有 1 处没有列出。\n")
    none = check("records/city")
    assert "要看的文件里没有发现问题。另有 2 处没有列出。" in none.stdout


def test_path_of_a_folder_shows_what_is_missing_in_it(check: Run, ledger: Path) -> None:
    (ledger / "pingjiang" / "unit.yml").unlink()
    assert "unit-missing" in check("records/pingjiang").stdout
    assert "unit-missing" not in check("records/yueyanglou").stdout


@pytest.mark.parametrize("path", ["records/nothing.yml", "..", "/etc/hostname", "records/../records2"])
def test_path_outside_the_ledger_gives_2(check: Run, path: str) -> None:
    done = check(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：台账里没有 {path}。\n"


def test_without_a_day_the_check_is_of_today(run: Run, clock: Callable[[date], None]) -> None:
    clock(date(2026, 7, 2))
    assert run("check").returncode == 1
    clock(date(2026, 7, 3))
    assert run("check", "--format", "json").returncode == 0
    assert json.loads(run("check", "--format", "json").stdout)["as_of"] == "2026-07-03"


def test_path_argument_shows_no_number(check: Run) -> None:
    done = check("records/49060219580312101741.yml")
    assert done.stderr == "不能运行：台账里没有 records/（号码不显示）.yml。\n"


@pytest.mark.usefixtures("error")
def test_json_is_one_document_and_nothing_else(check: Run) -> None:
    done = check("--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert document["as_of"] == "2026-11-23"
    assert (document["errors"], document["warnings"]) == (1, 0)
    finding = document["findings"][0]
    assert (finding["path"], finding["line"], finding["rule"]) == (VISIT, 6, "visit-entered-before")


@pytest.mark.usefixtures("error")
def test_github_annotations_follow_the_text(check: Run) -> None:
    *plain, summary, annotation = check("--format", "github").stdout.splitlines()
    assert plain[0].startswith(f"{VISIT}:6:1: 错误")
    assert summary.startswith("检查了 ")
    assert annotation.startswith(f"::error file={VISIT},line=6,col=1,title=录入早于联系::")


def test_records_may_lie_anywhere(run: Run, ledger: Path, tmp_path: Path) -> None:
    moved = tmp_path / "别处的 台账"
    ledger.rename(moved)
    assert run("check", "--as-of", "2026-11-23").returncode == 2
    assert run("check", "--as-of", "2026-11-23", "--records", moved).returncode == 0
    assert run("check", "--as-of", "2026-11-23", "--records", "别处的 台账", "别处的 台账/city").returncode == 0
    linked = tmp_path / "records"
    linked.symlink_to(moved)
    assert run("check", "--as-of", "2026-11-23", "records/city").returncode == 0


@pytest.mark.usefixtures("error", "warning")
def test_since_hides_warnings_of_unchanged_files(check: Run, git: Callable[..., str], ledger: Path, edit: Edit) -> None:
    edit(UNPAIRED, 'birth: "1970"', 'birth: "1960"')
    (ledger / "city" / "旧照片.jpg").touch()
    git("add", ".")
    git("commit", "--quiet", "--message=1")
    git("tag", "v1")
    (ledger / "city" / "新照片.jpg").touch()
    edit(HOUSEHOLD, "3组12号", "3组13号")

    assert "依老养残" in check().stdout
    done = check("--since", "v1")
    assert done.returncode == 1
    assert "依老养残" not in done.stdout  # a warning in a file that did not change
    assert "m-6GCR 的残疾人证到 2026-12-31 为止" in done.stdout  # a warning in a file that did
    assert "录入日期早于联系日期" in done.stdout  # an error is shown wherever it is
    assert "旧照片.jpg" in done.stdout
    assert "新照片.jpg" in done.stdout
    assert done.stdout.endswith("另有 1 处没有列出。\n")
    git("add", ".")
    git("commit", "--quiet", "--message=2")
    assert "m-6GCR 的残疾人证到 2026-12-31 为止" in check("--since", "v1").stdout
    assert "m-6GCR 的残疾人证到 2026-12-31 为止" not in check("--since", "HEAD").stdout


@pytest.mark.parametrize(
    ("revision", "shown"),
    [
        ("nothing", " nothing"),
        ("--output=x", " --output=x"),
        ("0000000", " （号码不显示）"),
        ("v1..nothing", " v1..nothing"),
        ("abcdef1234567890abcdef1234567890abcdef12", " abcdef1234567890abcdef1234567890abcdef12"),
    ],
)
def test_since_unknown_revision_gives_2(check: Run, committed: Path, revision: str, shown: str) -> None:
    done = check(f"--since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：Git 里查不到版本{shown}。\n"
    assert not (committed.parent / "x").exists()


def test_since_outside_git_gives_2(check: Run) -> None:
    assert check("--since", "HEAD").stderr == "不能运行：Git 里查不到版本 HEAD。\n"


def test_a_file_is_not_called_clean_where_no_rule_could_be_applied(check: Run, ledger: Path) -> None:
    (ledger / "policy" / "quotas.yml").unlink()
    done = check("records/city/unit.yml")
    assert done.returncode == 1
    assert done.stdout.startswith("records/policy/quotas.yml: 错误 少了政策文件 quotas.yml。\n")
