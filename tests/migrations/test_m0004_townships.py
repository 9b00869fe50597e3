"""Format 4: the federation that manages a township is the first of a dated list."""

from __future__ import annotations

from jiedui.migrations.m0004_townships import MIGRATION
from jiedui.records.tree import Place

PLACE = Place("divisions.yml", "divisions", "divisions")


def test_a_managing_federation_becomes_the_only_one_so_far() -> None:
    before = {
        "counties": [
            {
                "name": "岳阳楼区",
                "unit": "yueyanglou",
                "townships": [{"code": "430602016", "name": "求索街道", "unit": "nanhu"}, {"name": "郭镇乡"}],
            }
        ]
    }
    after = {
        "counties": [
            {
                "name": "岳阳楼区",
                "unit": "yueyanglou",
                "townships": [
                    {"code": "430602016", "name": "求索街道", "managed": [{"unit": "nanhu"}]},
                    {"name": "郭镇乡"},
                ],
            }
        ]
    }
    assert MIGRATION.steps["divisions"](PLACE, before) == after
    assert MIGRATION.steps["divisions"](PLACE, after) == after


def test_what_is_no_list_stays() -> None:
    data = {"counties": [{"townships": "求索街道"}, "岳阳楼区"]}
    assert MIGRATION.steps["divisions"](PLACE, data) == data


def test_a_township_with_both_keeps_its_list() -> None:
    township = {"name": "求索街道", "unit": "nanhu", "managed": [{"unit": "jingkai", "to": "2025-01-01"}]}
    data = {"counties": [{"townships": [township]}]}
    assert MIGRATION.steps["divisions"](PLACE, data) == data
