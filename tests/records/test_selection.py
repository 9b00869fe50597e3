"""Which part of the ledger do the paths on the command line name?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiedui.records.selection import select

VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The small ledger of ``tests/rules/base``."""
    root = tmp_path / "records"
    shutil.copytree(Path(__file__).resolve().parents[1] / "rules" / "base", root)
    return root


def test_nothing_is_everything(ledger: Path) -> None:
    assert select(ledger, []) is None


def test_ledger_itself_is_everything(ledger: Path) -> None:
    chosen = select(ledger, [ledger])
    assert chosen is not None
    assert "divisions.yml" in chosen
    assert VISIT in chosen


def test_folder_is_all_below_it_and_no_neighbour(ledger: Path) -> None:
    (ledger / "pingjiang2").mkdir()
    chosen = select(ledger, [ledger / "pingjiang"])
    assert chosen is not None
    assert "pingjiang" in chosen
    assert "pingjiang/unit.yml" in chosen
    assert "pingjiang/not-yet-there.yml" in chosen
    assert "pingjiang2/unit.yml" not in chosen
    assert "city/unit.yml" not in chosen


def test_ways_of_writing_a_path(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ledger / "city")
    for path in ("unit.yml", "./unit.yml", "../city/unit.yml", str(ledger / "city" / "unit.yml")):
        chosen = select(Path(".."), [Path(path)])
        assert chosen is not None
        assert "city/unit.yml" in chosen
        assert "city/helpers/YY-B-2A3C.yml" not in chosen


def test_link_stands_for_itself(ledger: Path) -> None:
    for name, target in (("out.yml", "/etc/hostname"), ("loop.yml", "loop.yml"), ("gone.yml", "nothing")):
        link = ledger / "city" / name
        link.symlink_to(target)
        chosen = select(ledger, [link])
        assert chosen is not None
        assert f"city/{name}" in chosen


@pytest.mark.parametrize("path", ["nothing.yml", "..", "../outside.yml", "city/unit.yml/x", "loop/x"])
def test_path_outside_is_refused(ledger: Path, path: str) -> None:
    (ledger.parent / "outside.yml").touch()
    (ledger / "loop").symlink_to("loop")
    with pytest.raises(ValueError, match=str(path)):
        select(ledger, [ledger / path])
