"""Freezing in a real repository: what is written, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.records import writer
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin import freeze, verify
from jiedui.reports.bulletin.computation import COMPUTATION
from jiedui.reports.former_ledger import UnreadableThenError
from jiedui.reports.quarterly import QuarterOpenError, QuarterOutsideError
from jiedui.review.git import GitUnavailableError

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def test_the_file_names_its_commit_and_tree_and_is_its_recomputation(office: Any, after: date) -> None:
    head = office.git(office.folder, "rev-parse", "HEAD")
    tree = office.git(office.folder, "rev-parse", "HEAD:records")
    file = office.freeze(Q3, after)
    assert file == office.root / "city" / "bulletins" / "2026Q3.yml"
    record = office.stored(Q3)
    assert (record["commit"], record["tree"], record["computation"]) == (head, tree, COMPUTATION)
    again = writer.write(verify.recompute(office.root, record, office.library), office.library["bulletin"])
    assert file.read_bytes() == again.encode("utf-8")


def test_an_edit_of_a_closed_quarter_leaves_the_frozen_file_and_corrects_the_next(office: Any, after: date) -> None:
    first = office.freeze(Q2, after)
    bytes_then = first.read_bytes()
    del office.world.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    (office.root / "yueyanglou/households/YYL-2222/visits/2026-05-10.yml").unlink()
    office.commit("删去误登的联系")
    assert office.findings() == []
    second = office.freeze(Q3, after)
    assert first.read_bytes() == bytes_then
    assert office.findings() == []
    assert "2026年第二季度，岳阳楼区残联 YYL-2222 户：原为“已完成”，更正为“逾期”（台账改过）。" in second.read_text(
        "utf-8"
    )


def test_a_quarter_is_frozen_once(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    before = file.read_bytes()
    with pytest.raises(freeze.FrozenAlreadyError):
        freeze.store(office.root, office.library, Q3, after)
    assert file.read_bytes() == before


def test_a_quarter_is_frozen_from_the_day_after_its_last(office: Any) -> None:
    with pytest.raises(QuarterOpenError):
        freeze.store(office.root, office.library, Q3, date(2026, 9, 30))
    assert not (office.root / "city" / "bulletins").exists()
    assert freeze.store(office.root, office.library, Q3, date(2026, 10, 1)).exists()


@pytest.mark.parametrize("quarter", [Quarter(2023, 2), Quarter(2029, 1)])
def test_a_quarter_outside_the_programme_is_none_even_where_it_is_not_over(office: Any, quarter: Quarter) -> None:
    with pytest.raises(QuarterOutsideError, match=str(quarter)):
        freeze.store(office.root, office.library, quarter, date(2026, 10, 1))


def test_a_bulletin_that_nobody_can_read_is_there_all_the_same(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    file.write_text("id: [\n", encoding="utf-8")
    with pytest.raises(freeze.FrozenAlreadyError, match="2026Q3"):
        freeze.store(office.root, office.library, Q3, after)


def test_the_computation_and_the_records_are_told_apart_by_the_records_of_then(office: Any, after: date) -> None:
    """2026Q2 as the first computation had it: a roster of 9 in the city, of which the same records make 3 now."""
    first = freeze.store(office.root, office.library, Q2, after)
    text = first.read_text("utf-8").replace(f"computation: {COMPUTATION}", "computation: 1")
    first.write_text(text.replace("  roster: 3  #", "  roster: 9  #", 1), encoding="utf-8")
    office.world.bulletin(office.stored(Q2))
    del office.world.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    (office.root / "yueyanglou/households/YYL-2222/visits/2026-05-10.yml").unlink()
    office.commit("删去误登的联系")
    office.freeze(Q3, after)
    reasons = {
        item.get("figure") or item.get("household"): item["reasons"]
        for item in office.stored(Q3)["corrections"]
        if item["kind"] in ("户", "指标") and item.get("unit", "yueyanglou") == "yueyanglou"
    }
    assert reasons == {
        "roster": ["算法"], "met": ["台账"], "overdue": ["台账"], "list_contact": ["台账"], "YYL-2222": ["台账"],
    }  # fmt: skip
    # What was told of the first computation is verified without its software, and without the records of then.
    assert office.findings() == []
    assert verify.verify(office.root, "city/bulletins/2026Q3.yml", office.stored(Q3), office.library).is_good


def test_what_is_not_committed_cannot_be_frozen(office: Any, after: date) -> None:
    (office.root / "stray.yml").write_text("x", encoding="utf-8")
    with pytest.raises(freeze.UnsavedError):
        freeze.store(office.root, office.library, Q3, after)


def test_a_ledger_outside_git_cannot_be_frozen(
    quarter_world: Any, library: SchemaLibrary, tmp_path: Path, after: date
) -> None:
    quarter_world.write(tmp_path, library)
    with pytest.raises(GitUnavailableError):
        freeze.store(tmp_path, library, Q3, after)


def test_a_commit_of_a_branch_alone_is_refused_until_it_is_merged(office: Any, after: date) -> None:
    office.git(office.folder, "switch", "-q", "-c", "draft")
    freeze.store(office.root, office.library, Q3, after).unlink()  # nothing is new yet: main has the commit, too
    (office.root / "city" / "bulletins").rmdir()
    office.commit("草稿")
    with pytest.raises(freeze.OffMainLineError, match=r"^main$"):
        freeze.store(office.root, office.library, Q3, after)
    assert not (office.root / "city" / "bulletins").exists()
    office.git(office.folder, "branch", "-f", "main", "draft")
    assert freeze.store(office.root, office.library, Q3, after).exists()


def test_where_no_main_line_can_be_told_nothing_is_frozen(office: Any, after: date) -> None:
    office.git(office.folder, "branch", "-m", "main", "one")
    office.git(office.folder, "branch", "two")
    with pytest.raises(freeze.OffMainLineError, match=r"^$"):
        freeze.store(office.root, office.library, Q3, after)


def test_an_unreadable_record_is_named(office: Any, after: date) -> None:
    (office.root / "yueyanglou" / "unit.yml").write_text("id: 1\n", encoding="utf-8")
    office.git(office.folder, "commit", "-qam", "坏")
    with pytest.raises(UnreadableThenError, match=r"^yueyanglou/unit\.yml$"):
        freeze.store(office.root, office.library, Q3, after)


def test_a_ledger_without_the_citys_federation_has_no_place_for_bulletins(office: Any) -> None:
    ledger = office.world.ledger()
    assert freeze.city_of(ledger) == "city"
    del ledger.units["city"]
    with pytest.raises(UnreadableThenError, match=r"^unit\.yml$"):
        freeze.city_of(ledger)
