"""The ledger as local rules see it: nobody can walk over households."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

from jiedui.rules import around

RULE = """
from jiedui.rules.context import RuleContext
from jiedui.rules.around import Sight
from jiedui.rules.surroundings import Surroundings

def near(surroundings: Surroundings) -> Sight:
    return surroundings

def look(context: RuleContext) -> None:
    context.ledger.{asked}
"""


def test_a_local_rule_that_walks_over_the_ledger_does_not_pass_the_type_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MYPYPATH", str(Path(around.__file__).parents[2]))
    asked = ["helpers.get('a')", "households.values()", "visits", "events", "helpers.items()", "contacts('a')"]
    files = [tmp_path / f"look_{number}.py" for number in range(len(asked))]
    for file, one in zip(files, asked, strict=True):
        file.write_text(RULE.format(asked=one), "utf-8")
    options = ["--strict", "--follow-imports=silent", "--no-error-summary", f"--cache-dir={tmp_path / 'cache'}"]
    said, trouble, _ = api.run([*options, "--config-file=", *map(str, files)])
    assert not trouble, trouble
    refused = {line.split(":")[0] for line in said.splitlines() if "[attr-defined]" in line}
    assert refused == {str(file) for file in files[1:]}, said
