"""A small valid ledger (``base/``), faults to put into it (``faults/*.yml``), and a check of the outcome."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.check import run
from jiedui.model.policy import Policy
from jiedui.records import reader, values, writer
from jiedui.records.finding import Judged
from jiedui.records.memo import Memo
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.tree import Place, Tree
from jiedui.review.working import WorkingFolder
from jiedui.rules.change import change_since
from jiedui.rules.report import Report
from jiedui.sighting import Sighting

Known = Callable[[date], Memo]

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 23)


@pytest.fixture
def ledger(put_base: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A copy of the base ledger with the policy as shipped."""
    return put_base(tmp_path / "records")


@pytest.fixture(scope="session")
def parse_once() -> Callable[[str, str, RecordSchema], Judged]:
    """What the reader makes of a text, made once: of a ledger with a fault in one file all others are as they were.

    Whoever asks gets data of their own. Of a faulty text nothing is kept: its findings are those of the rules.
    """
    parse = reader.parse
    made: dict[tuple[str, str, RecordSchema], bytes] = {}

    def parsed(text: str, path: str, schema: RecordSchema) -> Judged:
        asked = (text, path, schema)
        if asked in made:
            return Judged(pickle.loads(made[asked]))
        judged = parse(*asked)
        if judged.data is not None and not judged.findings:
            made[asked] = pickle.dumps(judged.data)
        return judged

    return parsed


@pytest.fixture(scope="session")
def policy_once() -> Callable[[dict[str, Any]], Policy]:
    """What the model makes of the files of a policy, made once: nobody can change it."""
    of = Policy.of
    made: dict[bytes, Policy] = {}

    def policy(files: dict[str, Any]) -> Policy:
        written = pickle.dumps(files)
        if written not in made:
            made[written] = of(files)
        return made[written]

    return policy


@pytest.fixture(scope="session")
def known() -> Known:
    """What earlier tests found of the same records as of a day: of a ledger with a fault only that is judged anew.

    Whoever enters rules of his own has to know nothing.
    """
    made: dict[date, Memo] = {}

    def of(when: date) -> Memo:
        memo = made.setdefault(when, Memo(None))
        memo.stats, memo.seen, memo.standing = {}, (), ()  # they are of another folder
        return memo

    return of


@pytest.fixture
def check(
    ledger: Path,
    library: SchemaLibrary,
    parse_once: Callable[[str, str, RecordSchema], Judged],
    policy_once: Callable[[dict[str, Any]], Policy],
    known: Known,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Report]:
    """Check the ledger as of 2026-11-23 or another day, as a change since a revision of Git if one is given."""
    monkeypatch.setattr(reader, "parse", parse_once)
    monkeypatch.setattr(Policy, "of", policy_once)

    def checked(as_of: str | None = None, since: str | None = None) -> Report:
        change = change_since(ledger, since, library) if since else None
        when = date.fromisoformat(as_of) if as_of else AS_OF
        memo = known(when)
        return run(ledger, library, when, change=change, seen=Sighting(WorkingFolder(ledger, memo), memo))

    return checked


@pytest.fixture
def git(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run Git in the folder that holds the ledger, which is a new repository on the branch ``main``."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.invalid")
        monkeypatch.setenv(f"GIT_{name}_DATE", "2026-11-20T08:00:00+08:00")  # commits have the same name every day

    def call(*arguments: str) -> str:
        command = ["git", "-C", str(ledger.parent), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    call("init", "--quiet", "--initial-branch=main")
    return call


@pytest.fixture
def committed(git: Callable[..., str]) -> str:
    """The ledger as it is, committed on ``main``; the name of the commit."""
    git("add", ".")
    git("commit", "--quiet", "--message=记录")
    return git("rev-parse", "HEAD")


class Patcher:
    """Puts a fault into a ledger, as a fault file says. Records stay in canonical form, so lines can be counted."""

    def __init__(self, root: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.library = library
        self.monkeypatch = monkeypatch

    def apply(self, change: dict[str, Any]) -> None:
        """Do what one change says: files as a whole first, then the fields of ``file``."""
        self._files(change)
        if "file" in change and {"set", "remove", "append"} & change.keys():
            self._fields(change)
        for old, new in change.get("replace", {}).items():
            path = self.root / change["file"]
            text = path.read_text("utf-8")
            assert text.count(old) == 1, old
            path.write_text(text.replace(old, new), "utf-8")
        for more in change.get("more", ()):
            self.apply(more)

    def _files(self, change: dict[str, Any]) -> None:
        for path, text in change.get("write", {}).items():
            self._put(path, text.encode(change.get("encoding", "utf-8")))
        for source, target in change.get("copy", {}).items():
            self._put(target, (self.root / source).read_bytes())
        for source, target in change.get("move", {}).items():
            (self.root / target).parent.mkdir(parents=True, exist_ok=True)
            (self.root / source).rename(self.root / target)
        for path in change.get("delete", ()):
            gone = self.root / path
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        for path in change.get("folder", ()):
            (self.root / path).mkdir(parents=True)
        for path, target in change.get("link", {}).items():
            (self.root / path).symlink_to(target)
        for path, size in change.get("pad", {}).items():
            with (self.root / path).open("a", encoding="utf-8") as stream:
                stream.write("\n" * int(size))
        if denied := change.get("deny", ()):
            self._deny({self.root / path for path in denied})

    def _put(self, path: str, data: bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def _deny(self, denied: set[Path]) -> None:
        """Let the reader meet files that may not be read; the tests may run as root, who may read all."""
        opened = os.open

        def refusing(file: Any, *arguments: Any, **more: Any) -> Any:
            if Path(str(file)) in denied:
                raise PermissionError(errno.EACCES, "denied")
            return opened(file, *arguments, **more)

        self.monkeypatch.setattr(os, "open", refusing)

    def _fields(self, change: dict[str, Any]) -> None:
        file = self.root / change["file"]
        place = self._place(change["file"])
        judged = reader.read_record(self.root, place, self.library)
        data = judged.data
        assert data is not None, judged.findings
        for pointer, value in change.get("set", {}).items():
            node, key = _node(data, pointer)
            node[key] = value
        for pointer in change.get("remove", ()):
            node, key = _node(data, pointer)
            del node[key]
        for pointer, item in change.get("append", {}).items():
            node, key = _node(data, pointer)
            node.setdefault(key, []).append(item)
        record = self.library[place.kind]
        file.write_text(writer.write(values.convert(data, record.typed, []), record), "utf-8")

    def _place(self, path: str) -> Place:
        return next(place for place in Tree(self.root).places if place.path == path)


def _node(data: Any, pointer: str) -> tuple[Any, Any]:
    """Return the container that a dotted pointer ends in, and the last key or index."""
    *way, last = (int(part) if part.isdigit() else part for part in pointer.split("."))
    for part in way:
        data = data[part]
    return data, last


@pytest.fixture
def patcher(ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch) -> Patcher:
    return Patcher(ledger, library, monkeypatch)


@pytest.fixture
def said(check: Callable[..., Report], patcher: Patcher) -> Callable[[dict[str, Any]], list[str]]:
    """Put a change into the ledger and return what the check says then, as (rule: message)."""

    def after(change: dict[str, Any]) -> list[str]:
        patcher.apply(change)
        return [f"{finding.rule.id}: {finding.message}" for finding in check(change.get("as_of")).findings]

    return after


def read_fault(file: Path) -> dict[str, Any]:
    """Read a fault file, every scalar as text."""
    fault: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    return fault


FAULTS = {file.stem: read_fault(file) for file in sorted((HERE / "faults").glob("*.yml"))}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every fault file to each test that asks for ``fault``, and what its module calls sound to ``sound``."""
    if "fault" in metafunc.fixturenames:
        metafunc.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
    if "sound" in metafunc.fixturenames:
        metafunc.parametrize("sound", metafunc.module.SOUND.values(), ids=metafunc.module.SOUND.keys())


@pytest.fixture(scope="session")
def faults() -> dict[str, dict[str, Any]]:
    """All fault files by name."""
    return FAULTS
