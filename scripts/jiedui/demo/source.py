"""Policy and divisions, taken over from an existing ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedui.model.policy import Policy, PolicyMissingError
from jiedui.records.kinds import POLICY, path_of
from jiedui.records.reader import read_record
from jiedui.records.tree import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.records.schema import SchemaLibrary

# What the generator brings along: the notice as first shipped. Tests are of this, whatever records/ may hold by now.
OWN = Path(__file__).parent / "ledger"
DIVISIONS = "divisions"
PREFIX = "policy-"


@dataclass(frozen=True, slots=True)
class Source:
    """The policy, typed and as data by kind (policy-…), and the divisions."""

    policy: Policy
    divisions: Mapping[str, Any]
    files: Mapping[str, dict[str, Any]]


def read(root: Path, library: SchemaLibrary) -> Source:
    """Read what a generated ledger shares with the one at ``root``; raise ``PolicyMissingError`` for a gap.

    A file that cannot be read is missing.
    """
    files: dict[str, dict[str, Any]] = {}
    for kind in (*(f"{PREFIX}{stem}" for stem in POLICY), DIVISIONS):
        path = path_of(kind)
        data = read_record(root, Place(path, kind, kind.removeprefix(PREFIX)), library).data
        if data is not None:
            files[kind] = data
    if f"{PREFIX}ledger" in files:
        # Whatever ledger lends its policy: this one holds nobody real.
        files[f"{PREFIX}ledger"]["fictional"] = True
    policy = Policy.of({kind.removeprefix(PREFIX): data for kind, data in files.items() if kind != DIVISIONS})
    if DIVISIONS not in files:
        raise PolicyMissingError((DIVISIONS,))
    return Source(policy, files[DIVISIONS], files)
