"""What a migration is, and the tools to write one: every function gives new data and leaves what it was given alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jiedui.records.tree import Place
from jiedui.struct import Struct, field

Data = dict[str, Any]
# What a record becomes. The place tells the ids that stand in the path. Values are the texts that were typed, and may
# have any shape: a record is judged after it has been migrated, not before.
Step = Callable[[Place, Data], Data]


class Migration(Struct, frozen=True):
    """What leads to format ``number`` from the one before, by kind of record.

    ``title`` says in plain Chinese what is written otherwise since, for the steward who upgrades. A step gives what it
    was given where that is in the new form already, so that a migration can be run twice. ``comments`` are the titles,
    by kind, of fields that are no more: the canonical writer has put them into old files, and they go with their
    fields.
    """

    number: int
    title: str
    steps: Mapping[str, Step]
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def each(data: Data, key: str, change: Callable[[Data], Data]) -> Data:
    """Return ``data`` with every mapping in its list ``key`` changed; what is no such list stays as it is."""
    if not isinstance(data.get(key), list):
        return data
    return {**data, key: [change(item) if isinstance(item, dict) else item for item in data[key]]}


def rows(data: Data, key: str) -> Iterator[Data]:
    """Yield the mappings in a list of ``data``; none where there is no such list."""
    items = data.get(key)
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def renamed(data: Data, pairs: Iterable[tuple[str, str]]) -> Data:
    """Return the mapping with keys renamed from the first to the second of each pair, in their places."""
    names = dict(pairs)
    return {names.get(key, key): value for key, value in data.items()}
