"""Format 8: what is found of the risk of a household is a list, and its monitoring another, so that nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations.migration import Data, Migration, renamed
from jiedui.records.values import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.tree import Place

_STEP = (("monitoring", "status"), ("monitored_on", "date"))
_MOVED = ("monitoring", "monitored_on", "included_on")
_MONITORED, _GONE = "已纳入", "已消除"


def household(_place: Place, data: Data) -> Data:
    """Turn the risk into the only finding so far, and what is known of its monitoring into the steps of it."""
    if not isinstance(data.get("relapse"), dict):
        return data
    return {**data, "relapse": [_finding(data["relapse"])]}


def _finding(relapse: Data) -> Data:
    # A list of steps is in the new form already, below a list of findings that was forgotten.
    if isinstance(relapse.get("monitoring"), list) or relapse.keys().isdisjoint(_MOVED):
        return relapse
    finding = {**without(relapse, *_MOVED), "monitoring": list(_steps(relapse))}
    # A risk that was found and is gone was written as none; now its last step says so.
    if relapse.get("monitoring") == _GONE and "found_on" in relapse:
        finding["risk"] = "有"
    return finding


def _steps(relapse: Data) -> Iterator[Data]:
    last = renamed({key: relapse[key] for key, _ in _STEP if key in relapse}, _STEP)
    if "included_on" in relapse:
        since = {"status": _MONITORED, "date": relapse["included_on"]}
        # Where the last step is the same, and has no other day, it is told once.
        last = {} if {**since, **last} == since else last
        yield since
    if last:
        yield last


MIGRATION = Migration(
    8,
    "返贫致贫风险按时间一次一次地记，监测情况一步一步地记；变了就加一条，原来的不改",
    {"household": household},
)
