"""The tree of a ledger: which path holds which kind of record, and the id that a path gives."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from jiedui.records import kinds
from jiedui.records.files import UNREADABLE
from jiedui.records.finding import Finding, Rule, declare
from jiedui.records.listing import DEVICE, FolderEntry
from jiedui.records.misnamed import impossible, misnamed
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.records.kinds import Folder

UNKNOWN = declare(
    "tree-unknown-file", "不认识的文件", "台账", "台账里只放规定的记录，别的文件不会被读到。", requirement="R-015"
)
NOT_A_FILE = declare("tree-not-a-file", "该是文件的地方是文件夹", "台账", "记录是文件，不是文件夹。")
LINK = declare("tree-link", "链接指向别处", "台账", "台账里不放链接，免得读到台账以外的东西。")
BAD_NAME = declare(
    "tree-bad-name",
    "文件名不合规定",
    "台账",
    "文件名就是编号或日期，写错了就找不到。",
    requirement="R-108",
    clause="六(三)",
)


class Place(Struct, frozen=True):
    """Where one record lies: its path from the ledger's root, its kind, and what the path says about it.

    ``stem`` is the id that the path gives (for a visit the date, with ``-2`` and so on for a second one of the day);
    ``unit`` and ``household`` are empty where the path names none.
    """

    path: str
    kind: str
    stem: str
    unit: str = ""
    household: str = ""

    @classmethod
    def of(cls, kind: str, unit: str, stem: str, household: str = "") -> Self:
        """Return where the record of a federation, or of one of its households, lies."""
        home = stem if kind == "household" else household
        return cls(kinds.path_of(kind, unit, stem, home), kind, stem, unit, home)

    @property
    def called(self) -> str:
        """What staff call the record that lies there."""
        match self.kind:
            case "household":
                return f"户 {self.stem}"
            case "visit":
                return f"户 {self.household} 在 {self.stem} 的走访记录"
            case "helper":
                return f"责任人 {self.stem}"
            case _:
                return self.path


def meant(finding: Finding) -> str:
    """Return the path that a finding about a name suggests, where the record is that should be there; else ``""``."""
    if finding.rule is not BAD_NAME or not finding.suggestion:
        return ""
    folder = finding.path.rpartition("/")[0]
    return f"{folder}/{finding.suggestion}" if folder else finding.suggestion


def identifier(path: str) -> str:
    """Return the id that a path stands for, be it of a record or not."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.name in ("unit.yml", "household.yml") else pure.stem


def placed(path: str) -> Place | None:
    """Return the place of the record that lies at ``path``, in a ledger in whichever folder; ``None`` for no record."""
    parts = path.split("/")
    return next(filter(None, (_placed(parts[start:]) for start in range(len(parts)))), None)


def _placed(parts: list[str]) -> Place | None:
    folder, names = kinds.ROOT, dict[str, str]()
    for name in parts[:-1]:
        inner = kinds.folder_in(folder, name)
        if inner is None:
            return None
        folder, names = inner, names | inner.names(name)
    kind = kinds.kind_in(folder, parts[-1])
    return Place("/".join(parts), kind.name, kind.stem(parts[-1], names), **names) if kind else None


def ledger_around(folder: Path, records: str = "") -> Path | None:
    """Return the folder around ``folder`` that is a ledger, or holds one as ``records``; ``None`` where none does.

    It is looked for where the folder really lies, whatever it is called.
    """
    sign = Path(records, kinds.path_of("policy-ledger"))
    return next((above for above in folder.resolve().parents if (above / sign).exists()), None)


class Tree:
    """A walk over a ledger: ``places`` in path order, and ``findings`` about what does not belong there."""

    def __init__(self, root: Path | str) -> None:
        self.places: list[Place] = []
        self.findings: list[Finding] = []
        self._walk(root, "", kinds.ROOT, {})
        self.places.sort(key=lambda place: place.path)

    def _walk(self, where: Path | str, prefix: str, folder: Folder, names: Mapping[str, str]) -> None:
        for entry in self._entries(where, prefix):
            path = prefix + entry.name
            if kind := kinds.kind_in(folder, entry.name):
                self._record(entry, Place(path, kind.name, kind.stem(entry.name, names), **names))
            elif entry.is_folder and (inner := kinds.folder_in(folder, entry.name)):
                self._walk(f"{where}/{entry.name}", f"{path}/", inner, {**names, **inner.names(entry.name)})
            else:
                self._misplaced(entry, path, folder, names)

    def _entries(self, where: Path | str, prefix: str) -> Iterator[FolderEntry]:
        """Yield the entries of a folder, leaving out hidden ones; links become findings."""
        try:
            with os.scandir(where) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            self._add_closed(prefix.rstrip("/"))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                self._add_link(prefix + entry.name)
                continue
            yield FolderEntry(entry.name, entry.is_dir(), b"" if entry.is_file() else DEVICE)

    def _add_closed(self, path: str) -> None:
        self._add(UNREADABLE, path, "这个文件夹打不开。", "检查文件夹在不在、有没有读取权限。")

    def _add_link(self, path: str) -> None:
        self._add(LINK, path, "这是一个链接。", "换成文件本身。")

    def _add(self, rule: Rule, path: str, message: str, remedy: str, suggestion: str = "") -> None:
        self.findings.append(rule.at(path, message=message, remedy=remedy, suggestion=suggestion))

    def _record(self, entry: FolderEntry, place: Place) -> None:
        if entry.is_file:
            self.places.append(place)
            if fault := impossible(entry.name):
                self._add(BAD_NAME, place.path, fault.message, fault.remedy)
            return
        # A named pipe would be read for ever.
        what = "文件夹" if entry.is_folder else "设备或管道"
        self._add(NOT_A_FILE, place.path, f"这里应当是一个文件，却是{what}。", "把它移走，放回记录文件。")

    def _misplaced(self, entry: FolderEntry, path: str, folder: Folder, names: Mapping[str, str]) -> None:
        fault = misnamed(folder, entry.name, is_folder=entry.is_folder)
        kind = kinds.kind_called(entry.name) if entry.is_file else None
        if kind and not (fault and kind.naming):  # of two kinds with names that differ, the folder's own is meant
            there = kinds.home(kind, kind.stem(entry.name, {}), **names)
            self._add(UNKNOWN, path, "这份记录放错了文件夹。", f"移到台账文件夹里的 {there}。")
        elif fault:
            self._add(BAD_NAME, path, fault.message, fault.remedy, fault.suggestion)
        else:
            self._add(UNKNOWN, path, "这里不应当有这个文件或文件夹。", folder.belongs)
