"""No entry of a record disappears from its list: a need, a member, a pairing … of before is still there.

As with whole records, what the change itself has brought may go again; see :mod:`jiedui.rules.loss.vanished`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.lists.lists import LISTS
from jiedui.rules.loss.succession import succession
from jiedui.rules.registry import change_rule
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.lists.entry_list import EntryList
    from jiedui.records.lists.marks import Data
    from jiedui.records.values import Pointer
    from jiedui.rules.context import ChangeContext, Findings
    from jiedui.rules.loss.succession import Continued

# So many of what is gone from one list are named.
_TOLD = 3


class Compared(Struct, frozen=True):
    """A list as it was and as it is: what is ``gone`` from it, by its place then, and what an id was taken from.

    ``holder`` is the place of what holds the list, which was ``former``; ``replaced`` is given by the place in the list
    of now of what has got its id.
    """

    entries: EntryList
    holder: Pointer
    former: Data
    gone: dict[int, Data]
    replaced: dict[int, Data]

    @property
    def pointer(self) -> Pointer:
        """The place of the list itself."""
        return (*self.holder, *self.entries.keys)

    def with_gone(self, gone: dict[int, Data]) -> Compared:
        """Return the same with but a part of what is gone."""
        return replace(self, gone=gone)


def compared(found: Continued) -> Iterator[Compared]:
    """Yield each list of a record that was with what it is, those within an entry before the list of the entry."""
    before, now = found
    return _lists(LISTS.get(now.place.kind, ()), before.data, now.data, (), faulty=before.faulty)


def _lists(lists: tuple[EntryList, ...], before: Data, now: Data, top: Pointer, *, faulty: bool) -> Iterator[Compared]:
    """Yield each list of what was with what is, and the lists within each entry that is still there.

    What stands there a second time, word for word, may go.
    """
    for entries in lists:
        found, rows = Compared(entries, top, before, {}, {}), entries.of(now)
        for number, (item, index) in enumerate(entries.successors(entries.of(before), rows, faulty=faulty)):
            if index is not None:
                yield from _lists(entries.within, item, rows[index], (*found.pointer, index), faulty=faulty)
            elif (place := entries.place_of(item, rows)) is not None:
                found.replaced[place] = item
            elif item not in rows:
                found.gone[number] = item
        yield found


def _touched(context: ChangeContext) -> Iterator[tuple[str, Data, Compared]]:
    """Yield each list of a record that goes on, with the path of its file and what it says now.

    Places in it are those in the file, where what was withdrawn still stands.
    """
    for pair in succession(context.change, context.files).continued:
        for found in compared(pair):
            yield pair.now.path, pair.now.data, found


def said_gone(entries: EntryList, gone: list[Data]) -> str:
    """Return the sentence that entries of a list are gone; the first of many are named."""
    told = "、".join(map(entries.name, gone[:_TOLD]))
    more = f"等 {len(gone)} 项" if len(gone) > _TOLD else ""
    return f"{told} {more}不见了。" if told[-1].isascii() else f"{told}{more}不见了。"


def held(data: Data, pointer: Pointer) -> Pointer:
    """Return how far a pointer leads: an empty list is not written at all."""
    node: Any = data
    for number, part in enumerate(pointer):
        if isinstance(part, str) and part not in node:
            return pointer[:number]
        node = node[part]
    return pointer


@change_rule(
    "entry-vanished",
    "记下的一项不见了",
    why="需求、成员、结对这些，记下的不删，只写结束的日期和原因。删掉了，以前的数字就算不出来。",
    clause="六(三)",
    requirement="R-108",
)
def entries_stay(context: ChangeContext) -> Findings:
    """Find what is gone from the lists of a record, once for each list."""
    for path, now, found in _touched(context):
        if found.gone:
            yield context.rule.at(
                path,
                held(now, found.pointer),
                message=said_gone(found.entries, [*found.gone.values()]),
                remedy=f"加回来，原来的内容在这份文件的历史里。{found.entries.way}",
            )


@change_rule(
    "entry-replaced",
    "一个编号换成了别的一项",
    why="一个编号只说一项需求、一个人。换成了别的，原来的就不见了，走访记录也对不上。",
    clause="六(三)",
    requirement="R-108",
)
def entries_keep_their_subject(context: ChangeContext) -> Findings:
    for path, _, found in _touched(context):
        for index, item in found.replaced.items():
            yield context.rule.at(
                path,
                (*found.pointer, index),
                message=f"{found.entries.name(item)} 整个换成了别的。",
                remedy=f"改回原来的内容（在这份文件的历史里），新的另写一项，用新的编号。{found.entries.way}",
            )
