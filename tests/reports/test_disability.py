"""What a disability is called."""

from __future__ import annotations

from jiedui.reports.disability import disability_text


def test_a_disability_is_its_category_and_grade_and_nothing_without_a_certificate(world):
    child = {"id": "m-3G9H", "name": "示例丙", "sex": "女", "birth": "2010", "relation": "子女"}
    household = world.household("YYL-2222")
    world.records[f"yueyanglou/households/{household}/household.yml"].data["members"].append(child)
    members = world.ledger().households[household].members
    assert [disability_text(member) for member in members] == ["肢体一级", ""]
