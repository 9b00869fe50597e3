"""What the file says about the household as a whole."""

from __future__ import annotations

import copy

import pytest

from jiedui.demo import situations
from jiedui.demo.draft import House
from jiedui.demo.needs import Needs
from jiedui.demo.world import World


@pytest.fixture(scope="module")
def told(world: World) -> list[House]:
    copied = copy.deepcopy(world)
    for home in copied.houses:
        Needs(home, copied).write()
        situations.write(home, copied)
    return copied.houses


def test_every_household_has_difficulties_without_a_brace_left(told: list[House]) -> None:
    for home in told:
        assert home.record["difficulties"]
        assert "{" not in home.record["difficulties"] + home.record.get("plan", "")


def test_a_second_disabled_person_is_told_of(told: list[House]) -> None:
    several = [home for home in told if len(home.disabled) > 1]
    assert several
    assert all("也有残疾：" in home.record["difficulties"] for home in several)


def test_whoever_is_paired_has_a_plan_of_numbered_lines(told: list[House]) -> None:
    for home in told:
        assert ("plan" in home.record) is bool(home.spells)
        if home.spells:
            lines = home.record["plan"].splitlines()
            assert 2 <= len(lines) <= 4
            assert [line.partition(". ")[0] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]


@pytest.mark.parametrize(
    ("status", "risk", "dated"),
    [("未申报", "有", False), ("已申报", "有", True), ("已纳入", "有", True), ("已消除", "无", True)],
)
def test_a_risk_stands_as_the_showcase_says(told: list[House], status: str, risk: str, *, dated: bool) -> None:
    home = next(home for home in told if home.recipe.relapse == status)
    found = home.record["relapse"]
    assert (found["monitoring"], found["risk"]) == (status, risk)
    assert bool(found["monitored_on"]) is dated
    assert not dated or found["monitored_on"] > found["found_on"]
