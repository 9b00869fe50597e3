"""Every key of the policy is read by somebody: what a steward writes there and nobody asks for would do nothing.

The shipped policy, with what its examples in ``valid/`` have more, is handed to the ledger as dicts that note which of
their keys are asked for, while all pages, prints and workbooks are made. The few that nobody asks for stand in
:data:`NOT_READ` with the reason, and are held to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.schemas.test_shown import DAYS, Example, made

from jiedui import check  # noqa: F401  (enters the rules that the pages list)
from jiedui.model.ledger import Ledger
from jiedui.records.kinds import POLICY
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary

_SOURCE = "给维护政策的人看：这一项出自哪里"
_LATER = "已经能写，用它的规则和页面还没有做"

NOT_READ = {
    **dict.fromkeys(
        (
            "benefits: benefits.requirements",
            "channels: channels.clause",
            "channels: channels.requirements",
            "channels: preach_topics.clause",
            "channels: preach_topics.requirements",
            "channels: preach_topics.wording",
            "channels: topics.clause",
            "channels: topics.requirements",
            "clauses: documents.attachments",
            "entitlements: school_age.requirements",
            "entitlements: working_age.requirements",
            "hazards: hazards.requirements",
            "ledger: clause",
            "ledger: requirements",
            "measures: measures.requirements",
            "measures: outing_kinds.clause",
            "measures: outing_kinds.name",
            "occasions: clause",
            "occasions: requirements",
            "occasions: source",
            "phases: cadence.requirements",
            "phases: intake.requirements",
            "phases: milestones.requirements",
            "phases: phases.requirements",
            "quotas: classes.clause",
            "quotas: classes.note",
            "quotas: raises.clause",
            "quotas: raises.document",
            "ranks: clause",
            "ranks: requirements",
            "ranks: source",
            "readings: readings.requirements",
            "weights: clause",
            "weights: note",
            "weights: requirements",
        ),
        _SOURCE,
    ),
    **dict.fromkeys(
        (
            "benefits: benefits.group",
            "ranks: ranks.layer",
            "readings: readings.from",
            "readings: readings.to",
        ),
        _LATER,
    ),
    "ledger: format": "读记录以前先看它",
}

Keys = tuple[str, ...]


class Watched(dict[str, Any]):
    """A mapping of the policy that notes the paths of the keys it is asked for."""

    def __init__(self, data: dict[str, Any], path: Keys, asked: set[Keys]) -> None:
        super().__init__({key: watched(value, (*path, key), asked) for key, value in data.items()})
        self._path, self._asked = path, asked

    def _note(self, *keys: str) -> None:
        self._asked.update((*self._path, key) for key in keys)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return super().__contains__(key)

    def items(self) -> Any:
        self._note(*self)
        return super().items()

    def __iter__(self) -> Iterator[str]:  # of its own, so that ``{**data}`` asks for keys, too
        return super().__iter__()

    def keys(self) -> Any:
        self._note(*self)
        return super().keys()


def watched(value: Any, path: Keys, asked: set[Keys]) -> Any:
    """Return ``value`` with each of its mappings watched; the items of a list have the path of the list."""
    if isinstance(value, dict):
        return Watched(value, path, asked)
    return [watched(item, path, asked) for item in value] if isinstance(value, list) else value


def joined(shipped: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    """Return the shipped data of a kind with what an example has more: its keys, and the entries of its lists."""
    longer = {key: [*value, *example.get(key, ())] for key, value in shipped.items() if isinstance(value, list)}
    return {**example, **shipped, **longer}


def policy(examples: dict[Path, Any]) -> dict[str, Any]:
    """Return all that the policy of a kind may hold."""
    data: dict[str, Any] = next(data for file, data in examples.items() if file.parent.name == "policy")
    for file, example in examples.items():
        if file.parent.name != "policy":
            data = joined(data, example)
    return data


def records(example: Example, examples: dict[str, dict[Path, Any]], asked: set[Keys]) -> Iterator[Record]:
    """Yield the records of the full ledger, those of the policy watched."""
    for kind, items in example.records.items():
        for record in items:
            if kind.startswith("policy-"):
                word = kind.removeprefix("policy-")
                yield Record(record.place, watched(policy(examples[kind]), (word,), asked))
            else:
                yield record


@pytest.fixture(scope="module")
def unread(examples: dict[str, dict[Path, Any]], library: SchemaLibrary) -> set[str]:
    """The keys of the policy that nobody asks for."""
    asked: set[Keys] = set()
    ledger = Ledger.of(Records(Path("records"), list(records(Example(examples), examples, asked))))
    for day in DAYS:
        for make in made(ledger, day, library).values():
            make()
    known = {(word, *field.path) for word in POLICY for field in library[f"policy-{word}"].fields()}
    assert len(known) > 200
    return {f"{word}: {'.'.join(path)}" for word, *path in known - asked}


def test_every_key_of_the_policy_is_read(unread: set[str]) -> None:
    assert sorted(unread - NOT_READ.keys()) == [], (
        f"read it in scripts/jiedui/model/, or say why not in NOT_READ of {Path(__file__).name}"
    )


def test_what_is_said_to_be_read_by_nobody_is_read_by_nobody(unread: set[str]) -> None:
    assert sorted(NOT_READ.keys() - unread) == []
