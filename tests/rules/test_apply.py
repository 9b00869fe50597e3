"""Every rule is heard: one that fails itself is a finding, and the others still speak."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from jiedui import check as checking
from jiedui.migrations.reading import read
from jiedui.model.event import Event
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records import writer
from jiedui.records.finding import RULES, Finding, Rule, Severity
from jiedui.records.listing import FileListing
from jiedui.records.memo import Memo
from jiedui.records.reader import Record, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer
from jiedui.review.working import WorkingFolder
from jiedui.rules.context import ChangeContext, Findings, LedgerContext, RuleContext, VisitContext
from jiedui.rules.engine import Engine
from jiedui.rules.registry import (
    Entry,
    RuleSet,
    change_rule,
    event_rule,
    helper_rule,
    household_rule,
    ledger_rule,
    record_rule,
    visit_rule,
)
from jiedui.rules.report import Report
from jiedui.rules.reporters import REPORTERS

if TYPE_CHECKING:
    from jiedui.records.source import LedgerSource

Check = Callable[..., Report]
Enter = Callable[[RuleSet[Any], Callable[..., Findings]], None]

AS_OF = date(2026, 11, 23)
RULE = Rule(id="test-fails", title="只在测试里用", scope="户", why="为了测试。", severity=Severity.WARNING)
HOUSEHOLD = "yueyanglou/households/YYL-2A3C/household.yml"
REMEDY = "这是软件的问题，记录不一定有错：请把规则编号 test-fails 和文件名告诉软件的维护人。"

# Faults that concern several files at once: which of two files is told must not depend on their order.
MANY = [
    "duplicate-certificate--open",
    "duplicate-helper",
    "duplicate-person",
    "household-helper-unknown--withdrawn",
    "moved-from-unknown",
    "orphan-visits",
    "outside-area",
    "path-prefix",
    "unit-duplicate--names",
    "unit-duplicate--prefix",
    "unit-missing",
    "unit-unknown--divisions",
]


@pytest.fixture
def known() -> Callable[[date], Memo]:
    """Nothing is known of what rules of one's own find."""
    return lambda _: Memo(None)


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Enter a rule for one test, before those that are there."""

    def enter_first(rules: RuleSet[Any], judge: Callable[..., Findings]) -> None:
        monkeypatch.setitem(RULES._rules, RULE.id, RULE)
        monkeypatch.setattr(rules, "_entries", [Entry(RULE, judge), *rules])

    return enter_first


def failing(household: Household, _: RuleContext) -> Findings:
    """Look for a key that one household lacks; the error would tell its telephone number."""
    if household.id == "YYL-2A3C":
        raise KeyError(household.phone)
    yield from ()


def told(finding: Finding) -> tuple[str, str, str, str, str]:
    return (finding.rule.id, finding.severity, finding.path, finding.message, finding.remedy)


def test_rule_that_fails_for_one_household_is_one_finding(check: Check, enter: Enter) -> None:
    enter(household_rule, failing)
    report = check()
    message = "规则“只在测试里用”出了故障，没有查完这份记录；其他规则都查过了。"
    assert [told(finding) for finding in report.findings] == [("test-fails", "错误", HOUSEHOLD, message, REMEDY)]
    assert (report.errors, report.warnings) == (1, 0)
    assert report.ledger is not None, "an error of the program is not told as a missing policy"


def test_every_other_rule_still_speaks(check: Check, enter: Enter, patcher: Any) -> None:
    patcher.apply({"file": HOUSEHOLD, "remove": ["relapse.0.monitoring"]})
    patcher.apply({"file": "city/unit.yml", "remove": ["phone"]})
    before = check().findings
    assert {finding.rule.id for finding in before} == {"risk-status", "unit-phone-missing"}
    enter(household_rule, failing)
    assert [finding for finding in check().findings if finding.rule.id != "test-fails"] == list(before)


def test_what_was_raised_is_not_told(check: Check, enter: Enter, ledger: Path) -> None:
    enter(household_rule, failing)
    phone = next(line for line in (ledger / HOUSEHOLD).read_text("utf-8").split("\n") if line.startswith("phone:"))
    report = check()
    said = [line for reporter in REPORTERS.values() for line in reporter(report, "records")]
    assert not any(phone.split()[1] in line or "KeyError" in line for line in said)


def test_what_a_rule_found_before_it_failed_is_kept(check: Check, enter: Enter) -> None:
    def found_then_failing(household: Household, context: RuleContext) -> Findings:
        if household.id == "YYL-2A3C":
            yield context.fault(("hardship",), "先找到一处。", remedy="改。")
            raise ValueError

    enter(household_rule, found_then_failing)
    assert [(finding.message[:5], finding.severity) for finding in check().findings] == [
        ("规则“只在", "错误"),
        ("先找到一处", "警告"),
    ]


def test_of_what_a_rule_finds_too_often_in_a_file_the_most_is_counted(check: Check, enter: Enter) -> None:
    def found_often_then_failing(household: Household, context: RuleContext) -> Findings:
        if household.id == "YYL-2A3C":
            yield from (context.fault(("hardship",), f"第 {number} 处。", remedy="改。") for number in range(5000))
            raise ValueError

    enter(household_rule, found_often_then_failing)
    report = check()
    assert (len(report.findings), report.errors, report.warnings) == (22, 1, 5000)
    assert [finding.message for finding in report.findings if finding.count > 1] == [
        "这样的问题还有 4980 处，没有一一列出。"
    ]


def test_rule_that_fails_for_every_household_is_told_of_each(check: Check, enter: Enter) -> None:
    def failing_always(_household: Household, _context: RuleContext) -> Findings:
        yield from ()
        raise RecursionError

    enter(household_rule, failing_always)
    assert [finding.rule.id for finding in check().findings] == ["test-fails"] * 6


def test_helper_rule_that_fails_is_told_in_the_helpers_file(check: Check, enter: Enter) -> None:
    def failing_once(helper: Helper, _: RuleContext) -> Findings:
        if helper.id == "YY-B-2A3C":
            raise AttributeError
        yield from ()

    enter(helper_rule, failing_once)
    assert [finding.path for finding in check().findings] == ["city/helpers/YY-B-2A3C.yml"]


def test_visit_rule_that_fails_is_told_in_the_visits_file(check: Check, enter: Enter) -> None:
    def failing_once(visit: Visit, context: VisitContext) -> Findings:
        if visit.stem == "2026-07-02" and context.household.id == "YYL-2A3C":
            raise IndexError
        yield from ()

    enter(visit_rule, failing_once)
    assert [finding.path for finding in check().findings] == ["yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"]


def test_rule_of_a_record_or_an_event_is_told_in_its_file(check: Check, enter: Enter) -> None:
    def of_record(record: Record, context: RuleContext) -> Findings:
        if record.place.kind == "divisions":
            yield context.fault(("counties",), "看过了。", remedy="改。")

    def of_event(event: Event, context: RuleContext) -> Findings:
        yield context.fault(("date",), f"{event.date} 的。", remedy="改。")

    enter(record_rule, of_record)
    enter(event_rule, of_event)
    found = [(finding.path, finding.message) for finding in check().findings]
    assert ("divisions.yml", "看过了。") in found
    assert ("city/events/2023-12-18-meeting.yml", "2023-12-18 的。") in found


def test_rule_of_the_ledger_that_fails_is_told_of_the_ledger(check: Check, enter: Enter) -> None:
    def failing_always(_: LedgerContext) -> Findings:
        yield from ()
        raise ZeroDivisionError

    enter(ledger_rule, failing_always)
    (finding,) = check().findings
    assert told(finding) == (
        "test-fails",
        "错误",
        "",
        "规则“只在测试里用”出了故障，没有查完台账；其他规则都查过了。",
        REMEDY,
    )
    assert next(REPORTERS["text"](check(), "records")).startswith("records: 错误 规则“只在测试里用”")


def _dates(node: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from _dates(value, (*pointer, key))
    if isinstance(node, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node):
        yield pointer


def _with(record: Record, pointer: Pointer, value: str) -> dict[str, Any]:
    changed: dict[str, Any] = copy.deepcopy(record.data)
    node: Any = changed
    for part in pointer[:-1]:
        node = node[part]
    node[pointer[-1]] = value
    return changed


@pytest.mark.parametrize("extreme", ["0001-01-01", "0001-02-28", "9999-11-30", "9999-12-31"])
def test_no_date_is_too_far_for_a_rule(ledger: Path, library: SchemaLibrary, extreme: str) -> None:
    """Each date of a record in turn, of all records at once: typed with a slip, or 9999 for “for ever”."""
    records = [record for record in read_ledger(ledger, library).valid if not record.place.kind.startswith("policy-")]
    dates = [(record, list(_dates(record.data))) for record in records]
    look = Engine(WorkingFolder(ledger), library, AS_OF, read, Memo(None))
    for number in range(max(len(pointers) for _, pointers in dates)):
        changed = [(one, _with(one, pointers[number], extreme)) for one, pointers in dates if len(pointers) > number]
        files = {one.path: writer.write(data, library[one.place.kind]).encode() for one, data in changed}
        found = look.changed(files, {one.path: data for one, data in changed}).found()
        assert [(item.rule.id, item.path) for item in found if "出了故障" in item.message] == [], number
    assert sum(len(pointers) for _, pointers in dates) >= 81


@pytest.mark.parametrize("name", MANY)
def test_order_of_files_and_of_keys_is_irrelevant(
    ledger: Path, library: SchemaLibrary, patcher: Any, faults: dict[str, Any], name: str
) -> None:
    patcher.apply(faults[name])
    folder = WorkingFolder(ledger, Memo(None))
    files = list(folder.listing.paths().items())
    said = {record.path: record.data for record in read_ledger(ledger, library).valid}

    def findings() -> list[Finding]:
        source = SimpleNamespace(root=ledger, listing=FileListing.of(dict(files)), read=folder.read)
        look = Engine(cast("LedgerSource", source), library, AS_OF, read, Memo(None), said=said)
        return checking.told_of(look, library)

    expected = findings()
    assert expected
    shuffle = random.Random(20260101)
    for _ in range(2):
        shuffle.shuffle(files)
        said = {path: _shuffled(data, shuffle) for path, data in said.items()}
        assert findings() == expected


def _shuffled(node: Any, shuffle: random.Random) -> Any:
    if isinstance(node, list):
        return [_shuffled(item, shuffle) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    shuffle.shuffle(keys)
    return {key: _shuffled(node[key], shuffle) for key in keys}


def test_time_alone_turns_nothing_into_an_error(check: Check) -> None:
    """What is right today is right on every later day of the programme: only warnings may come with time."""
    for later in ("2026-11-24", "2027-01-01", "2027-06-30", "2028-12-31", "2030-01-01"):
        assert check(later).errors == 0


def test_only_the_future_turns_into_an_error_when_looking_back(check: Check) -> None:
    rules = {finding.rule.id for finding in check("2024-05-16").findings}
    assert rules == {"visit-future", "date-future"}


def test_rules_of_a_change_are_heard_where_there_is_one(
    check: Check, enter: Enter, committed: str, ledger: Path
) -> None:
    def judge(context: ChangeContext) -> Findings:
        for path in context.change.paths:
            yield context.file(path).fault((), context.change.commit, remedy="改。")
        raise KeyError

    unit = ledger / "city" / "unit.yml"
    unit.write_text(unit.read_text("utf-8") + "\n", "utf-8")
    enter(change_rule, judge)
    assert check().findings == ()
    message = "规则“只在测试里用”出了故障，没有查完台账；其他规则都查过了。"
    assert [told(finding) for finding in check(since="main").findings] == [
        ("test-fails", "错误", "", message, REMEDY),
        ("test-fails", "警告", "city/unit.yml", committed, "改。"),
    ]
