"""The two judges of records, and what stands in for the one where it cannot be had."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from jiedui.records import judges
from jiedui.records.judge import judge
from jiedui.records.schema import SchemaLibrary, default_folder

VISIT: dict[str, Any] = {
    "date": "2026-03-05", "by": "YYL-B-7K3Q", "channel": "入户", "reached": True, "counterpart": "本人",
    "entered_on": "2026-03-06",
}  # fmt: skip


@pytest.fixture
def slow_library(monkeypatch: pytest.MonkeyPatch) -> SchemaLibrary:
    """The schemas on a machine without the fast judge."""
    monkeypatch.setattr(judges, "is_fast", lambda: False)
    return SchemaLibrary(default_folder())


def test_without_the_fast_judge_the_other_one_judges(slow_library: SchemaLibrary) -> None:
    visit = slow_library["visit"]
    assert visit.validator is visit.explainer
    assert judge({**VISIT, "reached": "true"}, visit, "x.yml").data == VISIT
    judged = judge({**VISIT, "channel": "散步"}, visit, "x.yml")
    assert [finding.rule.id for finding in judged.findings] == ["schema-choice"]


def test_every_end_of_a_pattern_is_meant_as_json_schema_means_it(library: SchemaLibrary) -> None:
    patterns = {found for document in library.documents.values() for found in patterns_in(document)}
    assert len(patterns) > 30
    for pattern in patterns:
        assert "$" not in pattern.removesuffix("$"), pattern
        assert not {"\\d", "\\w", "\\s", "\\b"}.intersection(pattern[at : at + 2] for at in range(len(pattern))), (
            pattern
        )


def patterns_in(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(patterns_in, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own.union(*map(patterns_in, schema.values()))


def test_what_the_fast_judge_alone_refuses_is_taken(library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def is_valid(self, _instance: object) -> bool:
            return False

    monkeypatch.setitem(vars(library["visit"]), "validator", Refusing())
    assert judge(dict(VISIT), library["visit"], "x.yml").data == VISIT


def test_the_fast_judge_comes_without_what_reads_mails() -> None:
    lines = ("import sys", "from jiedui.records import judges", "print(judges.is_fast(), 'socket' in sys.modules)")
    more = ("from email.utils import parsedate_to_datetime", "print(parsedate_to_datetime.__module__)")
    command = [sys.executable, "-c", "\n".join((*lines, *more))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["True False", "email.utils"]


def test_no_grammar_is_made_of_which_no_schema_speaks() -> None:
    asked = "import sys; from jiedui.records.judges import thorough; thorough({}, {}); print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
