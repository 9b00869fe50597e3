"""The few questions that the ledger asks Git. Paths are listed with ``-z``: Chinese names come escaped otherwise."""

from __future__ import annotations

import subprocess
from pathlib import Path


class GitUnavailable(Exception):
    """Git is not installed, the folder is in no repository, or the revision does not exist."""


def _run(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise GitUnavailable(str(error)) from error
    if done.returncode:
        raise GitUnavailable(done.stderr.strip())
    return done.stdout


def commit(folder: Path) -> str:
    """Return the short commit that ``folder`` is at, with 有改动 where files differ from it; 未入库 outside Git."""
    try:
        head = _run(folder, "rev-parse", "--short=10", "HEAD").strip()
        changed = _run(folder, "status", "--porcelain", "-z", "--", ".")
    except GitUnavailable:
        return "未入库"
    return f"{head}（有改动）" if changed else head


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Return the paths below ``folder`` (from it) that differ from ``revision``, untracked ones included.

    Raises :class:`GitUnavailable` where Git cannot answer.
    """
    if revision.startswith("-"):
        raise GitUnavailable(revision)
    differing = _run(folder, "diff", "--name-only", "--relative", "-z", revision, "--", ".")
    untracked = _run(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(path for path in (differing + untracked).split("\0") if path)
