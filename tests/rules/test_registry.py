"""How rules are entered, and that a machine refuses one under the wrong scope."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mypy import api

from jiedui.records.finding import RULES, Severity
from jiedui.rules import registry
from jiedui.rules.context import Findings, LedgerContext
from jiedui.rules.registry import RULE_SETS, RuleSet, household_rule, ledger_rule, record_rule, visit_rule

ENTERED = """
from jiedui.model.event import Event
from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records.reader import Record
from jiedui.rules.context import ChangeContext, Findings, LedgerContext, RuleContext, VisitContext
from jiedui.rules.registry import (
    change_rule, event_rule, helper_rule, household_rule, ledger_rule, record_rule, visit_rule
)

@{decorator}("a", "甲", why="为了测试。", clause="四", requirement="R-031"{more})
def judge({parameters}) -> Findings:
    yield from ()
"""

SCOPES = {
    "record_rule": "record: Record, context: RuleContext",
    "event_rule": "event: Event, context: RuleContext",
    "helper_rule": "helper: Helper, context: RuleContext",
    "household_rule": "household: Household, context: RuleContext",
    "visit_rule": "visit: Visit, context: VisitContext",
    "ledger_rule": "context: LedgerContext",
    "change_rule": "context: ChangeContext",
}


def judged(tmp_path: Path, *snippets: str) -> list[str]:
    """Return what mypy says of each snippet: nothing, or the kind of its first error."""
    files = [tmp_path / f"snippet_{number}.py" for number in range(len(snippets))]
    for file, snippet in zip(files, snippets, strict=True):
        file.write_text(snippet, "utf-8")
    options = ["--strict", "--follow-imports=silent", "--no-error-summary", f"--cache-dir={tmp_path / 'cache'}"]
    said, trouble, _ = api.run([*options, "--config-file=", *map(str, files)])
    assert not trouble, trouble
    first = {line.split(":")[0]: line.rpartition("  ")[2] for line in reversed(said.splitlines()) if ": error:" in line}
    return [first.get(str(file), "") for file in files]


def test_rule_under_the_wrong_scope_does_not_pass_the_type_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MYPYPATH", str(Path(registry.__file__).parents[2]))
    pairs = [(decorator, scope) for decorator in SCOPES for scope in SCOPES]
    snippets = [ENTERED.format(decorator=decorator, parameters=SCOPES[scope], more="") for decorator, scope in pairs]
    unknown = ENTERED.format(decorator="ledger_rule", parameters=SCOPES["ledger_rule"], more=", remark=1")
    *said, of_unknown = judged(tmp_path, *snippets, unknown)
    assert said == ["" if decorator == scope else "[arg-type]" for decorator, scope in pairs]
    assert of_unknown == "[call-arg]"


def test_id_is_used_once() -> None:
    with pytest.raises(ValueError, match="path-id"):
        ledger_rule("path-id", "编号", why="为了测试。", clause="四", requirement="R-031")


def test_rules_are_heard_in_the_order_in_which_they_were_entered() -> None:
    order = [rule.id for rule in RULES]
    for rules in RULE_SETS:
        entered = [entry.rule.id for entry in rules]
        assert entered == sorted(entered, key=order.index)
        assert len(entered) > 3


def test_scope_is_told_in_the_words_of_the_rules_page() -> None:
    scopes = [{entry.rule.scope for entry in rules} for rules in RULE_SETS]
    assert scopes == [{"文件"}, {"文件"}, {"文件"}, {"户"}, {"户"}, {"台账"}, {"改动"}]


def test_rule_is_entered_with_what_it_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RULES, "_rules", {})
    rules = RuleSet[Callable[[LedgerContext], Findings]]("台账")

    @rules("test-entered", "题目", why="为了测试。", clause="四", requirement="R-031")
    def judge(_context: LedgerContext) -> Findings:
        yield from ()

    (entry,) = rules
    assert entry.judge is judge
    assert (entry.rule.id, entry.rule.title, entry.rule.scope, entry.rule.why) == (
        "test-entered",
        "题目",
        "台账",
        "为了测试。",
    )
    assert (entry.rule.clause, entry.rule.requirement, entry.rule.severity) == ("四", "R-031", Severity.ERROR)


def test_rule_is_a_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    """What works at once might fail before its failure can be told."""
    monkeypatch.setattr(RULES, "_rules", {})
    enter = ledger_rule("test-list", "列表", why="为了测试。", clause="四", requirement="R-031")
    with pytest.raises(TypeError, match="no generator: test-list"):
        enter(lambda _context: iter(()))


def test_rules_of_a_record_are_those_of_its_kind_and_of_all() -> None:
    of_visits = {entry.rule.id for entry in record_rule.meeting(["date", "withdrawn"], "visit")}
    of_divisions = {entry.rule.id for entry in record_rule.meeting(["withdrawn"], "divisions")}
    assert of_visits == {"path-id", "record-future"}
    assert {"record-future", "unit-unknown"} <= of_divisions
    assert "path-id" not in of_divisions


def test_rule_is_not_asked_about_what_has_none_of_the_keys_that_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [entry.rule.id for entry in household_rule]
    listed = [entry.rule.id for entry in household_rule.meeting({"id", "members", "hardship"})]
    paired = [entry.rule.id for entry in household_rule.meeting({"id", "members", "hardship", "pairings"})]
    assert {"not-eligible", "certificate-checksum"} < {*listed} < {*paired} < {*every}
    assert {"pairing-order", "closed-death"} <= {*paired} - {*listed}
    assert "after-close" not in paired
    assert {each.rule.id for each in visit_rule} - {each.rule.id for each in visit_rule.meeting(())} == {
        "visit-companions", "visit-hazards", "visit-household-unknown", "visit-need-early", "visit-need-open",
        "visit-need-raised", "visit-need-twice", "visit-need-unknown",
    }  # fmt: skip
    assert paired == [rule for rule in every if rule in paired], "their order stays"
    assert len(listed) < len(every) / 2, "most rules are about what most households do not have"
    monkeypatch.setattr(household_rule, "_entries", [*household_rule][:1])
    assert len(household_rule.meeting({"pairings"})) == 1, "what was chosen of other rules is not taken for these"
