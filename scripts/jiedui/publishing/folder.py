"""A folder that a web server serves: each site whole in a folder of its own, and a link that leads to the newest.

``DEST/current`` changes in one step, so that readers see one site or the other and never a part. All is done by one
small program of the shell (``receive.sh``), here or on another machine (``remote.py``).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Self

from jiedui.imprint import MARK, imprint_of
from jiedui.model.forge import FOLDER as RECORDS
from jiedui.records.tree import ledger_around
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

RECEIVE = (Path(__file__).parent / "receive.sh").read_text("utf-8")
CURRENT = "current"
# What gives back the site that is served; 61 where there is none.
SEND = f'cd -- "$1/{CURRENT}" 2>/dev/null || exit 61; exec tar -c -f - .'
_NOTHING = 61
_PIECE = 1 << 16
# What tells the folders below in which a site is served; nothing where there is none.
LIST = 'cd -- "$1" 2>/dev/null || exit 0; for it in */current; do [ ! -d "$it" ] || echo "${it%/current}"; done'
_NAME = re.compile("[A-Za-z0-9-]+")
# So many seconds another run that publishes to the same place is waited for.
PATIENCE = 600
_COMMIT = re.compile("[0-9a-f]{7,40}")

# What a code of receive.sh means.
_REASONS = {
    64: "放网站的机器上没有 flock 命令：安装 util-linux，再运行一遍。",
    65: "那个文件夹里有别的文件，不敢动：换一个空文件夹，或者新建一个。",
    66: "那个文件夹在另一个发布位置的里面：换到外面去。",
    67: "另一个发布还没有做完，等了很久：过一会儿再运行一遍。",
    68: "网站没有传完，读者看到的还是原来的：看上面的原因（常见的是磁盘满了、断网），再运行一遍。",
    69: "传到那边的网站不完整，读者看到的还是原来的：再运行一遍。",
    70: f"那个文件夹里的 {CURRENT} 不是发布时做的链接，不敢动：移走它，再运行一遍。",
}
_OTHER = "没有发布成，读者看到的还是原来的：看上面的原因。"


class PublishError(Exception):
    """The site was not published; what was served before still is. The argument says in Chinese why, and what to do."""


class ServedFolder(Struct, frozen=True):
    """A place to publish to on this machine."""

    path: Path

    def command(self, script: str, *arguments: str) -> Sequence[str]:
        """Return the command that runs a program of the shell there, the place being its first argument."""
        return ["sh", "-c", script, "jiedui", str(self.path.absolute()), *arguments]

    def reason(self, code: int) -> str:
        """Return in words what a code other than 0 means."""
        return _REASONS.get(code, _OTHER)

    def refuse(self, site: Path) -> None:
        """Raise :class:`PublishError` where the place and a site lie inside each other, or the place in a ledger."""
        here, there = site.resolve(), self.path.resolve()
        if here.is_relative_to(there) or there.is_relative_to(here):
            raise PublishError("网站的文件夹和发布的位置，一个在另一个里面：换一个位置。")
        if ledger_around(self.path) or ledger_around(self.path, RECORDS):
            raise PublishError("发布的位置在台账里面，网站会混进台账的仓库：写一个外面的文件夹，从 / 写起。")

    def below(self, name: str) -> Self:
        """Return the place of one audience; of all that is published there together, the place itself."""
        return replace(self, path=self.path / name) if name else self

    def names(self) -> list[str]:
        """Return the audiences whose sites are served below the place, by folder; one site alone has no name, ``""``.

        Raises :class:`PublishError` where the place cannot be reached.
        """
        with self._started(LIST) as sender:
            assert sender.stdin
            assert sender.stdout
            sender.stdin.close()
            found = sender.stdout.read().decode("utf-8", "replace").split("\n")
        if sender.returncode:
            raise PublishError(self.reason(sender.returncode))
        return [name for name in found if _NAME.fullmatch(name)] or [""]

    def publish(self, site: Path, keep: int, *, patience: int = PATIENCE) -> str:
        """Publish a built site and return the name of its release; ``keep`` releases stay, this one included.

        Raises :class:`PublishError` where that cannot be done.
        """
        imprint = imprint_of(site)
        if imprint is None:
            raise PublishError("没有生成好的网站：先运行 jiedui site，生成完了再发布。")
        self.refuse(site)
        with self._started(RECEIVE, version(imprint.commit), str(keep), MARK, str(patience)) as receiver:
            assert receiver.stdin
            assert receiver.stdout
            with suppress(BrokenPipeError):  # it says itself why it takes no more
                _send(site, receiver.stdin)
            with suppress(BrokenPipeError):
                receiver.stdin.close()
            said = receiver.stdout.read().decode("utf-8", "replace").strip()
        if receiver.returncode:
            raise PublishError(self.reason(receiver.returncode))
        return said

    def bring_back(self, site: Path) -> bool:
        """Copy the site that is served there to ``site``, where nothing may be; return whether there is one.

        A machine that keeps nothing from one run to the next gets by it the earlier site, which stays where a ledger
        with errors allows no new one. Raises :class:`PublishError` where that cannot be done.
        """
        if site.exists():
            raise PublishError("要放取回的网站的地方已经有东西了：换一个位置，或者先移走。")
        site.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=site.absolute().parent, prefix=".jiedui-back-") as name:
            part = Path(name) / "site"
            with self._started(SEND) as sender:
                assert sender.stdin
                assert sender.stdout
                sender.stdin.close()
                _take(sender.stdout, part)
            if sender.returncode == _NOTHING:
                return False
            if sender.returncode or not imprint_of(part):
                raise PublishError("没有取回网站：看上面的原因。")
            part.rename(site)
        return True

    def _started(self, script: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = self.command(script, *arguments)
        try:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except FileNotFoundError as error:
            raise PublishError(f"这台电脑上没有 {command[0]} 命令：安装以后再运行一遍。") from error


def sites(folder: Path) -> dict[str, Path]:
    """Return the sites in a folder by the names of those of audiences; one that is itself a site has none, ``""``."""
    if imprint_of(folder) or not folder.is_dir():
        return {"": folder}
    found = {path.name: path for path in sorted(folder.iterdir()) if _NAME.fullmatch(path.name) and imprint_of(path)}
    return found or {"": folder}


def version(commit: str) -> str:
    """Return how the name of a release tells a version: the commit, ``-changed`` where files differ from it."""
    found = _COMMIT.match(commit)
    return f"{found[0]}{'' if found[0] == commit else '-changed'}" if found else "unversioned"


def _take(stream: IO[bytes], folder: Path) -> None:
    """Write the files of a tar archive; raise :class:`PublishError` for anything else, which no site holds.

    Python itself has no filter for that before 3.11.4.
    """
    with suppress(tarfile.ReadError), tarfile.open(fileobj=stream, mode="r|") as archive:
        for entry in archive:
            file, name = folder / entry.name, PurePosixPath(entry.name)
            if name.is_absolute() or ".." in name.parts or not (entry.isdir() or entry.isfile()):
                raise PublishError("那里的网站里混进了别的东西，没有取回：重新生成，再发布一遍。")
            if entry.isdir():
                file.mkdir(parents=True, exist_ok=True)
            elif content := archive.extractfile(entry):
                with content, file.open("wb") as copy:
                    shutil.copyfileobj(content, copy)
    while stream.read(_PIECE):  # who sends it fills up its last block, and would end badly if nobody took that
        pass


def _send(site: Path, stream: IO[bytes]) -> None:
    """Write a site as a tar archive, what tells that it is whole last: of an archive that was cut that is missing.

    Modes and owners are those that a web server can read with, whoever built it.
    """

    def neutral(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mode = 0o755 if entry.isdir() else 0o644
        return entry

    whole = (site / MARK).read_bytes()
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT, dereference=True) as archive:
        for path in sorted(site.rglob("*")):
            if path != site / MARK:
                archive.add(path, path.relative_to(site).as_posix(), recursive=False, filter=neutral)
        end = neutral(tarfile.TarInfo(MARK))
        end.size = len(whole)
        archive.addfile(end, io.BytesIO(whole))
