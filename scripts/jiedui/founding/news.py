"""What the shipped policy has that a ledger's has not, in words: it is never written there (R-108)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.lists.policy_lists import POLICY_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.records.lists.entry_list import EntryList

Data = dict[str, Any]


def news(kind: str, ours: Mapping[str, Any] | None, shipped: Data) -> Iterator[str]:
    """Yield what is new or other in the policy of a kind as it is shipped, beside that of a ledger, if it has one.

    Rows that a ledger has of its own are its business.
    """
    if ours is None:
        yield "台账里没有这个文件，或者读不出来"
        return
    lists = POLICY_LISTS.get(kind, ())
    for entries in lists:
        yield from _rows(entries, dict(ours), shipped)
    apart = {entries.keys[0] for entries in lists}
    if _without(ours, apart) != _without(shipped, apart):
        yield "其他内容和软件里的不同" if lists else "和软件里的不同"


def _rows(entries: EntryList, ours: Data, shipped: Data) -> Iterator[str]:
    known = {entries.name(item): item for item in entries.of(ours)}
    for item in entries.of(shipped):
        name = entries.name(item)
        if name not in known:
            yield f"软件里新有{name}"
        elif known[name] != item:
            yield f"{name}和软件里的不同"


def _without(data: Mapping[str, Any], keys: set[str]) -> Data:
    return {key: value for key, value in data.items() if key not in keys}
