"""``jiedui fmt``: the files it rewrites, those it leaves alone, and what it says where the machine refuses."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.records.alone import alone

VISIT = "records/pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
HELPER = "records/pingjiang/helpers/PJ-B-4K5M.yml"

CAUSES = "字段后面没有注中文名；字段的次序不同；引号的写法不同"
HARMLESS = "写法不同不影响合并：合并以后由系统整理，也可以自己运行 jiedui fmt。\n"

Run = Callable[..., subprocess.CompletedProcess[str]]
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def untidy(ledger: Path) -> Path:
    """A visit that is right and not in canonical form."""
    file = ledger.parent / VISIT
    rest = file.read_text("utf-8").split("counterpart")[0]
    file.write_text(f'entered_on: 2023-10-12\ncounterpart: "监护人"\n{rest}', "utf-8")
    return file


def test_a_check_of_the_form_names_the_file_and_leaves_it(run: Run, ledger: Path, untidy: Path) -> None:
    before, count = untidy.read_bytes(), len(list(ledger.rglob("*.yml")))
    done = run("fmt", "--check")
    said = f"需要整理：{VISIT}（{CAUSES}）\n{count} 个文件，1 个需要整理，0 处读不懂。\n{HARMLESS}"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert untidy.read_bytes() == before


def test_a_record_is_brought_into_form_once(run: Run, ledger: Path) -> None:
    file, count = ledger.parent / VISIT, len(list(ledger.rglob("*.yml")))
    canonical = file.read_bytes()
    file.write_bytes(canonical.replace(b"counterpart", b"\ncounterpart"))
    done = run("fmt")
    assert (done.returncode, done.stdout) == (
        0,
        f"已整理：{VISIT}（有空行）\n{count} 个文件，1 个已整理，0 处读不懂。\n",
    )
    assert file.read_bytes() == canonical
    done = run("fmt")
    assert (done.returncode, done.stdout) == (0, f"{count} 个文件，0 个已整理，0 处读不懂。\n")
    done = run("fmt", "--check")
    assert (done.returncode, done.stdout) == (0, f"{count} 个文件，0 个需要整理，0 处读不懂。\n")


def test_paths_limit_what_is_looked_at(run: Run, untidy: Path) -> None:
    before = untidy.read_bytes()
    assert run("fmt", "records/yueyanglou").returncode == 0
    assert untidy.read_bytes() == before
    done = run("fmt", "--check", VISIT)
    assert done.stdout == f"需要整理：{VISIT}（{CAUSES}）\n1 个文件，1 个需要整理，0 处读不懂。\n{HARMLESS}"


def test_github_shows_a_notice_beside_each_file_and_no_failure(run: Run, ledger: Path, untidy: Path) -> None:
    helper = ledger.parent / HELPER
    helper.write_bytes(helper.read_bytes().rstrip(b"\n"))
    done = run("fmt", "--check", "--format", "github")
    assert done.returncode == 0
    harmless = HARMLESS.rstrip("\n")
    assert [line for line in done.stdout.splitlines() if line.startswith("::")] == [
        f"::notice file={HELPER},title=写法和统一格式不同::最后一行没有换行。{harmless}",
        f"::notice file={VISIT},title=写法和统一格式不同::{CAUSES}。{harmless}",
    ]
    assert "::" not in run("fmt", "--format", "github").stdout
    assert untidy.read_text("utf-8").startswith("date:")


def test_a_path_outside_the_ledger_gives_2(run: Run) -> None:
    done = run("fmt", "records/nothing.yml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "不能运行：台账里没有 records/nothing.yml。\n"


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_what_cannot_be_read_is_told_and_left_alone(
    run: Run, ledger: Path, edit: Edit, options: tuple[str, ...]
) -> None:
    file = edit(VISIT, "channel: 入户", "channel：入户")
    before, count = file.read_bytes(), len(list(ledger.rglob("*.yml")))
    done = run("fmt", *options)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{VISIT}:3:8: 错误 ")
    state = "需要整理" if options else "已整理"
    assert done.stdout.endswith(f"\n{count} 个文件，0 个{state}，1 处读不懂。\n")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "磁盘满了：2023-10-12.yml。"),
        (errno.EACCES, "没有权限读写：2023-10-12.yml。"),
        (errno.EROFS, "磁盘是只读的：2023-10-12.yml。"),
        (errno.EXDEV, "文件读写出错：2023-10-12.yml。"),
    ],
    ids=["disk full", "permission denied", "read-only", "anything else"],
)
@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_file_that_cannot_be_written_keeps_its_bytes(
    run: Run, monkeypatch: pytest.MonkeyPatch, ledger: Path, step: str, code: int, said: str
) -> None:
    """The first file is rewritten, the second cannot be: both are named, and nothing else is touched or left behind."""
    for name in (HELPER, VISIT):
        file = ledger.parent / name
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    old = {path: path.read_bytes() for path in ledger.rglob("*.yml")}
    write, replace = Path.write_bytes, Path.replace

    def no_draft(self: Path, data: bytes) -> int:
        if data.startswith(b"date:"):
            raise OSError(code, os.strerror(code), "/somewhere/else")
        return write(self, data)

    def no_replace(self: Path, target: Path) -> Path:
        if target.name.startswith("2023"):
            raise OSError(code, os.strerror(code), str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, step, no_draft if step == "write_bytes" else no_replace)
    done = run("fmt")
    assert (done.returncode, done.stderr) == (2, f"不能运行：{said}\n")
    assert done.stdout.splitlines()[0] == f"已整理：{HELPER}（有空行）"
    new = {path: path.read_bytes() for path in ledger.rglob("*") if path.is_file()}
    assert new.keys() == old.keys()
    assert {path for path in new if new[path] != old[path]} == {ledger.parent / HELPER}


def test_a_record_of_an_older_format_is_told_as_that_and_left_alone(run: Run, edit: Edit) -> None:
    path = "records/policy/channels.yml"
    file = edit(path, "  - name: 入户  # 名称", "  - name: 入户  # 名称\n    two_way: true")
    before = file.read_bytes()
    done = run("fmt", path)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{path}: 错误 这份记录还是旧格式的写法。\n    怎么改：运行 jiedui migrate，")
    assert done.stdout.endswith("\n1 个文件，0 个已整理，1 处读不懂。\n")
    assert file.read_bytes() == before


def test_a_second_command_that_writes_at_the_same_time_gives_2(run: Run, ledger: Path) -> None:
    with alone(ledger):
        done = run("fmt")
        assert run("fmt", "--check").returncode == 0
    said = "不能运行：另一个 jiedui 命令正在写这个文件夹，等它做完再运行。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
