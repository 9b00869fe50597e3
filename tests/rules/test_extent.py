"""What of a ledger a review of a change is given: a part of it, by which it says what it says by all of it."""

from __future__ import annotations

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
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place, placed
from jiedui.reports.review.summary import reviewed
from jiedui.reports.review.text import text
from jiedui.review.git import GitUnavailableError
from jiedui.rules.change import LedgerChange, change_since
from jiedui.rules.extent import extent
from jiedui.rules.former import Former
from jiedui.rules.report import Report
from jiedui.rules.summaries import Summaries
from jiedui.rules.summary import FOREVER, ContactElsewhere, HelperSummary, HouseholdSummary, SummedSpell

AS_OF = date(2026, 11, 23)
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


# The households of a small world by their federation, with who is paired with each; some are listed alone.
HOMES = {
    "AA-2222": ["AA-B-2222"],
    "AA-3333": [],
    "BB-2222": ["BB-B-2222"],
    "BB-3333": ["AA-B-3333"],
    "CC-2222": ["CC-B-2222"],
    "CC-3333": [],
}
HELPERS = ("AA-B-2222", "AA-B-3333", "BB-B-2222", "CC-B-2222")


def _home(code: str, **more: Any) -> HouseholdSummary:
    pairings = tuple(SummedSpell(helper, "2024-01-01", FOREVER) for helper in HOMES[code])
    said = {"orphans": (0, ""), "elsewhere": (), "contacts_after": (), "numbers": (), "pairings": pairings}
    return HouseholdSummary(code[:2].lower(), code, written=True, counts=True, **{**said, **more})


def _known(*instead: HouseholdSummary) -> Summaries:
    """Return the summaries of the small world, where some households are summed up otherwise, or are there twice."""
    homes = [_home(code) for code in HOMES if code not in {item.id for item in instead}]
    staff = [HelperSummary(helper[:2].lower(), helper, counts=True) for helper in HELPERS]
    return Summaries([*homes, *instead], staff)


def _change(*paths: str, **more: Any) -> LedgerChange:
    return LedgerChange(**{"commit": "c", "tree": "t", "paths": frozenset(paths), "added": frozenset(), **more})


def _path(code: str, file: str = "household.yml") -> str:
    return f"{code[:2].lower()}/households/{code}/{file}"


def _former(path: str, **data: Any) -> Former:
    place = placed(path)
    assert place
    return Former(place, data)


def test_it_is_who_lives_where_a_change_touches_somebody_and_who_is_helped_from_there() -> None:
    assert extent(_change(_path("AA-2222")), _known()) == {"AA-2222", "AA-3333", "BB-3333"}
    assert extent(_change(_path("CC-3333", "visits/2026-03-05.yml")), _known()) == {"CC-2222", "CC-3333"}


def test_it_reaches_where_those_work_who_are_or_were_paired() -> None:
    everybody_of_both = {"AA-2222", "AA-3333", "BB-2222", "BB-3333"}
    assert extent(_change(_path("BB-3333")), _known()) == everybody_of_both
    before = (_former(_path("AA-2222"), pairings=[{"helper": "CC-B-2222"}]),)
    everybody_but_one = HOMES.keys() - {"BB-2222"}
    assert extent(_change(_path("AA-2222"), before=before), _known()) == everybody_but_one
    both = tuple(SummedSpell(helper, "2024-01-01", FOREVER) for helper in ("AA-B-2222", "CC-B-2222"))
    assert extent(_change(_path("AA-2222")), _known(_home("AA-3333", pairings=both))) == everybody_but_one
    listed = _home("BB-3333", pairings=())
    before = (_former(_path("BB-3333"), pairings=[{"helper": "AA-B-3333"}]),)
    assert extent(_change(_path("BB-3333"), before=before), _known(listed)) == everybody_of_both


@pytest.mark.parametrize("touched", ["AA-2222", "CC-2222"])
def test_it_reaches_whom_a_household_goes_on_and_who_goes_on_it(touched: str) -> None:
    known = _known(_home("CC-2222", moved_from="AA-2222"))
    assert extent(_change(_path(touched)), known) == HOMES.keys() - {"BB-2222"}


def test_with_everybody_goes_whom_he_goes_on_and_nobody_else_of_there() -> None:
    known = _known(_home("CC-2222", moved_from="AA-3333"))
    assert extent(_change(_path("AA-2222")), known) == {"AA-2222", "AA-3333", "BB-3333", "CC-2222"}


def test_it_reaches_contacts_in_the_folders_of_others_and_whom_a_contact_there_names() -> None:
    contact = ContactElsewhere("2026-03-05", reached=True, key=b"", also=("AA-3333",))
    known = _known(_home("CC-2222", elsewhere=(contact,)))
    assert extent(_change(_path("AA-2222")), known) == {"AA-2222", "AA-3333", "BB-3333", "CC-2222"}
    assert extent(_change(_path("CC-3333")), known) == {"CC-2222", "CC-3333"}
    assert extent(_change(_path("CC-2222")), known) == HOMES.keys() - {"BB-2222"}
    visit = _path("AA-2222", "visits/2026-03-05.yml")
    before = (_former(visit, also=["CC-3333"]),)
    assert extent(_change(visit, before=before), _known()) == HOMES.keys() - {"BB-2222"}


def test_it_is_nobody_where_only_what_lies_beside_the_ledger_is_changed() -> None:
    assert extent(_change("../README.md"), _known()) == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        _change("aa/helpers/AA-B-2222.yml"),
        _change("policy/quotas.yml"),
        _change("aa/unit.yml"),
        _change(_path("AA-2222", "x.txt")),
        _change("old/" + _path("AA-2222")),
        _change("bb/households/AA-2222/household.yml"),
        _change(_path("AA-2222"), _path("AA-9999")),
        _change(_path("AA-2222"), tree=""),
        _change(_path("AA-2222"), folder="../old/"),
        _change(_path("AA-2222"), forgotten=frozenset((_path("AA-2222"),))),
        _change(_path("AA-2222"), before=(Former(Place.of("household", "aa", "AA-2222", "AA-2222"), {}, faulty=True),)),
    ],
)
def test_it_may_be_anybody_where_a_change_is_of_more_than_some_households(change: LedgerChange) -> None:
    assert extent(change, _known()) is None


@pytest.mark.parametrize("other", [_home("AA-2222")._replace(unit="bb"), _home("AA-2222")._replace(counts=False)])
def test_it_may_be_anybody_where_a_household_is_there_twice_or_does_not_count(other: HouseholdSummary) -> None:
    assert extent(_change(_path("AA-2222")), _known(_home("AA-2222"), other)) is None
    assert extent(_change(_path("AA-2222")), _known(other)) is None


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


def _put(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


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
@pytest.mark.parametrize("seed", range(20))
def test_a_review_says_the_same_by_a_part_of_the_ledger_whatever_is_edited(
    played: Callable[[type[Edits], int, int], list[bool]], kind: type[Edits], seed: int
) -> None:
    played(kind, seed, 8)
