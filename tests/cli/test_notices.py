"""Where a notice goes: the screen, a file, or an issue; each refusal says what to do."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.publishing.fake_forge import TOKEN, FakeForge, running

Run = Callable[..., subprocess.CompletedProcess[str]]
AS_OF = ("--as-of", "2026-11-23")


@pytest.fixture
def fake(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeForge]:
    """A forge that the ledger says it is on."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JIEDUI_TOKEN", TOKEN)
    with running(FakeForge("Gitea")) as forge:
        named = f"forge:\n  kind: Gitea\n  url: {forge.repository}\n  branch: main\n"
        file = ledger / "policy" / "ledger.yml"
        file.write_text(file.read_text("utf-8") + named, "utf-8")
        yield forge


@pytest.mark.parametrize("verb", ["digest", "retention"])
def test_a_file_holds_what_the_screen_shows(run: Run, ledger: Path, verb: str) -> None:
    shown = run(verb, *AS_OF)
    assert (shown.returncode, shown.stderr) == (0, "")
    done = run(verb, *AS_OF, "--out", "out/notice.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "写了 out/notice.md。\n", "")
    assert (ledger.parent / "out" / "notice.md").read_text("utf-8") == shown.stdout


@pytest.mark.parametrize("verb", ["digest", "retention"])
def test_a_file_and_an_issue_at_once_are_refused(run: Run, verb: str) -> None:
    done = run(verb, "--out", "x.md", "--issue")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "不能运行：写 --out 或者 --issue，只写一个。\n")


def test_a_file_in_the_ledger_or_in_the_place_of_a_folder_is_refused(run: Run, ledger: Path) -> None:
    done = run("digest", "--out", "records/notice.md")
    assert done.returncode == 2
    assert done.stderr.startswith("不能运行：--out 填写不对。records 在台账 records 里，写进去的会被当作记录。")
    (ledger.parent / "folder").mkdir()
    done = run("digest", "--out", "folder")
    assert (done.returncode, done.stderr) == (2, "不能运行：该是文件的地方是文件夹：folder。\n")


def test_an_issue_is_begun_once_and_renewed_from_then_on(run: Run, fake: FakeForge) -> None:
    shown = run("digest", *AS_OF).stdout
    done = run("digest", *AS_OF, "--issue")
    assert (done.returncode, done.stdout, done.stderr) == (0, "发了议题 #7：每周要办（2026-11-23）。\n", "")
    assert fake.told() == [("每周要办（2026-11-23）", f"<!-- jiedui digest -->\n{shown}")]
    done = run("digest", "--as-of", "2026-11-30", "--issue")
    assert (done.returncode, done.stdout) == (0, "更新了议题 #7：每周要办（2026-11-30）。\n")
    assert len(fake.issues) == 1


def test_a_list_of_nothing_is_no_issue_but_renews_an_open_one(run: Run, fake: FakeForge) -> None:
    done = run("retention", *AS_OF, "--issue")
    assert (done.returncode, done.stdout) == (0, "没有要说的，也没有开着的议题，什么也没有发。\n")
    assert fake.issues == []
    fake.add("保存期满的记录（2026-11-16）", "<!-- jiedui retention -->\n旧的")
    assert run("retention", *AS_OF, "--issue").stdout == "更新了议题 #7：保存期满的记录（2026-11-23）。\n"
    assert "没有保存期满的记录。" in fake.told()[0][1]


def test_a_ledger_that_names_no_forge_is_told_what_to_write(run: Run) -> None:
    done = run("digest", "--issue")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "不能运行：台账没有写放在哪个代码平台上。"
        "在 policy/ledger.yml 里写 forge（种类 kind、网址 url、主分支 branch）。\n"
    )


def test_a_fault_of_the_forge_is_told_without_the_token(
    run: Run, fake: FakeForge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIEDUI_TOKEN", "tok-wrong")
    done = run("digest", "--issue")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("不能运行：代码平台不认这个令牌：写错了，或者过期了。")
    assert "tok-wrong" not in done.stderr
    assert fake.issues == []
