"""What templates are told: by names that are agreed with whoever writes one."""

from __future__ import annotations

from dataclasses import fields

from jiedui.founding.about import FoundedUnit, LedgerAbout


def test_the_variables_of_a_template_are_these() -> None:
    assert [field.name for field in fields(LedgerAbout)] == ["name", "city", "units", "forge", "wheel"]
    assert [field.name for field in fields(FoundedUnit)] == ["slug", "name", "short", "prefix"]
