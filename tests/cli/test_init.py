"""``jiedui init``: what it asks, what it says, what it writes, and its exit codes."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.founding.conftest import wheel_of

from jiedui import release
from jiedui.founding import wheel

Run = Callable[..., subprocess.CompletedProcess[str]]

CITY = ("--city", "云岭市")
WHERE = ("--forge", "gitea", "--url", "https://git.example.cn/office/ledger")
TABLE = "县市区,乡镇,统计代码\n青石县,安宁镇,990121001\n,桃源乡,990121002\n白水区,东街街道,990102001\n"
NEXT = """接下来：
  1. 运行 cd "台账"、git init -b main、git add -A、git commit -m 建账。
  2. 运行 ./jiedui check（Windows：jiedui check）：先准备运行环境，再说还缺什么。
  3. 打开 管理员手册.md，照第一节在 Gitea 上设好，再推送。
"""


@pytest.fixture
def asked(ledger: Path, tmp_path: Path) -> tuple[str, ...]:
    """All that is needed for a new ledger, beside its folder."""
    wheel = wheel_of(release.version())
    (tmp_path / wheel.name).write_bytes(wheel.content)
    ledger.rename(tmp_path / "旧台账")
    (tmp_path / "云岭.csv").write_text(TABLE, "utf-8")
    return ("init", "台账", *CITY, *WHERE, "--wheel", wheel.name)


def test_a_ledger_is_founded_and_what_comes_next_is_said(run: Run, asked: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*asked, "--counties", "云岭.csv")
    assert (done.returncode, done.stderr) == (0, "")
    count = sum(path.is_file() for path in (tmp_path / "台账").rglob("*"))
    assert done.stdout == f"云岭市残联结对帮扶台账建好了，在 台账，{count} 个文件。\n{NEXT}"
    checked = run("check", "--records", "台账/records", "--as-of", "2026-11-23")
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[-1].startswith("检查了 18 个文件：0 处错误，")
    assert run("fmt", "--check", "--records", "台账/records").returncode == 0


def test_in_the_folder_itself_nobody_is_sent_anywhere(
    run: Run, asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "台账").mkdir()
    monkeypatch.chdir(tmp_path / "台账")
    done = run("init", *asked[2:-1], f"../{asked[-1]}", "--counties", "../云岭.csv")
    assert done.returncode == 0
    assert done.stdout.startswith("云岭市残联结对帮扶台账建好了，在当前的文件夹，")
    assert done.stdout.endswith(NEXT.replace('cd "台账"、', ""))


def test_on_windows_git_is_told_what_may_be_run(
    run: Run, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "、git add -A、git add --chmod=+x .ci jiedui、git commit" in run(*asked).stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_of_excel_in_either_encoding_is_read(
    run: Run, asked: tuple[str, ...], tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "云岭.csv").write_text(TABLE, encoding)
    assert run(*asked, "--counties", "云岭.csv").returncode == 0
    assert (tmp_path / "台账" / "records" / "qingshi" / "unit.yml").exists()


def test_a_table_of_excel_itself_is_read(run: Run, asked: tuple[str, ...], tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["填写说明"])  # what the table lies behind
    sheet = book.create_sheet()
    for row in TABLE.splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row.split(",")])
    book.save(tmp_path / "云岭.xlsx")
    assert run(*asked, "--counties", "云岭.xlsx").returncode == 0
    text = (tmp_path / "台账" / "records" / "divisions.yml").read_text("utf-8")
    assert 'code: "990121002"  # 统计代码\n        name: 桃源乡' in text


def test_all_that_is_wrong_with_a_table_is_told_and_nothing_written(
    run: Run, asked: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "云岭.csv").write_text(f"{TABLE},柳镇,99\n青石县,安宁镇,990121009\n", "utf-8")
    done = run(*asked, "--counties", "云岭.csv")
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (
        1,
        [
            "云岭.csv：第 5 行：柳镇的统计代码不是 9 位数字。填 9 位的统计用区划代码；这一栏先设成文本格式。",
            "云岭.csv：第 6 行：青石县有两个安宁镇。删掉重的一行，或者改正名称。",
        ],
        "表格里有 2 处要改，什么也没有写。改好再运行一遍。\n",
    )
    assert not (tmp_path / "台账").exists()
    (tmp_path / "坏.csv").write_bytes(b"\x00\x81")
    done = run(*asked, "--counties", "坏.csv")
    assert (done.returncode, done.stderr) == (
        2, "不能运行：坏.csv：不是能读的文字表格。用 Excel 打开，另存为 xlsx 再试。\n"
    )  # fmt: skip
    done = run(*asked, "--counties", "没有.csv")
    assert (done.returncode, done.stderr) == (
        2, "不能运行：没有.csv：打不开这个文件，看看文件名和位置对不对。\n"
    )  # fmt: skip


def test_without_a_table_it_is_said_what_is_missing(run: Run, asked: tuple[str, ...]) -> None:
    done = run(*asked)
    assert done.returncode == 0
    assert "还没有县市区和乡镇：" in done.stdout.splitlines()[1]


def test_what_must_be_known_and_is_not_is_named(
    run: Run, asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("init", "台账", *CITY, *asked[-2:])
    assert (done.returncode, done.stderr) == (2, "不能运行：少了必须写的 --forge、--url。\n")
    done = run(*asked, "--prefix", "yl")
    assert (done.returncode, done.stderr) == (
        2, "不能运行：--prefix 填写不对。写 2 到 4 个大写字母，例如 YL。\n"
    )  # fmt: skip
    monkeypatch.setattr(wheel, "_installed", lambda _: None)
    done = run(*asked[:-2])
    assert done.returncode == 2
    assert done.stderr.startswith("不能运行：不知道 jiedui 是从哪个安装包装的。用 --wheel 指明")
    assert not (tmp_path / "台账").exists()


def test_at_a_terminal_everything_is_asked_for(
    run: Run, asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = ["云岭", "云岭市", "", "", "GitLab", "gitlab", WHERE[-1], "", "'云岭.csv' "]
    monkeypatch.setattr(sys, "stdin", Terminal("云岭市\n"))  # and then the end of the input
    done = run("init", "台账", *asked[-2:])
    assert (done.returncode, done.stderr) == (2, "不能运行：没有回答完。什么也没有写，再运行一遍。\n")
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in typed)))
    done = run("init", "台账", *asked[-2:])
    assert done.returncode == 0
    assert "哪个市（写全称，例如 云岭市）: 填写不对，照括号里说的再写一遍。\n哪个市（" in done.stdout
    assert "例如 云岭市残联结对帮扶台账） [云岭市残联结对帮扶台账]: 市残联的编号字头（" in done.stdout
    assert (tmp_path / "台账" / ".gitlab" / "CODEOWNERS").exists()
    assert (tmp_path / "台账" / "records" / "baishui" / "unit.yml").exists()


def test_a_folder_that_is_taken_or_in_a_ledger_is_refused(run: Run, asked: tuple[str, ...], tmp_path: Path) -> None:
    assert run(*asked).returncode == 0
    done = run(*asked)
    assert (done.returncode, done.stderr) == (
        2, "不能运行：台账 里已经有文件，什么也没有写。换一个空文件夹；已经是台账、要更新的，加 --update。\n"
    )  # fmt: skip
    done = run("init", "台账/新", *asked[2:])
    assert (done.returncode, done.stderr) == (
        2, "不能运行：新 在台账 台账 里。台账里不能再有台账，换一个文件夹。\n"
    )  # fmt: skip
    assert not (tmp_path / "台账" / "新").exists()


def test_a_folder_that_may_not_be_written_into_is_refused(
    run: Run, asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = run(*asked)
    assert (done.returncode, done.stderr) == (2, f"不能运行：没有权限读写：{tmp_path.name}。\n")


@pytest.mark.parametrize("place", [1, 9])
def test_being_stopped_leaves_nothing_half(
    run: Run, asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    replace, calls = Path.replace, []

    def stopped(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == place:
            os.kill(os.getpid(), signal.SIGTERM)
        return replace(self, target)

    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(Path, "replace", stopped)
    done = run(*asked, "--counties", "云岭.csv")
    assert (done.returncode, done.stderr) == (130, "已中断，可以再运行一遍。\n")
    assert sorted(tmp_path.iterdir()) == before


# ---- the update ----


def test_an_update_says_what_it_did_and_what_it_left(run: Run, asked: tuple[str, ...], tmp_path: Path) -> None:
    assert run(*asked, "--counties", "云岭.csv").returncode == 0
    again = ("init", "--update", "台账", *asked[-2:])
    done = run(*again)
    version = release.version()
    assert (done.returncode, done.stdout) == (0, f"配套文件已经是 {version} 版的，没有要写的。\n")
    ledger = tmp_path / "台账"
    sums = ledger / ".ci" / "files.sha256"
    lines = [line for line in sums.read_text("utf-8").splitlines() if "readings" not in line]
    sums.write_text("".join(f"{line.replace(line[:8], '0' * 8)}\n" for line in lines), "utf-8")
    (ledger / ".gitignore").write_text("/site/\n", "utf-8")
    (ledger / ".gitattributes").unlink()
    readings = ledger / "records" / "policy" / "readings.yml"
    readings.write_text(readings.read_text("utf-8").replace("question: ", "question: 本市", 1), "utf-8")
    done = run(*again)
    assert done.returncode == 0
    told = done.stdout.splitlines()
    assert told[:2] == ["已新建：.gitattributes", "已更新：.ci/files.sha256"]
    left = (
        f"没有动：.gitignore 是本地改过的，{version} 版的与它不同。要哪些，改到本地的文件里；都要，删掉它再运行一遍。"
    )
    assert left in told
    assert "    +/.venv/" in told[told.index(left) :]
    [at] = [at for at, line in enumerate(told) if line.startswith("没有动：records/policy/")]
    assert told[at].startswith("没有动：records/policy/readings.yml 随软件来的有变化。")
    assert told[at + 1] == "    读法 A-01和软件里的不同。"
    assert (
        told[-1]
        == f"配套文件更新到 {version} 版。下一步：看 git diff，运行 ./jiedui migrate 和 ./jiedui check，再提交。"
    )


def test_an_update_asks_for_nothing_that_is_the_ledgers_own(run: Run, asked: tuple[str, ...]) -> None:
    done = run("init", "--update", *CITY, *asked[-2:])
    assert (done.returncode, done.stderr) == (
        2, "不能运行：--update 只更新配套文件，不改台账是谁的；要改，改 records/policy/ledger.yml。\n"
    )  # fmt: skip
    done = run("init", "--update", *asked[-2:])
    assert done.returncode == 2
    assert "里没有能读的 records/policy/ledger.yml。" in done.stderr
