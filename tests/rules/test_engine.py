"""Judging subject by subject finds the same, whatever is known from before and however many processes there are."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.rules.conftest import Patcher
from tests.rules.edits import Edits

from jiedui import check, release
from jiedui.migrations.reading import read
from jiedui.records.finding import RULES
from jiedui.records.memo import FOLDER, Memo
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary, default_folder, library_of
from jiedui.review.working import WorkingFolder
from jiedui.rules.context import Findings, LedgerContext
from jiedui.rules.engine import Engine
from jiedui.rules.registry import Entry, ledger_rule
from jiedui.rules.report import Report
from jiedui.rules.subject import SubjectJudge
from jiedui.shipped import program_mark
from jiedui.sighting import Sighting, memo

AS_OF = date(2026, 11, 23)
HOME = "yueyanglou/households/YYL-2A3C"
Judge = Callable[..., Any]


class _Counted:
    """Counts the subjects that are judged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        judge = SubjectJudge.judged

        def judged(one: SubjectJudge, subjects: Any) -> Any:
            self.paths.extend(place.path for place, _ in subjects)
            return judge(one, subjects)

        monkeypatch.setattr(SubjectJudge, "judged", judged)

    def since(self) -> set[str]:
        paths, self.paths = set(self.paths), []
        return paths


def found(ledger: Path, library: SchemaLibrary, memo: Memo) -> list[Any]:
    """Return all that is found in a ledger, as it is told."""
    look = Engine(WorkingFolder(ledger, memo), library, AS_OF, read, memo)
    return [look.files, look.later, [*map(repr, check.told_of(look, library))]]


def test_what_was_judged_is_not_judged_again(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, memo = _Counted(monkeypatch), Memo(None)
    first = found(ledger, library, memo)
    assert f"{HOME}/household.yml" in counted.since()
    assert found(ledger, library, memo) == first
    assert counted.since() == set()


def test_a_contact_that_is_edited_has_its_household_judged_alone(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, memo = _Counted(monkeypatch), Memo(None)
    found(ledger, library, memo)
    counted.since()
    visit = next((ledger / HOME / "visits").iterdir())
    visit.write_text(f"{visit.read_text('utf-8')}\n", "utf-8")
    known = found(ledger, library, memo)
    assert counted.since() == {f"{HOME}/household.yml"}
    assert known == found(ledger, library, Memo(None))


def test_a_helper_who_is_gone_has_those_judged_that_name_him(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, memo = _Counted(monkeypatch), Memo(None)
    before = found(ledger, library, memo)
    counted.since()
    helper = next((ledger / "yueyanglou/helpers").iterdir())
    naming = {
        str(file.relative_to(ledger))
        for file in ledger.glob("*/households/*/household.yml")
        if any(helper.stem in each.read_text("utf-8") for each in file.parent.rglob("*.yml"))
    }
    helper.unlink()
    after = found(ledger, library, memo)
    assert naming <= counted.since()
    assert after != before
    assert after == found(ledger, library, Memo(None))


def test_rules_of_the_whole_ledger_are_heard_again_where_what_they_draw_on_is_another(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def entered(name: str, ask: Callable[[LedgerContext], object]) -> Entry[Callable[[LedgerContext], Findings]]:
        def looking(context: LedgerContext) -> Findings:
            heard.append(name)
            ask(context)
            yield context.file("city/unit.yml").fault((), f"{name}。", remedy="改。")

        return Entry(RULES[name], looking)

    entries = [
        entered("unit-missing", lambda context: (context.summaries, context.files.faulty)),
        entered("visit-twice", lambda context: context.visits_of("YYL-2A3C")),
        entered("record-outside", lambda context: context.files.root),
        entered("recheck-drawn", lambda context: context.inspection.change),
        entered("duplicate-certificate", lambda context: context.files.paths),
        entered("duplicate-person", lambda context: context.files.place(f"{HOME}/household.yml", ("needs", 0))),
    ]
    monkeypatch.setattr(ledger_rule, "_entries", entries)
    beyond, memo = [entry.rule.id for entry in entries[1:]], Memo(None)

    def edited(path: str, old: str, new: str) -> list[str]:
        text = (ledger / path).read_text("utf-8")
        assert old in text
        (ledger / path).write_text(text.replace(old, new), "utf-8")
        heard.clear()
        known, again = found(ledger, library, memo), heard.copy()
        assert known == found(ledger, library, Memo(None))
        return again

    found(ledger, library, memo)
    visit = min(file.relative_to(ledger).as_posix() for file in (ledger / HOME / "visits").iterdir())
    assert edited(visit, "date: ", "date:  ") == beyond
    assert edited(f"{HOME}/household.yml", "3组12号", "3组13号") == ["unit-missing", *beyond]
    assert edited(f"{HOME}/household.yml", "3组13号", "3组12号") == beyond
    for unnamed, again in (("YYL-6F7G", beyond), ("YYL-4D5E", ["unit-missing", *beyond])):
        folder = ledger / "yueyanglou" / "households" / unnamed / "visits"
        folder.mkdir(exist_ok=True)
        shutil.copyfile(ledger / visit, folder / Path(visit).name)
        heard.clear()
        found(ledger, library, memo)
        assert heard == again
    assert edited("city/unit.yml", "name: ", "name:  ") == ["unit-missing", *beyond]
    (ledger / "city" / "x.txt").touch()
    assert edited(visit, "date:  ", "date: ") == ["unit-missing", *beyond]


def test_a_rule_that_fails_is_heard_again(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def failing(context: LedgerContext) -> Findings:
        heard.append(context.rule.id)
        raise OSError
        yield

    monkeypatch.setattr(ledger_rule, "_entries", [Entry(RULES["unit-missing"], failing)])
    memo = Memo(None)
    first = found(ledger, library, memo)
    assert found(ledger, library, memo) == first
    assert len(heard) == 2


def test_an_empty_folder_that_does_not_belong_there_keeps_nobody_from_knowing_the_rest(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, memo = _Counted(monkeypatch), Memo(None)
    for folder in (ledger, ledger / HOME, ledger / HOME / "visits"):
        (folder / "新建文件夹").mkdir()
    first = found(ledger, library, memo)
    counted.since()
    assert found(ledger, library, memo) == first
    assert counted.since() == set()
    look = Engine(WorkingFolder(ledger), library, AS_OF, read, memo)
    check.told_of(look, library)
    assert look.where.is_sure


def test_what_is_misnamed_in_a_folder_is_not_called_missing_elsewhere(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names the household has been judged when the walk over its folder finds the file that was meant."""
    memo, counted = Memo(None), _Counted(monkeypatch)
    found(ledger, library, memo)
    home = ledger / HOME / "household.yml"
    home.rename(home.with_name("household.yaml"))
    known = found(ledger, library, memo)
    assert known == found(ledger, library, Memo(None))
    counted.since()
    assert known == found(ledger, library, memo)
    assert counted.since() == set()  # what was judged once more rests on all that lies astray
    assert not any("没有编号为 YYL-2A3C 的户" in str(item) for item in known[2])


def test_several_processes_find_what_one_finds(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = found(ledger, library, Memo(None))
    monkeypatch.setattr("jiedui.rules.reading.MANY", 1)
    assert found(ledger, library, Memo(None)) == alone


def test_what_several_processes_summed_up_is_known_to_be_the_same_by_one(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, memo = list[str](), Memo(None)
    entry = Entry(RULES["unit-missing"], lambda context: heard.append(context.rule.id) or ())
    monkeypatch.setattr(ledger_rule, "_entries", [entry])
    monkeypatch.setattr("jiedui.rules.reading.MANY", 1)
    found(ledger, library, memo)
    monkeypatch.undo()
    monkeypatch.setattr(ledger_rule, "_entries", [entry])
    for visit in (ledger / HOME / "visits").iterdir():
        visit.write_text(visit.read_text("utf-8").replace("date: ", "date:  "), "utf-8")
        found(ledger, library, memo)
    assert heard == ["unit-missing"]


def test_without_a_policy_all_is_read_and_nothing_judged(ledger: Path, library: SchemaLibrary) -> None:
    shutil.rmtree(ledger / "policy")
    memo = Memo(None)
    report = check.run(ledger, library, AS_OF)
    assert not report.is_judged
    assert {finding.rule.id for finding in report.findings} == {"policy-missing"}
    assert Engine(WorkingFolder(ledger), library, AS_OF, read, memo).files == report.files


@pytest.fixture(scope="session")
def stricter_schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas of a release that takes no contact that is told in many words."""
    folder = tmp_path_factory.mktemp("stricter")
    shutil.copytree(default_folder(), folder, dirs_exist_ok=True)
    file = folder / "visit.schema.json"
    schema = json.loads(file.read_text("utf-8"))
    schema["properties"]["content"]["maxLength"] = 9
    file.write_text(json.dumps(schema), "utf-8")
    return folder


@pytest.fixture(scope="session")
def stricter(stricter_schemas: Path) -> SchemaLibrary:
    return library_of(stricter_schemas)


@pytest.fixture
def played(
    patcher: Patcher,
    git: Callable[..., str],
    library: SchemaLibrary,
    stricter: SchemaLibrary,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[int, int], None]:
    """Play a sequence of edits: what is found by all that is known from before is what is found without."""
    monkeypatch.setenv(FOLDER, str(tmp_path_factory.mktemp("cache")))

    def told(report: Report) -> list[Any]:
        return [report.files, report.later, *((repr(each), each.missing) for each in report.findings)]

    def read_of(report: Report) -> list[Any]:
        return [getattr(report.records, name) for name in ("valid", "broken")] if report.records else []

    def play(seed: int, steps: int) -> None:
        if seed % 2:  # as if all had been written a while before it is looked at
            monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 5_000_000_000)
        edits = Edits(patcher, git, seed)
        for step in range(steps):
            edits.edit()
            schemas, day, mark = stricter if edits.stricter else library, edits.day, str(edits.stricter)
            monkeypatch.setattr(release, "mark", lambda mark=mark: mark)
            monkeypatch.setattr("jiedui.rules.reading.MANY", 1 if step == seed % 9 else 100)
            with memo(patcher.root, day, keeps=True) as known:
                seen = Sighting(WorkingFolder(patcher.root, known), known)
                warm = seen.report(day) or check.run(patcher.root, schemas, day, seen=seen)
            fresh = check.run(patcher.root, schemas, day)
            assert told(warm) == told(fresh)
            if step % 2:
                kept = check.run(patcher.root, schemas, day, keeps=True, reads=True)
                assert read_of(kept) == read_of(fresh)

    return play


def test_whatever_is_edited_is_found_as_if_nothing_were_known(played: Callable[[int, int], None]) -> None:
    played(0, 5)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(300))
def test_whatever_is_edited_in_300_sequences(played: Callable[[int, int], None], seed: int) -> None:
    played(seed, 8)


@pytest.mark.parametrize("gone", [True, False])
def test_what_was_written_while_it_was_judged_is_judged_again(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    file, memo, counted = ledger / HOME / "household.yml", Memo(None), _Counted(monkeypatch)
    source, text = WorkingFolder(ledger, memo), file.read_text("utf-8")
    if gone:
        file.unlink()
    else:
        file.write_text(f"x{text}", "utf-8")
    Engine(source, library, AS_OF, read, memo)
    file.write_text(text, "utf-8")
    expected = found(ledger, library, Memo(None))
    counted.since()
    assert found(ledger, library, memo) == expected
    assert f"{HOME}/household.yml" in counted.since()


def test_rules_of_the_whole_ledger_are_given_no_household_no_helper_and_no_contact(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[LedgerContext] = []

    def looking(context: LedgerContext) -> Findings:
        given.append(context)
        yield from ()

    monkeypatch.setattr(ledger_rule, "_entries", [Entry(RULES["unit-missing"], looking)])
    found(ledger, library, Memo(None))
    (context,) = given
    assert (context.ledger.households, context.ledger.helpers, context.ledger.visits) == ({}, {}, {})
    assert {record.place.kind for record in context.files.valid}.isdisjoint(("household", "helper", "visit"))
    assert (len(context.summaries.households), len(context.summaries.helpers)) == (6, 6)


# What a rule of the whole ledger may ask, by what it asks of, with what it asks: whether what it finds is then no more
# known by the small records, the summaries and the day alone. Whoever adds something says here which it is.
ASKED: dict[str, dict[str, tuple[bool, tuple[Any, ...]]]] = {
    "context": {
        "as_of": (False, ()), "fault": (False, ((), "有误。")), "file": (False, ("city/unit.yml",)),
        "files": (False, ()), "inspection": (True, ()), "ledger": (False, ()), "path": (False, ()),
        "policy": (False, ()), "rule": (False, ()), "summaries": (False, ()), "visits_of": (True, ("YYL-2A3C",)),
    },
    "files": {
        "absent": (False, ("city", (), "残联")), "faulty": (False, ()), "folders": (False, ()),
        "of_kind": (False, ("unit",)), "paths": (True, ()), "place": (True, (f"{HOME}/household.yml", ("needs", 0))),
        "root": (True, ()), "units": (False, ()), "valid": (False, ()),
    },
}  # fmt: skip
# What no rule of the whole ledger asks: those of a change do, and whoever makes the files.
OTHERS = {"sight", "hides", "of"}


def test_what_a_rule_of_the_whole_ledger_may_ask_is_in_its_key_or_hinders_that_it_is_kept(
    ledger: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[LedgerContext] = []

    def looking(context: LedgerContext) -> Findings:
        given.append(context)
        yield from ()

    monkeypatch.setattr(ledger_rule, "_entries", [Entry(RULES["unit-missing"], looking)])
    found(ledger, library, Memo(None))
    (context,) = given

    def hinders(asked: Any, name: str, arguments: tuple[Any, ...]) -> bool:
        context.sight.beyond.clear()
        value = getattr(asked, name)
        if callable(value):
            value(*arguments, **({"remedy": "改。"} if name == "fault" else {}))
        return bool(context.sight.beyond)

    for of, asked in ("context", context), ("files", context.files):
        public = {name for name in dir(asked) if not name.startswith("_")} - OTHERS
        assert {name: hinders(asked, name, ASKED[of].get(name, (False, ()))[1]) for name in public} == {
            name: expected for name, (expected, _) in ASKED[of].items()
        }


def test_no_rule_looks_past_what_is_entered() -> None:
    rules = [Path(each.judge.__code__.co_filename) for each in ledger_rule]
    assert len({*rules}) > 10
    assert [path.name for path in {*rules} if ".sight" in path.read_text("utf-8")] == []


def test_another_schema_finds_another_thing_though_nothing_else_changed(
    ledger: Path, stricter_schemas: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The schemas belong to the program: what is kept of a check is that of the same schemas."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    before = default_folder()
    monkeypatch.setattr("jiedui.shipped._PACKAGE", tmp_path / "package")
    schemas = tmp_path / "package" / "schemas"

    def checked(folder: Path) -> tuple[set[str], bool]:
        shutil.copytree(folder, schemas, dirs_exist_ok=True)
        forget_program()
        counted.since()
        report = check.run(ledger, SchemaLibrary(schemas), AS_OF, keeps=True)
        return {finding.rule.id for finding in report.findings}, bool(counted.since())

    counted = _Counted(monkeypatch)
    try:
        assert checked(before) == (set(), True)
        assert checked(before) == (set(), False)
        found_by_another, is_judged = checked(stricter_schemas)
        assert (bool(found_by_another), is_judged) == (True, True)
        assert checked(before) == (set(), True)
    finally:
        forget_program()


def forget_program() -> None:
    program_mark.cache_clear()
    release._mark_of_checkout.cache_clear()


def test_what_is_said_of_a_file_is_not_read_again(ledger: Path, library: SchemaLibrary) -> None:
    reads: list[str] = []

    def counted(where: Any, place: Any, schemas: SchemaLibrary) -> Any:
        reads.append(place.path)
        return read(where, place, schemas)

    path = f"{HOME}/household.yml"
    text = (ledger / path).read_text("utf-8").replace("township: ", "township: 没有的")
    data = parse(text, path, library["household"]).data
    assert data
    looks = []
    for said in ({}, {path: data}):
        memo = Memo(None)
        look = Engine(WorkingFolder(ledger, memo), library, AS_OF, counted, memo)
        reads.clear()
        looks.append((check.found_in(look.changed({path: text.encode()}, said), library), path in reads))
    (found_by_reading, is_read), (found_by_data, is_read_again) = looks
    assert found_by_reading == found_by_data
    assert any(finding.path == path for finding in found_by_data)
    assert (is_read, is_read_again) == (True, False)
