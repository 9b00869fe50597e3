"""Whether a frozen bulletin is what its records give, and why that cannot be told where it cannot.

``jiedui bulletin verify`` does so for every bulletin, ``check`` for the latest and the edited ones alone.
"""

from __future__ import annotations

import json
from enum import StrEnum
from hashlib import blake2b
from itertools import starmap
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import reader_for
from jiedui.model.time import Quarter
from jiedui.records.tree import Tree
from jiedui.reports.bulletin import KIND
from jiedui.reports.bulletin.computation import COMPUTATION, FIRST
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.difference import Difference, differences
from jiedui.reports.bulletin.history import names_its_commit, tree_of
from jiedui.reports.bulletin.reason import AsStored
from jiedui.reports.former_ledger import NewerThenError, UnreadableThenError, ledger_at
from jiedui.reports.quarterly import QuarterOutsideError
from jiedui.review import git
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.values import Pointer

# What the file says of the software that wrote it is judged apart from what it says of the quarter.
_WRITER = ("software", "computation")


class Cause(StrEnum):
    """Why a bulletin cannot be verified."""

    FILE = "文件读不懂"
    HISTORY = "没有台账历史"
    SOFTWARE = "软件版本不同"
    COMPUTATION = "算法改过"
    RECORDS = "当时的记录读不懂"
    EDITED = "改过"


class Hindrance(Struct, frozen=True):
    """Why a bulletin, or a part of it, cannot be verified: in words, what helps, and the place that says so."""

    cause: Cause
    message: str
    remedy: str
    pointer: Pointer = ()

    @property
    def is_edit(self) -> bool:
        """Whether it is that somebody wrote in the bulletin after it was frozen."""
        return self.cause is Cause.EDITED

    @property
    def text(self) -> str:
        """What to tell staff."""
        return f"{self.message}{self.remedy}"


class Verification(Struct, frozen=True):
    """What became of one bulletin: where it differs from its recomputation, or what hindered that.

    ``lost`` tells that the commit it names is not there, though the tree it names is.
    """

    path: str
    differences: tuple[Difference, ...] = ()
    hindrance: Hindrance | None = None
    lost: Hindrance | None = None

    @property
    def is_good(self) -> bool:
        """Whether the bulletin was reckoned again and is the same."""
        return not self.differences and self.hindrance is None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to look into: it is good, or only the computation changed since it was printed."""
        return self.is_good or (self.hindrance is not None and self.hindrance.cause is Cause.COMPUTATION)

    @property
    def is_edited(self) -> bool:
        """Whether somebody wrote in it after it was frozen, as the numbers or Git's history tell."""
        return bool(self.differences) or (self.hindrance is not None and self.hindrance.is_edit)

    @property
    def remarks(self) -> tuple[Hindrance, ...]:
        """What could not be verified."""
        return tuple(filter(None, (self.hindrance, self.lost)))

    @property
    def text(self) -> str:
        """What to tell staff."""
        said = "和当时的台账一致。"
        if self.hindrance:
            said = self.hindrance.text
        elif self.differences:
            said = f"有 {len(self.differences)} 处和当时的台账不符，用 jiedui check 看是哪里。"
        return said + (self.lost.text if self.lost else "")


def verify_all(root: Path, library: SchemaLibrary) -> Iterator[Verification]:
    """Verify every frozen bulletin below ``root``, in the order of the paths."""
    read = reader_for(root)
    for place in Tree(root).places:
        if place.kind == KIND:
            data = read(root, place, library).data
            unread = Verification(place.path, hindrance=_FILE)
            yield unread if data is None else verify_file(root, place.path, data, library)


def verify_file(root: Path, path: str, data: Mapping[str, Any], library: SchemaLibrary) -> Verification:
    """Verify a bulletin by its file, whose name tells its quarter, too."""
    quarter = PurePosixPath(path).stem
    if data["id"] != quarter:
        return Verification(path, (Difference(("id",), str(data["id"]), quarter),))
    return verify(root, path, data, library)


def verify(
    root: Path,
    path: str,
    record: Mapping[str, Any],
    library: SchemaLibrary,
    known: MutableMapping[bytes, Any] | None = None,
) -> Verification:
    """Reckon a stored bulletin again from the records that it names, and compare.

    What is ``known`` of the same bulletin and the same records is not reckoned again; what is found is added to it.
    Where that is hindered, what the file says of its origin may be what was edited: then Git tells whether it was.
    """
    found = _compared(root, path, record, library, {} if known is None else known)
    if found.hindrance is None or not _is_edited(root, path):
        return found
    return replace(found, hindrance=_edited(found.hindrance))


def _is_edited(root: Path, path: str) -> bool:
    try:
        return not git.unchanged_since_added(root, path)
    except git.GitUnavailableError:
        return False


def _compared(
    root: Path, path: str, record: Mapping[str, Any], library: SchemaLibrary, known: MutableMapping[bytes, Any]
) -> Verification:
    number = int(record.get("computation", FIRST))
    if number > COMPUTATION:
        return Verification(path, hindrance=_newer(number))
    try:
        found = _differing(root, record, library, known)
    except git.GitUnavailableError as error:
        return Verification(path, hindrance=_without_history(root, error.remedy))
    except NewerThenError as error:
        return Verification(path, hindrance=_newer_format(str(error)))
    except UnreadableThenError as error:
        return Verification(path, hindrance=_unreadable(str(error)))
    except QuarterOutsideError:
        return Verification(path, (Difference(("id",), str(record["id"]), ""),))
    lost = None if names_its_commit(root, record) else _LOST
    if found and number < COMPUTATION:
        return Verification(path, hindrance=_older(number, len(found)), lost=lost)
    return Verification(path, found, lost=lost)


def _differing(
    root: Path, record: Mapping[str, Any], library: SchemaLibrary, known: MutableMapping[bytes, Any]
) -> tuple[Difference, ...]:
    """Return where a stored bulletin differs from what it is reckoned to; raises as :func:`recompute` does."""
    rests_on = (tree_of(root, record), record)
    name = b"bulletin " + blake2b(json.dumps(rests_on, sort_keys=True).encode(), digest_size=16).digest()
    if name not in known:
        again = recompute(root, record, library)
        found = differences(_without_writer(record), _without_writer(again))
        known[name] = [(item.pointer, item.stored, item.reckoned) for item in found]
    return tuple(starmap(Difference, known[name]))


def recompute(root: Path, record: Mapping[str, Any], library: SchemaLibrary) -> dict[str, Any]:
    """Return what a stored bulletin says when it is reckoned again; what bulletins of before do not name, it gets not.

    Raises as :func:`~jiedui.reports.bulletin.history.tree_of` and
    :func:`~jiedui.reports.former_ledger.ledger_at` do, and
    :class:`~jiedui.reports.quarterly.QuarterOutsideError` for a quarter outside the programme of then.
    """
    tree = tree_of(root, record)
    ledger = ledger_at(root, tree, library)
    named = tree if "tree" in record else ""
    quarter, commit = Quarter.parse(str(record["id"])), str(record["commit"])
    found = bulletin(ledger, quarter, commit, tree=named, attribution=AsStored(record)).data()
    return _of_the_first(found) if int(record.get("computation", FIRST)) == FIRST else found


def _of_the_first(found: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the parts that bulletins of the first computation did not have."""
    for key in ("shortfalls", "struck"):
        for entry in found.get(key, ()):
            entry.pop("helper_department", None)
    return {key: value for key, value in found.items() if key not in ("compared", "workplaces")}


def _without_writer(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in _WRITER}


_LOST = Hindrance(
    Cause.HISTORY,
    "按写明的台账版本（commit）查不到台账，是按台账目录（tree）核对的。",
    "先运行 git fetch --all，再核对；还查不到的，在 Git 历史里看这个文件的 commit 改过没有："
    "改过的恢复原来的，没改过的是分支压缩合并过，不用改。",
    ("commit",),
)
_FILE = Hindrance(Cause.FILE, "文件读不懂，没有核对。", "先用 jiedui check 检查，从 Git 历史里恢复这份文件。")


def _without_history(root: Path, remedy: str) -> Hindrance:
    """Say what helps: a folder outside Git, a clone that was cut short and a commit that is elsewhere differ.

    ``remedy`` is what helps where Git itself does not answer.
    """
    if remedy:
        pass
    elif not git.is_repository(root):
        remedy = "这个文件夹不在 Git 里，要在台账的 Git 仓库里核对。"
    elif git.is_shallow(root):
        remedy = "这里只取了一部分历史：先运行 git fetch --unshallow，再核对。"
    else:
        remedy = "先运行 git fetch --all，再核对；还查不到的，向写出这份通报的人要那个版本。"
    return Hindrance(Cause.HISTORY, "查不到这份通报写明的台账版本，没有核对。", remedy, ("commit",))


def _edited(hindrance: Hindrance) -> Hindrance:
    message = f"这份通报提交以后改过。{hindrance.message}"
    return Hindrance(Cause.EDITED, message, "通报印发以后不改：从 Git 历史里恢复这份文件，再核对。", hindrance.pointer)


def _newer(number: int) -> Hindrance:
    message = f"这份通报按第 {number} 版算法计算，现在的软件只会第 {COMPUTATION} 版，没有核对。"
    return Hindrance(Cause.SOFTWARE, message, "换新版的软件再核对。", ("computation",))


def _newer_format(number: str) -> Hindrance:
    message = f"这份通报写明的台账版本是第 {number} 版格式，现在的软件只会第 {CURRENT} 版，没有核对。"
    return Hindrance(Cause.SOFTWARE, message, "换新版的软件再核对。", ("commit",))


def _older(number: int, count: int) -> Hindrance:
    message = f"这份通报按第 {number} 版算法计算，用第 {COMPUTATION} 版重算有 {count} 处不同。"
    remedy = f"算法改过，通报不用改；要逐项核对的，换第 {number} 版算法的软件。"
    return Hindrance(Cause.COMPUTATION, message, remedy, ("computation",))


def _unreadable(what: str) -> Hindrance:
    message = f"这份通报写明的台账版本里，有现在的软件读不懂的内容（{what}），没有核对。"
    return Hindrance(Cause.RECORDS, message, "通报不用改；要核对的，用冻结这份通报时的软件。", ("commit",))
