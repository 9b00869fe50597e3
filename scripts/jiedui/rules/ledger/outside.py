"""Records that lie in the ledger's repository, but not in the ledger: nobody would ever read them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records import files
from jiedui.records.judge import judge
from jiedui.records.kinds import KINDS, SUFFIX, RecordKind, home, kind_called
from jiedui.records.schema import default_folder, library_of
from jiedui.review import git
from jiedui.rules.registry import ledger_rule
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jiedui.records.lists.marks import Data
    from jiedui.records.schema import Schema, SchemaLibrary
    from jiedui.rules.context import Findings, LedgerContext
    from jiedui.rules.summaries import Summaries
    from jiedui.rules.summary import HouseholdSummary

_SUFFIXES = (".yml", ".yaml")
# Where examples of records lie that are none, seen from the top of the repository; hidden folders are as good.
_OTHERS = ("tests", "scripts", "schemas")
_COMMENT = re.compile(r"#[^\r\n]*")


class _Stray(Struct, frozen=True):
    """A file outside the ledger that is a record by its name or by its keys; no ``data`` of one that has faults."""

    path: str
    kind: RecordKind
    stem: str
    data: Data


class _Owner(NamedTuple):
    """The federation, and the household, that a record belongs to."""

    unit: str = ""
    household: str = ""


@ledger_rule(
    "record-outside",
    "记录放在台账外面",
    why="网页和报表只读台账文件夹。放在外面的记录没有人看到，走访也不算数。",
    clause="六(三)",
    requirement="R-108",
)
def records_lie_in_the_ledger(context: LedgerContext) -> Findings:
    """Look at the top of the repository and, with a change, at whatever it adds outside the ledger."""
    for stray in _strays(context):
        owner = _owner(stray, context)
        yield context.file(stray.path).fault(
            (),
            "这份记录不在台账文件夹里，不会被读到。",
            remedy=f"移到台账文件夹里的 {home(stray.kind, stray.stem, owner.unit, owner.household)}。",
        )


def _strays(context: LedgerContext) -> Iterator[_Stray]:
    root = context.files.root
    if root is None:
        return
    try:
        top = git.top(root)
    except git.GitUnavailableError:
        return
    up = posixpath.relpath(top.as_posix(), root.resolve().as_posix())
    change = context.inspection.change
    paths = {path for path in (change.added if change else ()) if path.startswith("../")}
    if up != ".":
        paths |= {f"{up}/{item.name}" for item in top.iterdir()}
    library = library_of(default_folder())
    for path in sorted(paths):
        if path.lower().endswith(_SUFFIXES) and _may_hold_records(path.removeprefix(f"{up}/")):
            yield from _read(root, path, library)


def _may_hold_records(path: str) -> bool:
    folders = path.split("/")
    return folders[0] not in _OTHERS and not any(name.startswith(".") for name in folders)


def _read(root: Path, path: str, library: SchemaLibrary) -> Iterator[_Stray]:
    """Yield a file as what it is by its name or, called otherwise, by its keys; nothing where it is no record."""
    from jiedui.records import loader  # as the reader has it

    text, _ = files.read_text(root, path)
    data = (loader.load(text, path, frozenset(_COMMENT.findall(text))).data if text else None) or {}
    stem = posixpath.splitext(posixpath.basename(path))[0]
    called = kind_called(f"{stem}{SUFFIX}")
    if called and called.name.startswith("policy-"):  # whose names, such as clauses.yml, are everybody's
        called = None
    kind = called or next((kind for kind in KINDS if _has_keys(data, library[kind.name].root)), None)
    if kind:
        sound = judge(data, library[kind.name], path).data or {}
        yield _Stray(path, kind, stem if called and called.naming else _stem(kind, data), sound)


def _has_keys(data: Data, schema: Schema) -> bool:
    return (
        bool(data)
        and all(key in data for key in schema["required"])
        and all(key in schema["properties"] for key in data)
    )


def _stem(kind: RecordKind, data: Data) -> str:
    """Return the id that a record of a kind gives itself by what it says."""
    family, _, word = kind.name.partition("-")
    if family in ("visit", "event"):
        return "-".join(filter(None, (str(data["date"]), word)))
    return word or str(data.get("id", ""))


def _owner(stray: _Stray, context: LedgerContext) -> _Owner:
    """Return whose record it is, as far as it says so or the ledger knows: empty where nobody can tell."""
    match stray.kind.name:
        case "unit":
            return _Owner(stray.stem)
        case "helper" | "household":
            prefix = stray.stem.partition("-")[0]
            unit = next((unit.id for unit in context.ledger.units.values() if unit.prefix == prefix), "")
            return _Owner(unit, stray.stem if stray.kind.name == "household" else "")
        case "visit":
            household = _visited(stray.data, context.summaries)
            return _Owner(household.unit, household.id) if household else _Owner()
        case "bulletin":
            return _Owner(next((unit.id for unit in context.ledger.units.values() if unit.is_city), ""))
    return _Owner()


def _visited(visit: Data, summaries: Summaries) -> HouseholdSummary | None:
    """Return the household that a visit names a need of, else the only one that its helper was paired with that day."""
    if not visit:
        return None
    needs = {row["id"] for row in visit.get("needs", ())}
    named = [item for item in summaries.households.values() if not needs.isdisjoint(item.needs)]
    found = named or [item for item in summaries.households_of(visit["by"]) if _is_paired(item, visit)]
    return found[0] if len(found) == 1 else None


def _is_paired(household: HouseholdSummary, visit: Data) -> bool:
    return any(item.helper == visit["by"] and item.covers(visit["date"]) for item in household.pairings)
