"""``migrate``: a ledger of the first format becomes what it is today, whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.migrations.conftest import contents

from jiedui.migrations import reading
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.run import run
from jiedui.records.alone import BusyError, alone
from jiedui.records.schema import SchemaLibrary
from jiedui.records.staging import ChangedMeanwhileError, Staging
from jiedui.records.tree import Place

LEDGER = "policy/ledger.yml"
READINGS = "policy/readings.yml"
HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_ledger_of_the_first_format_becomes_what_it_is_today(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    before = contents(first)
    done = run(first, library, check=False)
    assert (done.from_format, done.findings, done.added) == (1, [], ())
    assert contents(first) == contents(today)
    assert sorted(done.changed) == sorted(path for path, text in contents(today).items() if before[path] != text)


def test_looking_writes_nothing_and_tells_the_same(first: Path, library: SchemaLibrary) -> None:
    before = contents(first)
    looked = run(first, library, check=True)
    assert contents(first) == before
    assert looked == run(first, library, check=False)


def test_a_second_time_there_is_nothing_to_do(first: Path, library: SchemaLibrary) -> None:
    run(first, library, check=False)
    done = run(first, library, check=False)
    assert (done.from_format, done.changed, done.findings) == (CURRENT, [], [])


def test_a_record_that_somebody_saves_meanwhile_is_not_overwritten(first: Path, library: SchemaLibrary) -> None:
    before = contents(first)
    text = (first / HOUSEHOLD).read_text("utf-8")

    def saved(done: int, total: int) -> None:
        if done == total:
            (first / HOUSEHOLD).write_text(text + "note: 刚写的\n", "utf-8")

    with pytest.raises(ChangedMeanwhileError) as caught:
        run(first, library, check=False, progress=saved)
    assert caught.value.args == (first / HOUSEHOLD,)
    assert contents(first) == {**before, HOUSEHOLD: text + "note: 刚写的\n"}


@pytest.mark.parametrize("saved", ["\nnote: 刚写的\n".encode(), "备注\n".encode("gbk")], ids=["text", "GBK"])
def test_nor_is_one_that_is_saved_as_soon_as_it_was_read(
    first: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch, saved: bytes
) -> None:
    upgrade = reading.upgrade

    def overtaken(root: Path, place: Place, library: SchemaLibrary, number: int) -> reading.Upgraded:
        upgraded = upgrade(root, place, library, number)
        if place.path == HOUSEHOLD:
            (root / HOUSEHOLD).write_bytes(saved)
        return upgraded

    monkeypatch.setattr(reading, "upgrade", overtaken)
    others = {path: (first / path).read_bytes() for path in contents(first) if path != HOUSEHOLD}
    with pytest.raises(ChangedMeanwhileError) as caught:
        run(first, library, check=False)
    assert caught.value.args == (first / HOUSEHOLD,)
    assert (first / HOUSEHOLD).read_bytes() == saved
    assert {path: (first / path).read_bytes() for path in others} == others


def test_the_number_of_the_format_is_written_last(first: Path, library: SchemaLibrary) -> None:
    assert run(first, library, check=True).changed[-1] == LEDGER


def test_what_was_broken_off_is_finished_by_the_next_run(
    first: Path, today: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(_staging: Staging, texts: dict[Path, str], **_read: object) -> None:
        for file in list(texts)[:-1]:
            file.write_text(texts[file], "utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(Staging, "write_all", broken_off)
        run(first, library, check=False)
    assert contents(first) != contents(today)
    assert run(first, library, check=False).changed == [LEDGER]
    assert contents(first) == contents(today)


def test_a_record_that_cannot_be_read_is_named_and_nothing_is_written(first: Path, library: SchemaLibrary) -> None:
    (first / HOUSEHOLD).write_text("id: YYL-2A3C\nid: YYL-2A3C\n", "utf-8")
    before = contents(first)
    done = run(first, library, check=False)
    assert [(finding.path, finding.rule.id, finding.line) for finding in done.findings] == [
        (HOUSEHOLD, "yaml-duplicate-key", 2)
    ]
    assert contents(first) == before


def test_a_record_that_would_not_be_right_is_named_and_nothing_is_written(first: Path, library: SchemaLibrary) -> None:
    edit(first, "policy/channels.yml", "topics:  # 了解的内容", "topic:")
    before = contents(first)
    done = run(first, library, check=False)
    assert {finding.path for finding in done.findings} == {"policy/channels.yml"}
    assert contents(first) == before


def test_a_comment_of_somebody_is_not_lost(first: Path, library: SchemaLibrary) -> None:
    edit(first, "policy/channels.yml", "topics:  # 了解的内容", "topics:  # 王主任定的")
    before = contents(first)
    done = run(first, library, check=False)
    assert [(finding.path, finding.rule.id) for finding in done.findings] == [("policy/channels.yml", "yaml-comment")]
    assert contents(first) == before


def test_a_ledger_of_a_newer_format_is_left_alone(first: Path, library: SchemaLibrary) -> None:
    edit(first, LEDGER, "name: ", f"format: {CURRENT + 1}\nname: ")
    before = contents(first)
    done = run(first, library, check=False)
    assert [(finding.rule.id, finding.remedy) for finding in done.findings] == [
        ("ledger-format", "换新版的软件再检查。")
    ]
    assert contents(first) == before


def test_a_record_that_says_the_same_keeps_its_form(first: Path, library: SchemaLibrary) -> None:
    edit(first, "city/unit.yml", "id: city  #", "id: 'city'  #")
    assert "city/unit.yml" not in run(first, library, check=False).changed
    assert "id: 'city'" in contents(first)["city/unit.yml"]


def test_missing_settings_are_added_and_local_decisions_stay(today: Path, library: SchemaLibrary) -> None:
    edit(today, READINGS, "      hazard_days: 30  # 消除隐患的期限\n", "")
    edit(today, READINGS, "      digest_days: 30", "      digest_days: 7")
    edit(today, READINGS, "    settings:  # 计算参数\n      late_days: 15  # 补录的界限\n", "")
    before = contents(today)
    done = run(today, library, check=False)
    assert [setting.name for setting in done.added] == ["late_days", "hazard_days"]
    assert done.changed == [READINGS]
    after = contents(today)
    assert {path for path in before if before[path] != after[path]} == {READINGS}
    assert "      hazard_days: 30  # 消除隐患的期限\n      digest_days: 7  # 近期是多少天\n" in after[READINGS]
    assert "    settings:  # 计算参数\n      late_days: 15  # 补录的界限\n" in after[READINGS]
    assert run(today, library, check=False).changed == []


def test_progress_is_told_to_the_end(first: Path, library: SchemaLibrary) -> None:
    told: list[tuple[int, int]] = []
    run(first, library, check=True, progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == len(contents(first))


def test_a_full_disk_leaves_the_ledger_as_it_was(
    first: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(first)
    replace, replaced = Path.replace, []

    def full(self: Path, target: Any) -> Any:
        replaced.append(target)
        if len(replaced) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        run(first, library, check=False)
    assert contents(first) == before


def test_a_record_that_came_late_in_an_older_format_is_brought_along(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    before = contents(today)
    shutil.copy(first / HOUSEHOLD, today / HOUSEHOLD)
    done = run(today, library, check=False)
    assert (done.from_format, done.changed, done.findings) == (CURRENT, [HOUSEHOLD], [])
    assert contents(today) == before


def test_a_late_record_with_faults_of_its_own_keeps_all_from_being_written(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    other = "pingjiang/households/PJ-2H3J/household.yml"
    shutil.copy(first / other, today / other)
    shutil.copy(first / HOUSEHOLD, today / HOUSEHOLD)
    edit(today, HOUSEHOLD, "    sex: 女", "    sex: 女性")
    before = contents(today)
    done = run(today, library, check=False)
    (finding,) = done.findings
    assert (finding.path, finding.rule.id) == (HOUSEHOLD, "schema-choice")
    assert before[HOUSEHOLD].splitlines()[finding.line - 1] == "    sex: 女性  # 性别"
    assert (done.changed, done.faulty) == ([other], [])
    assert contents(today) == before


def test_faults_that_no_migration_touches_hinder_nothing_and_are_counted(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    shutil.copy(first / HOUSEHOLD, today / HOUSEHOLD)
    edit(today, "city/unit.yml", "id: city  #", "ids: city  #")
    edit(today, "pingjiang/households/PJ-2H3J/household.yml", "  # 户编号", "  # 王主任定的")
    before = contents(today)
    done = run(today, library, check=False)
    assert (done.changed, done.findings) == ([HOUSEHOLD], [])
    assert done.faulty == ["city/unit.yml", "pingjiang/households/PJ-2H3J/household.yml"]
    assert {path for path, text in contents(today).items() if before[path] != text} == {HOUSEHOLD}


def test_faulty_readings_are_told_since_settings_go_into_them(today: Path, library: SchemaLibrary) -> None:
    edit(today, READINGS, "      hazard_days: 30  # 消除隐患的期限", "      hazard_days: 三十")
    edit(today, "city/unit.yml", "id: city  #", "ids: city  #")
    done = run(today, library, check=False)
    (finding,) = done.findings
    assert (finding.path, finding.rule.id) == (READINGS, "schema-type")
    assert (today / READINGS).read_text("utf-8").splitlines()[finding.line - 1] == "      hazard_days: 三十"
    assert done.faulty == ["city/unit.yml"]


def test_a_faulty_record_of_the_first_format_does_not_hinder_where_no_step_touches_it(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    edit(first, "city/unit.yml", "id: city  #", "ids: city  #")
    before = contents(first)["city/unit.yml"]
    done = run(first, library, check=False)
    assert (done.findings, done.faulty) == ([], ["city/unit.yml"])
    assert contents(first) == {**contents(today), "city/unit.yml": before}


def test_what_cannot_be_read_may_be_older_and_keeps_all_from_being_written(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    shutil.copy(first / HOUSEHOLD, today / HOUSEHOLD)
    edit(today, "city/unit.yml", "id: city  #", "id: city\nid: city  #")
    before = contents(today)
    done = run(today, library, check=False)
    assert [(finding.path, finding.rule.id, finding.line) for finding in done.findings] == [
        ("city/unit.yml", "yaml-duplicate-key", 2)
    ]
    assert done.faulty == []
    assert contents(today) == before


def test_the_line_for_an_editor_stays(first: Path, today: Path, library: SchemaLibrary) -> None:
    line = "# yaml-language-server: $schema=../x.json\n"
    for root in (first, today):
        (root / HOUSEHOLD).write_text(line + (root / HOUSEHOLD).read_text("utf-8"), "utf-8")
    run(first, library, check=False)
    assert contents(first) == contents(today)


def link(file: Path) -> None:
    file.rename(file.with_name(".kept"))
    file.symlink_to(".kept")


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("path", "damage", "rule"),
    [
        (HOUSEHOLD, link, "tree-link"),
        (LEDGER, link, "tree-link"),
        (HOUSEHOLD, folder, "tree-not-a-file"),
        (LEDGER, folder, "tree-not-a-file"),
        (HOUSEHOLD, lambda file: file.rename(file.with_suffix(".yaml")), "tree-bad-name"),
        (HOUSEHOLD, lambda file: file.parent.rename(file.parent.with_name("YYL-2a3c")), "tree-bad-name"),
        (LEDGER, Path.unlink, "ledger-format"),
    ],
)
def test_where_a_record_would_be_left_behind_nothing_is_written(
    first: Path, library: SchemaLibrary, path: str, damage: Callable[[Path], None], rule: str
) -> None:
    damage(first / path)
    before = contents(first)
    done = run(first, library, check=False)
    assert [finding.rule.id for finding in done.findings] == [rule]
    assert contents(first) == before


def test_many_files_in_a_folder_do_not_hinder(first: Path, library: SchemaLibrary) -> None:
    for number in range(1001):
        (first / "city" / "helpers" / f".{number}").touch()
    done = run(first, library, check=False)
    assert (done.from_format, done.findings) == (1, [])
    assert done.changed[-1] == LEDGER


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "第一版", "[1]", "10000", "13800138000", "9" * 5000])
def test_a_number_that_is_none_is_told_and_nothing_is_written(today: Path, library: SchemaLibrary, number: str) -> None:
    edit(today, LEDGER, f"format: {CURRENT}  #", f"format: {number}  #")
    before = contents(today)
    done = run(today, library, check=False)
    (finding,) = done.findings
    assert (finding.path, finding.line, finding.pointer) == (LEDGER, 1, ("format",))
    assert contents(today) == before


def test_a_conflict_in_the_ledgers_own_file_is_told_and_nothing_is_written(first: Path, library: SchemaLibrary) -> None:
    edit(first, LEDGER, "name: ", "<<<<<<< HEAD\nformat: 1\n=======\nformat: 5\n>>>>>>> main\nname: ")
    before = contents(first)
    done = run(first, library, check=False)
    assert [(finding.path, finding.rule.id, finding.line) for finding in done.findings] == [
        (LEDGER, "yaml-conflict", 1)
    ]
    assert contents(first) == before


def test_a_second_process_is_turned_away_while_one_writes(first: Path, library: SchemaLibrary) -> None:
    before = contents(first)
    with alone(first):
        with pytest.raises(BusyError):
            run(first, library, check=False)
        assert contents(first) == before
        assert run(first, library, check=True).changed[-1] == LEDGER
    assert run(first, library, check=False).changed[-1] == LEDGER


def test_findings_have_their_lines(first: Path, library: SchemaLibrary) -> None:
    edit(first, HOUSEHOLD, "village: 示例村", "village: ''")
    edit(first, "policy/channels.yml", "topics:  # 了解的内容", "topic:")
    done = run(first, library, check=False)
    text = (first / "policy" / "channels.yml").read_text("utf-8").splitlines()
    unknown = next(finding for finding in done.findings if finding.rule.id == "schema-unknown-field")
    assert (unknown.path, text[unknown.line - 1]) == ("policy/channels.yml", "topic:")
