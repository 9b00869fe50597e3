"""Who answers for the work (R-090 … R-093)."""

from __future__ import annotations

from collections import Counter

from jiedui.demo import leaders
from jiedui.demo.world import World


def test_each_federation_has_a_first_and_a_direct_responsible_person(world: World) -> None:
    for unit in ("city", *world.places):
        found = leaders.responsible(unit, world)
        assert {entry["kind"] for entry in found if not entry.get("to")} == {"第一责任人", "直接责任人"}
        assert all(entry["from"] >= "2023-09-01" for entry in found)


def test_the_leading_group_is_as_in_annex_1(world: World) -> None:
    now = Counter(entry["kind"] for entry in leaders.leading_group(world) if not entry.get("to"))
    assert (now["组长"], now["办公室主任"], now["办公室副主任"]) == (1, 1, 1)
    assert now["副组长"] == 6  # the director, two deputies, three counsellors
    assert now["成员"] == 6


def test_who_takes_over_a_post_takes_over_the_seat(world: World) -> None:
    ended = [entry for entry in leaders.leading_group(world) if entry.get("to")]
    assert {entry["post"] for entry in ended} == {"二级调研员"}
