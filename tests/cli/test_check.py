"""``jiedui check``: what it prints, and 0 for clean, 1 for findings, 2 for could not run."""

from __future__ import annotations

import json
import shutil
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
def test_since_lists_what_the_change_brings_and_counts_the_rest(
    check: Run, git: Callable[..., str], ledger: Path, edit: Edit
) -> None:
    edit(UNPAIRED, 'birth: "1970"', 'birth: "1960"')
    (ledger / "city" / "旧照片.jpg").touch()
    git("add", ".")
    git("commit", "--quiet", "--message=1")
    git("tag", "v1")
    # Two errors and two warnings, all of them there before.
    assert check().stdout.splitlines()[-1].endswith("：2 处错误，2 处警告。")
    done = check("--since", "v1")
    assert done.returncode == 0  # whoever records honestly is not stopped by a fault of somebody else
    assert done.stdout.endswith(
        "个文件，这次改动没有带来问题。另有旧的错误 2 处、警告 2 处，运行 jiedui check 查看。\n"
    )
    assert done.stdout.count("\n") == 1

    (ledger / "yueyanglou" / "新照片.jpg").touch()
    edit(HOUSEHOLD, "3组12号", "3组13号")
    done = check("--since", "v1")
    assert done.returncode == 1
    first, *lines = done.stdout.splitlines()
    assert first == "这次改动带来的问题："
    assert [line for line in lines if line.startswith("records/")] == [
        "records/yueyanglou/新照片.jpg: 错误 这里不应当有这个文件或文件夹。",
    ]  # nothing of what was there before in the household, though the change touched it
    summary = "个文件：这次改动带来 1 处错误，0 处警告。另有旧的错误 2 处、警告 2 处，运行 jiedui check 查看。"
    assert lines[-1].endswith(summary)
    document = json.loads(check("--since", "v1", "--format", "json").stdout)
    assert (document["errors"], document["warnings"]) == (1, 0)
    assert document["older"] == {"errors": 2, "warnings": 2}
    git("add", ".")
    git("commit", "--quiet", "--message=2")
    assert check("--since", "v1").stdout == done.stdout
    assert check("--since", "HEAD").returncode == 0


def test_an_error_elsewhere_that_the_change_brings_is_listed(check: Run, committed: Path, edit: Edit) -> None:
    """A helper is renamed; the household that names him did not change."""
    helper = committed / "yueyanglou" / "helpers" / "YYL-B-6F7G.yml"
    helper.rename(helper.with_name("YYL-B-7G7G.yml"))
    edit("records/yueyanglou/helpers/YYL-B-7G7G.yml", "id: YYL-B-6F7G", "id: YYL-B-7G7G")
    done = check("--since", "HEAD")
    assert done.returncode == 1
    assert "YYL-4D5E/household.yml:40:5: 错误 没有编号为 YYL-B-6F7G 的帮扶责任人。" in done.stdout
    assert "旧的" not in done.stdout
    assert "不见了" not in done.stdout  # the helper is there under another id


def test_since_what_was_there_and_is_gone_is_an_error(check: Run, committed: Path, git: Callable[..., str]) -> None:
    shutil.rmtree(committed / "pingjiang" / "households" / "PJ-2H3J")
    assert check().returncode == 0  # nothing tells that the household was ever there
    done = check("--since", "main")
    assert done.returncode == 1
    base = git("rev-parse", "HEAD")[:10]
    assert done.stdout.splitlines()[1:3] == [
        "records/pingjiang/households/PJ-2H3J/household.yml: 错误 户 PJ-2H3J 的档案不见了，连同 1 条走访记录。",
        "    怎么改：恢复它，不删。不再帮扶的，写 closed（终止）和原因；登记错了的，写 withdrawn（撤销）和原因。"
        "怎样恢复：请做这次改动的人撤销删除的那次提交，或者在台账文件夹里运行 "
        f"git checkout {base} -- pingjiang/households/PJ-2H3J。",
    ]
    git("-C", "records", "checkout", base, "--", "pingjiang/households/PJ-2H3J")  # the remedy, as it stands there
    assert check("--since", "main").returncode == 0


@pytest.mark.parametrize(("old", "new"), [("channel: 入户", "channel: 上门"), ("reached: ", "reached：")])
def test_since_a_faulty_record_that_is_gone_is_an_error(
    check: Run, committed: Path, git: Callable[..., str], edit: Edit, old: str, new: str
) -> None:
    edit(VISIT, old, new)
    git("commit", "--quiet", "--all", "--message=写错")
    (committed.parent / VISIT).unlink()
    done = check("--since", "main")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1] == f"{VISIT}: 错误 2023-10-12 的走访记录不见了。"


def test_since_a_ledger_that_was_moved_is_compared_and_one_that_cannot_be_found_is_told(
    check: Run, committed: Path, git: Callable[..., str]
) -> None:
    shutil.copytree(committed, committed.parent / "other")
    git("add", ".")
    git("commit", "--quiet", "--message=两个")
    git("mv", "records", "ledger")
    done = check("--since", "main", "--records", "ledger")
    assert (done.returncode, done.stdout) == (0, "检查了 41 个文件，这次改动没有带来问题。\n")
    (committed.parent / VISIT.replace("records", "ledger")).unlink()
    done = check("--since", "main", "--records", "ledger")
    assert done.returncode == 1
    assert "2023-10-12 的走访记录不见了。" in done.stdout
    git("rm", "--quiet", "-r", "other")
    done = check("--since", "main", "--records", "ledger")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：台账文件夹换了地方，分不清那个版本里哪一个文件夹是它，没有办法核对记录少了没有。"
        "先把整个台账文件夹（连同 policy）移回原来的地方，检查、合并；以后只移这一个文件夹，别的不改，再合并一次。\n"
    )


def test_since_what_only_main_has_got_is_not_told_to_a_branch(
    check: Run, committed: Path, git: Callable[..., str]
) -> None:
    git("checkout", "--quiet", "-b", "mine")
    git("commit", "--quiet", "--allow-empty", "--message=我的")
    git("checkout", "--quiet", "main")
    (committed / "city" / "照片.jpg").touch()
    new = committed / "yueyanglou" / "households" / "YYL-4D5E" / "visits" / "2026-03-05.yml"
    new.write_bytes((new.parent / "2025-09-03.yml").read_bytes().replace(b"2025-09-03", b"2026-03-05"))
    git("add", ".")
    git("commit", "--quiet", "--message=别人的")
    git("checkout", "--quiet", "mine")
    done = check("--since", "main")
    assert (done.returncode, done.stdout) == (0, "检查了 41 个文件，这次改动没有带来问题。\n")


@pytest.mark.usefixtures("committed")
def test_two_who_add_the_same_code_are_told_when_both_are_merged(
    check: Run, git: Callable[..., str], edit: Edit
) -> None:
    """One writes the need above the others, one below: Git keeps both without a conflict."""
    first = "needs:  # 需求和措施\n"
    last = '    responded_on: "2026-07-03"  # 首次援助日期\n'
    need = '  - id: n-7K3Q\n    content: 买米。\n    raised_on: "2026-11-20"\n'
    for branch, beside in (("one", first), ("other", last)):
        git("checkout", "--quiet", "-b", branch, "main")
        edit(HOUSEHOLD, beside, beside + need)
        git("commit", "--quiet", "--all", "--message=需求")
        assert "用了两次" not in check("--since", "main").stdout
    git("merge", "--quiet", "--message=并", "one")
    done = check("--since", "main")
    assert done.returncode == 1
    assert f"{HOUSEHOLD}:92:5: 错误 编号 n-7K3Q 用了两次。\n    怎么改：后一个换成没用过的编号。" in done.stdout


def test_two_who_add_a_visit_of_one_day_are_told_of_the_conflict(
    check: Run, committed: Path, git: Callable[..., str]
) -> None:
    visits = committed / "yueyanglou" / "households" / "YYL-4D5E" / "visits"
    text = (visits / "2025-09-03.yml").read_text("utf-8").replace("2025-09-0", "2025-10-0")
    for branch, channel in (("one", "入户"), ("other", "电话")):
        git("checkout", "--quiet", "-b", branch, "main")
        (visits / "2025-10-03.yml").write_text(text.replace("入户", channel), "utf-8")
        git("add", ".")
        git("commit", "--quiet", "--message=走访")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "--quiet", "one")
    done = check("--since", "main")
    assert done.returncode == 1
    (told,) = (line for line in done.stdout.splitlines() if line.startswith("records/"))
    assert told.startswith("records/yueyanglou/households/YYL-4D5E/visits/2025-10-03.yml:")
    assert "文件里还有冲突没有解决" in told


@pytest.mark.usefixtures("committed")
def test_a_need_that_was_recorded_by_mistake_is_withdrawn_and_not_gone(check: Run, edit: Edit) -> None:
    last = '    responded_on: "2026-07-03"  # 首次援助日期\n'
    edit(HOUSEHOLD, last, f"{last}    withdrawn:\n      date: 2026-11-20\n      reason: 记到别的户去了\n")
    done = check("--since", "main")
    assert (done.returncode, done.stdout.count("错误 ")) == (0, 0), done.stdout


def test_since_in_a_clone_without_the_history_says_how_to_get_it(
    check: Run, committed: Path, git: Callable[..., str]
) -> None:
    git("checkout", "--quiet", "-b", "mine")
    git("commit", "--quiet", "--allow-empty", "--message=我的")
    git("checkout", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "--message=别人的")
    source = committed.parent.as_uri()
    git("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=mine", source, "clone")
    done = check("--since", "origin/main", "--records", "clone/records")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：这里只取了最近的一段历史，找不到从哪里开始改的：先运行 git fetch --unshallow 取全，再运行一遍。\n"
    )


def test_since_in_a_folder_of_somebody_else_says_what_to_run(
    check: Run, committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = check("--since", "HEAD")
    assert done.returncode == 2
    assert f"运行 git config --global --add safe.directory {committed.parent}，再运行一遍。" in done.stderr


@pytest.mark.parametrize(
    ("revision", "shown"),
    [
        ("nothing", " nothing"),
        ("--output=x", " --output=x"),
        ("0000000", "（号码不显示）"),
        ("v1..nothing", " v1..nothing"),
        ("abcdef1234567890abcdef1234567890abcdef12", " abcdef1234567890abcdef1234567890abcdef12"),
    ],
)
def test_since_unknown_revision_gives_2(check: Run, committed: Path, revision: str, shown: str) -> None:
    done = check(f"--since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"不能运行：Git 里查不到版本{shown}。\n"
    assert not (committed.parent / "x").exists()


def test_who_has_but_a_part_of_the_ledger_is_told_so_beside_what_is_lacking(
    check: Run, committed: Path, edit: Edit
) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(committed.parent), *words], check=True, capture_output=True)

    git("sparse-checkout", "set", "--no-cone", "/*", "!/records/yueyanglou/")
    done = check()
    assert done.returncode == 1
    assert "没有代号为 yueyanglou 的残联。" in done.stdout
    assert done.stderr.startswith("注意：这里只取出了台账的一部分（git sparse-checkout），")
    git("sparse-checkout", "disable")
    edit("records/pingjiang/unit.yml", "id: ", "id： ")
    done = check()
    assert (done.returncode, done.stderr) == (1, "")


def test_since_outside_git_gives_2(check: Run) -> None:
    assert check("--since", "HEAD").stderr.startswith("不能运行：这里不是 Git 取来的台账，或者它的 .git 坏了，")


def test_a_file_is_not_called_clean_where_no_rule_could_be_applied(check: Run, ledger: Path) -> None:
    (ledger / "policy" / "quotas.yml").unlink()
    done = check("records/city/unit.yml")
    assert done.returncode == 1
    assert done.stdout.startswith("records/policy/quotas.yml: 错误 少了政策文件 quotas.yml。\n")


def test_of_very_many_findings_of_a_kind_some_are_listed_and_all_on_demand(
    check: Run, ledger: Path, edit: Callable[[str, str, str], Path]
) -> None:
    for number in range(60):
        (ledger / "yueyanglou" / f"多余{number:02}.txt").touch()
    edit("records/yueyanglou/households/YYL-2A3C/household.yml", "id: YYL-2A3C", "id: YYL-2A3D")
    done = check()
    lines = done.stdout.splitlines()
    total = lines[-1]
    rest = [line for line in lines if "没有一一列出" in line]
    assert rest == ["records: 错误 “不认识的文件”这样的问题还有 10 处，在 10 个文件里，没有一一列出。"]
    everything = check("--all")
    assert everything.stdout.splitlines()[-1] == total
    assert sum("多余" in line for line in lines) == 50
    assert sum("多余" in line for line in everything.stdout.splitlines()) == 60
    assert sum("多余" in item["path"] for item in json.loads(check("--format", "json").stdout)["findings"]) == 60
    twice = [line for line in check("--format", "github").stdout.splitlines() if "没有一一列出" in line]
    assert len(twice) == 2
