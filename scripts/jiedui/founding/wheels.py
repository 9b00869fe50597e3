"""Collecting the wheels that a machine without the internet installs from, for machines of every kind (R-016).

pip downloads them, each checked against the hash in the lock. What a lock asks of one release of Python and not of
another is collected for both: the folder does not know which one it will meet.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedui.founding.lock import Pin

# The Pythons that are collected for, when nothing else is asked.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# The C library of 统信 UOS 20 and of the servers of 麒麟 V10, whose programs older ones cannot run: 2.28.
_GLIBC = 28
_FORMER = {5: "manylinux1", 12: "manylinux2010", 17: "manylinux2014"}
_NONE = re.compile(r"ERROR: No matching distribution found for ([A-Za-z0-9._-]+)==")
# pip takes an index that it cannot reach for one that holds nothing.
_UNREACHED = re.compile(r"WARNING: Retrying|Could not fetch URL")
_LAST_LINES = 3


class Platform(Struct, frozen=True, kw_only=True, eq=False):
    """A kind of machine: how staff call it, the tags of wheels that run there, the best first, and what markers ask.

    Where ``builds``, what has no wheel is taken as source: it is built there, without its compiled part if need be.
    """

    title: str
    tags: tuple[str, ...]
    machine: Mapping[str, str]
    builds: bool = False


def _linux(title: str, processor: str, *, builds: bool = False) -> Platform:
    # The oldest C library first: such a wheel runs on the most machines.
    tags = () if builds else tuple(f"{name}_{processor}" for minor in range(5, _GLIBC + 1) for name in _names(minor))
    machine = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": processor}
    return Platform(title=title, tags=(*tags, f"linux_{processor}"), machine=machine, builds=builds)


def _names(minor: int) -> Iterator[str]:
    """Yield what wheels call the C library 2.x: some had a name of their own."""
    yield f"manylinux_2_{minor}"
    if minor in _FORMER:
        yield _FORMER[minor]


PLATFORMS = {
    "windows": Platform(
        title="Windows（64 位）",
        tags=("win_amd64",),
        machine={
            "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
        },
    ),
    "x86_64": _linux("Linux（x86：兆芯、海光、Intel、AMD）", "x86_64"),
    "aarch64": _linux("Linux（ARM：鲲鹏、飞腾）", "aarch64"),
    "loongarch64": _linux("Linux（龙芯）", "loongarch64", builds=True),
}  # fmt: skip


class NotCollectedError(Exception):
    """pip could not download; the message is what it said last."""


def collect(
    pins: Sequence[Pin],
    folder: Path,
    targets: Sequence[tuple[Platform, str]],
    *,
    beside: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[tuple[Pin, Platform], list[str]]:
    """Download what platforms with a Python such as 3.12 need of ``pins`` into ``folder``.

    Returns what there is no wheel of, with the Pythons that lack it. ``beside`` is a folder with wheels that no index
    has. Raises :class:`NotCollectedError`; what was downloaded stays.
    """
    pip = _Pip(folder, beside)
    lacking: dict[tuple[Pin, Platform], list[str]] = {}
    for done, (platform, python) in enumerate(targets, 1):
        wanted = [pin for pin in pins if pin.is_for(platform.machine, python)]
        for pin in _without_wheel(wanted, platform, python, pip):
            lacking.setdefault((pin, platform), []).append(python)
        progress(done, len(targets))
    return lacking


def _without_wheel(wanted: Sequence[Pin], platform: Platform, python: str, pip: _Pip) -> Iterator[Pin]:
    """Yield the pins that have no wheel; where the platform builds, those that have no source, either."""
    wheels = ["--only-binary=:all:", "--python-version", python, "--implementation", "cp", "--ignore-requires-python"]
    wheels += [word for tag in platform.tags for word in ("--platform", tag)]
    for alike in _rounds(wanted):
        lacking = list(pip.lacking(alike, wheels))
        yield from pip.lacking(lacking, ["--no-binary=:all:"]) if platform.builds else lacking


def _rounds(pins: Iterable[Pin]) -> list[list[Pin]]:
    """Part pins so that none of a part are of one package: pip takes a package in one version at a time."""
    rounds: list[list[Pin]] = []
    met: Counter[str] = Counter()
    for pin in pins:
        if met[pin.name] == len(rounds):
            rounds.append([])
        rounds[met[pin.name]].append(pin)
        met[pin.name] += 1
    return rounds


class _Pip(Struct, frozen=True):
    """pip, downloading into a folder; ``beside`` is another one that it may take wheels from."""

    folder: Path
    beside: Path | None

    def lacking(self, pins: Iterable[Pin], kind: list[str]) -> Iterator[Pin]:
        """Download pins as files of a kind; yield those that there are none of."""
        left = {pin.name: pin for pin in pins}
        while left and (said := self._download(left.values(), kind)):
            none = _NONE.search(said)
            if none is None or _UNREACHED.search(said):
                raise NotCollectedError("\n".join(said.strip().splitlines()[-_LAST_LINES:]))
            yield left.pop(none[1])

    def _download(self, pins: Iterable[Pin], kind: list[str]) -> str:
        """Return what pip complained of, or nothing."""
        with tempfile.TemporaryDirectory() as scratch:
            lock = Path(scratch, "lock.txt")
            lock.write_text("".join(f"{pin.line}\n" for pin in pins), "utf-8")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
            command += ["--no-deps", "--require-hashes", "--requirement", str(lock), "--dest", str(self.folder), *kind]
            if self.beside is not None:
                command += ["--find-links", str(self.beside)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        return done.stderr or "pip" if done.returncode else ""
