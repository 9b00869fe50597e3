"""Four readers of the same schemas agree: jsonschema-rs, jsonschema, Ajv and the check-jsonschema command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from jiedui.records.schema import SchemaLibrary

ROOT = Path(__file__).resolve().parents[2]
# Of so many faults one is judged by the command: it asks the library that judges all of them here.
EVERY = 7
Verdicts = dict[str, tuple[str, Any, bool]]


@pytest.fixture(scope="module")
def verdicts(
    library: SchemaLibrary, examples: dict[str, dict[Path, Any]], cases: dict[str, Any], exercises: dict[str, Any]
) -> Verdicts:
    """Every example and mutant: its kind, its data, and what jsonschema-rs (the ledger's judge) says."""
    found: dict[str, tuple[str, Any]] = {}
    for kind, files in examples.items():
        found |= {f"{kind}/{file.stem}": (kind, data) for file, data in files.items()}
    found |= {name: (case.kind, case.data) for name, case in cases.items()}
    for exercise in exercises.values():
        found |= {str(mutant): (mutant.kind, mutant.data) for mutant in exercise.mutants}
    return {name: (kind, data, library[kind].validator.is_valid(data)) for name, (kind, data) in found.items()}


def test_there_is_enough_to_judge(verdicts: Verdicts, cases: dict[str, Any]) -> None:
    assert len(verdicts) > 2000
    assert 500 < sum(verdict for _, _, verdict in verdicts.values()) < len(verdicts) - 500
    # A date in no calendar is well-formed: that is the loader's finding, not the schema's.
    accepted = {name for name in cases if verdicts[name][2]}
    calendar = {name for name, case in cases.items() if {item["rule"] for item in case.expect} == {"date-impossible"}}
    assert accepted == calendar - {"household/month-thirteen"}


def test_the_judge_that_runs_everywhere_agrees(verdicts: Verdicts, library: SchemaLibrary) -> None:
    differing = [
        name
        for name, (kind, data, verdict) in verdicts.items()
        if library[kind].explainer.is_valid(data) is not verdict
    ]
    assert differing == []


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "schemas").glob("*.json")))
def test_schema_is_a_schema(name: str, library: SchemaLibrary) -> None:
    document = library.documents[name]
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid(document)


@pytest.mark.node
def test_ajv_agrees(verdicts: Verdicts, library: SchemaLibrary, node_run: Callable[[str, Any], Any]) -> None:
    payload = {
        "schemas": list(library.documents.values()),
        "cases": [{"schema": f"{kind}.schema.json", "data": data} for kind, data, _ in verdicts.values()],
    }
    answers = node_run("judge.mjs", payload)
    assert len(answers) == len(verdicts)
    differing = [
        name for (name, (_, _, verdict)), answer in zip(verdicts.items(), answers, strict=True) if answer is not verdict
    ]
    assert differing == []


@pytest.mark.parametrize("kind", ["unit", "divisions", "helper", "household", "visit", "bulletin"])
def test_check_jsonschema_agrees(
    kind: str, verdicts: Verdicts, examples: dict[str, dict[Path, Any]], cases: dict[str, Any], tmp_path: Path
) -> None:
    expected: dict[str, bool] = {}
    for file in examples[kind]:
        expected[str(shutil.copy(file, tmp_path / f"valid-{file.name}"))] = True
    for name, case in [*cases.items()][::EVERY]:
        if case.kind == kind:
            file = tmp_path / f"{name.replace('/', '-')}.json"  # its reader of YAML takes seconds for so many
            file.write_text(json.dumps(case.data), "utf-8")
            expected[str(file)] = verdicts[name][2]
    schema = ROOT / "schemas" / f"{kind}.schema.json"
    arguments = ["--schemafile", str(schema), "--base-uri", schema.parent.as_uri() + "/", "--output-format", "json"]
    report = json.loads(CliRunner().invoke(check_jsonschema, [*arguments, *expected]).stdout)
    assert report.get("parse_errors", []) == []
    refused = {error["filename"] for error in report["errors"]}
    assert refused == {file for file, accepted in expected.items() if not accepted}
