"""No record disappears: compared with what a change began from, each is still there and still about the same thing.

What the commit that the change began from does not hold may be taken out again: nobody else has it yet. What was
merged, be it this morning and by the same hand, is withdrawn like any other: a figure may rest on it, and somebody may
have read it.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.finding import OwnWords, redact
from jiedui.review.git import SHORT
from jiedui.rules.loss.succession import is_muted, succession
from jiedui.rules.registry import change_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.reader import Record
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.context import ChangeContext, Files, Findings
    from jiedui.rules.loss.succession import Succession

_EVENT = "event"
_CALLED = {
    "household": "户 {} 的档案",
    "helper": "责任人 {} 的档案",
    "unit": "残联 {} 的档案",
    "visit": "{} 的走访记录",
    "bulletin": "{} 的季通报",
    _EVENT: "{} 这份记录",
}
_COUNTED = {
    "unit": "{} 份残联档案",
    "household": "{} 户",
    "helper": "{} 位责任人",
    "visit": "{} 条走访记录",
    "bulletin": "{} 期通报",
    _EVENT: "{} 条会议、督办等记录",
}
_WAYS = {
    "household": "不再帮扶的，写 closed（终止）和原因；登记错了的，写 withdrawn（撤销）和原因。",
    "helper": "离岗的，给任职写 to（结束日期）和 end_reason；登记错了的，写 withdrawn（撤销）和原因。",
    "unit": "残联撤并了的，写 to（撤销前的最后一天），文件夹留着：以前的数字要从它算出来。",
    "bulletin": "通报印发以后不改也不删，有错的在下一期更正。",
}
# The record that stands for the whole folder that it lies in.
_HEADS = ("household", "unit")


def _family(record: Record) -> str:
    kind = record.place.kind
    return _EVENT if kind.startswith(_EVENT) else kind


def _called(record: Record) -> str:
    return _CALLED[_family(record)].format(record.place.stem)


def _way(record: Record) -> str:
    return _WAYS.get(_family(record), "记错了的，写 withdrawn（撤销）和原因。")


@change_rule(
    "record-vanished",
    "记录不见了",
    why="记下的不删，只终止或者撤销，写明原因。删掉了，以前的数字就算不出来，也没有人知道为什么。",
    clause="六(三)",
    requirement="R-108",
)
def records_stay(context: ChangeContext) -> Findings:
    """Find what is gone, once for a folder that is gone with all that lay in it."""
    found = succession(context.change, context.files)
    for lot in lots(found, context.files):
        remedy = OwnWords(f"恢复它，不删。{_way(lot.first)}{_back(context.change, lot.place)}")
        yield context.file(lot.path).fault((), lot.said, remedy=remedy)


class Lot(NamedTuple):
    """Records that are gone together with ``place``, the folder that they lay in, or the file of a single one.

    ``path`` is where they are told, ``first`` the one that stands for them, ``said`` the sentence that they are gone.
    """

    place: str
    path: str
    first: Record
    said: str


def lots(found: Succession, files: Files) -> Iterator[Lot]:
    """Yield what is gone, in lots that went together."""
    gone = (record for record in found.gone if not _goes_with_its_household(record, found))
    for place, records in _by_folder(gone, files).items():
        head = next((item for item in records if item.place.kind in _HEADS and _stands_for(item, place)), None)
        others = [item for item in records if item is not head]
        if head:
            said = f"{_called(head)}不见了" + (f"，连同 {_counted(others)}。" if others else "。")
        elif len(records) == 1:
            said = f"{_called(records[0])}不见了。"
        else:
            said = f"文件夹 {posixpath.basename(place)}/ 里的 {_counted(records)}都不见了。"
        yield Lot(place, head.path if head else place, head or records[0], said)


def _back(change: LedgerChange, place: str) -> str:
    """Return how a file or a folder that is gone comes back; the short name of a commit may look like a telephone."""
    if place in change.forgotten:
        command = f"git add -f -- {redact(place)}"
        return f"文件还在这台电脑上，只是 Git 不再记它，别人那里就没有了：在台账文件夹里运行 {command}。"
    moved = f"，再移到 {redact(place)}" if change.folder else ""
    command = f"git checkout {change.commit[:SHORT]} -- {redact(change.folder + place)}"
    return f"怎样恢复：请做这次改动的人撤销删除的那次提交，或者在台账文件夹里运行 {command}{moved}。"


def _stands_for(record: Record, place: str) -> bool:
    return place in (record.path, posixpath.dirname(record.path))


def _counted(records: Iterable[Record]) -> str:
    found = Counter(_family(record) for record in records)
    return "、".join(words.format(found[family]) for family, words in _COUNTED.items() if found[family])


def _by_folder(gone: Iterable[Record], files: Files) -> dict[str, list[Record]]:
    """Return what is gone by the folder that is gone with it or, where the folder is still there, by its own file."""
    groups: defaultdict[PurePosixPath, list[Record]] = defaultdict(list)
    lost = [*gone]
    # Of a large ledger there are many times as many files as folders.
    folders = set(map(posixpath.dirname, files.paths if lost else ()))
    kept = {parent for folder in folders for parent in PurePosixPath(folder, "file").parents}
    for record in lost:
        file = PurePosixPath(record.path)
        groups[next((folder for folder in reversed(file.parents) if folder not in kept), file)].append(record)
    # The innermost that holds them all: of the only household of a federation, the folder of the household.
    return {posixpath.commonpath([item.path for item in records]): records for records in groups.values()}


@change_rule(
    "record-replaced",
    "一份记录换成了别的",
    why="一个编号只说一户、一个人、一件事。换成了别的，原来的就不见了。",
    clause="六(三)",
    requirement="R-108",
)
def records_keep_their_subject(context: ChangeContext) -> Findings:
    """Find what is replaced, once for a household with its visits."""
    found = succession(context.change, context.files)
    for before, now in found.replaced:
        if _goes_with_its_household(before, found):
            continue
        yield context.file(now.path).fault(
            (),
            said_replaced(before, now),
            remedy=f"改回原来的内容（在这份文件的历史里），新的另建一份。{_way(before)}",
        )


def _goes_with_its_household(record: Record, found: Succession) -> bool:
    """Tell whether a record is a visit to a household that another has taken the place of."""
    others = (before.place for before, _ in found.replaced if before.place.kind == "household")
    return record.place.kind == "visit" and any(place.stem == record.place.household for place in others)


def said_replaced(before: Record, now: Record) -> str:
    """Return the sentence that another record has taken the place of one."""
    muted = before.place.kind == "visit" and is_muted(before.data, now.data)
    return f"{_called(before)}{'里，原来写的联系情况不见了。' if muted else '整个换成了别的。'}"
