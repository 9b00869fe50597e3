"""What templates are told: by names that are agreed with whoever writes one."""

from __future__ import annotations

from jiedui.founding.about import FoundedUnit, LedgerAbout


def test_the_variables_of_a_template_are_these() -> None:
    assert list(LedgerAbout.__struct_fields__) == ["name", "city", "units", "forge", "wheel"]
    assert list(FoundedUnit.__struct_fields__) == ["slug", "name", "short", "prefix"]
