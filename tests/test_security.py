"""The threat model names tests that are there, and audiences that there are."""

from __future__ import annotations

import re
from pathlib import Path

from jiedui.model.audience import AudienceKind


def rows(repo_root: Path, heading: str) -> list[list[str]]:
    """Return the rows of the table below a heading, without its head."""
    text = (repo_root / "SECURITY.md").read_text("utf-8").partition(f"## {heading}\n")[2]
    lines = text.partition("\n## ")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]


def test_every_threat_says_what_prevents_it_which_test_holds_that_and_what_is_left(repo_root: Path) -> None:
    found = rows(repo_root, "Threats")
    assert len(found) >= 15
    for row in found:
        assert len(row) == 5
        assert all(row), row[:2]
        named = re.findall("`(tests/[^`]+)`", row[3])
        assert named, row[:2]
        assert [name for name in named if not (repo_root / name).is_file()] == []


def test_every_audience_is_told_what_it_sees(repo_root: Path) -> None:
    told = [row[0].strip("`").partition(":")[0] for row in rows(repo_root, "What is protected, and how it is told")]
    assert told == [str(kind) for kind in AudienceKind]


def test_every_command_that_is_named_is_one(repo_root: Path) -> None:
    from click import Context, Group

    from jiedui.cli.verbs import cli

    assert isinstance(cli, Group)
    named = set(re.findall("`jiedui ([a-z]+)", (repo_root / "SECURITY.md").read_text("utf-8")))
    assert {"seal", "erase", "rekey", "scan", "review"} <= named
    assert named <= set(cli.list_commands(Context(cli)))
