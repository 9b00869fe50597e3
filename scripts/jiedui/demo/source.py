"""Policy and divisions, taken over from an existing ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiedui.model.ledger import PolicyMissingError
from jiedui.model.policy import Policy
from jiedui.records.reader import read_record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import POLICY, Place, path_of


@dataclass(frozen=True, slots=True)
class Source:
    """The policy, typed and as data by kind (policy-…), and the divisions."""

    policy: Policy
    divisions: Mapping[str, Any]
    files: Mapping[str, dict[str, Any]]


def read(root: Path, library: SchemaLibrary) -> Source:
    """Read what a generated ledger shares with the one at ``root``; raise ``PolicyMissingError`` for a gap."""
    files: dict[str, dict[str, Any]] = {}
    for kind in (*(f"policy-{stem}" for stem in POLICY), "divisions"):
        path = path_of(kind)
        if not (root / path).exists():
            continue
        data = read_record(root, Place(path, kind, kind.removeprefix("policy-")), library).data
        if data is None:
            raise PolicyMissingError(path)
        files[kind] = data
    policy = {kind.removeprefix("policy-"): data for kind, data in files.items() if kind != "divisions"}
    try:
        # Whatever ledger lends its policy: this one holds nobody real.
        files["policy-ledger"] = policy["ledger"] = {**policy["ledger"], "fictional": True}
        return Source(Policy.of(policy), files["divisions"], files)
    except KeyError as error:
        raise PolicyMissingError(str(error.args[0])) from error
