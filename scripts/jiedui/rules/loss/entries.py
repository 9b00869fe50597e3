"""No entry of a record disappears from its list: a need, a member, a pairing … of before is still there.

As with whole records, what the change itself has brought may go again; see :mod:`jiedui.rules.loss.vanished`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiedui.rules.loss.marks import Data, Marks, Successor, successors
from jiedui.rules.loss.succession import succession
from jiedui.rules.registry import change_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import ChangeContext, Findings
    from jiedui.rules.loss.succession import Continued

# So many of what is gone from one list are named.
_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList:
    """A list in a record whose entries stay: at ``keys`` from what holds it.

    Entries with an id go by it; ``marks`` tell whether two of them are the same thing. ``called`` says in words which
    one it is, with its fields in braces, ``way`` what to write in place of taking it out. ``within`` are the lists that
    lie in each entry.
    """

    keys: tuple[str, ...]
    called: str
    marks: Marks
    way: str
    has_id: bool = False
    within: tuple[EntryList, ...] = ()

    def of(self, data: Data) -> list[Data]:
        """Return the entries in what holds the list; none where it is not there."""
        *way, last = self.keys
        for key in way:
            data = data.get(key, {})
        entries: list[Data] = data.get(last, [])
        return entries

    def name(self, item: Data) -> str:
        """Return in words which entry it is."""
        return self.called.format_map(_Told(item))

    def place_of(self, item: Data, rows: list[Data]) -> int | None:
        """Return the place in a list of the entry that has the id of ``item``."""
        same = (index for index, row in enumerate(rows) if self.has_id and row["id"] == item.get("id"))
        return next(same, None)

    def successors(self, before: Data, now: Data, *, faulty: bool) -> Iterator[Successor]:
        """Yield every entry of the list of before with the place of the one that goes it on.

        Without an id, what has but been corrected goes on; one with an id that says the same under another, too; and
        of a ``faulty`` record of before, of which a part alone can be read, what may be the same.
        """
        tests = [self._same, self.marks.alike] if self.has_id else [_equal, self.marks.alike, self._goes_on]
        return successors(self.of(before), self.of(now), *tests, *([self._may_be] if faulty else []))

    def _same(self, one: Data, other: Data) -> bool:
        return one.get("id") == other["id"] and self._goes_on(one, other)

    def _goes_on(self, one: Data, other: Data) -> bool:
        return not self.marks.apart(one, other)

    def _may_be(self, one: Data, other: Data) -> bool:
        return self.marks.may_be(one, other) and one.get("id", other.get("id")) == other.get("id")


class _Told(dict[str, Any]):
    """What an entry says, to put into words; of a faulty one not all of it may be known."""

    def __missing__(self, key: str) -> str:
        return "（看不清）"


def _equal(one: Data, other: Data) -> bool:
    return one == other


_END = "结束了的，写 to（结束日期）"
_WITHDRAW = "记错了的，写 withdrawn（撤销）和原因。"

_CERTIFICATES = EntryList(
    keys=("disability", "certificates"),
    called="残疾人证（{category}{grade}）",
    marks=Marks(("number", "category", "grade"), enough=2),
    way="换证、重新评定的，在旧证下面另加一条，旧证留着。",
)
_JUDGEMENTS = EntryList(
    keys=("judgements",),
    called="{date} 对提示 {rule} 的核实",
    marks=Marks(("rule", "date", "verdict", "basis"), enough=3),
    way="再次核实的，在后面另加一次，旧的留着；写错一项的，改正那一项。",
)
_MODULE_UPDATES = EntryList(
    keys=("module_updates",),
    called="{date} 的省平台更新",
    marks=Marks((), enough=0),  # nothing but its day, which may be corrected, tells one from another
    way="写错了的，改正日期或者录入单号。",
)
_MEASURES = EntryList(
    keys=("measures",),
    called="{promised_on} 承诺的措施（{code}）",
    marks=Marks(("code", "content", "promised_on"), enough=2),
    way=f"办完了的，写 done_on（办结日期）和 result（办理结果）；没有办成的，也在 result 里写原因。{_WITHDRAW}",
)
_MONITORING = EntryList(
    keys=("monitoring",),
    called="监测“{status}”",
    marks=Marks(("status", "date")),
    way="监测情况变了的，另加一步。",
)
LISTS = {
    "household": (
        EntryList(
            keys=("members",),
            called="成员 {id}",
            marks=Marks(("name", "birth")),
            way="去世、迁出的，写 left（离开）的日期和原因。",
            has_id=True,
            within=(_CERTIFICATES, _JUDGEMENTS),
        ),
        EntryList(
            keys=("needs",),
            called="需求 {id}",
            marks=Marks(("content", "raised_on")),
            way=f"办结了的，写 closed_on（办结日期）和 result（办结结果）；不再需要的，result 写原因。{_WITHDRAW}",
            has_id=True,
            within=(_MEASURES,),
        ),
        EntryList(
            keys=("pairings",),
            called="与 {helper} 的结对（从 {from} 起）",
            marks=Marks(("helper",)),
            way=f"{_END}和 end_reason，新的结对另写一段。{_WITHDRAW}",
            within=(_MODULE_UPDATES,),
        ),
        EntryList(
            keys=("outings",),
            called="{person} 在 {date} 的集体活动",
            marks=Marks(("person", "date", "kind"), enough=2),
            way=f"人、日期和类型中写错一项的，改正那一项。{_WITHDRAW}",
        ),
        EntryList(
            keys=("hardship",),
            called="困难类型 {status}",
            marks=Marks(("status", "from")),
            way=f"{_END}，新的困难类型另写一段，从哪天起写 from（起日）。",
        ),
        EntryList(
            keys=("relapse",),
            called="“{risk}”返贫致贫风险的一条",
            marks=Marks(("risk", "found_on", "kind")),
            way="风险变了的，另加一条；监测情况变了的，在 monitoring 里加一步。",
            within=(_MONITORING,),
        ),
        EntryList(
            keys=("annual",),
            called="{year} 年的落实情况",
            marks=Marks(("year",)),
            way="写得不对的，改正文字，不删。",
        ),
    ),
    "helper": (
        EntryList(
            keys=("roles",),
            called="从 {from} 起的任职（{post}）",
            marks=Marks(("post", "from")),
            way=f"{_END}和 end_reason，新的任职另写一段。",
        ),
        EntryList(
            keys=("pauses",),
            called="从 {from} 起的暂停",
            marks=Marks(("from", "to", "reason"), enough=2),
            way="提前回来的，改 to（结束日期）。",
        ),
    ),
    "event-branch": (
        EntryList(
            keys=("activities",),
            called="{date} 的活动",
            marks=Marks(("date", "content")),
            way="日期、内容中写错一项的，改正那一项；多记了的，整份写 withdrawn（撤销）和原因，另建一份。",
        ),
    ),
    "unit": (
        EntryList(
            keys=("responsible",),
            called="从 {from} 起的{kind}",
            marks=Marks(("holder", "from")),
            way=f"{_END}，接任的另写一条。",
        ),
        EntryList(
            keys=("leading_group",),
            called="从 {from} 起的{kind}",
            marks=Marks(("holder", "from")),
            way=f"{_END}，接任的另写一条。",
        ),
        EntryList(
            keys=("milestones",),
            called="启动准备“{key}”",
            marks=Marks(("key",)),
            way="日期写错了的，改正 done_on。",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Compared:
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
        for number, (item, index) in enumerate(entries.successors(before, now, faulty=faulty)):
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


def _held(data: Data, pointer: Pointer) -> Pointer:
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
            told = "、".join(found.entries.name(item) for item in [*found.gone.values()][:_TOLD])
            more = f"等 {len(found.gone)} 项" if len(found.gone) > _TOLD else ""
            yield context.rule.at(
                path,
                _held(now, found.pointer),
                message=f"{told} {more}不见了。" if told[-1].isascii() else f"{told}{more}不见了。",
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
