"""The figures of a province: what is shown, what is at least so much, and what a city has not delivered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.rollup.conftest import EAST, WEST

from jiedui.model.time import Quarter
from jiedui.reports.public.published import HIDDEN
from jiedui.rollup.province import (
    MISSING,
    WHOLE,
    CitySum,
    NoneDeliveredError,
    Province,
    TwiceError,
    figure_of,
    least,
    roll_call,
)

EAST_CITY, WEST_CITY, SOUTH_CITY = "示例东市", "示例西市", "示例南市"
SECOND, THIRD = Quarter(2026, 2), Quarter(2026, 3)


def test_a_whole_of_all_that_there_is(province: Province) -> None:
    assert (province.quarters, province.as_of, province.fictional) == ((SECOND, THIRD), date(2026, 11, 23), True)
    assert [entry.name for entry in province.missing] == [SOUTH_CITY]
    assert [entry.name for entry in province.telling(SECOND)] == [EAST_CITY]
    assert [entry.name for entry in province.silent(SECOND)] == [WEST_CITY, SOUTH_CITY]


def test_figures_of_a_city(province: Province) -> None:
    assert province.figure("met", THIRD, EAST_CITY) == 72
    assert province.figure("met", THIRD, WEST_CITY) == HIDDEN
    assert province.figure("rate", THIRD, WEST_CITY) == HIDDEN
    assert province.figure("rate", THIRD, EAST_CITY) == Fraction(72, 80)
    assert province.figure("met", THIRD, SOUTH_CITY) == MISSING
    assert province.figure("rate", THIRD, SOUTH_CITY) == MISSING
    assert province.figure("roster", SECOND, WEST_CITY) == MISSING


def test_a_sum_without_a_city_is_a_least_one(province: Province) -> None:
    assert province.figure("roster", THIRD) == "至少150"
    assert province.figure("coverage", THIRD) == Fraction(110, 150)
    assert province.figure("needs_raised", THIRD) == MISSING


def test_sums_of_those_who_have_all_delivered(folders: list[Path]) -> None:
    whole = Province.of("示例省", roll_call(folders[:2]))
    assert whole.figure("roster", THIRD) == 150
    assert whole.figure("met", THIRD) == "至少72"
    assert whole.missing == []


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (CitySum(7, 2, 0, 0), 7),
        (CitySum(7, 1, 1, 0), "至少7"),
        (CitySum(7, 1, 0, 1), "至少7"),
        (CitySum(None, 0, 1, 1), HIDDEN),
        (CitySum(None, 0, 0, 2), MISSING),
    ],
)
def test_totals(total: CitySum, said: object) -> None:
    assert total.value == said


def test_at_least() -> None:
    assert (least(3, complete=True), least(3, complete=False)) == (3, "至少3")


def test_figures_of_a_place() -> None:
    assert figure_of({"met": 3, "due": 4}, "rate") == Fraction(3, 4)
    assert figure_of({}, "rate") is None
    assert figure_of({"due": 4}, "due") == 4
    assert figure_of({}, "roster") == 0


def test_federations_and_contacts(province: Province) -> None:
    assert province.federations[EAST_CITY, THIRD] == {
        "示例东市dong": {"roster": 60, "paired": 50, "due": 40, "met": 40},
        "示例东市xi": {"roster": 50, "paired": 40, "due": 40, "met": 32},
    }
    assert province.contacts[THIRD, WHOLE]["入户"] == (63, 63, 1)
    assert province.channels == ["入户", "电话"]


def test_the_order_is_that_of_the_list_and_who_is_not_on_it_comes_behind(folders: list[Path]) -> None:
    cities = roll_call(folders, (SOUTH_CITY, "示例北市", WEST_CITY))
    assert [(entry.name, entry.reason) for entry in cities] == [
        (SOUTH_CITY, "没有 figures.json"),
        ("示例北市", "没有报送"),
        (WEST_CITY, ""),
        (EAST_CITY, ""),
    ]


def test_a_city_that_delivered_twice_is_told(folders: list[Path], tmp_path: Path) -> None:
    shutil.copytree(folders[0], tmp_path / "again")
    with pytest.raises(TwiceError, match=EAST_CITY):
        roll_call([*folders, tmp_path / "again"])


def test_a_broken_delivery_beside_a_whole_one_of_the_city_is_none(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / EAST_CITY).mkdir()
    for order in ([tmp_path / EAST_CITY, folders[0]], [folders[0], tmp_path / EAST_CITY]):
        [entry] = roll_call(order)
        assert entry.delivery is not None


def test_a_broken_delivery_is_that_of_the_city_which_made_it_whatever_its_folder_is_called(
    folders: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "attachment"
    shutil.copytree(folders[1], broken)
    (broken / "facts.parquet").write_bytes(b"PAR1")
    entries = roll_call([folders[0], broken], ["示例东市", "示例西市"])
    assert [(entry.name, entry.reason) for entry in entries] == [
        ("示例东市", ""), ("示例西市", "facts.parquet 和 figures.json 不是一次写出的"),
    ]  # fmt: skip


def test_nothing_delivered_is_told_with_the_reason(folders: list[Path]) -> None:
    with pytest.raises(NoneDeliveredError, match=r"没有 figures\.json"):
        roll_call(folders[2:])


def test_nobody_is_fictional_where_all_are_real(deliver: Callable[..., Path]) -> None:
    real = [deliver(EAST_CITY, EAST, fictional=False), deliver(WEST_CITY, WEST, fictional=False)]
    assert not Province.of("示例省", roll_call(real)).fictional
