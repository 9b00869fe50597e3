"""What a bulletin rests on: the settings of then, which of them differ, and the policy with them."""

from __future__ import annotations

from typing import Any

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.basis import USED, Basis, readings, settings_text
from jiedui.reports.bulletin.computation import COMPUTATION
from jiedui.reports.bulletin.content import bulletin
from jiedui.struct import replace


def test_settings_are_one_line_whatever_their_order(quarter_world: Any) -> None:
    reading = next(item for item in readings(quarter_world.ledger()) if item.settings)
    turned = replace(reading, settings={"乙": ["户"], "a": 1})
    assert settings_text(turned) == settings_text(replace(reading, settings={"a": 1, "乙": ["户"]}))
    assert settings_text(turned) == '{"a": 1, "乙": ["户"]}'
    assert settings_text(replace(reading, settings={})) == ""


def test_the_readings_of_a_bulletin_are_those_that_its_figures_use(quarter_world: Any) -> None:
    found = [reading.id for reading in readings(quarter_world.ledger())]
    assert found == sorted(USED)
    assert "A-15" not in found  # which households leaders should take is no figure of a bulletin


def test_a_bulletin_rests_on_all_of_its_settings_and_its_computation(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    basis = Basis.of(bulletin(ledger, Quarter(2026, 3), "0" * 40).data())
    assert (basis.settings["late_days"], basis.settings["handover"]) == (15, "任一责任人")
    assert (basis.computation, basis.is_older, basis.changed(ledger)) == (COMPUTATION, False, ())
    assert basis.policy(ledger.policy).settings == ledger.policy.settings


def test_a_bulletin_without_a_number_is_of_the_first_computation() -> None:
    basis = Basis.of({"readings": [{"id": "A-01", "reading": "…"}]})
    assert (basis.settings, basis.computation, basis.is_older) == ({}, 1, True)


def test_readings_differ_where_a_setting_that_both_have_does(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    assert Basis({"late_days": 15, "plan_days": 60}, 2).changed(ledger) == ()
    assert Basis({"late_days": 14, "plan_days": 61, "no_more": 1}, 2).changed(ledger) == ("A-14", "A-20")


def test_the_policy_of_then_has_the_settings_of_then_as_far_as_there_are_such(quarter_world: Any) -> None:
    now = quarter_world.ledger().policy
    # A list of grades that lacks the row that it must have is one of before that row was asked for.
    then = Basis({"late_days": 14, "no_more": 1, "severe_grades": []}, 1).policy(now)
    assert then.settings == replace(now.settings, late_days=14)
