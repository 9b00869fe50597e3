"""The one table of the kinds of record: where each lies, how its files are named, and what else a folder may hold.

The walk over a ledger, the check of names, :func:`path_of` and the editor's mapping are made from it. A new kind is one
line here and a schema of the same name in ``schemas/``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.struct import Struct

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

SUFFIX = ".yml"

POLICY = (
    "ledger", "clauses", "quotas", "ranks", "readings", "measures", "benefits", "hazards", "channels", "phases",
    "occasions", "entitlements", "weights", "service",
)  # fmt: skip
EVENTS = ("meeting", "reminder", "story", "award", "branch", "village", "strike", "recheck")

EVENT_KINDS, POLICY_KINDS = tuple(f"event-{word}" for word in EVENTS), tuple(f"policy-{word}" for word in POLICY)

_CODE = "[2-9A-HJKMNP-TV-Z]{4}"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# How many records of one kind a federation or a household may have of a day.
MOST_OF_A_DAY = 99
_AGAIN = "(?:-(?:[2-9]|[1-9][0-9]))?"


class Naming(Struct, frozen=True):
    """How files or folders that differ are named: by ``pattern``, for instance ``example``; both without suffix.

    ``message`` and ``remedy`` are what staff are told of any other name. Without them, another name is no name of this
    kind at all. ``glob`` tells the kinds in one folder apart where a regular expression is not understood.
    """

    pattern: re.Pattern[str]
    example: str
    message: str = ""
    remedy: str = ""
    glob: str = "*"


class RecordKind(Struct, frozen=True):
    """One kind of record: its name, which is also its schema's, and the path of its files from the ledger's root.

    ``{unit}``, ``{household}`` and ``{stem}`` in the path stand for what differs; ``naming`` says what a stem may be.
    """

    name: str
    path: str
    naming: Naming | None = None

    @property
    def folder(self) -> str:
        """The path of the folder that its files lie in."""
        return self.path.rpartition("/")[0]

    @property
    def glob(self) -> str:
        """The path with ``*`` for what differs."""
        return self.path.format(unit="*", household="*", stem=self.naming.glob if self.naming else "")

    def has(self, name: str) -> bool:
        """Say whether a file called ``name``, in the right folder, is of this kind."""
        if self.naming is None:
            return name == self.path.rpartition("/")[2]
        return name.endswith(SUFFIX) and self.naming.pattern.match(name.removesuffix(SUFFIX)) is not None

    def stem(self, name: str, names: Mapping[str, str]) -> str:
        """Return the id that a path gives: of its file or, where all files are called the same, of its folder."""
        if self.naming is None and names:
            return names.get("household", names["unit"])
        return name.removesuffix(SUFFIX)


class Folder(Struct, frozen=True):
    """One kind of folder: its path, and in words for staff what belongs in it.

    ``naming`` says what it may be called where its path ends in a placeholder.
    """

    path: str
    belongs: str
    naming: Naming | None = None

    @property
    def folder(self) -> str:
        """The path of the folder that it lies in."""
        return self.path.rpartition("/")[0]

    def has(self, name: str) -> bool:
        """Say whether a folder called ``name``, in the right place, is of this kind."""
        last = self.path.rpartition("/")[2]
        return name == last if self.naming is None else self.naming.pattern.match(name) is not None

    def names(self, name: str) -> dict[str, str]:
        """Return what its name stands for, by the placeholder."""
        return {} if self.naming is None else {self.path.rpartition("/")[2].strip("{}"): name}


_UNIT = Naming(pattern(r"[a-z]{2,20}\Z"), "shilixian")
_HOUSEHOLD = Naming(
    pattern(rf"[A-Z]{{2,4}}-{_CODE}\Z"),
    "SLX-7K3Q",
    "文件夹名不是户编号。",
    "文件夹名写成户编号，例如 SLX-7K3Q。编号里不用 0、1、I、L、O、U。",
)
_HELPER = Naming(
    pattern(rf"[A-Z]{{2,4}}-B-{_CODE}\Z"),
    "SLX-B-7K3Q",
    "文件名不是责任人编号。",
    "文件名写成编号加 .yml，例如 SLX-B-7K3Q.yml。编号里不用 0、1、I、L、O、U。",
)
_VISIT = Naming(
    pattern(rf"{_DATE}{_AGAIN}\Z"),
    "2026-03-05",
    "文件名不是日期。",
    "文件名写成日期加 .yml，例如 2026-03-05.yml；同一天第二次写 2026-03-05-2.yml。",
)
_BULLETIN = Naming(
    pattern(r"20[0-9]{2}Q[1-4]\Z"),
    "2026Q3",
    "文件名不是季度。",
    "文件名写成季度加 .yml，例如 2026Q3.yml。",
)


def _event(word: str) -> Naming:
    return Naming(
        pattern(rf"{_DATE}-{word}{_AGAIN}\Z"),
        f"2026-03-05-{word}",
        "文件名不是日期加类别。",
        f"文件名写成日期-类别.yml，例如 2026-03-05-meeting.yml；类别有 {'、'.join(EVENTS)}。",
        glob=f"*-{word}*",
    )


KINDS = (
    RecordKind("divisions", "divisions.yml"),
    *(RecordKind(f"policy-{word}", f"policy/{word}.yml") for word in POLICY),
    RecordKind("unit", "{unit}/unit.yml"),
    RecordKind("helper", "{unit}/helpers/{stem}.yml", _HELPER),
    RecordKind("household", "{unit}/households/{household}/household.yml"),
    RecordKind("visit", "{unit}/households/{household}/visits/{stem}.yml", _VISIT),
    *(RecordKind(f"event-{word}", "{unit}/events/{stem}.yml", _event(word)) for word in EVENTS),
    RecordKind("bulletin", "{unit}/bulletins/{stem}.yml", _BULLETIN),
)

ROOT = Folder("", "最上层只放 policy、divisions.yml 和各残联的文件夹（小写拼音）。")
# `policy` would be a name for a federation, too: it comes first.
FOLDERS = (
    Folder("policy", f"policy 里只放 {'、'.join(POLICY)}，后缀 .yml。"),
    Folder("{unit}", "残联文件夹里只放 unit.yml、helpers、households、events 和 bulletins。", _UNIT),
    Folder("{unit}/helpers", "helpers 里只放责任人文件，后缀 .yml。"),
    Folder("{unit}/households", "households 里一户一个文件夹，文件夹名是户编号。"),
    Folder("{unit}/households/{household}", "户文件夹里只放 household.yml 和 visits。", _HOUSEHOLD),
    Folder("{unit}/households/{household}/visits", "visits 里只放走访记录，后缀 .yml。"),
    Folder("{unit}/events", "events 里只放会议、督办等记录，后缀 .yml。"),
    Folder("{unit}/bulletins", "bulletins 里只放季通报，后缀 .yml。"),
)

_BY_NAME = {kind.name: kind for kind in KINDS}
_KINDS_IN = {folder.path: tuple(kind for kind in KINDS if kind.folder == folder.path) for folder in (ROOT, *FOLDERS)}
_FOLDERS_IN = {
    folder.path: tuple(inner for inner in FOLDERS if inner.folder == folder.path) for folder in (ROOT, *FOLDERS)
}


def kind_in(folder: Folder, name: str) -> RecordKind | None:
    """Return the kind of record that a file called ``name`` is in a folder."""
    for kind in _KINDS_IN[
        folder.path
    ]:  # asked once for each file of a ledger: a generator would cost half as much again
        if kind.has(name):
            return kind
    return None


def folder_in(folder: Folder, name: str) -> Folder | None:
    """Return the kind of folder that one called ``name`` is in a folder."""
    return next((inner for inner in _FOLDERS_IN[folder.path] if inner.has(name)), None)


def expected(folder: Folder, name: str, *, is_folder: bool) -> Naming | None:
    """Return how what is called ``name`` in a folder ought to be named; ``None`` where nothing of its sort belongs."""
    files = _KINDS_IN[folder.path] if name.endswith(SUFFIX) else ()
    folders = _FOLDERS_IN[folder.path] if is_folder else ()
    namings = (*(kind.naming for kind in files), *(inner.naming for inner in folders))
    return next((naming for naming in namings if naming and naming.message), None)


def names_of(first: str) -> Iterator[str]:
    """Yield what the records of one day may be called: the first of them, then with ``-2`` behind it, and so on."""
    yield first
    yield from (f"{first}-{number}" for number in range(2, MOST_OF_A_DAY + 1))


def kind_called(name: str) -> RecordKind | None:
    """Return the kind of record that a file called ``name`` would be in its own folder."""
    return next((kind for kind in KINDS if kind.has(name)), None)


def is_policy(path: str) -> bool:
    """Tell whether ``path`` leads to what all federations have in common: the policy, or the divisions."""
    return path.startswith(("policy/", path_of("divisions")))


def unit_in(path: str) -> str:
    """Return the folder of the federation that ``path`` leads into, whatever lies there; ``""`` for none."""
    folder, stroke, _ = path.partition("/")
    return folder if stroke and folder != ".." and not is_policy(path) else ""


def home(kind: RecordKind, stem: str, unit: str = "", household: str = "") -> str:
    """Return the path that a record belongs at, from the ledger's root; what is not known is named in brackets."""
    return kind.path.format(unit=unit or "〈残联代号〉", household=household or "〈户编号〉", stem=stem)


def path_of(kind: str, unit: str = "", stem: str = "", household: str = "") -> str:
    """Return the path of a record from the ledger's root; raise ``KeyError`` for a kind that there is not."""
    return _BY_NAME[kind].path.format(unit=unit, stem=stem, household=household or stem)
