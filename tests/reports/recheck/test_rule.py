"""A change that brings a sample is held to it; what was there before was held to it when it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.reports.recheck.conftest import CommitOn

from jiedui.check import run
from jiedui.model.time import Quarter
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.recheck.store import Drawing, store
from jiedui.rules.change import change_since

RULES = ("recheck-drawn", "recheck-unverified")
Told = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def told(root: Path, library: SchemaLibrary) -> Told:
    """What is said of the sample in a change since a revision."""

    def check(revision: str) -> list[tuple[str, str]]:
        found = run(root, library, date(2026, 11, 23), change=change_since(root, revision, library)).findings
        return [(finding.rule.id, finding.message) for finding in found if finding.rule.id in RULES]

    return check


@pytest.fixture
def drawn(root: Path, commit_on: CommitOn, library: SchemaLibrary) -> Path:
    """The file of a sample that is not committed yet."""
    commit_on("2026-09-30T20:00:00+08:00")
    return root / store(root, library, Drawing(Quarter(2026, 3), 5, date(2026, 10, 8), "city")).path


def test_a_sample_as_it_was_drawn_is_right(drawn: Path, told: Told) -> None:
    assert drawn.exists()
    assert told("HEAD") == []


def test_a_household_that_was_taken_out_is_told(drawn: Path, told: Told) -> None:
    drawn.write_text(drawn.read_text("utf-8").replace("  - household: PJ-3333  # 户编号\n", ""), "utf-8")
    assert told("HEAD") == [("recheck-drawn", "少了抽到的户 PJ-3333。")]


def test_answers_do_not_have_it_drawn_again_later_edits_do(
    drawn: Path, told: Told, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    drawn.write_text(drawn.read_text("utf-8").replace("PJ-3333", "PJ-2222"), "utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-08T08:00:00+08:00")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "抽查")
    assert told("HEAD") == []
    text = drawn.read_text("utf-8")
    answer = '    date: "2026-10-12"\n    by: YYS-B-2222\n    channel: 电话\n    result: 属实\n'
    drawn.write_text(text + answer, "utf-8")
    assert told("HEAD") == []
    drawn.write_text(text.replace("percent: 5 ", "percent: 6 "), "utf-8")
    assert told("HEAD") == [("recheck-drawn", "少了抽到的户 PJ-3333。")]


def test_without_the_history_it_is_a_warning(drawn: Path, told: Told) -> None:
    drawn.write_text(drawn.read_text("utf-8").replace("2026Q3", "2024Q1"), "utf-8")
    assert told("HEAD") == [("recheck-unverified", "查不到季度结束时的台账，没有核对。")]


def test_without_a_change_nothing_is_drawn_again(root: Path, drawn: Path, library: SchemaLibrary) -> None:
    drawn.write_text(drawn.read_text("utf-8").replace("PJ-3333", "PJ-2222"), "utf-8")
    found = run(root, library, date(2026, 11, 23)).findings
    assert [finding.rule.id for finding in found if finding.rule.id in RULES] == []
