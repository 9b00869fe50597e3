"""A sample is drawn from the last commit of the quarter, and drawn again where somebody doubts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.reports.recheck.conftest import CommitOn

from jiedui.model.time import Quarter
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.recheck import stated
from jiedui.reports.recheck.draw import Drawn, draw, redraw, tree_at_end
from jiedui.review.git import GitUnavailableError, HistoryCutError

Q3 = Quarter(2026, 3)


def record(drawn: Drawn, **more: Any) -> dict[str, Any]:
    return {
        "date": "2026-10-08",
        "quarter": "2026Q3",
        "tree": drawn.tree,
        "percent": 5,
        "households": [{"household": each} for each in drawn.households],
        **more,
    }


def test_the_quarter_ends_at_midnight_in_beijing(root: Path, commit_on: CommitOn, quarter_world: Any) -> None:
    last = commit_on("2026-09-30T23:59:59+08:00")
    quarter_world.visit("PJ-2222", "PJ-B-2222", "2026-09-29", "pingjiang")
    later = commit_on("2026-10-01T00:00:00+08:00")
    assert last != later
    assert tree_at_end(root, Q3) == last


def test_what_was_recorded_later_is_not_drawn_from(
    root: Path, commit_on: CommitOn, quarter_world: Any, library: SchemaLibrary
) -> None:
    tree = commit_on("2026-09-30T20:00:00+08:00")
    quarter_world.visit("PJ-2222", "PJ-B-2222", "2026-09-29", "pingjiang")
    commit_on("2026-10-02T08:00:00+08:00")
    assert draw(root, library, Q3, 100) == Drawn(tree, ("PJ-3333", "YYL-2222"))


def test_a_ledger_that_began_later_has_no_tree_of_the_quarter(root: Path, commit_on: CommitOn) -> None:
    commit_on("2026-10-02T08:00:00+08:00")
    with pytest.raises(GitUnavailableError):
        tree_at_end(root, Q3)


def test_a_clone_without_the_history_says_so(
    root: Path, commit_on: CommitOn, git: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit_on("2026-09-30T20:00:00+08:00")
    commit_on("2026-10-02T08:00:00+08:00")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", root.parent.as_uri(), "x")
    with pytest.raises(HistoryCutError):
        tree_at_end(clone / "x" / "records", Q3)


def test_a_sample_as_it_was_drawn_is_the_same_whatever_was_answered(
    root: Path, commit_on: CommitOn, library: SchemaLibrary
) -> None:
    commit_on("2026-09-30T20:00:00+08:00")
    data = record(draw(root, library, Q3, 5))
    before = stated(data)
    data["households"][0] |= {"date": "2026-10-12", "by": "YYS-B-2222", "channel": "电话", "result": "属实"}
    assert stated(data) == before
    assert redraw(root, library, data).text == "和按当时台账抽的一样。"


def test_what_was_changed_in_a_sample_is_told(root: Path, commit_on: CommitOn, library: SchemaLibrary) -> None:
    commit_on("2026-09-30T20:00:00+08:00")
    drawn = draw(root, library, Q3, 5)
    others = [{"household": "PJ-2222"}, {"household": "YYL-2222"}]
    assert redraw(root, library, record(drawn, households=others)).differs == "少了抽到的户 PJ-3333。"
    more = [*record(drawn)["households"], {"household": "PJ-2222"}]
    assert redraw(root, library, record(drawn, households=more)).differs == "多了没有抽到的户 PJ-2222。"
    assert redraw(root, library, record(drawn, tree="0" * 40)).differs == "tree（台账目录）不是季度结束时的。"
    assert redraw(root, library, record(drawn, quarter="2029Q1")).differs == "这个季度不在方案期内。"


def test_what_hinders_drawing_again_is_told(root: Path, commit_on: CommitOn, library: SchemaLibrary) -> None:
    commit_on("2026-09-30T20:00:00+08:00")
    drawn = draw(root, library, Q3, 5)
    found = redraw(root, library, record(drawn, quarter="2023Q3"))
    assert (found.differs, found.hindrance) == ("", "查不到季度结束时的台账，没有核对。")


def test_records_that_could_not_be_read_then_are_told(
    root: Path, commit_on: CommitOn, library: SchemaLibrary, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_on("2026-09-29T20:00:00+08:00")
    drawn = draw(root, library, Q3, 5)
    (root / "yueyanglou" / "unit.yml").write_text("id: [", "utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-09-30T20:00:00+08:00")
    git(root.parent, "commit", "-qam", "x")
    assert redraw(root, library, record(drawn)).hindrance == "季度结束时的台账，现在的软件读不懂，没有核对。"
