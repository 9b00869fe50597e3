"""What a change brings, in a few lines: how many records of each kind, by federation, are new, changed or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from jiedui.records.kinds import KINDS
from jiedui.rules.guard.touched import by_owner, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.schema import SchemaLibrary
    from jiedui.reports.review.sides import BothSides

_WAYS = ("新增", "修改", "删除")
_OTHER = "别的文件"
# What is said of folders that belong to no federation of before, however many there are.
_STRANGE = "原来没有的残联、别的文件夹"


def overview(sides: BothSides) -> Iterator[str]:
    """Yield a line for each federation, the policy and what lies elsewhere, and how much of it says the same."""
    found = by_owner(sides.change, sides.change.paths)
    known = {unit: paths for unit, paths in sorted(found.records.items()) if unit in sides.units}
    strange = [path for unit, paths in found.records.items() if unit not in known for path in paths]
    named = [(sides.unit(unit), paths) for unit, paths in known.items()]
    for name, paths in (*named, (_STRANGE, strange), ("政策和名录", found.policy), ("台账以外", found.outside)):
        if paths:
            yield f"{name}：{_counted(paths, sides)}。"
    if kept := same(sides.change, sides.files):
        yield f"其中 {len(kept)} 份只换了写法，说的和原来一样。"


def _counted(paths: Iterable[str], sides: BothSides) -> str:
    """Return how many there are of each kind, in the order of the kinds."""
    kinds: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for path in paths:
        kinds[_kind(path)][sides.way(path)] += 1
    return "，".join(f"{_title(kind, sides.library)}{_by_way(counts)}" for kind, counts in sorted(kinds.items()))


def _by_way(counts: Counter[str]) -> str:
    return "、".join(f"{way} {counts[way]} 份" for way in _WAYS if counts[way])


def _kind(path: str) -> int:
    """Return the place of a file's kind among all; one behind them for what is no record."""
    return next((number for number, kind in enumerate(KINDS) if fnmatch(path, kind.glob)), len(KINDS))


def _title(kind: int, library: SchemaLibrary) -> str:
    return str(library[KINDS[kind].name].root["title"]) if kind < len(KINDS) else _OTHER
