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
from jiedui.reports.bulletin.content import QuarterOutsideError
from jiedui.reports.bulletin.history import UnreadableThenError
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
    assert "2026年第2季度，岳阳楼区残联 YYL-2222 户：原为“已完成”，更正为“逾期”。" in second.read_text("utf-8")


def test_a_quarter_is_frozen_once(office: Any, after: date) -> None:
    file = office.freeze(Q3, after)
    before = file.read_bytes()
    with pytest.raises(freeze.FrozenAlreadyError):
        freeze.store(office.root, office.library, Q3, after)
    assert file.read_bytes() == before


def test_a_quarter_is_frozen_from_the_day_after_its_last(office: Any) -> None:
    with pytest.raises(freeze.QuarterOpenError):
        freeze.store(office.root, office.library, Q3, date(2026, 9, 30))
    assert not (office.root / "city" / "bulletins").exists()
    assert freeze.store(office.root, office.library, Q3, date(2026, 10, 1)).exists()


@pytest.mark.parametrize("quarter", [Quarter(2023, 2), Quarter(2029, 1)])
def test_a_quarter_outside_the_programme_is_none_even_where_it_is_not_over(
    quarter_world: Any, quarter: Quarter
) -> None:
    with pytest.raises(QuarterOutsideError, match=str(quarter)) as refused:
        freeze.freeze(quarter_world.ledger(), quarter, "0" * 40, date(2026, 10, 1))
    assert (refused.value.quarters[0], refused.value.quarters[-1]) == (Quarter(2023, 3), Quarter(2028, 4))


def test_a_bulletin_of_records_outside_git_names_no_tree(quarter_world: Any, after: date) -> None:
    record = freeze.freeze(quarter_world.ledger(), Q3, "0" * 40, after)
    assert (record["id"], record["commit"], "tree" in record) == ("2026Q3", "0" * 40, False)


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
