"""Examples of records, good and bad: every file in ``valid/`` and ``invalid/`` is picked up by itself.

``valid/<kind>/<name>.yml`` is a record in canonical form. The policy kinds are exercised by ``records/policy`` itself;
their files in ``valid/`` only add what the policy does not use today.

``invalid/<kind>/<name>.yml`` is a valid record with something done to it, and what must be found then, no more and no
less::

    # 为什么（可以不写）
    base: full                          # the valid example of the same kind, or the policy file
    remove: [members.1.name]            # places, as keys and indices with dots between
    set: {members.0.birth: 1968-13-40}  # places and their new text (quotes make no difference)
    expect:
      - rule: schema-required           # the id of the rule
        at: members.1                   # the place that the finding points at; "" for the record as a whole
        missing: name                   # the key that is missing there, if that is the fault
        message: 少了必填项 name（姓名）  # a part of the Chinese message
        remedy: 补上这一行               # a part of how to mend it (may be left out)
        suggestion: ""                  # the suggested value (left out: there must be none)

No finding may repeat a certificate or phone number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records import reader, writer
from jiedui.records.finding import Finding
from jiedui.records.kinds import POLICY
from jiedui.records.schema import SchemaLibrary

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*/*.yml"))
INVALID = sorted((HERE / "invalid").glob("*/*.yml"))


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", VALID, ids=name)
def test_valid_example_is_accepted_and_canonical(file: Path, library: SchemaLibrary) -> None:
    text = file.read_text("utf-8")
    judged = reader.parse(text, file.name, library[file.parent.name])
    assert judged.findings == ()
    assert judged.data is not None
    assert writer.write(judged.data, library[file.parent.name]) == text


@pytest.mark.parametrize("stem", POLICY)
def test_policy_file_is_accepted(stem: str, policy_root: Path, library: SchemaLibrary) -> None:
    file = policy_root / "policy" / f"{stem}.yml"
    judged = reader.parse(file.read_text("utf-8"), file.name, library[f"policy-{stem}"])
    assert judged.findings == ()
    assert judged.data


def test_each_kind_has_a_minimal_and_a_full_example(library: SchemaLibrary) -> None:
    kinds = {record.kind for record in library if not record.kind.startswith("policy-")}
    assert {name(file) for file in VALID} >= {f"{kind}/{size}" for kind in kinds for size in ("minimal", "full")}


def test_minimal_examples_have_the_required_fields_alone(
    library: SchemaLibrary, examples: dict[str, dict[Path, Any]]
) -> None:
    for kind in (record.kind for record in library if not record.kind.startswith("policy-")):
        minimal = next(data for file, data in examples.get(kind, {}).items() if file.stem == "minimal")
        assert list(minimal) == library[kind].root["required"], kind
    assert len(library["visit"].root["required"]) <= 8, "R-032: a visit asks for eight fields at most"


@pytest.mark.parametrize("file", INVALID, ids=name)
def test_invalid_example_is_explained(file: Path, patched: Callable[[Path], Any], library: SchemaLibrary) -> None:
    case = patched(file)
    judged = reader.parse(case.text, "record.yml", library[case.kind])
    findings = judged.findings
    assert judged.data is None
    assert len(findings) == len(case.expect), findings
    for expected in case.expect:
        wanted = (expected["rule"], expected["at"], expected.get("missing", ""))
        (finding,) = [finding for finding in findings if wanted == place_of(finding)]
        assert expected["message"] in finding.message
        assert expected.get("remedy", "") in finding.remedy
        assert finding.suggestion == expected.get("suggestion", "")
        assert_is_presentable(finding, case.text)


def place_of(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.id, ".".join(map(str, finding.pointer)), finding.missing


def assert_is_presentable(finding: Finding, text: str) -> None:
    said = f"{finding.message}{finding.remedy}{finding.suggestion}"
    assert re.search(r"[\u4e00-\u9fff]", finding.message)
    assert re.search(r"[\u4e00-\u9fff]", finding.remedy)
    # The examples of a phone in the descriptions are fictional; the record's own numbers must not come back.
    numbers = re.findall(r"[0-9][0-9 -]{5,}[0-9X]", text)
    assert not [number for number in numbers if len(re.sub(r"\D", "", number)) > 8 and number in said]
    line = text.split("\n")[finding.line - 1]
    keys = [part for part in finding.pointer if isinstance(part, str)]
    assert not keys or finding.missing or isinstance(finding.pointer[-1], int) or f"{keys[-1]}" in line
