"""A merge keeps what each side has brought: what one of them had and the merged result has not is named (R-108).

Git is content with less. What main took back once stays away when the branch is merged again, since Git sees it merged
and taken back. Whoever tells Git to keep one side whole, or chooses one in a conflict, loses what the other had there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.finding import OwnWords, redact
from jiedui.review.git import SHORT
from jiedui.review.merges import took_away
from jiedui.rules.change import LedgerChange
from jiedui.rules.context import Files
from jiedui.rules.loss.entries import compared, held, said_gone
from jiedui.rules.loss.facts import dropped, facts, in_words
from jiedui.rules.loss.succession import Continued, Succession, succession
from jiedui.rules.loss.vanished import lots, said_replaced
from jiedui.rules.registry import WARNING, change_rule

if TYPE_CHECKING:
    from collections.abc import Collection

    from jiedui.records.reader import Record
    from jiedui.rules.context import ChangeContext, Findings
    from jiedui.rules.former import Former
    from jiedui.rules.loss.entries import Compared
    from jiedui.rules.loss.facts import Way
    from jiedui.rules.merge import MergedSide

# So many values of one record are named.
_TOLD = 3
_UNLESS = "不要了的，不用改。"


class _Lost(NamedTuple):
    """What is gone, by what it is: the path of a record, or that and what an entry of it said."""

    found: Succession
    lists: tuple[tuple[Continued, Compared], ...]

    @classmethod
    def of(cls, change: LedgerChange, files: Files) -> _Lost:
        found = succession(change, files)
        return cls(found, tuple((pair, item) for pair in found.continued for item in compared(pair)))

    def keys(self) -> set[tuple[str, ...]]:
        records = {(record.path,) for record in (*self.found.gone, *(pair.before for pair in self.found.replaced))}
        entries = ((pair.before.path, repr(item)) for pair, found in self.lists for item in found.gone.values())
        return records.union(entries)

    def only(self, keys: set[tuple[str, ...]]) -> _Lost:
        """Return what of it is among ``keys``."""
        found = Succession(
            gone=[record for record in self.found.gone if (record.path,) in keys],
            replaced=[pair for pair in self.found.replaced if (pair.before.path,) in keys],
        )
        lists = []
        for pair, item in self.lists:
            gone = {place: entry for place, entry in item.gone.items() if (pair.before.path, repr(entry)) in keys}
            if gone:
                lists.append((pair, item.with_gone(gone)))
        return _Lost(found, tuple(lists))


@change_rule(
    "merge-left-out",
    "合并以后没有了",
    why="自己的分支里有的记录，合并以后却没有了，多半是主分支撤销过一次：Git 以为已经合并过，再合并也带不回来。",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def what_a_side_had_is_there_after_the_merge(context: ChangeContext) -> Findings:
    """Find what a branch had and its merge with others has not; what the change itself took away later may go."""
    told = _Lost.of(context.change, context.files).keys()  # other rules speak of it
    for merge in context.change.merges:
        for side in merge.sides:
            if side.is_own:
                then = _Lost.of(_change(side, side.paths), _files(merge.made)).keys()
                lost = _Lost.of(_change(side, side.paths | context.change.paths), context.files).only(then - told)
                told |= lost.keys()
                yield from _told(context, side, lost)


def _change(side: MergedSide, paths: frozenset[str]) -> LedgerChange:
    """Return the change from one side of a merge to what it became."""
    return LedgerChange(commit=side.name, paths=paths, added=frozenset(), before=side.records)


def _files(records: Collection[Former]) -> Files:
    """Return the records of a commit; what is faulty hides what was there."""
    faulty = frozenset(record.path for record in records if record.faulty)
    return Files((record for record in records if not record.faulty), faulty=faulty)


def _told(context: ChangeContext, side: MergedSide, lost: _Lost) -> Findings:
    for lot in lots(lost.found, context.files):
        back = f"在台账文件夹里运行 git checkout {side.name[:SHORT]} -- {redact(lot.place)}"
        yield context.file(lot.path).fault((), lot.said, remedy=_remedy(context, side, lot.place, back))
    for pair in lost.found.replaced:
        remedy = _remedy(context, side, pair.before.path, _shown(side, pair.before.path))
        yield context.file(pair.now.path).fault((), said_replaced(*pair), remedy=remedy)
    for pair, found in lost.lists:
        gone = [*found.gone.values()]
        remedy = _remedy(context, side, pair.before.path, _shown(side, pair.before.path), gone[0].get("id", ""))
        place = held(pair.now.data, found.pointer)
        yield context.rule.at(pair.now.path, place, message=said_gone(found.entries, gone), remedy=remedy)


def _remedy(context: ChangeContext, side: MergedSide, path: str, back: str, word: str = "") -> OwnWords:
    """Return how what is at ``path`` comes back: by taking back the commit that took it, or else as ``back`` says."""
    root = context.files.root
    commit = took_away(root, path, side.name, side.others, word)[:SHORT] if root else ""
    if not commit:
        return OwnWords(f"合并时没有留下。还要的，{back}。{_UNLESS}")
    return OwnWords(
        f"另一边的 {commit} 把它撤掉了，合并带不回来。还要的，先把那一边（多半是主分支）合并到自己的分支，"
        f"再运行 git revert {commit}，检查以后合并。{_UNLESS}"
    )


def _shown(side: MergedSide, path: str) -> str:
    return f"照原来的写回来，原来的用 git show {side.name[:SHORT]}:./{redact(path)} 看"


@change_rule(
    "merge-dropped",
    "合并时只留了一边",
    why="两边改了同一份记录，合并时留了一边的，另一边改的就没有了，改的人不知道。",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def a_merge_keeps_what_each_side_has_changed(context: ChangeContext) -> Findings:
    """Find what one side of a merge has written and the result has not, once for each record and side."""
    for merge in context.change.merges:
        for side in merge.sides:
            bases = _bases(side)
            then = _goes_on(_change(side, side.paths), _files(merge.made))
            now = _goes_on(_change(side, side.paths | context.change.paths), context.files)
            for record in side.records:
                path = record.path
                if path in side.changed and path in then and path in now and not record.faulty:
                    base = facts(bases[path]) if path in bases else {}
                    if ways := dropped(facts(record), base, facts(then[path]), facts(now[path])):
                        remedy = OwnWords(f"核对留下的对不对；要另一边的，{_shown(side, path)}。")
                        yield context.file(now[path].path).fault((), _said_dropped(ways), remedy=remedy)


def _goes_on(change: LedgerChange, files: Files) -> dict[str, Record]:
    """Return what became of the records of before, by the path of each then."""
    return {pair.before.path: pair.now for pair in succession(change, files).continued}


def _bases(side: MergedSide) -> dict[str, Former]:
    """Return what the records of a side were before it changed them, by the path of each, whatever it was then."""
    moved = LedgerChange(commit=side.name, paths=side.changed, added=frozenset(), before=side.left)
    renamed = succession(moved, _files(side.records)).continued
    return {**side.base, **{pair.now.path: pair.before for pair in renamed}}


def _said_dropped(ways: list[Way]) -> str:
    told = "、".join(map(in_words, ways[:_TOLD]))
    more = f"等 {len(ways)} 处" if len(ways) > _TOLD else ""
    return f"{told}{' ' * bool(more)}{more}，合并时只留了一边的，另一边改的没有了。"
