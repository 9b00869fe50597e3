"""A plan of edits: judged with the whole ledger before a file is written."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.records.sealing.conftest import MemoryRing
from tests.rules.text.test_sealing import seal_all

from jiedui.entry.plan import RecordEdit, RefusedError, plan
from jiedui.records.changes import apply, diff
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.staging import ChangedMeanwhileError
from jiedui.records.tree import Place

TODAY = date(2026, 11, 23)
OWN = "yueyanglou/households/YYL-2A3C/household.yml"

Read = Callable[[], Records]


def edit(records: Records, path: str = OWN, **changes: object) -> RecordEdit:
    record = next(item for item in records.valid if item.path == path)
    return RecordEdit(record.place, {**copy.deepcopy(record.data), **changes})


def test_nothing_is_written_before_it_is_asked_for(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    before = (ledger / OWN).read_text("utf-8")
    planned = plan([edit(records(), plan="每月上门一次。")], records(), library, TODAY)
    assert (planned.findings, planned.errors) == ((), [])
    assert planned.ledger is not None
    assert planned.ledger.households["YYL-2A3C"].plan == "每月上门一次。"
    assert (ledger / OWN).read_text("utf-8") == before
    planned.write(ledger)
    line = "plan: 申请家庭无障碍改造，落实护理补贴。  # 拟帮扶措施"
    assert (ledger / OWN).read_text("utf-8") == before.replace(line, "plan: 每月上门一次。  # 拟帮扶措施")


def test_what_the_schema_and_the_rules_would_find_afterwards_is_told(records: Read, library: SchemaLibrary) -> None:
    planned = plan([edit(records(), village="")], records(), library, TODAY)
    assert {finding.path for finding in planned.findings} == {OWN}
    assert planned.errors == [*planned.findings]
    planned = plan([edit(records(), registered_on="2026-11-24")], records(), library, TODAY)
    assert "date-future" in {finding.rule.id for finding in planned.findings}
    # A rule on a visit in the folder of the household; what another folder has is not the plan's business.
    gone = plan([edit(records(), needs=[])], records(), library, TODAY)
    assert "visit-need-unknown" in {finding.rule.id for finding in gone.findings}
    assert all(finding.path.startswith("yueyanglou/households/YYL-2A3C/") for finding in gone.findings)


def test_a_new_record_is_written_into_a_new_folder(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    old = edit(records())
    path = "yueyanglou/households/YYL-9999/household.yml"
    data = {**old.data, "id": "YYL-9999"}
    for key in ("needs", "outings", "pairings"):
        del data[key]
    new = RecordEdit(Place(path, "household", "YYL-9999", "yueyanglou", "YYL-9999"), data, new=True)
    planned = plan([new], records(), library, TODAY)
    assert [finding.rule.id for finding in planned.findings] == ["duplicate-certificate"]
    planned.write(ledger)
    assert (ledger / path).read_text("utf-8").startswith("id: YYL-9999  # 户编号\n")


def test_an_error_that_is_told_of_another_record_is_the_plan_s_if_it_brings_it(
    ledger: Path, records: Read, library: SchemaLibrary
) -> None:
    old = edit(records())
    path = "yueyanglou/households/YYL-2222/household.yml"
    data = {**old.data, "id": "YYL-2222"}
    for key in ("needs", "outings", "pairings"):
        del data[key]
    new = RecordEdit(Place(path, "household", "YYL-2222", "yueyanglou", "YYL-2222"), data, new=True)
    (ledger / "yueyanglou/households/YYL-2A3C/visits/2026-01-01.yml").write_text("date: 2026-01-01\n", "utf-8")
    planned = plan([new], records(), library, TODAY)
    assert [(finding.rule.id, finding.path) for finding in planned.findings] == [("duplicate-certificate", OWN)]


def test_what_was_changed_before_it_was_planned_or_before_it_is_written_is_not_overwritten(
    ledger: Path, records: Read, library: SchemaLibrary
) -> None:
    old = records()
    change = edit(old, plan="每月上门一次。")
    text = (ledger / OWN).read_text("utf-8")
    (ledger / OWN).write_text(text.replace("村", "庄", 1), "utf-8")
    with pytest.raises(ChangedMeanwhileError):
        plan([change], old, library, TODAY)
    (ledger / OWN).write_bytes(text.encode("gbk"))
    with pytest.raises(ChangedMeanwhileError):
        plan([change], old, library, TODAY)
    (ledger / OWN).write_text(text, "utf-8")
    planned = plan([change], old, library, TODAY)
    (ledger / OWN).write_text(text + "\n", "utf-8")  # says the same, and is still another's work
    with pytest.raises(ChangedMeanwhileError):
        planned.write(ledger)
    assert (ledger / OWN).read_text("utf-8") == text + "\n"


def test_ends_of_lines_that_git_has_made_do_not_count(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    line = "# yaml-language-server: $schema=../../../../schemas/household.schema.json\n"
    text = line + (ledger / OWN).read_text("utf-8")
    (ledger / OWN).write_bytes(text.replace("\n", "\r\n").encode())
    planned = plan([edit(records(), plan="每月上门一次。")], records(), library, TODAY)
    planned.write(ledger)
    assert (ledger / OWN).read_bytes().startswith(line.encode())
    assert b"\r" not in (ledger / OWN).read_bytes()


def test_the_editors_line_stays(ledger: Path, records: Read, library: SchemaLibrary) -> None:
    line = "# yaml-language-server: $schema=../../../../schemas/household.schema.json\n"
    (ledger / OWN).write_text(line + (ledger / OWN).read_text("utf-8"), "utf-8")
    planned = plan([edit(records(), plan="每月上门一次。")], records(), library, TODAY)
    assert planned.files[OWN].decode().startswith(line)


@pytest.mark.parametrize("new", [True, False])
def test_edits_are_written_in_their_order(records: Read, library: SchemaLibrary, new: bool) -> None:  # noqa: FBT001
    found = records()
    one, two = edit(found), edit(found, "yueyanglou/households/YYL-4D5E/household.yml")
    edits = (one, two) if new else (two, one)
    assert [*plan(edits, found, library, TODAY).files] == [item.place.path for item in edits]


def test_what_is_to_be_written_is_held_once(records: Read, library: SchemaLibrary) -> None:
    change = edit(records(), plan="每月上门一次。")
    planned = plan([change], records(), library, TODAY)
    assert planned.edits[0] is change
    assert planned.whole
    assert next(item.data for item in planned.whole.records.valid if item.path == OWN) is change.data


def test_what_a_ledger_keeps_sealed_is_sealed_before_it_is_written(ledger: Path, library: SchemaLibrary) -> None:
    keyed = SchemaLibrary(default_folder(), MemoryRing())
    seal_all(ledger, keyed)
    before = (ledger / OWN).read_text("utf-8")
    new = Place.of("household", "yueyanglou", "YYL-9P4R")
    for used in (keyed, library):
        found = read_ledger(ledger, used)
        asked = edit(found, plan="每月上门一次。")
        planned = plan([asked], found, used, TODAY)
        was, now = (set(text.split("\n")) for text in (before, planned.files[OWN].decode()))
        assert {line.partition("#")[2] for line in was ^ now} == {" 拟帮扶措施"}
        assert planned.errors == []
    found = read_ledger(ledger, keyed)
    phone = plan([edit(found, phone="15400009999")], found, keyed, TODAY)
    assert "15400009999" not in phone.files[OWN].decode()
    assert phone.ledger is not None
    assert phone.ledger.households["YYL-2A3C"].phone == "15400009999"
    copied = {**edit(found).data, "id": new.stem}
    begun = plan([RecordEdit(new, copied, new=True)], found, keyed, TODAY)
    assert "密封1." in begun.files[new.path].decode()
    assert "示例" not in begun.files[new.path].decode().partition("members:")[2].partition("relapse:")[0]
    found = read_ledger(ledger, library)
    for asked in (edit(found, phone="15400009999"), RecordEdit(new, copied | {"phone": "15400009999"}, new=True)):
        with pytest.raises(RefusedError, match="没有密钥"):
            plan([asked], found, library, TODAY)


def test_what_is_not_said_without_a_key_stays_sealed(ledger: Path, library: SchemaLibrary) -> None:
    seal_all(ledger, SchemaLibrary(default_folder(), MemoryRing()))
    found = read_ledger(ledger, library)
    asked = edit(found, hukou="非农业")
    plain = json.loads(json.dumps(asked.data))  # as a form gives it back
    schema = library["household"]
    base = json.loads(json.dumps(edit(found).data))
    known = next(record.data for record in found.valid if record.path == OWN)
    changes = diff(base, plain, schema)
    assert [change.at for change in changes] == [("hukou",)]
    assert diff(known, plain, schema) == changes
    applied = apply(changes, known, schema)
    assert applied.conflicts == []
    for data in (applied.data, plain):
        text = plan([RecordEdit(asked.place, data)], found, library, TODAY).files[OWN].decode()
        before = (ledger / OWN).read_text("utf-8")
        assert {line.partition("#")[2] for line in {*text.split("\n")} ^ {*before.split("\n")}} == {" 户籍类型"}
