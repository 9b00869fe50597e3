"""What of a ledger a review of a change is given: a part of it, by which it says what it says by all of it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.rules.conftest import Patcher
from tests.rules.edits import HOUSEHOLDS, VISITS, Edits

from jiedui import check
from jiedui.records.memo import FOLDER
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.reports.review.summary import reviewed
from jiedui.reports.review.text import text
from jiedui.review.git import GitUnavailableError
from jiedui.rules.change import LedgerChange, change_since
from jiedui.rules.report import Report

AS_OF = date(2026, 11, 23)
_PAIRINGS = re.compile(r"\npairings:.*\n(?:[ -].*\n)*")
Judge = Callable[[date], tuple[Report, LedgerChange]]


@pytest.fixture
def ledger(shipped_root: Path, tmp_path: Path) -> Path:
    """A ledger of more than one federation, each with households."""
    shutil.copytree(shipped_root, tmp_path / "records")
    return tmp_path / "records"


@pytest.fixture
def judged(ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Judge:
    """Judge what differs from the last commit."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o700)

    def judge(as_of: date = AS_OF) -> tuple[Report, LedgerChange]:
        change = change_since(ledger, "HEAD", library)
        return check.run(ledger, library, as_of, change=change, keeps=True, reads=True), change

    return judge


@pytest.fixture
def home(ledger: Path, git: Callable[..., str]) -> Path:
    """A household of a ledger that is committed."""
    git("add", "--all")
    git("commit", "--quiet", "--message=一")
    return sorted(ledger.glob("yueyanglou/households/*/household.yml"))[0]


def _households(records: Records | None) -> set[str]:
    return {record.place.stem for record in records.of_kind("household")} if records else set()


def test_it_is_everybody_whose_figures_are_summed_up_with_those_of_whom_a_change_touches(
    home: Path, judged: Judge, git: Callable[..., str]
) -> None:
    listed = sorted(home.parents[1].glob("*/household.yml"))[1]
    listed.write_text(_PAIRINGS.sub("\n", listed.read_text("utf-8")), "utf-8")
    git("commit", "--quiet", "--all", "--message=二")
    _put(home, "village: ", "village: 新")
    report, _ = judged(AS_OF)
    asked, whole = _households(report.part), report.ledger
    assert whole
    helped = (home.id for each in whole.helpers_of("yueyanglou") for home in whole.households_of(each.id))
    homes = {home.id for home in whole.of_unit("yueyanglou")}.union(helped)
    assert homes <= asked < whole.households.keys()
    assert listed.parent.name in homes
    assert not whole.households[listed.parent.name].pairings


def test_of_all_others_nothing_is_read(home: Path, judged: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.rules.reading.MANY", sys.maxsize)  # by this process alone
    judged(AS_OF)
    _put(home, "village: ", "village: 新")
    read, paths = check.read, list[str]()

    def reading(root: Any, place: Place, library: SchemaLibrary) -> Any:
        paths.append(place.path)
        return read(root, place, library)

    monkeypatch.setattr(check, "read", reading)
    report, _ = judged(AS_OF)
    asked = report.part
    assert asked
    assert {*paths} <= {record.path for record in asked.valid}
    paths.clear()
    assert report.records
    others = {record.path for record in report.records.valid} - {record.path for record in asked.valid}
    assert {*paths} == others, "what was read for the part is there for all"


def _helper(home: Path) -> None:
    _put(sorted(home.parents[2].glob("helpers/*.yml"))[0], "name: ", "name: 又")


def _policy(home: Path) -> None:
    _put(home.parents[3] / "policy" / "ledger.yml", "name: ", "name: 又")


def _withdrawn(home: Path) -> None:
    home.write_text(f"{home.read_text('utf-8')}withdrawn:\n  on: 2026-09-01\n  reason: 登记重复\n", "utf-8")


def _moved(home: Path) -> None:
    home.parent.rename(home.parents[3] / "pingjiang" / "households" / home.parent.name)


def _doubled(home: Path) -> None:
    shutil.copytree(home.parent, home.parents[3] / "pingjiang" / "households" / home.parent.name)


def _strange(home: Path) -> None:
    home.with_name("x.txt").touch()


def _broken(home: Path) -> None:
    home.write_text("?", "utf-8")


def _put(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("edit", [_helper, _policy, _withdrawn, _moved, _doubled, _strange, _broken])
def test_it_is_everybody_where_a_change_is_of_more_than_a_few_households(
    home: Path, judged: Judge, edit: Callable[[Path], None]
) -> None:
    edit(home)
    report, _ = judged(AS_OF)
    assert _households(report.part) == _households(report.records) != set()


def test_it_is_nobody_where_only_what_lies_beside_the_ledger_is_changed(home: Path, judged: Judge) -> None:
    (home.parents[4] / "README.md").touch()
    report, _ = judged(AS_OF)
    assert _households(report.part) == set()


class _Edits(Edits):
    """Edits of households and their contacts alone."""

    def edit(self) -> None:
        kinds = [self._code, self._slip, self._mend, self._letter, self._digit, self._remove, self._copy, self._name]
        with suppress(Exception):
            self._dice.choice([*kinds, self._code, self._digit, self._moved, self._shared, self._withdrawn])()

    def _file(self, *patterns: str) -> Path:
        return super()._file(*({*patterns} & {HOUSEHOLDS, VISITS} or (HOUSEHOLDS, VISITS)))


@pytest.fixture
def played(
    patcher: Patcher, git: Callable[..., str], judged: Judge, library: SchemaLibrary
) -> Callable[[type[Edits], int, int], list[bool]]:
    """Play a sequence of edits, each of a few committed alone; return of which a part was enough."""

    def play(kind: type[Edits], seed: int, steps: int) -> list[bool]:
        edits, dice, less = kind(patcher, git, seed), Random(seed), []
        for _ in range(steps):
            for _ in range(dice.choice((1, 1, 2, 4))):
                edits.edit()
            with suppress(GitUnavailableError):
                report, change = judged(edits.day)
                if report.part and report.records:
                    said = [[*text(reviewed(some, change, library, edits.day), whole=True)] for some in _both(report)]
                    assert said[0] == said[1]
                    less.append(len(report.part.valid) < len(report.records.valid))
            edits._commit()
        return less

    return play


def _both(report: Report) -> tuple[Any, Any]:
    return report.part, report.records


def test_a_review_says_the_same_by_a_part_of_the_ledger(played: Callable[[type[Edits], int, int], list[bool]]) -> None:
    less = played(_Edits, 1, 6)
    assert any(less)


@pytest.mark.soak
@pytest.mark.parametrize("kind", [_Edits, Edits])
@pytest.mark.parametrize("seed", range(100))
def test_a_review_says_the_same_by_a_part_of_the_ledger_whatever_is_edited(
    played: Callable[[type[Edits], int, int], list[bool]], kind: type[Edits], seed: int
) -> None:
    played(kind, seed, 8)
