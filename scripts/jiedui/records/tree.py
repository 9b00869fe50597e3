"""The tree of a ledger: which path holds which kind of record, and the id that a path gives."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiedui.records.files import UNREADABLE
from jiedui.records.finding import Finding, Rule, declare

UNKNOWN = declare(
    "tree-unknown-file", "不认识的文件", "台账", "台账里只放规定的记录，别的文件不会被读到。", requirement="R-015"
)
NOT_A_FILE = declare("tree-not-a-file", "该是文件的地方是文件夹", "台账", "记录是文件，不是文件夹。")
LINK = declare("tree-link", "链接指向别处", "台账", "台账里不放链接，免得读到台账以外的东西。")
CROWDED = declare("tree-crowded", "文件夹里文件太多", "台账", "一个文件夹超过一千项，打开和同步都会变慢。")
BAD_NAME = declare(
    "tree-bad-name",
    "文件名不合规定",
    "台账",
    "文件名就是编号或日期，写错了就找不到。",
    requirement="R-108",
    clause="六(三)",
)

MAX_ENTRIES = 1000

UNIT = re.compile(r"[a-z]{2,20}\Z")
_CODE = "[2-9A-HJKMNP-TV-Z]{4}"
HOUSEHOLD_ID = re.compile(rf"[A-Z]{{2,4}}-{_CODE}\Z")
HELPER_ID = re.compile(rf"[A-Z]{{2,4}}-B-{_CODE}\Z")
VISIT_STEM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]))?\Z")
EVENT_STEM = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(meeting|reminder|story|award|branch|village|strike)(?:-([2-9]|[1-9][0-9]))?\Z"
)
BULLETIN_STEM = re.compile(r"20[0-9]{2}Q[1-4]\Z")
POLICY = (
    "ledger", "clauses", "quotas", "ranks", "readings", "measures", "benefits", "hazards", "channels", "phases",
    "occasions", "entitlements", "weights",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where one record lies: its path from the ledger's root, its kind, and what the path says about it.

    ``stem`` is the id that the path gives (for a visit the date, with ``-2`` and so on for a second one of the day);
    ``unit`` and ``household`` are empty where the path names none.
    """

    path: str
    kind: str
    stem: str
    unit: str = ""
    household: str = ""


class Tree:
    """A walk over a ledger: ``places`` in path order, and ``findings`` about what does not belong there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places: list[Place] = []
        self.findings: list[Finding] = []
        for entry in self._entries(root, ""):
            self._top(entry)
        self.places.sort(key=lambda place: place.path)

    def _entries(self, folder: Path | str, prefix: str) -> Iterator[os.DirEntry[str]]:
        """Yield the entries of a folder, leaving out hidden ones; links and crowded folders become findings."""
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            self._add(UNREADABLE, prefix.rstrip("/"), "这个文件夹打不开。", "检查文件夹在不在、有没有读取权限。")
            return
        if len(entries) > MAX_ENTRIES:
            self._add(CROWDED, prefix.rstrip("/"), f"文件夹里有 {len(entries)} 项。", "分到下一级文件夹里。")
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                self._add(LINK, prefix + entry.name, "这是一个链接。", "换成文件本身。")
                continue
            yield entry

    def _add(self, rule: Rule, path: str, message: str, remedy: str) -> None:
        self.findings.append(rule.at(path, message=message, remedy=remedy))

    def _record(self, entry: os.DirEntry[str], place: Place) -> None:
        if entry.is_file():
            self.places.append(place)
            return
        # A named pipe would be read for ever.
        what = "文件夹" if entry.is_dir() else "设备或管道"
        self._add(NOT_A_FILE, place.path, f"这里应当是一个文件，却是{what}。", "把它移走，放回记录文件。")

    def _stray(self, path: str, where: str) -> None:
        self._add(UNKNOWN, path, "这里不应当有这个文件或文件夹。", where)

    def _top(self, entry: os.DirEntry[str]) -> None:
        name = entry.name
        if name == "divisions.yml":
            self._record(entry, Place(name, "divisions", "divisions"))
        elif name == "policy" and entry.is_dir():
            for child in self._entries(entry.path, "policy/"):
                stem = child.name.removesuffix(".yml")
                if stem in POLICY and child.name.endswith(".yml"):
                    self._record(child, Place(f"policy/{child.name}", f"policy-{stem}", stem))
                else:
                    self._stray(f"policy/{child.name}", f"policy 里只放 {'、'.join(POLICY)}，后缀 .yml。")
        elif entry.is_dir() and UNIT.match(name):
            for child in self._entries(entry.path, f"{name}/"):
                self._unit(child, name)
        else:
            self._stray(name, "最上层只放 policy、divisions.yml 和各残联的文件夹（小写拼音）。")

    def _unit(self, entry: os.DirEntry[str], unit: str) -> None:
        path = f"{unit}/{entry.name}"
        if entry.name == "unit.yml":
            self._record(entry, Place(path, "unit", unit, unit))
        elif entry.name == "helpers" and entry.is_dir():
            for child in self._entries(entry.path, f"{path}/"):
                self._helper(child, unit, f"{path}/{child.name}")
        elif entry.name == "households" and entry.is_dir():
            for child in self._entries(entry.path, f"{path}/"):
                self._household(child, unit, f"{path}/{child.name}")
        elif entry.name == "events" and entry.is_dir():
            for child in self._entries(entry.path, f"{path}/"):
                self._event(child, unit, f"{path}/{child.name}")
        elif entry.name == "bulletins" and entry.is_dir():
            for child in self._entries(entry.path, f"{path}/"):
                self._bulletin(child, unit, f"{path}/{child.name}")
        else:
            self._stray(path, "残联文件夹里只放 unit.yml、helpers、households、events 和 bulletins。")

    def _helper(self, entry: os.DirEntry[str], unit: str, path: str) -> None:
        stem = entry.name.removesuffix(".yml")
        if not entry.name.endswith(".yml"):
            self._stray(path, "helpers 里只放责任人文件，后缀 .yml。")
        elif not HELPER_ID.match(stem):
            self._add(BAD_NAME, path, "文件名不是责任人编号。", "文件名写成编号加 .yml，例如 YYL-B-7K3Q.yml。")
        else:
            self._record(entry, Place(path, "helper", stem, unit))

    def _event(self, entry: os.DirEntry[str], unit: str, path: str) -> None:
        stem = entry.name.removesuffix(".yml")
        match = EVENT_STEM.match(stem)
        if not entry.name.endswith(".yml"):
            self._stray(path, "events 里只放会议、督办等记录，后缀 .yml。")
        elif match is None:
            remedy = "文件名写成日期-类别.yml，例如 2026-03-05-meeting.yml；类别有 "
            remedy += "meeting、reminder、story、award、branch、village、strike。"
            self._add(BAD_NAME, path, "文件名不是日期加类别。", remedy)
        else:
            self._record(entry, Place(path, f"event-{match[2]}", stem, unit))

    def _bulletin(self, entry: os.DirEntry[str], unit: str, path: str) -> None:
        stem = entry.name.removesuffix(".yml")
        if not entry.name.endswith(".yml"):
            self._stray(path, "bulletins 里只放季通报，后缀 .yml。")
        elif not BULLETIN_STEM.match(stem):
            self._add(BAD_NAME, path, "文件名不是季度。", "文件名写成季度加 .yml，例如 2026Q3.yml。")
        else:
            self._record(entry, Place(path, "bulletin", stem, unit))

    def _household(self, entry: os.DirEntry[str], unit: str, path: str) -> None:
        if not entry.is_dir():
            self._stray(path, "households 里一户一个文件夹，文件夹名是户编号。")
            return
        if not HOUSEHOLD_ID.match(entry.name):
            self._add(BAD_NAME, path, "文件夹名不是户编号。", "文件夹名写成户编号，例如 YYL-7K3Q。")
            return
        for child in self._entries(entry.path, f"{path}/"):
            if child.name == "household.yml":
                self._record(child, Place(f"{path}/{child.name}", "household", entry.name, unit, entry.name))
            elif child.name == "visits" and child.is_dir():
                for visit in self._entries(child.path, f"{path}/visits/"):
                    self._visit(visit, unit, entry.name, f"{path}/visits/{visit.name}")
            else:
                self._stray(f"{path}/{child.name}", "户文件夹里只放 household.yml 和 visits。")

    def _visit(self, entry: os.DirEntry[str], unit: str, household: str, path: str) -> None:
        stem = entry.name.removesuffix(".yml")
        if not entry.name.endswith(".yml"):
            self._stray(path, "visits 里只放走访记录，后缀 .yml。")
        elif not VISIT_STEM.match(stem):
            remedy = "文件名写成日期加 .yml，例如 2026-03-05.yml；同一天第二次写 2026-03-05-2.yml。"
            self._add(BAD_NAME, path, "文件名不是日期。", remedy)
        else:
            self._record(entry, Place(path, "visit", stem, unit, household))


def path_of(kind: str, unit: str = "", stem: str = "", household: str = "") -> str:
    """Return the path of a record from the ledger's root; the inverse of the walk above."""
    if kind.startswith("policy-"):
        return f"policy/{kind.removeprefix('policy-')}.yml"
    if kind.startswith("event-"):
        return f"{unit}/events/{stem}.yml"
    return {
        "divisions": "divisions.yml",
        "unit": f"{unit}/unit.yml",
        "helper": f"{unit}/helpers/{stem}.yml",
        "household": f"{unit}/households/{stem}/household.yml",
        "bulletin": f"{unit}/bulletins/{stem}.yml",
        "visit": f"{unit}/households/{household}/visits/{stem}.yml",
    }[kind]
