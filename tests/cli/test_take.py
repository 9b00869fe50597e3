"""``jiedui take``: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.entry import basket

import jiedui
from jiedui.records.alone import alone

Run = Callable[..., subprocess.CompletedProcess[str]]
Tree = dict[str, bytes]

NAME = "登记-2026-11-23-3份.json"
NEW = "records/yueyanglou/households/YYL-7K3Q"
THERE = "records/yueyanglou/households/YYL-2A3C/household.yml"
WRITTEN = (f"{NEW}/household.yml", f"{NEW}/visits/2026-11-21.yml", f"{NEW}/visits/2026-11-22.yml")
STALE = {"at": ["village"], "old": "示例庄", "new": "示例屯"}
OLD_PHONE = {**basket.PHONE, "old": "15400009999"}


def tree(ledger: Path) -> Tree:
    return {str(file.relative_to(ledger)): file.read_bytes() for file in ledger.rglob("*") if file.is_file()}


@pytest.fixture
def hand(ledger: Path) -> Callable[..., str]:
    """Save a file beside the ledger's folder; return its name."""

    def save(*records: Any, name: str = NAME) -> str:
        (ledger.parent / name).write_bytes(basket.file(*records))
        return name

    return save


@pytest.fixture
def take(run: Run) -> Run:
    return lambda *words: run("take", *words, "--as-of", "2026-11-23")


@pytest.fixture
def family(hand: Callable[..., str]) -> str:
    return hand(basket.home(reason="同名，不是一家"), basket.visit("2026-11-21"), basket.visit("2026-11-22"))


def lines(words: tuple[str, ...], paths: tuple[str, ...] = WRITTEN) -> str:
    reasons = ("；提示重复，仍要登记，理由：同名，不是一家", "", "")
    return "".join(
        f"{word}：{path}（第 {number} 份）{reason if word != '已经收过' else ''}\n"
        for number, (word, path, reason) in enumerate(zip(words, paths, reasons, strict=True), 1)
    )


def test_a_basket_lands_as_files_that_the_check_finds_clean(
    take: Run, run: Run, check: Run, ledger: Path, family: str
) -> None:
    before = tree(ledger)
    looked = take(family, "--dry-run")
    assert (looked.returncode, looked.stdout, looked.stderr) == (0, lines(("将新建",) * 3), "")
    assert tree(ledger) == before
    done = take(family)
    assert (done.returncode, done.stdout, done.stderr) == (0, lines(("已新建",) * 3), "")
    after = tree(ledger)
    assert {f"records/{path}" for path in after.keys() - before.keys()} == {*WRITTEN}
    assert {path: after[path] for path in before} == before
    assert check().stdout == "检查了 44 个文件，没有发现问题。\n"
    assert run("fmt", "--check").returncode == 0
    again = take(family)
    assert (again.returncode, again.stdout) == (0, lines(("已经收过",) * 3))
    assert tree(ledger) == after


def test_one_error_and_nothing_is_written(take: Run, ledger: Path, hand: Callable[..., str]) -> None:
    before = tree(ledger)
    done = take(hand(basket.home(), basket.visit("2026-11-21"), basket.visit("2026-11-24")))
    assert done.returncode == 1
    first, fault, *_, last = done.stdout.splitlines()
    assert (first, last) == ("第 3 份：", "没有改：先改好上面 2 处。")
    assert fault.startswith(f"{NEW}/visits/2026-11-24.yml")
    assert "2026-11-24 还没有到" in done.stdout
    assert tree(ledger) == before


def test_what_the_schema_says_is_told_with_the_number_of_the_record(take: Run, hand: Callable[..., str]) -> None:
    done = take(hand(basket.home(), basket.visit("2026-11-21", channel="上门"), basket.home(kind="x")))
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1, "第 3 份：kind（种类）不是登记页登记的。政策、残联这样的文件，打开台账改。"
    )  # fmt: skip
    done = take(hand(basket.home(), basket.visit("2026-11-21", channel="上门")))
    assert (done.returncode, done.stdout.splitlines()[:2]) == (
        1, ["第 2 份：", f"{NEW}/visits/2026-11-21.yml: 错误 channel（联系方式）填的不在可选范围内。"]
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "没有改：先改好上面 1 处。"


def test_conflicts_are_told_and_decided_without_a_number(take: Run, ledger: Path, hand: Callable[..., str]) -> None:
    file, before = hand(basket.change(OLD_PHONE, STALE)), tree(ledger)
    phone = "第 1 份：联系电话：原来：（号码不显示）；别人改的：和原来有 4 位不同；我的：和原来有 4 位不同。"
    village = "第 1 份：村（社区）：原来：示例庄；别人改的：示例村；我的：示例屯。"
    done = take(file)
    asked = "没有改：有 2 处别人也改过。看清楚了再运行：加 --mine 都按交来的改，加 --theirs 都留别人改的。"
    assert (done.returncode, done.stdout.splitlines()) == (1, [phone, village, asked])
    theirs = take(file, "--theirs")
    told = [f"按别人改的定了：{phone}", f"按别人改的定了：{village}"]
    assert (theirs.returncode, theirs.stdout.splitlines(), tree(ledger)) == (0, told, before)
    both = take(file, "--mine", "--theirs")
    assert (both.returncode, both.stderr) == (2, "不能运行：--mine 和 --theirs 只写一个。\n")
    mine = take(file, "--mine")
    changed = f"已改：{THERE}（第 1 份）；村（社区）：示例村 → 示例屯；联系电话改了（末位不同，号码不显示）"
    told = [changed, f"按交来的定了：{phone}", f"按交来的定了：{village}"]
    assert (mine.returncode, mine.stdout.splitlines()) == (0, told)
    assert 'phone: "15400001002"' in (ledger.parent / THERE).read_text("utf-8")


def test_what_cannot_be_decided_for_mine_is_said_to_be_made_anew(take: Run, hand: Callable[..., str]) -> None:
    gone = {"at": ["members", {"id": "m-9999"}, "education"], "old": "小学", "new": "初中"}
    done = take(hand(basket.change(gone)), "--mine")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        1, "没有改：有 1 处改不上去。请交来的人在最新的网站上再改一次；不要这几处的，用 --theirs。"
    )  # fmt: skip


def test_a_household_of_another_federation_is_told_by_the_check(
    take: Run, ledger: Path, hand: Callable[..., str]
) -> None:
    before = tree(ledger)
    done = take(hand(basket.home(unit="pingjiang")))
    assert done.returncode == 1
    assert "错误 户 YYL-7K3Q 的编号是岳阳楼区的，档案放在了平江县的文件夹里。" in done.stdout
    assert tree(ledger) == before


def test_several_files_are_one_plan(take: Run, ledger: Path, hand: Callable[..., str]) -> None:
    home, visit = hand(basket.home(), name="甲.json"), hand(basket.visit("2026-11-21"), name="乙.json")
    broken, before = hand(basket.home(unit=7), name="丙15400000077.json"), tree(ledger)
    done = take(home, visit, broken)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1,
        "丙（号码不显示）.json 第 1 份：unit（残联代号）不对。",
    )
    assert tree(ledger) == before
    done = take(home, visit)
    assert done.stdout == f"已新建：{WRITTEN[0]}（甲.json 第 1 份）\n已新建：{WRITTEN[1]}（乙.json 第 1 份）\n"


def test_an_error_elsewhere_in_the_ledger_does_not_stop_it(take: Run, ledger: Path, family: str) -> None:
    (ledger / "pingjiang" / "unit.yml").write_text("坏了\n", "utf-8")
    (ledger / "yueyanglou" / "households" / "YYL-4D5E" / "household.yml").write_text("坏了\n", "utf-8")
    assert take(family).returncode == 0
    assert (ledger.parent / WRITTEN[2]).exists()


def test_a_ledger_of_another_format_is_left_alone(
    take: Run, ledger: Path, family: str, edit: Callable[[str, str, str], Path]
) -> None:
    edit("records/policy/ledger.yml", "format: 9", "format: 8")
    before = tree(ledger)
    done = take(family)
    assert done.returncode == 1
    assert "台账的格式是第 8 版，软件用的是第 9 版。" in done.stdout
    assert tree(ledger) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "少了必须写的文件。用 jiedui take --help 看用法。"),
        (("没有.json",), "找不到：没有.json。"),
        (("records",), "该是文件的地方是文件夹：records。"),
        (("管道",), "管道 不是文件。"),
    ],
)
def test_what_is_no_file_is_said(take: Run, ledger: Path, words: tuple[str, ...], said: str) -> None:
    os.mkfifo(ledger.parent / "管道")
    done = take(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")


def test_two_do_not_write_at_once(take: Run, ledger: Path, family: str) -> None:
    with alone(ledger):
        done = take(family)
    assert (done.returncode, done.stderr) == (2, "不能运行：另一个 jiedui 命令正在改这份台账，等它做完再运行。\n")


@pytest.mark.parametrize("at", [1, 2, 3])
def test_stopped_in_the_middle_it_leaves_nothing_half(
    take: Run, ledger: Path, family: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace, places = tree(ledger), Path.replace, []
    folders = {path for path in ledger.rglob("*") if path.is_dir()}

    def stopped(self: Path, target: Path) -> Path:
        places.append(target)
        if len(places) == at:
            os.kill(os.getpid(), signal.SIGTERM)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    done = take(family)
    assert "已中断" in done.stderr
    assert tree(ledger) == before
    assert {path for path in ledger.rglob("*") if path.is_dir()} == folders


KILLED = """
import os, pathlib
replace, places = pathlib.Path.replace, []
def killed(self, target):
    places.extend([target] * (target.suffix == ".yml"))
    if len(places) == 2:
        os.kill(os.getpid(), 9)
    return replace(self, target)
pathlib.Path.replace = killed
from jiedui.cli.main import main
main()
"""


def test_killed_in_the_middle_nothing_is_half_and_the_next_run_writes_all(
    take: Run, run: Run, ledger: Path, family: str
) -> None:
    before = tree(ledger)
    words = [sys.executable, "-c", KILLED, "take", family, "--as-of", "2026-11-23"]
    paths = {"PYTHONPATH": str(Path(jiedui.__file__).parents[1])}
    assert subprocess.run(words, cwd=ledger.parent, env=os.environ | paths, check=False).returncode == -signal.SIGKILL
    left = {path: text for path, text in tree(ledger).items() if not path.startswith(".")}
    assert {f"records/{path}" for path in left.keys() - before.keys()} == {WRITTEN[0]}
    done = take(family)
    assert (done.returncode, done.stdout) == (0, lines(("已新建",) * 3))
    assert tree(ledger).keys() == before.keys() | {path.removeprefix("records/") for path in WRITTEN}
    assert run("fmt", "--check").returncode == 0
