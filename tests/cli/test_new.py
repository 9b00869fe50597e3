"""``jiedui new``: a household, a helper, an event."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

AS_OF = ("--as-of", "2026-11-23")
HOUSEHOLD = (
    "new", "household", *AS_OF, "--county", "平江县", "--township", "安定", "--village", "示例社区",
    "--hardship-status", "低保", "--consent-date", "2026-11-20", "--consent-by", "本人", "--consent-form", "书面",
)  # fmt: skip
MEMBER = "姓名=示例亥；性别=男；出生日期=1968-04-09；残疾人证号=49060219680409101041；残疾类别=肢残；残疾等级=一级"
HELPER = (
    "new", "helper", *AS_OF, "--unit", "平江县", "--name", "示例亥", "--mobile", "154 0000 0099",
    "--roles-body", "县级残联", "--roles-department", "办公室", "--roles-post", "干事",
    "--roles-from", "2026-01-05", "--sex", "女",
)  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_household_gets_its_code_and_holds(run: Run, ledger: Path) -> None:
    done = run(*HOUSEHOLD, "--members", MEMBER, "--members", "姓名=示例辛；性别=2；出生日期=1970；与残疾人关系=老伴")
    assert (done.returncode, done.stderr) == (0, "")
    code = done.stdout.partition("新的户编号是 ")[2][:7]
    text = (ledger / "pingjiang" / "households" / code / "household.yml").read_text("utf-8")
    assert "township: 安定镇  # 乡镇（街道）\n" in text
    assert "    relation: 配偶  # 与残疾人关系\n" in text
    assert run("check", *AS_OF).returncode == 0
    assert run("fmt", "--check").returncode == 0


def test_whoever_may_be_there_is_told_and_taken_with_a_reason(run: Run, ledger: Path) -> None:
    before = contents(ledger)
    twin = MEMBER.replace("示例亥", "示例未")
    done = run(*HOUSEHOLD, "--members", twin)
    assert (done.returncode, contents(ledger)) == (2, before)
    assert done.stderr == (
        "不能运行：可能已经登记过：PJ-2H3J（示例未，平江县安定镇示例村）：姓名、乡镇相同。"
        "核对过、不是同一个的，写明不是重复的理由（--anyway）。\n"
    )
    done = run(*HOUSEHOLD, "--members", twin, "--anyway", "同名，看过户口簿")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_wrong_with_a_new_household_is_said_by_the_names_of_its_members(run: Run, ledger: Path) -> None:
    before = contents(ledger)
    done = run(*HOUSEHOLD, "--members", MEMBER.replace("一级", "二级"))
    assert (done.returncode, contents(ledger)) == (1, before)
    assert "错误 示例亥的残疾等级与证号第 20 位不一致。" in done.stdout
    assert " m-" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "household", *AS_OF), "少了必须写的 --county、--township、--village、--hardship-status、--members。"),
        ((*HOUSEHOLD[:6], *HOUSEHOLD[8:], "--members", MEMBER), "少了必须写的 --township。"),
        (
            (*HELPER[:5], "外县", *HELPER[6:]),
            "--unit 填写不对。没有“外县”这一种。可以写：city（市残联）、pingjiang（平江县）、yueyanglou（岳阳楼区）。",
        ),
        ((*HELPER, "--office-phone", "1"), "--office-phone 填写不对。带区号的座机，例如 0000-0123456。"),
        ((*HELPER, "--filing-date", "2026-01-06"), "少了必须写的 --filing-unit。"),
        (("new", "event", "meeting", "--of", "city"), "少了必须写的 --kind、--title。"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said(run: Run, ledger: Path, words: tuple[str, ...], said: str) -> None:
    before = contents(ledger)
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"不能运行：{said}\n")
    assert contents(ledger) == before


def test_a_helper_gets_a_code(run: Run, ledger: Path) -> None:
    done = run(*HELPER)
    assert (done.returncode, done.stderr) == (0, "")
    code = done.stdout.partition("新的责任人编号是 ")[2][:9]
    assert 'mobile: "15400000099"' in (ledger / "pingjiang" / "helpers" / f"{code}.yml").read_text("utf-8")


def test_an_event_is_called_by_its_day(run: Run, ledger: Path) -> None:
    done = run(
        "new", "event", "meeting", "--of", "city", "--kind", "调度", "--title", "结对", "--date", "2026-11-20", *AS_OF
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "kind: 调度" in (ledger / "city" / "events" / "2026-11-20-meeting.yml").read_text("utf-8")
    assert "没有 recheck 这个命令" in run("new", "event", "recheck").stderr
