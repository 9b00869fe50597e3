"""Telling Git, in one clone, to merge records by ``jiedui merge``, and to leave that again.

Git asks two things: which files a driver is for, which an attribute says, and which command it is, which the settings
of the clone say. The attribute may be in `.gitattributes`, for all; the command stays with each machine.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from pathlib import Path

from jiedui.records import files
from jiedui.review import git

NAME = "jiedui"
# What a person types to have it so, and to leave it.
INSTALL, UNINSTALL = f"{NAME} merge --install", f"{NAME} merge --uninstall"
_SECTION = f"merge.{NAME}"
_TITLE = "按栏、按项合并台账记录"
# A folder's name may hold what means something in a pattern.
_SPECIAL = re.compile(r"([\\*?\[\]])")
_BLANK = re.compile(r'[\s"#!]')


def command() -> str:
    """Return what Git runs for one file, by the shell that comes with it, on Windows too.

    Where this program cannot run any more, Git's own merge takes its place: no side is lost with it.
    """
    python = shlex.quote(Path(sys.executable).as_posix()).replace("%", "%%")
    by_lines = "git merge-file -L ours -L base -L theirs %A %O %B"
    return f"{python} -m {NAME} merge %O %A %B %P; case $? in 0) exit 0;; 1) exit 1;; *) {by_lines};; esac"


def attribute(folder: Path) -> str:
    """Return the line of attributes that has every record below ``folder`` merged by this driver."""
    pattern = _SPECIAL.sub(r"\\\1", git.prefix(folder)) + "**/*.yml"
    return f"{json.dumps(pattern, ensure_ascii=False) if _BLANK.search(pattern) else pattern} merge={NAME}"


def install(folder: Path) -> bool:
    """Have the records below ``folder`` merged by this driver, in this clone alone.

    Returns whether `.gitattributes` says so for everybody. Raises :class:`~jiedui.review.git.GitUnavailableError`
    outside a repository, and ``OSError``.
    """
    for_all = _is_for_all(folder)
    kept = _others(folder)
    git.run(folder, "config", "--local", f"{_SECTION}.name", _TITLE)
    git.run(folder, "config", "--local", f"{_SECTION}.driver", command())
    _write(folder, [*kept, attribute(folder)])
    return for_all


def uninstall(folder: Path) -> None:
    """Have records merged by Git itself again. Raises as :func:`install` does; what is not there may stay away."""
    kept = _others(folder)
    if git.run(folder, "config", "--local", "--default", "", "--get", f"{_SECTION}.driver").strip():
        git.run(folder, "config", "--local", "--remove-section", _SECTION)
    if _attributes(folder).exists():
        _write(folder, kept)


def _attributes(folder: Path) -> Path:
    """Return the file of attributes that Git keeps for one clone alone, all of its working trees together."""
    return git.whereabouts(folder).attributes.resolve()


def _others(folder: Path) -> list[str]:
    """Return the lines of that file that are not of this driver."""
    file = _attributes(folder)
    lines = os.fsdecode(file.read_bytes()).splitlines() if file.is_file() else []
    return [line for line in lines if not line.endswith(f" merge={NAME}")]


def _write(folder: Path, lines: list[str]) -> None:
    files.write_bytes(_attributes(folder), os.fsencode("".join(f"{line}\n" for line in lines)))


def _is_for_all(folder: Path) -> bool:
    file = git.top(folder) / ".gitattributes"
    return file.is_file() and f"merge={NAME}" in file.read_text("utf-8", errors="replace")
