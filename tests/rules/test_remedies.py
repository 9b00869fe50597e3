"""A remedy can be followed: each word of the format that it names is a field there, a command, or a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click
import pytest
from tests.rules.conftest import FAULTS
from tests.rules.test_slips import SLIPS

from jiedui.cli.verbs import cli
from jiedui.records import inspector, kinds
from jiedui.records.schema import SchemaLibrary

_WORD = re.compile(r"(?<![A-Za-z0-9./-])[a-z][a-z_]+(?![A-Za-z0-9./-])")
_COMMAND = re.compile(r"\b(?:jiedui ([a-z]+)|git [a-z]+)")
# Where a remedy sends the reader to another record than the one that it is about, it says which.
_OTHERS = {
    "户档案": "household",
    "旧的一户": "household",
    "责任人": "helper",
    "policy/quotas.yml": "policy-quotas",
    "policy/entitlements.yml": "policy-entitlements",
    "残疾人证号填在": "household",
}
_WORDS_OF_YAML = {"true", "false"}
# What is called so in the base ledger or the policy: the id of an entry or of a federation, not of a field.
_IDS = {"living_subsidy", "pingjiang", "visit", "yueyanglou"}
_FOLDERS = {part for folder in kinds.FOLDERS for part in folder.path.split("/") if part.isalpha()}


def remedies() -> Iterator[tuple[str, str, str]]:
    """Yield the name of a fault, the file that it is told of, and its remedy."""
    for name, fault in {**FAULTS, **SLIPS}.items():
        for item in fault["expect"]:
            yield name, item.get("path", fault.get("file", "")), item["remedy"]


def kind_of(path: str) -> str:
    """Return the kind of record at a path, or nothing for what is none."""
    folder, _, name = path.rpartition("/")
    for kind in kinds.KINDS:
        pattern = re.sub(r"\\\{[a-z]+\\\}", "[^/]+", re.escape(kind.folder))
        if re.fullmatch(pattern, folder) and kind.has(name):
            return kind.name
    return ""


def fields(kind: str, remedy: str, library: SchemaLibrary) -> set[str]:
    """Return the keys that a remedy may name: of the record that it is about, and of those that it sends to."""
    named = {other for words, other in _OTHERS.items() if words in remedy} | ({kind} if kind else set())
    return {field.key for each in named for field in library[each].fields()}


def test_every_field_that_a_remedy_names_is_there(library: SchemaLibrary) -> None:
    lost: dict[str, Any] = {}
    for name, path, remedy in remedies():
        known = fields(kind_of(path), remedy, library) | _WORDS_OF_YAML | _IDS | _FOLDERS
        words = set(_WORD.findall(_COMMAND.sub("", remedy))) - known
        if words - {"withdrawn"}:  # every kind that can be taken away has it; a folder is taken away as a whole
            lost[name] = (words, remedy)
    assert lost == {}


def test_every_command_that_a_remedy_names_is_there() -> None:
    named = {match[1] for _, _, remedy in remedies() for match in _COMMAND.finditer(remedy) if match[1]}
    assert {"migrate", "move"} <= named
    assert named <= set(cli.list_commands(click.Context(cli)))


KINDS = sorted(kind.name for kind in kinds.KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_comment_says_can_be_written_where_the_remedy_sends_it(kind: str, library: SchemaLibrary) -> None:
    """Three kinds have a remark's field, ``note``, four ``content``; of the others the request to merge takes it."""
    record = library[kind]
    (finding,) = inspector.inspect("id: x\n# 下周再去\n", "x.yml", frozenset(), record)
    top = record.root["properties"]
    field = next((key for key in ("note", "content") if key in top), "")
    place = f" {field}（{top[field]['title']}）里" if field else "合并请求的说明里"
    assert finding.remedy == f"要留下的话写到{place}，否则删掉。"


def test_the_kind_of_a_path() -> None:
    assert kind_of("city/events/2023-12-18-meeting.yml") == "event-meeting"
    assert kind_of("pingjiang/households/PJ-2H3J/visits/2023-10-12.yml") == "visit"
    assert kind_of("policy/phases.yml") == "policy-phases"
    assert kind_of("pingjiang/unit.yml") == "unit"
    assert kind_of("pingjiang") == ""
