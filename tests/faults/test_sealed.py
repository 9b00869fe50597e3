"""Killed or refused while it seals, changes keys or erases, a command loses no name and no key; the next run ends it.

What is sealed is never the same twice: it is held to what is read of it with the keys.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.vault import CODE, HOME, SEALING, SECRETS, Vault
from tests.faults import machine
from tests.faults.machine import Ended, Fault, Later, Refused, killed
from tests.faults.plays import DAY, contents, git, small

from jiedui.custody.store import KeyStore

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork")
COMMANDS = {
    "seal": ("seal",),
    "rekey": ("rekey",),
    "erase": ("erase", CODE, "--reason", "误录", "--apply"),
}
SETTINGS = "policy/ledger.yml"
NOBODY: Any = None


@dataclass(frozen=True)
class Safe:
    """A ledger and its store, each in a folder, and both as they were kept."""

    kept: Path
    folder: Path
    plain: dict[str, bytes]

    @property
    def root(self) -> Path:
        return self.folder / "ledger" / "records"

    @property
    def store(self) -> Path:
        return self.folder / "keys" / "a.keys"

    def do(self, *words: str, fault: Fault | None = None, at: int = 0) -> Ended:
        """Run a command with the store."""
        return machine.run(self.folder / "ledger", ("--keys", str(self.store), *words, *DAY), fault, at)

    def again(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    def homes(self) -> list[bytes]:
        return [data for path, data in sorted(contents(self.root).items()) if path.endswith("household.yml")]

    def opened(self) -> dict[str, bytes]:
        """Return what the ledger says when it seals no more, which is where this ends."""
        settings = self.root / SETTINGS
        settings.write_text(settings.read_text("utf-8").replace(SEALING, ""), "utf-8")
        done = self.do("unseal")
        assert done.code == 0, done
        return contents(self.root)


@pytest.fixture
def safe(tmp_path: Path, policy_root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Safe]:
    """Lay out a ledger for a command: sealed already, but for the one that seals."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    def lay(command: str) -> Safe:
        found = Safe(tmp_path / "kept", tmp_path / "at", {})
        small(found.root, policy_root)
        Vault.of(NOBODY, found.root, found.store.parent)
        found.store.parent.mkdir()
        found.plain.update(contents(found.root))
        text = found.plain[SETTINGS].decode().replace(SEALING, "")
        found.plain[SETTINGS] = text.encode()
        git(found.root.parent, "init", "--quiet", "--initial-branch=main")
        if command != "seal":
            assert found.do("seal").code == 0
        git(found.root.parent, "add", "--all")
        git(found.root.parent, "commit", "--quiet", "--message=first")
        shutil.move(found.folder, found.kept)
        return found

    return lay


def nothing_is_lost(safe: Safe, command: str, where: object) -> None:
    """Hold what is left to what is promised: the next run ends it, and the keys open all but what is erased."""
    looked = machine.run(safe.root.parent, ("check", *DAY))  # without the keys, which may not be there yet
    assert looked.code in (0, 1), (where, looked)  # it undoes what is half done
    kept, now = contents(safe.kept / "ledger" / "records"), contents(safe.root)
    as_before = [now[path] == kept[path] for path in kept if path.endswith("household.yml")]
    written = 1 if command == "erase" else len(as_before)
    assert as_before.count(False) in (0, written), where
    done = safe.do(*COMMANDS[command])
    assert done.code == 0, (where, done)
    assert not list(safe.root.rglob(".jiedui-*")), where
    assert "Traceback" not in done.err
    with KeyStore(safe.store) as store:
        assert (CODE in store.households) == (command != "erase"), where
        assert (CODE in store.destroyed) == (command == "erase"), where
    texts = b"".join(safe.homes()).decode()
    assert not [secret for secret in SECRETS if secret in texts], where
    plain = dict(safe.plain)
    opened = safe.opened()
    if command == "erase":
        assert plain.pop(HOME) != opened.pop(HOME), where
    assert opened == plain, where


@pytest.mark.parametrize("kills", [1, pytest.param(500, marks=pytest.mark.soak)])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_lost_where_one_is_killed_at_a_step(command: str, kills: int, safe: Callable[[str], Safe]) -> None:
    found = safe(command)
    found.again()
    steps = len(found.do(*COMMANDS[command]).steps)
    for step in [steps * 2 // 3] if kills == 1 else range(1, steps + 1, 1 + steps // kills):
        found.again()
        assert found.do(*COMMANDS[command], fault=killed, at=step).code == -signal.SIGKILL
        nothing_is_lost(found, command, step)


@pytest.mark.soak
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_lost_where_one_is_killed_at_any_moment(command: str, safe: Callable[[str], Safe]) -> None:
    """From outside, also while the store is written, of which Python tells nothing."""
    found, drawn = safe(command), random.Random(command)
    found.again()
    began = time.monotonic()
    assert found.do(*COMMANDS[command]).code == 0
    lasts = time.monotonic() - began
    for number in range(60):
        found.again()
        found.do(*COMMANDS[command], fault=Later(drawn.uniform(0, lasts)))
        nothing_is_lost(found, command, number)


@pytest.mark.parametrize(
    ("command", "number"),
    [
        pytest.param(command, number, marks=[] if (command, number) == ("rekey", errno.ENOSPC) else pytest.mark.soak)
        for command in COMMANDS
        for number in (errno.ENOSPC, errno.EROFS)
    ],
)
def test_nothing_is_lost_where_the_disk_refuses_a_step(command: str, number: int, safe: Callable[[str], Safe]) -> None:
    found = safe(command)
    found.again()
    steps = found.do(*COMMANDS[command]).steps
    step = steps.index("os.rename", len(steps) // 3) + 1
    found.again()
    done = found.do(*COMMANDS[command], fault=Refused(number, on=True), at=step)
    assert done.code == 2, done
    assert "不能运行：磁盘" in done.err
    assert "Traceback" not in done.err
    nothing_is_lost(found, command, step)


def test_a_store_that_cannot_be_written_is_a_sentence(
    safe: Callable[[str], Safe], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file of the ledger is touched before the keys are safe."""
    from jiedui.custody import store

    found = safe("rekey")
    found.again()
    before = contents(found.root)

    def refused(*_: object, **__: object) -> None:
        raise store.KeyStoreError("磁盘满了，密钥库没有动。")

    monkeypatch.setattr(store.KeyStore, "renew", refused)
    done = found.do("rekey")
    assert (done.code, done.err) == (2, "不能运行：磁盘满了，密钥库没有动。\n")
    assert contents(found.root) == before
