"""``jiedui visit``: options, and questions at a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.terminal import CTRL_D, Terminal

import jiedui
from jiedui.cli.stopping import STOPPED

Run = Callable[..., subprocess.CompletedProcess[str]]

HOME = "pingjiang/households/PJ-2H3J"
VISIT = ("visit", "PJ-2H3J", "--as-of", "2026-11-23")
MET = ("--channel", "上门", "--reached", "是", "--counterpart", "监护人")
CLOSED = "进展=办结；需求编号=n-RDB5；办结结果=路费报销了"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def terminal(ledger: Path) -> Callable[..., Terminal]:
    """Run the command at a terminal, beside the ledger."""
    environment = {
        "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(jiedui.__file__).parents[1]),
    }  # fmt: skip
    return lambda *words: Terminal([sys.executable, "-m", "jiedui", *words], ledger.parent, environment)


def test_a_contact_and_what_it_does_to_needs_are_written_and_hold(run: Run, ledger: Path) -> None:
    new = "进展=提出；需求内容=想学手艺；需求人=示例申；措施类别=就业；措施内容=联系培训"
    words = ("visit", "示例未", *VISIT[2:], *MET, "--hazards-fire", "没有", "--needs", CLOSED, "--needs", new)
    planned, before = run(*words, "--dry-run"), contents(ledger)
    assert (planned.returncode, planned.stderr, contents(ledger)) == (0, "", before)
    done = run(*words)
    lines = done.stdout.splitlines()
    assert lines[0] == f"已新建：records/{HOME}/visits/2026-11-23.yml"
    assert lines[1].startswith(f"已改：records/{HOME}/household.yml；办结需求 n-RDB5 和它的 1 条措施；提出需求 n-")
    assert lines[2:] == ["户 PJ-2H3J 2026年第四季度的联系：已完成，联系 1 次。"]
    assert run("fmt", "--check").returncode == 0
    assert run("check", "--as-of", "2026-11-23").returncode == 0
    assert "  fire: 无  # 火灾\n" in (ledger / HOME / "visits" / "2026-11-23.yml").read_text("utf-8")
    assert "    person: m-HKMN  # 需求人\n" in (ledger / HOME / "household.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            VISIT,
            "少了必须写的 --channel、--reached。--channel 写“其他”的，还要 --channel-note。"
            "--reached 写“是”的，还要 --counterpart。",
        ),
        ((*VISIT, "--channel", "电话", "--reached", "是"), "少了必须写的 --counterpart。"),
        ((*VISIT, "--channel", "其他", "--reached", "否"), "少了必须写的 --channel-note。"),
        ((*VISIT, *MET, "--date", "2026-11-24"), "--date 填写不对。2026-11-24 还没有到，到 2026-11-23 为止。"),
        ((*VISIT, *MET, "--by", "PJ-B-2HJ3"), "--by 填写不对。没有编号为 PJ-B-2HJ3 的帮扶责任人。是不是 PJ-B-2H3J？"),
        (
            (*VISIT, "--channel", "电话", "--reached", "否", "--hazards-gas", "无"),
            "--hazards-gas 这里用不上，去掉再运行。",
        ),
        ((*VISIT, *MET, "--needs", "进展=办结；需求编号=n-RDB5"), "--needs 填写不对。少了办结结果。"),
        (("visit", "YYL-4D5E", *VISIT[2:], *MET, "--needs", "进展=推进"),
         "--needs 填写不对。进展填写不对：没有“推进”这一种。可以写：提出。"),
        ((*VISIT, *MET[:2], "--reached", "否", "--needs", "进展=提出；需求内容=轮椅"),
         "--needs 填写不对。进展填写不对：没有“提出”这一种。可以写：推进、办结。"),
        ((*VISIT, "--channel", " "), "--channel 是空的，要写上内容。用 jiedui visit --help 看用法。"),
        ((*VISIT, *MET, *MET), "--channel 只能写一次，这里写了 2 次。用 jiedui visit --help 看用法。"),
        (("visit", "PJ-2HJ3", *MET), "没有编号为 PJ-2HJ3 的户。是不是 PJ-2H3J？"),
        (("visit", "49062620110905207362", *MET), "没有编号或者姓名为（号码不显示）的户。"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    run: Run, ledger: Path, words: tuple[str, ...], said: str
) -> None:
    before = contents(ledger)
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert contents(ledger) == before


def test_of_a_household_that_is_closed_it_is_said_where_it_goes_on(run: Run) -> None:
    done = run("visit", "PJ-4K5M", "--as-of", "2026-11-23", *MET)
    assert (done.returncode, done.stderr.splitlines()) == (2, [
        "注意：户 PJ-4K5M 已于 2025-03-31 终止（迁出市内），只能补登终止以前的联系。现在的编号是 YYL-8Q9R。",
        "不能运行：少了必须写的 --by。",
    ])  # fmt: skip


def test_what_the_rules_refuse_is_not_written(run: Run, ledger: Path) -> None:
    before = contents(ledger)
    done = run(*VISIT, *MET, "--date", "2024-01-05", "--needs", "进展=推进；需求编号=n-RDB5")
    assert (done.returncode, contents(ledger)) == (1, before)
    assert "需求 n-RDB5 在户档案里 2024-03-06 才提出，这一天不能推进。" in done.stdout


def test_somebody_is_asked_sees_the_answers_and_mends_what_the_rules_refuse(
    terminal: Callable[..., Terminal], ledger: Path
) -> None:
    with (ledger / HOME / "visits" / "2023-10-12.yml").open("a", encoding="utf-8") as file:
        file.write("hazards:\n  fire: 有\n  gas: 未查\n")
    screen = terminal(*VISIT)
    screen.answer(("直接回车：2026-11-23", "2024-01-05"), ("联系人（", "PJ-B-2H3J"), ("联系方式：", "1"))
    screen.answer(
        ("是否联系上：", "是"),
        ("联系对象：", "监护人"),
        ("上次 2023-10-12 察看：有。\n", "无"),
        ("触电（", ""),
        ("溺水（", ""),
    )
    screen.answer(("煤气中毒（", ""), ("添加一项需求进展吗", "是"), ("进展：", "办结"), ("需求编号：", "1"))
    screen.answer(("办结结果：", "报销了"), ("说明（", ""), ("再添加一项需求进展吗", ""), ("联系情况（", "都好"))
    screen.answer(("再填几项（可以", ""), ("  1. 联系日期：2024-01-05\n", ""))
    screen.answer(("没有改：先改好上面", "1"), ("直接回车：2024-01-05", "昨天"), ("  1. 联系日期：2026-11-22\n", ""))
    assert screen.leave() == 0
    assert "户 PJ-2H3J 2026年第四季度的联系：已完成，联系 1 次。\n" in screen.shown
    text = (ledger / HOME / "visits" / "2026-11-22.yml").read_text("utf-8")
    assert "content: 都好  # 联系情况\n" in text
    assert 'closed_on: "2026-11-22"' in (ledger / HOME / "household.yml").read_text("utf-8")


@pytest.mark.soak
def test_the_end_of_the_input_leaves_all_as_it_was(terminal: Callable[..., Terminal], ledger: Path) -> None:
    before = contents(ledger)
    screen = terminal(*VISIT, "--channel", "电话")
    screen.see("直接回车：2026-11-23")
    screen.press(CTRL_D)
    assert screen.leave() == 2
    assert "没有回答完。什么也没有写，再运行一遍。" in screen.shown
    assert contents(ledger) == before


@pytest.mark.soak
def test_a_terminal_that_closes_leaves_all_as_it_was(terminal: Callable[..., Terminal], ledger: Path) -> None:
    before = contents(ledger)
    screen = terminal(*VISIT, "--channel", "电话")
    screen.see("直接回车：2026-11-23")
    assert screen.close() in (STOPPED, 120)
    assert contents(ledger) == before
