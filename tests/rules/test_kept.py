"""Findings come back from plain values as they were."""

from __future__ import annotations

import marshal

from jiedui.records.finding import RULES, OwnWords, Severity
from jiedui.rules import every  # noqa: F401  (enters the rules)
from jiedui.rules.kept import HeardRules, findings_of, plain_finding
from jiedui.struct import replace

FINDING = RULES["visit-future"].at(
    "shi/households/SHI-2A3C/visits/2026-03-05.yml",
    ("needs", 1, "id"),
    message=OwnWords("例如 15400001234。"),
    remedy="改。",
    suggestion="n-7K3Q",
    line=3,
    column=5,
    missing="to",
)


def test_a_finding_comes_back_as_it_was() -> None:
    counted = replace(FINDING, count=7)
    kept = marshal.loads(marshal.dumps(tuple(map(plain_finding, (FINDING, counted)))))
    back = findings_of(kept)
    assert back == [FINDING, counted]
    assert [item.missing for item in back] == ["to", "to"]


def test_a_rule_that_weighs_otherwise_here_still_does() -> None:
    heavier = replace(FINDING, rule=replace(FINDING.rule, severity=Severity.WARNING))
    (back,) = findings_of([plain_finding(heavier)])
    assert back.severity is Severity.WARNING
    assert back == heavier


def test_what_a_rule_found_is_known_of_that_rule_alone() -> None:
    known = HeardRules()
    known.keep(FINDING.rule, [FINDING])
    known.keep(RULES["visit-twice"], [])
    again = HeardRules(marshal.loads(marshal.dumps(known.found)))
    assert [again.of(RULES[name]) for name in ("visit-future", "visit-twice", "unit-missing")] == [[FINDING], [], None]
