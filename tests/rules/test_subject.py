"""One subject is judged by what lies in it, and what is found there has its place in the text."""

from __future__ import annotations

import marshal
import shutil
from datetime import date
from pathlib import Path

from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.records.finding import RULES, Judged
from jiedui.records.kinds import is_policy
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place, placed
from jiedui.review.working import WorkingFolder
from jiedui.rules import every  # noqa: F401  (enters the rules)
from jiedui.rules.directory import Directory
from jiedui.rules.kept import Kept, findings_of
from jiedui.rules.subject import ReadSubject, SubjectJudge, in_text
from jiedui.rules.summary import HelperSummary, HouseholdSummary

AS_OF = date(2026, 11, 23)
HOME, HELPER = "yueyanglou/households/YYL-2A3C/household.yml", "yueyanglou/helpers/YYL-B-4D5E.yml"


def test_findings_get_their_lines_and_keep_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("x: 1\ny:\n  - 甲\n  - 乙\n", "utf-8")
    rule = RULES["visit-future"]
    late, early = rule.at("a.yml", ("y", 1), message="后", remedy=""), rule.at("a.yml", ("x",), message="先", remedy="")
    told = rule.at("a.yml", message="全", remedy="")
    known = rule.at("a.yml", ("y",), message="定", remedy="", line=9, column=2)
    found = in_text(WorkingFolder(tmp_path), [late, told, known, early])
    assert [(item.message, item.line, item.column) for item in found] == [
        ("后", 4, 5),
        ("全", 0, 0),
        ("定", 9, 2),
        ("先", 1, 1),
    ]


def test_of_a_file_that_cannot_be_read_findings_stay_without_a_line(tmp_path: Path) -> None:
    finding = RULES["visit-future"].at("gone.yml", ("x",), message="后", remedy="")
    assert in_text(WorkingFolder(tmp_path), [finding]) == [finding]


def judge_of(
    ledger: Path, library: SchemaLibrary, reads: list[str] | None = None, *, judges: bool = True
) -> SubjectJudge:
    """The judge of a ledger as of the day of all tests; what it reads is entered in ``reads``."""
    folder, reads = WorkingFolder(ledger), [] if reads is None else reads

    def reading(place: Place) -> Judged:
        reads.append(place.path)
        return read(folder, place, library)

    plain = [record for record in read_ledger(ledger, library).valid if is_policy(record.path)]
    whole = Ledger.of(Records(ledger, plain)) if judges else None
    return SubjectJudge(folder, Directory(folder.listing), reading, whole, library, AS_OF)


def at(path: str) -> Place:
    place = placed(path)
    assert place
    return place


def judged(judge: SubjectJudge, path: str) -> Kept:
    (kept,) = judge.judged([(at(path), judge.read(at(path)))])
    return kept


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


WITHDRAWN = 'withdrawn:\n  date: "2026-05-01"\n  reason: 重复登记\n'


def test_a_folder_is_read_as_a_whole_and_a_file_alone(ledger: Path, library: SchemaLibrary) -> None:
    (ledger / HOME).with_name("notes.txt").write_text("x", "utf-8")
    bad = ledger / HOME.replace("household.yml", "visits/2026-03-05.yml")
    bad.write_text("坏了\n", "utf-8")
    judge = judge_of(ledger, library)
    subject = judge.read(at(HOME))
    visits = sorted(path.name for path in bad.parent.iterdir() if path != bad)
    assert [Path(record.path).name for record in subject.valid] == ["household.yml", *visits]
    assert not subject.is_whole
    kept = subject.kept()
    assert (kept.valid, kept.broken) == (1 + len(visits), (bad.relative_to(ledger).as_posix(),))
    assert [finding.path.rpartition("/")[2] for finding in findings_of(kept.read)] == ["notes.txt", "2026-03-05.yml"]
    assert (kept.asked, kept.found, kept.summary, kept.data) == ((), (), b"", b"")
    alone = judge.read(at(HELPER))
    assert ([record.path for record in alone.valid], alone.is_whole) == ([HELPER], True)


def test_what_is_known_is_whole(ledger: Path, library: SchemaLibrary) -> None:
    records = judge_of(ledger, library).read(at(HOME)).valid
    known = ReadSubject.known(records)
    assert (known.valid, known.is_whole, known.kept().valid) == (records, True, len(records))


def test_a_household_is_judged_with_its_contacts_and_summed_up(ledger: Path, library: SchemaLibrary) -> None:
    kept = judged(judge_of(ledger, library), HOME)
    assert (kept.read, kept.found, kept.broken, kept.later, kept.data) == ((), (), (), 0, b"")
    assert {"YYL-2A3C", "YY-B-2A3C", "PJ-B-6N7P", "yueyanglou"} <= set(kept.asked)
    summary, numbers = marshal.loads(kept.summary)
    home = HouseholdSummary.restored(summary)
    assert (home.id, home.counts, home.written, numbers) == ("YYL-2A3C", True, True, ())
    assert (len(kept.contacts), home.contacts) == (4 * 3, b"")
    assert kept.also == ("YYL-4D5E", "YYL-8Q9R")


def test_what_rules_find_in_it_has_its_line_and_title(ledger: Path, library: SchemaLibrary) -> None:
    file = ledger / HOME
    file.write_text(file.read_text("utf-8").replace("helper: YY-B-2A3C", "helper: YY-B-9Z9Z"), "utf-8")
    kept = judged(judge_of(ledger, library), HOME)
    found = [item for item in findings_of(kept.found) if item.rule.id == "household-helper-unknown"]
    lines = file.read_text("utf-8").split("\n")
    assert {lines[item.line - 1].strip() for item in found} == {"- helper: YY-B-9Z9Z  # 帮扶责任人"}
    assert "YY-B-9Z9Z" in kept.asked


def test_what_is_judged_together_is_judged_as_each_alone(ledger: Path, library: SchemaLibrary) -> None:
    file = ledger / HOME
    file.write_text(file.read_text("utf-8").replace("helper: YY-B-2A3C", "helper: YY-B-9Z9Z"), "utf-8")
    other = next(path for path in sorted(ledger.rglob("household.yml")) if path != file)
    append(other, "moved_from: YYL-9999\n")
    homes = [path.relative_to(ledger).as_posix() for path in sorted(ledger.rglob("household.yml"))]
    paths = [homes[0], HELPER, *homes[1:]]
    judge = judge_of(ledger, library)
    together = judge.judged([(at(path), judge.read(at(path))) for path in paths])
    assert together == [judged(judge_of(ledger, library), path) for path in paths]
    assert len(homes) > 2
    assert sum(bool(kept.found) for kept in together) == 2, "and what is found of one is told of no other"


def test_a_household_that_was_judged_is_read_anew_where_another_asks_for_it(
    ledger: Path, library: SchemaLibrary
) -> None:
    reads: list[str] = []
    judge = judge_of(ledger, library, reads)
    judged(judge, HOME)
    assert judge._around
    assert judge._around.households.get("YYL-2A3C")
    assert reads.count(HOME) == 2


def test_without_a_policy_it_is_but_read(ledger: Path, library: SchemaLibrary) -> None:
    judge = judge_of(ledger, library, judges=False)
    for path in (HOME, HELPER):
        assert judged(judge, path) == judge.read(at(path)).kept()


def test_of_a_helper_who_was_withdrawn_nothing_counts(ledger: Path, library: SchemaLibrary) -> None:
    counts = []
    for _ in range(2):
        summary, _ = marshal.loads(judged(judge_of(ledger, library), HELPER).summary)
        counts.append(HelperSummary.restored(summary).counts)
        append(ledger / HELPER, WITHDRAWN)
    assert counts == [True, False]


def test_of_two_with_one_id_the_later_counts(ledger: Path, library: SchemaLibrary) -> None:
    other = HELPER.replace("yueyanglou", "pingjiang")
    shutil.copy(ledger / HELPER, ledger / other)
    judge = judge_of(ledger, library)
    summaries = (marshal.loads(judged(judge, path).summary)[0] for path in (HELPER, other))
    assert [HelperSummary.restored(summary).counts for summary in summaries] == [True, False]


def test_what_single_files_say_is_kept_where_they_name_nobody(ledger: Path, library: SchemaLibrary) -> None:
    judge = judge_of(ledger, library)
    unit = judge.read(at("city/unit.yml"))
    assert marshal.loads(judged(judge, "city/unit.yml").data) == unit.valid[0].data
    assert judged(judge, HELPER).data == b""
    append(ledger / "pingjiang/unit.yml", "note: 有事打15400001234\n")
    told = judge_of(ledger, library)
    text = ReadSubject.known([Record(at("city/unit.yml"), {"note": "有事打15400001234"})])
    assert len([*text.numbers(WorkingFolder(ledger))]) == 1
    assert text.data([*text.numbers(WorkingFolder(ledger))]) == b""
    assert told.find(at("pingjiang/unit.yml")) is None  # no unit has a note


def test_a_record_is_read_once_and_one_that_is_not_there_never(ledger: Path, library: SchemaLibrary) -> None:
    reads: list[str] = []
    judge = judge_of(ledger, library, reads)
    assert judge.find(at(HELPER)) is judge.find(at(HELPER))
    assert judge.find(at("city/helpers/YY-B-9Z9Z.yml")) is None
    assert reads == [HELPER]


def test_contacts_are_given_in_order_of_time_without_those_that_were_withdrawn(
    ledger: Path, library: SchemaLibrary
) -> None:
    judge = judge_of(ledger, library)
    before = [visit.stem for visit in judge.visits(at(HOME))]
    assert before == sorted(before)
    append(ledger / HOME.replace("household.yml", f"visits/{before[1]}.yml"), WITHDRAWN)
    assert [visit.stem for visit in judge_of(ledger, library).visits(at(HOME))] == [before[0], *before[2:]]
