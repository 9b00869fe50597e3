"""``jiedui demo``: a ledger is generated, the same for the same words, and refused where it cannot be."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui import demo
from jiedui.demo.source import own
from jiedui.founding import machinery

Run = Callable[..., subprocess.CompletedProcess[str]]
DAY = ("--as-of", "2026-11-23")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_ledger_is_generated_that_the_check_finds_no_fault_in(run: Run, tmp_path: Path) -> None:
    done = run("demo", "here", *DAY, "--households", "10", "--visits", "20")
    assert (done.returncode, done.stdout, done.stderr) == (0, "示例台账在 here。\n", "")
    assert len(list((tmp_path / "here").rglob("household.yml"))) == 10
    assert run("check", *DAY, "--records", "here").returncode == 0
    assert run("demo", "again", *DAY, "--households", "10", "--visits", "20").returncode == 0
    assert files(tmp_path / "again") == files(tmp_path / "here")
    assert run("demo", "other", *DAY, "--households", "10", "--visits", "20", "--seed", "2").returncode == 0
    assert files(tmp_path / "other") != files(tmp_path / "here")


def test_what_is_made_beside_a_ledger_of_its_own_folder_is_nothing_for_git(run: Run, tmp_path: Path) -> None:
    small = (*DAY, "--households", "1", "--visits", "0")
    (tmp_path / "own" / ".git").mkdir(parents=True)
    done = run("demo", "own/records", *small)
    assert done.stdout == "示例台账在 own/records。\n旁边写了 .gitignore：生成的网页不进 Git。\n"
    rules = (tmp_path / "own" / ".gitignore").read_text("utf-8").splitlines()
    assert rules == machinery.ignored().splitlines()
    assert {"/build/", "/site/"} <= {*rules}
    assert run("demo", "own/again", *small).stdout == "示例台账在 own/again。\n"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").touch()  # whose rules of Git are somebody's own
    assert run("demo", "other/records", *small).stdout == "示例台账在 other/records。\n"
    assert sorted(path.name for path in (tmp_path / "other").iterdir()) == ["letter.txt", "records"]


def test_beside_a_ledger_nothing_is_made_where_nobody_asked_for_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = (*DAY, "--households", "1", "--visits", "0")
    assert run("demo", "made/records", *small).stdout == "示例台账在 made/records。\n"
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["records"]
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    done = run("demo", "records", *small)
    assert done.stdout == "示例台账在 records。\n旁边写了 .gitignore：生成的网页不进 Git。\n"


def test_a_ledger_is_made_though_nothing_can_be_written_beside_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, _: str) -> None:
        raise PermissionError(errno.EACCES, "refused", str(file))

    (tmp_path / "own" / ".git").mkdir(parents=True)
    monkeypatch.setattr("jiedui.records.files.write_text", refuse)
    done = run("demo", "own/records", *DAY, "--households", "1", "--visits", "0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "示例台账在 own/records。\n", "")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Play the generator; returned is what it was asked for."""
    words: list[dict[str, Any]] = []
    monkeypatch.setattr(demo, "build", lambda out, _, **more: words.append({"out": out, **more}))
    return words


def test_its_defaults(run: Run, clock: Callable[[date], None], asked: list[dict[str, Any]]) -> None:
    clock(date(2025, 5, 6))
    assert run("demo", "out").returncode == 0
    [words] = asked
    del words["progress"]
    assert words == {
        "out": Path("out"),
        "source": own(),
        "households": 120,
        "visits": None,
        "roster": 0,
        "as_of": date(2025, 5, 6),
        "seed": 20260101,
    }


def test_its_options(run: Run, ledger: Path, asked: list[dict[str, Any]]) -> None:
    lent = ledger.rename(ledger.with_name("other")) / "policy" / "ledger.yml"
    lent.write_text(lent.read_text("utf-8").replace("岳阳市残联结对帮扶台账", "别处的台账"), "utf-8")
    words = ("--households", "1", "--visits", "0", "--roster", "9", "--seed", "7", "--policy", "other")
    assert run("demo", "out", "--as-of", "2024-02-29", *words).returncode == 0
    [words_of] = asked
    assert [words_of[key] for key in ("households", "visits", "roster", "seed")] == [1, 0, 9, 7]
    assert (words_of["as_of"], words_of["source"].policy.name) == (date(2024, 2, 29), "别处的台账")


def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "note.txt").touch()
    done = run("demo", "out", *DAY)
    said = "不能运行：out 里已经有文件，请换一个空文件夹。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert list(files(tmp_path / "out")) == ["note.txt"]


def test_a_day_before_the_programme_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("demo", "out", "--as-of", "2023-01-01")
    said = "不能运行：--as-of 不能早于方案开始的日期。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not (tmp_path / "out").exists()


def test_the_policy_is_its_own_whatever_a_ledger_beside_it_says(
    run: Run, ledger: Path, policy_root: Path, tmp_path: Path
) -> None:
    """Nothing of this checkout is needed, and a changed policy is lent only where it is asked for."""
    quotas = ledger / "policy" / "quotas.yml"
    quotas.write_text(quotas.read_text("utf-8").replace("need: 4 ", "need: 5 "), "utf-8")
    few = ("--households", "1", "--visits", "0", *DAY)
    assert run("demo", "own", *few).returncode == 0
    assert run("demo", "lent", *few, "--policy", "records").returncode == 0
    made = (tmp_path / "own" / "policy" / "quotas.yml").read_bytes()
    assert made == (policy_root / "policy" / "quotas.yml").read_bytes()
    assert made != quotas.read_bytes() == (tmp_path / "lent" / "policy" / "quotas.yml").read_bytes()


def test_without_a_policy_there_is_none_to_copy(run: Run, ledger: Path) -> None:
    shutil.rmtree(ledger / "policy")
    done = run("demo", "out", *DAY, "--policy", "records")
    said = "不能运行：records 里的政策文件不全，先用 jiedui check 检查。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert run("demo", "out", *DAY, "--policy", "nowhere").stderr.startswith("不能运行：没有台账文件夹 nowhere。")


@pytest.mark.parametrize("lent", [(), ("--policy", "records")])
def test_nothing_is_generated_into_a_ledger(run: Run, ledger: Path, lent: tuple[str, ...]) -> None:
    before = files(ledger)
    done = run("demo", "records/new", "--households", "1", *DAY, *lent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：")
    assert "records/new 在台账 records 里，写进去的会被当作记录。换一个文件夹。" in done.stderr
    assert files(ledger) == before


def test_nor_from_within_one_or_through_a_link_into_one(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(ledger / "city")
    before = files(ledger)
    few = ("--households", "1", "--visits", "0", *DAY)
    refused = run("demo", "link/new", *few)
    said = "里，写进去的会被当作记录。换一个文件夹。\n"
    assert (refused.returncode, refused.stderr) == (2, f"不能运行：link/new 在台账 records {said}")
    for folder in (ledger, ledger / "pingjiang"):
        monkeypatch.chdir(folder)
        refused = run("demo", "new", *few)
        assert (refused.returncode, refused.stderr) == (2, f"不能运行：new 在台账 {ledger} {said}")
    assert files(ledger) == before
    assert run("demo", "../../new", *few).returncode == 0  # beside the ledger
    assert (tmp_path / "new" / "policy" / "ledger.yml").exists()


def test_a_policy_that_is_not_there_is_told_by_its_option(run: Run) -> None:
    done = run("demo", "new", "--policy", "nowhere")
    assert (done.returncode, done.stderr) == (2, "不能运行：没有台账文件夹 nowhere。用 --policy 指明位置。\n")
