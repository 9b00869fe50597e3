"""A folder of another machine, reached by the ``ssh`` of this one: keys, ports and names are in its own settings."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jiedui.publishing.folder import PublishError, ServedFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

# As scp tells a machine from a folder; a single letter is a disk of Windows. No name begins like an option.
_REMOTE = re.compile(r"((?:[\w.][\w.-]*@)?\w[\w.-]+|(?:[\w.][\w.-]*@)?\[[0-9A-Fa-f:.]+\]):(?!//)(.+)", re.DOTALL)
# No shell puts the folder of the user in its place where a variable holds it.
_HOME = re.compile(r"\A~(?:/|\Z)")
_NEITHER = re.compile(r"[^/\\]{2,}:")
# What ssh ends with where it did not come so far as to run anything.
_UNREACHED = 255


class RemoteFolder(ServedFolder, frozen=True):
    """A place to publish to on another machine: ``host`` as ssh knows it, perhaps with a user."""

    host: str

    def command(self, script: str, *arguments: str) -> Sequence[str]:
        """Return the command that runs a program of the shell there; whoever sits at no keyboard is asked nothing."""
        there = shlex.join(["sh", "-c", script, "jiedui", self.path.as_posix(), *arguments])
        quiet = [] if sys.stdin and sys.stdin.isatty() else ["-o", "BatchMode=yes"]
        return ["ssh", "-T", *quiet, "--", self.host, there]

    def reason(self, code: int) -> str:
        """Return in words what a code other than 0 means."""
        if code == _UNREACHED:
            return f"连不上 {self.host}，或者中途断了，读者看到的还是原来的：先试试 ssh {self.host} 能不能登录。"
        return ServedFolder.reason(self, code)

    def refuse(self, site: Path) -> None:
        """Refuse nothing: what is on another machine lies in no folder of this one."""


def place(text: str) -> ServedFolder:
    """Return where to publish to: a folder, or ``user@host:/folder`` for one of another machine.

    Raises :class:`PublishError` for what is like the second and is not: no folder is made that is called so.
    """
    text = text.strip()  # what is copied into a variable brings a line feed along
    if found := _REMOTE.fullmatch(text):
        return RemoteFolder(Path(PurePosixPath(_HOME.sub("./", found[2]))), found[1])  # where ssh begins
    if _NEITHER.match(text):
        raise PublishError("位置写成一个文件夹，或者 用户@主机:/文件夹。文件夹的名字里有冒号的，前面加 ./。")
    return ServedFolder(Path.home() / _HOME.sub("./", text) if _HOME.match(text) else Path(text))
