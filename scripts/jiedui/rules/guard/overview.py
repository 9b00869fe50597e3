"""What a change brings, in a few lines: how many records of each kind, by federation, are new, changed or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from fnmatch import fnmatch
from os.path import lexists
from typing import TYPE_CHECKING

from jiedui.records.finding import redact, shown
from jiedui.records.kinds import KINDS
from jiedui.rules.guard.touched import by_owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.records.schema import SchemaLibrary
    from jiedui.rules.change import LedgerChange

_NEW, _CHANGED, _GONE = "新增", "修改", "删除"
_OTHER = "别的文件"


def overview(change: LedgerChange, root: Path, ledger: Ledger | None, library: SchemaLibrary) -> Iterator[str]:
    """Yield a line for each federation, for the policy and for what lies beside the ledger at ``root``."""
    found = by_owner(change, change.paths)
    for unit, paths in sorted(found.records.items()):
        name = redact(shown(ledger.unit_name(unit) if ledger else unit))
        yield f"{name}：{_counted(paths, change, root, library)}。"
    if found.policy:
        yield f"政策和名录：{_counted(found.policy, change, root, library)}。"
    if found.outside:
        yield f"台账以外：{_counted(found.outside, change, root, library)}。"


def _counted(paths: Iterable[str], change: LedgerChange, root: Path, library: SchemaLibrary) -> str:
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        kinds[_kind(path, library)][_how(path, change, root)] += 1
    return "，".join(
        f"{kind}{'、'.join(f'{how} {counts[how]} 份' for how in (_NEW, _CHANGED, _GONE) if counts[how])}"
        for kind, counts in kinds.items()
    )


def _kind(path: str, library: SchemaLibrary) -> str:
    kind = next((kind for kind in KINDS if fnmatch(path, kind.glob)), None)
    return str(library[kind.name].root["title"]) if kind else _OTHER


def _how(path: str, change: LedgerChange, root: Path) -> str:
    if path in change.added:
        return _NEW
    return _CHANGED if lexists(root / path) and path not in change.forgotten else _GONE
