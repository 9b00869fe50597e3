"""The subjects of a ledger, each judged once, and again where what it asked for is another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations.reading import read
from jiedui.records.memo import Memo
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary
from jiedui.review.working import WorkingFolder
from jiedui.rules import judging, reading
from jiedui.rules.judging import LedgerJudging
from jiedui.rules.subject import SubjectJudge

AS_OF = date(2026, 11, 23)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the subjects that are judged, in order."""
    paths: list[str] = []

    def judge(self: SubjectJudge, subjects: Any, *, ask: Any = SubjectJudge.judged) -> Any:
        paths.extend(place.path for place, _ in subjects)
        return ask(self, subjects)

    monkeypatch.setattr(SubjectJudge, "judged", judge)
    return paths


def look(ledger: Path, library: SchemaLibrary, memo: Memo, **more: Any) -> LedgerJudging:
    return LedgerJudging(WorkingFolder(ledger), library, AS_OF, read, memo, **more)


def test_every_subject_is_judged_once_and_what_is_known_is_not_again(
    ledger: Path, library: SchemaLibrary, judged: list[str]
) -> None:
    memo = Memo(None)
    first = look(ledger, library, memo)
    every = [place.path for place in (*first.directory.places, *first.directory.homes)]
    assert (judged, first.files) == (every, len(list(ledger.rglob("*.yml"))))
    judged.clear()
    again = look(ledger, library, memo)
    assert (judged, again.files, again.later) == ([], first.files, first.later)
    assert again.is_of(WorkingFolder(ledger))
    assert again.standing.keys == first.standing.keys


def test_what_goes_on_from_a_look_judges_what_is_another(
    ledger: Path, library: SchemaLibrary, judged: list[str]
) -> None:
    before = look(ledger, library, Memo(None))
    judged.clear()
    helper = next(place.path for place in before.directory.places if place.kind == "helper")
    (ledger / helper).write_text(f"{(ledger / helper).read_text('utf-8')}\n", "utf-8")
    after = look(ledger, library, Memo(None), before=before)
    assert helper in judged
    assert len(judged) < len(after.standing.keys)
    assert after.record(before.directory.places_of(Path(helper).stem)[0]) is not None


def test_who_names_what_a_change_took_away_is_judged_again_and_once(
    ledger: Path, library: SchemaLibrary, judged: list[str]
) -> None:
    found = look(ledger, library, Memo(None))
    helper = next(place.path for place in found.directory.places if place.kind == "helper")
    judged.clear()
    found.take_for_gone([helper])
    assert helper in judged
    judged.clear()
    found.take_for_gone([helper])
    assert judged == []


def test_without_a_policy_what_can_be_read_is_read(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / "policy" / "quotas.yml").unlink()
    found = look(ledger, library, Memo(None))
    assert not found.is_judged
    assert found.records_of("household")
    assert found.broken == []


def test_few_subjects_are_judged_in_shares_for_several_processes_and_many_in_larger_ones(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Sequence[Sequence[Any]]] = []

    def each(work: Callable[..., Any], items: Any, **_: Any) -> Any:
        given.append(items)
        return map(work, items)

    monkeypatch.setattr(judging, "each", each)
    found = look(ledger, library, Memo(None))
    monkeypatch.setattr(judging, "_SHARES", 1)
    monkeypatch.setattr(judging, "_TOGETHER", 10)
    assert look(ledger, library, Memo(None))._kept == found._kept
    few, many = ([len(part) for part in parts] for parts in given)
    assert sum(few) == sum(many) == len(found._subjects)
    assert max(few) == len(found._subjects) // 16
    assert set(many[:-1]) == {10}


def test_processes_that_judge_much_that_is_only_said_make_room_for_others_in_time(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int | None] = []

    def each(work: Callable[..., Any], items: Any, *, mebibytes: int | None, **_: Any) -> Any:
        given.append(mebibytes)
        return map(work, items)

    monkeypatch.setattr(judging, "each", each)
    path = next(path.relative_to(ledger).as_posix() for path in ledger.rglob("household.yml"))
    said = {path: parse((ledger / path).read_text("utf-8"), path, library["household"]).data}
    look(ledger, library, Memo(None), said=said)
    monkeypatch.setattr(reading, "MANY", len(said))
    look(ledger, library, Memo(None), said=said)
    assert given == [None, judging._MEBIBYTES]
