"""A year played through in one ledger with real commits: what life brings, as the people of the office write it down.

Each file of ``year/`` is an event: the day on which it is entered, and its steps, the half-done ones among them. After
each step the command checks what the branch changes. ``year/told.txt`` is all that it said, and which files an event
touched; ``JIEDUI_ACCEPT=1`` writes it anew, to be read with ``git diff``. Whatever happens, no figure of a quarter that
was over before changes, and at the end the bulletins frozen on the way are verified.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin.content import bulletin

Run = Callable[..., subprocess.CompletedProcess[str]]
Git = Callable[..., str]

HERE = Path(__file__).resolve().parent / "year"
TOLD = HERE / "told.txt"
# What an event calls the household that a command has made: its code is random.
NEW = "NEW"
# The quarters that end while the year is played.
FROZEN = ("2026Q4", "2027Q1", "2027Q2", "2027Q3")


def events() -> list[dict[str, Any]]:
    """The events in the order of their days, every scalar as text."""
    files = sorted(HERE.glob("*.yml"))
    return sorted((yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader) for file in files), key=by_day)


def by_day(event: dict[str, Any]) -> str:
    day: str = event["day"]
    return day


class Office:
    """Those who keep the ledger: one branch an event, checked at each step, brought into form and merged."""

    def __init__(self, top: Path, run: Run, git: Git, library: SchemaLibrary) -> None:
        self.top, self.run, self.git, self.library = top, run, git, library
        self.new = NEW

    def enter(self, event: dict[str, Any]) -> Iterator[str]:
        """Play an event; yield what a reader of the protocol is to see of it."""
        day = event["day"]
        yield f"# {day} {event['title']}"
        self.git("checkout", "-q", "-b", "event")
        for step in event["steps"]:
            yield f"## {step['does']}"
            yield from self._do(json.loads(json.dumps(step).replace(NEW, self.new)), day)
            done = self.run("check", "--since", "main", "--as-of", day)
            assert done.stderr == ""
            assert done.returncode == (1 if "错误" in step.get("leaves", "") else 0), done.stdout
            yield from done.stdout.replace(self.new, NEW).splitlines()
        assert "leaves" not in event["steps"][-1], "an event ends with a ledger that may be merged"
        assert self.run("fmt").returncode == 0
        self.git("add", "--all")
        self.git("commit", "-q", "--date", f"{day}T12:00:00+08:00", "-m", event["title"])
        yield "## 改动的文件"
        yield from self.git("diff", "--numstat", "main").replace("\t", " ").replace(self.new, NEW).splitlines()
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--ff-only", "event")
        self.git("branch", "-q", "-d", "event")

    def freeze(self, quarter: str, day: date) -> None:
        """Freeze the bulletin of a quarter that is over, and commit it on the main line."""
        done = self.run("bulletin", "freeze", quarter, "--as-of", day)
        assert done.returncode == 0, done.stdout + done.stderr
        self.git("add", "--all")
        self.git("commit", "-q", "-m", f"{quarter} 通报")

    def closed(self, day: date) -> dict[str, str]:
        """The bulletins of all quarters that are over, as today's records give them."""
        ledger = Ledger.of(read_ledger(self.top / "records", self.library))
        over = [quarter for quarter in ledger.policy.quarters if quarter.end < day]
        return {str(each): json.dumps(bulletin(ledger, each, "0" * 40).data(), ensure_ascii=False) for each in over}

    def _do(self, step: dict[str, Any], day: str) -> Iterator[str]:
        for path, text in step.get("write", {}).items():
            file = self.top / path
            assert not file.exists(), path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        for path, part in step.get("cut", {}).items():
            text = (self.top / path).read_text("utf-8")
            start, end = text.index(part["from"]), text.index(part["before"])
            (self.top / path).write_text(text[:start] + text[end:], "utf-8")
        for path in step.get("restore", ()):
            self.git("checkout", "-q", "main", "--", path)
        for path, changes in step.get("replace", {}).items():
            for old, new in changes.items():
                text = (self.top / path).read_text("utf-8")
                assert text.count(old) == 1, (path, old)
                (self.top / path).write_text(text.replace(old, new), "utf-8")
        for path in step.get("delete", ()):
            (self.top / path).unlink()
        for source, target in step.get("move", {}).items():
            (self.top / target).parent.mkdir(parents=True, exist_ok=True)
            (self.top / source).rename(self.top / target)
        for words in step.get("run", ()):
            done = self.run(*words.split(), "--as-of", day)
            assert done.returncode == 0, done.stdout + done.stderr
            made = self.git("ls-files", "--others", "--", "records/*/household.yml").splitlines()
            self.new = Path(made[-1]).parent.name if made else self.new
            yield f"$ jiedui {words}"
            yield from done.stdout.replace(self.new, NEW).splitlines()


@pytest.fixture
def office(committed: Path, run: Run, git: Git, repo_root: Path) -> Office:
    return Office(committed.parent, run, git, SchemaLibrary(repo_root / "schemas"))


def test_a_year_is_recorded_as_it_happens_and_no_closed_quarter_changes(office: Office) -> None:
    told: list[str] = []
    known: dict[str, str] = {}
    waiting = [(quarter, last_day(quarter) + timedelta(days=10)) for quarter in FROZEN]
    for event in events():
        day = date.fromisoformat(event["day"])
        while waiting and waiting[0][1] <= day:
            office.freeze(*waiting.pop(0))
        before = known or office.closed(day)
        told += [*office.enter(event), ""]
        known = office.closed(day)
        changed = [quarter for quarter in before if known[quarter] != before[quarter]]
        assert changed == event.get("corrects", []), event["title"]
    for quarter, day in waiting:
        office.freeze(quarter, day)
    verified = office.run("bulletin", "verify")
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    if os.environ.get("JIEDUI_ACCEPT") == "1":
        TOLD.write_text("\n".join(told), "utf-8")
    assert "\n".join(told) == TOLD.read_text("utf-8")


def last_day(quarter: str) -> date:
    """The last day of a quarter such as 2026Q4."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year + number // 4, number * 3 % 12 + 1, 1) - timedelta(days=1)
