"""What a ledger keeps sealed, found in the clear or closed to its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.records.sealing.conftest import MemoryRing, key
from tests.rules.conftest import AS_OF

from jiedui.check import run
from jiedui.records import writer
from jiedui.records.finding import Severity
from jiedui.records.reader import parse, read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealer import CALLED, sealed
from jiedui.records.sealing.token import Token
from jiedui.rules.change import change_since
from jiedui.rules.report import Report

OWN = "yueyanglou/households/YYL-2A3C/household.yml"


def seal_all(root: Path, library: SchemaLibrary) -> None:
    """Seal what a ledger says of identity and contact, and have it say so."""
    settings = root / "policy" / "ledger.yml"
    settings.write_text(settings.read_text("utf-8") + "sealing: [身份, 联系方式]\n", "utf-8")
    classes = {CALLED["身份"], CALLED["联系方式"]}
    for found in read_ledger(root, library).valid:
        if found.place.kind == "household":
            schema = library["household"]
            (root / found.path).write_text(writer.write(sealed(found.data, schema, classes), schema), "utf-8")


@pytest.fixture
def ring() -> MemoryRing:
    return MemoryRing()


@pytest.fixture
def with_keys(ring: MemoryRing) -> SchemaLibrary:
    return SchemaLibrary(default_folder(), ring)


def told(report: Report) -> list[str]:
    return [f"{finding.rule.id} {finding.path}:{finding.line}" for finding in report.findings]


def test_a_sealed_ledger_is_as_sound_as_it_was(ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary) -> None:
    plain = told(run(ledger, library, AS_OF))
    seal_all(ledger, with_keys)
    assert told(run(ledger, library, AS_OF)) == plain
    assert told(run(ledger, with_keys, AS_OF)) == plain


def test_what_stands_in_the_clear_is_told(ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary) -> None:
    before = (ledger / OWN).read_text("utf-8")
    seal_all(ledger, with_keys)
    text = (ledger / OWN).read_text("utf-8")
    plain = next(line for line in before.split("\n") if "# 联系电话" in line)
    own = next(line for line in text.split("\n") if "# 联系电话" in line)
    (ledger / OWN).write_text(text.replace(own, plain), "utf-8")
    number = text.split("\n").index(own) + 1
    for used in (library, with_keys):
        report = run(ledger, used, AS_OF)
        assert told(report) == [f"sealing-plain {OWN}:{number}"]
        assert "jiedui seal" in report.findings[0].remedy
        assert "1540000" not in str(report.findings)


def test_what_was_moved_is_told_to_who_has_the_key(
    ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary
) -> None:
    seal_all(ledger, with_keys)
    text = (ledger / OWN).read_text("utf-8")
    names = [line for line in text.split("\n") if "# 姓名" in line]
    (ledger / OWN).write_text(text.replace(names[0], "\0").replace(names[1], names[0]).replace("\0", names[1]), "utf-8")
    assert told(run(ledger, library, AS_OF)) == []
    assert {line.partition(" ")[0] for line in told(run(ledger, with_keys, AS_OF))} == {"sealed-closed"}
    assert len(run(ledger, with_keys, AS_OF).findings) == 2


def test_another_key_opens_nothing_and_that_is_told(ledger: Path, with_keys: SchemaLibrary, ring: MemoryRing) -> None:
    seal_all(ledger, with_keys)
    ring.held["YYL-2A3C"] = [key("other")]
    assert {line.partition(":")[0] for line in told(run(ledger, with_keys, AS_OF))} == {f"sealed-closed {OWN}"}


def test_one_person_in_two_households_is_found_without_a_key(
    ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary
) -> None:
    other = "yueyanglou/households/YYL-4D5E/household.yml"
    number = next(line for line in (ledger / OWN).read_text("utf-8").split("\n") if "# 残疾人证号" in line)
    text = (ledger / other).read_text("utf-8")
    his = next(line for line in text.split("\n") if "# 残疾人证号" in line)
    (ledger / other).write_text(text.replace(his, number), "utf-8")
    plain = [line for line in told(run(ledger, library, AS_OF)) if line.startswith("duplicate-certificate")]
    seal_all(ledger, with_keys)
    assert len(plain) == 1
    for used in (library, with_keys):
        assert [line for line in told(run(ledger, used, AS_OF)) if line.startswith("duplicate-")] == plain


def test_sealing_takes_nothing_away_for_those_without_a_key(
    ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary, committed: str, ring: MemoryRing
) -> None:
    def brought(used: SchemaLibrary) -> list[str]:
        report = run(ledger, used, AS_OF, change=change_since(ledger, committed, used))
        return [finding.rule.id for finding in report.findings if finding.severity is Severity.ERROR]

    seal_all(ledger, with_keys)
    assert [brought(library), brought(with_keys)] == [[], []]
    before = (ledger / OWN).read_text("utf-8")
    ring.held["YYL-2A3C"].insert(0, key("new"))
    schema = with_keys["household"]
    data = parse(before, OWN, schema).data
    assert data is not None
    (ledger / OWN).write_text(writer.write(sealed(data, schema, CALLED.values(), again=True), schema), "utf-8")
    assert (ledger / OWN).read_text("utf-8") != before
    assert [brought(library), brought(with_keys)] == [[], []]


def test_a_part_of_a_household_is_not_erased(ledger: Path, with_keys: SchemaLibrary, library: SchemaLibrary) -> None:
    seal_all(ledger, with_keys)
    lines = (ledger / OWN).read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines) if "# 姓名" in line)
    gone = re.sub(r"密封1\S*", str(Token.erased(())), lines[number])
    (ledger / OWN).write_text("\n".join([*lines[:number], gone, *lines[number + 1 :]]), "utf-8")
    for used in (library, with_keys):
        report = run(ledger, used, AS_OF)
        assert told(report) == [f"sealed-closed {OWN}:{number + 1}"]
        assert "清除的是整户" in report.findings[0].remedy
