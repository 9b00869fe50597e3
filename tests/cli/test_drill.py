"""The drill of the page 备份和恢复: a ledger is lost with its platform and comes back, whole, from the backup alone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from jiedui.site.pages import steward

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Git = Callable[..., str]
Type = Callable[[Iterable[str], str, Path], list[Done]]
AFTER = ("--as-of", "2024-04-01")
BUNDLE = "台账备份.bundle"


@pytest.fixture
def platform(committed: Path, git: Git, run: Run, tmp_path: Path) -> Path:
    """A platform with a ledger that has a frozen bulletin, a branch that is not merged, a tag, and a merge request."""
    assert run("bulletin", "freeze", "2024Q1", *AFTER).returncode == 0
    git("add", ".")
    git("commit", "-q", "-m", "冻结通报")
    git("tag", "-a", "-m", "季度末", "2024q1")
    git("checkout", "-q", "-b", "还没有合并")
    (committed / "pingjiang" / "households" / "PJ-2H3J" / "visits" / "2023-10-12.yml").unlink()
    git("commit", "-q", "-a", "-m", "改到一半")
    git("checkout", "-q", "main")
    platform = tmp_path / "platform.git"
    git("clone", "-q", "--mirror", ".", str(platform))
    git("-C", str(platform), "update-ref", "refs/pull/1/head", "还没有合并")
    git("-C", str(platform), "symbolic-ref", "HEAD", "refs/heads/master")  # as `git init --bare` leaves it
    return platform


@pytest.fixture
def typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Iterable[str], str, Path], list[Done]]:
    """Type commands one after the other in an empty place, until one fails; an address of the pages is ``address``."""

    def type_in(commands: Iterable[str], place: str, address: Path) -> list[Done]:
        (tmp_path / place).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / place)
        found: list[Done] = []
        for command in commands:
            program, *words = [str(address) if word.endswith("上的地址") else word for word in command.split()]
            call = run if program == "jiedui" else outside(program)
            found.append(call(*words))
            if found[-1].returncode:
                break
        return found

    return type_in


def outside(program: str) -> Run:
    return lambda *words: subprocess.run([program, *words], capture_output=True, text=True, check=False)


def refs(repository: Path) -> dict[str, str]:
    """Branches and tags by name, each with the object that it is."""
    command = [
        "git",
        "-C",
        str(repository),
        "for-each-ref",
        "--format=%(refname) %(objectname)",
        "refs/heads",
        "refs/tags",
    ]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return dict(line.split() for line in lines)


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.yml")}


def test_the_drill_as_told_brings_back_all(platform: Path, typed: Type, ledger: Path, tmp_path: Path) -> None:
    before, records = refs(platform), files(ledger)
    assert before.keys() == {"refs/heads/main", "refs/heads/还没有合并", "refs/tags/2024q1"}
    assert [done.returncode for done in typed(steward.BACKUP, "backup", platform)] == [0, 0, 0]

    kept = tmp_path / "disk" / BUNDLE
    kept.parent.mkdir()
    shutil.move(tmp_path / "backup" / BUNDLE, kept)
    for lost in (platform, ledger.parent / ".git", ledger, tmp_path / "backup"):
        shutil.rmtree(lost)

    (tmp_path / "elsewhere").mkdir()
    shutil.copy(kept, tmp_path / "elsewhere")
    restored = typed(steward.RESTORE, "elsewhere", platform)
    assert [done.returncode for done in restored] == [0, 0, 0], restored[-1].stdout
    assert restored[1].stdout == f"检查了 {len(records)} 个文件，没有发现问题。\n"
    assert restored[2].stdout == "city/bulletins/2024Q1.yml：和当时的台账一致。\n"
    assert files(tmp_path / "elsewhere" / "台账恢复" / "records") == records

    new = tmp_path / "new.git"
    subprocess.run(["git", "init", "--quiet", "--bare", new], check=True)
    # As platforms do: refs of merge requests are their own, and nobody else's to push.
    subprocess.run(["git", "config", "receive.hideRefs", "refs/pull"], cwd=new, check=True)
    assert [done.returncode for done in typed(steward.MOVE, "elsewhere", new)] == [0, 0, 0]
    assert refs(new) == before
    again = [outside("git")(*command.split()[1:-1], str(new)) for command in steward.MOVE[1:]]
    assert [done.stderr.strip() for done in again] == ["Everything up-to-date"] * 2


def test_a_backup_that_is_damaged_is_found_when_it_is_made_and_when_it_is_needed(
    platform: Path, typed: Type, tmp_path: Path
) -> None:
    typed(steward.BACKUP[:2], "backup", platform)
    bundle = tmp_path / "backup" / BUNDLE
    data = bundle.read_bytes()
    middle = len(data) // 2
    changed = data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
    for damaged in (data[:middle], data[:-10], changed, b""):
        bundle.write_bytes(damaged)
        for commands in (steward.BACKUP[2:], steward.RESTORE):
            [done] = typed(commands, "backup", platform)
            assert done.returncode
            assert "fatal: " in done.stderr
    assert {path.name for path in bundle.parent.iterdir()} == {BUNDLE, "台账镜像"}
