"""Play a province through: cities checked one by one, as the forge's own matrix does, delivered and added up.

    .venv/bin/python tests/province.py [CITIES] [HOUSEHOLDS] [VISITS]    # 14, 3400, 68500: some 75,000 files a city

One ledger is made and its last quarter frozen; each city is that ledger under another name, so that as many files are
read as a province has, and no more lie on the disk than one city has. It has no history then, without which no check
reckons the frozen bulletin anew: what that takes, ``freeze`` tells. What each step took is printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

DAY, QUARTER = "2026-11-23", "2026Q3"
CITY, CITIES, HOUSEHOLDS, VISITS = "岳阳市", 14, 3400, 68_500
_GIT = ("-c", "user.name=office", "-c", "user.email=office@localhost", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")


class Took(NamedTuple):
    """What a command took: seconds by the clock, seconds of the processors, and MiB of its largest process."""

    wall: float
    cpu: float
    memory: int

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s  {self.cpu:7.1f} s CPU  {self.memory:5d} MiB"


def jiedui(folder: Path, *words: object) -> Took:
    """Run a command in a folder and return what it took; stop where it says that it could not."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "jiedui", *map(str, words)], cwd=folder, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Took(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def make(top: Path, households: int, visits: int) -> int:
    """Make the ledger in ``top``/records, freeze its last quarter, and return how many files it has."""
    _say("make", jiedui(top, "demo", "records", "--households", households, "--visits", visits, "--as-of", DAY))
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "begin")):
        subprocess.run(["git", *_GIT, *words], cwd=top / "records", check=True)
    _say("freeze", jiedui(top, "bulletin", "freeze", QUARTER, "--as-of", DAY))
    shutil.rmtree(top / "records" / ".git")
    return sum(len(files) for _, _, files in os.walk(top / "records"))


def play(top: Path, cities: int) -> list[Path]:
    """Check and deliver the ledger under as many names; return the folders of the deliveries."""
    policy = top / "records" / "policy" / "ledger.yml"
    text = policy.read_text("utf-8")
    folders = []
    for number in range(1, cities + 1):
        name = f"示例{number:02}市"
        policy.write_text(text.replace(f"city: {CITY}", f"city: {name}"), "utf-8")
        _say(f"check {number}", jiedui(top, "check", "--as-of", DAY))
        folders.append(top / "deliveries" / name)
        _say(f"export {number}", jiedui(top, "export", "--figures", folders[-1], "--as-of", DAY))
    return folders


def main(cities: int = CITIES, households: int = HOUSEHOLDS, visits: int = VISITS) -> int:
    """Play it through and return how many cities the roll-up has."""
    with tempfile.TemporaryDirectory(prefix="jiedui-province-") as folder:
        top = Path(folder)
        files = make(top, households, visits)
        print(f"{cities} x {files} = {cities * files} files", flush=True)
        folders = play(top, cities)
        _say("roll-up", jiedui(top, "rollup", *folders, "--name", "示例省"))
        return len(list((top / "province" / "cities").iterdir()))


def _say(step: str, took: Took) -> None:
    print(f"{step:12}{took}", flush=True)


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])), "cities")
