"""The ledgers of past releases, as the code of each wrote them, in the history that their frozen bulletins name."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
RELEASES = sorted(
    (folder.name for folder in HERE.iterdir() if folder.name[0].isdigit()),
    key=lambda name: [int(number) for number in name.split(".")],
)
BULLETINS = "*/bulletins/*.yml"

# Who committed the ledger and when makes the name of the commit, which its bulletins hold.
_COMMITTED = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (
        ("NAME", "台账"),
        ("EMAIL", "ledger@example.invalid"),
        ("DATE", "2026-11-23T09:00:00+08:00"),
    )
}


def git(folder: Path, *words: str) -> str:
    """Run Git in a folder as whoever committed the ledger of a release did."""
    own = {**os.environ, **_COMMITTED, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], cwd=folder, env=own, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def restored(version: str, folder: Path) -> Path:
    """Make the repository of a release's ledger anew: all but its bulletins, committed, then these; return records/."""
    root = folder / "records"
    shutil.copytree(HERE / version, root)
    later = {file: file.read_bytes() for file in root.glob(BULLETINS)}
    for file in later:
        file.unlink()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "records")
    git(folder, "commit", "--quiet", "--message", f"{version} 的台账")
    for file, text in later.items():
        file.write_bytes(text)
    git(folder, "add", "records")
    git(folder, "commit", "--quiet", "--message", "冻结通报")
    return root


@pytest.fixture(scope="module", params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    """The version of a release."""
    return str(request.param)
