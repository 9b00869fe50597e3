"""What the entries of the policy's lists and a disability are called."""

from __future__ import annotations

from jiedui.reports.names import benefit_names, disability_text, hazard_names


def test_hazards_and_policies_have_the_names_of_the_notice(world):
    policy = world.ledger().policy
    assert hazard_names(policy) == {"fire": "火灾", "electric": "触电", "drowning": "溺水", "gas": "煤气中毒"}
    assert benefit_names(policy)["living_subsidy"] == "困难残疾人生活补贴"


def test_a_disability_is_its_category_and_grade_and_nothing_without_a_certificate(world):
    child = {"id": "m-3G9H", "name": "示例丙", "sex": "女", "birth": "2010", "relation": "子女"}
    household = world.household("YYL-2222")
    world.records[f"yueyanglou/households/{household}/household.yml"].data["members"].append(child)
    members = world.ledger().households[household].members
    assert [disability_text(member) for member in members] == ["肢体一级", ""]
