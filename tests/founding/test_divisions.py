"""The table of counties and townships: what is read of it, and everything that is wrong with it at once."""

from __future__ import annotations

import pytest
from tests.founding.conftest import HEAD, ROWS

from jiedui.founding.divisions import FoundedPlaces, TableFault, read_places

Rows = tuple[tuple[str, ...], ...]


def read(rows: Rows) -> FoundedPlaces:
    return read_places(rows, "云岭市", "YL", "云岭.csv")


def test_counties_and_townships_are_read_in_their_order() -> None:
    places = read(ROWS)
    assert places.faults == ()
    assert places.divisions == {
        "source": "建账时的表格 云岭.csv，请改成名录的出处和截止日期",
        "counties": [
            {
                "code": "990121",
                "name": "青石县",
                "unit": "qingshi",
                "townships": [{"code": "990121001", "name": "安宁镇"}, {"code": "990121002", "name": "桃源乡"}],
            },
            {
                "code": "990102",
                "name": "白水区",
                "unit": "baishui",
                "townships": [{"code": "990102001", "name": "东街街道"}],
            },
            {
                "code": "990181",
                "name": "临江市",
                "unit": "linjiang",
                "townships": [{"code": "990181001", "name": "城关镇"}],
            },
        ],
    }
    assert [(unit.slug, unit.prefix, unit.name, unit.short) for unit in places.units] == [
        ("qingshi", "QS", "青石县残疾人联合会", "青石县"),
        ("baishui", "BS", "白水区残疾人联合会", "白水区"),
        ("linjiang", "LJ", "临江市残疾人联合会", "临江市"),
    ]


def test_what_the_table_says_of_a_federation_goes_before_its_pinyin() -> None:
    head = ("备注", "乡镇（街道）", "县市区", "统计用区划代码", "代号", "编号字头", "残联全称", "简称")
    places = read(
        (
            ("云岭市乡镇名录",),
            head,
            ("", "安宁镇", "青石县", "990121001000", "qs", "QSX", "青石县残联", "青石"),
            ("", "桃源乡", "青石县", "９９０１２１００２"),
        )
    )
    assert places.faults == ()
    (unit,) = places.units
    assert (unit.slug, unit.prefix, unit.name, unit.short) == ("qs", "QSX", "青石县残联", "青石")
    assert [item["code"] for item in places.divisions["counties"][0]["townships"]] == ["990121001", "990121002"]


def test_a_functional_area_has_a_federation_and_no_county() -> None:
    rows = ((*HEAD, "托管残联"), ("青石县", "安宁镇", "990121001", "新港区"), ("", "桃源乡", "990121002", ""))
    places = read(rows)
    assert [(unit.slug, unit.name) for unit in places.units] == [
        ("qingshi", "青石县残疾人联合会"),
        ("xingang", "云岭市新港区残疾人联合会"),
    ]
    (county,) = places.divisions["counties"]
    assert county["townships"] == [
        {"code": "990121001", "name": "安宁镇", "managed": [{"unit": "xingang"}]},
        {"code": "990121002", "name": "桃源乡"},
    ]


def test_what_the_citys_own_federation_manages_is_entered_as_that() -> None:
    places = read(((*HEAD, "托管残联"), ("青石县", "安宁镇", "990121001", "市残联")))
    assert [unit.slug for unit in places.units] == ["qingshi"]
    assert places.divisions["counties"][0]["townships"][0]["managed"] == [{"unit": "city"}]


def test_a_row_without_a_county_is_of_that_above_it_also_where_the_table_goes_back_to_one() -> None:
    places = read((*ROWS, ("青石县", "柳镇", "990121003"), ("", "松镇", "990121004")))
    assert places.faults == ()
    assert [item["name"] for item in places.divisions["counties"][0]["townships"]][2:] == ["柳镇", "松镇"]


def test_blanks_in_a_cell_are_no_part_of_a_name() -> None:
    places = read((HEAD, ("青石县", "安宁镇", "990121001"), ("青 石\u3000县", "桃源\n乡", " 990121 002 ")))
    assert places.faults == ()
    (county,) = places.divisions["counties"]
    assert county["townships"][1] == {"code": "990121002", "name": "桃源乡"}


def test_nobody_has_the_letters_of_the_city_nor_the_name_of_a_page() -> None:
    rows = (HEAD, ("云岭县", "安宁镇", "990121001"), ("诺巴县", "城关镇", "990122001"))
    assert [(unit.slug, unit.prefix) for unit in read(rows).units] == [("yunling", "YLX"), ("nuoba", "NB")]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ((), [(0, "表里没有县市区、乡镇、统计代码这一栏。")]),
        ((HEAD,), [(0, "表里只有栏名，没有县市区。")]),
        (
            (HEAD, ("青石县", "安宁镇", "990121001"), ("白水区", "东街街道", "990121002")),
            [(3, "白水区的统计代码前六位与青石县相同。")],
        ),
        ((("县市区", "统计代码"), ("青石县", "990121001")), [(0, "表里没有乡镇这一栏。")]),
        (
            (HEAD, ("", "安宁镇", "990121001"), ("青石县", "", "990121001"), ("", "桃源乡", ""), ("", "柳镇", "99012")),
            [
                (2, "没有写县市区。"),
                (3, "青石县的这一行没有写乡镇（街道）。"),
                (4, "桃源乡没有写统计代码。"),
                (5, "柳镇的统计代码不是 9 位数字。"),
            ],
        ),
        (
            (*ROWS[:3], ("", "桃源乡", "990121003"), ("", "柳镇", "990121002"), ("", "松镇", "990122001")),
            [
                (4, "青石县有两个桃源乡。"),
                (5, "柳镇的统计代码与前面一行相同。"),
                (6, "松镇的统计代码前六位与青石县的安宁镇不同。"),
            ],
        ),
        (
            (
                (*HEAD, "代号", "编号字头"),
                ("青石县", "安宁镇", "990121001", "policy", "YL"),
                ("白水区", "东街街道", "990102001", "白水", "B"),
                ("临江市", "城关镇", "990181001", "linjiang", "LJ"),
                ("临江市", "江口镇", "990181002", "lj", ""),
            ),
            [
                (2, "青石县的代号 policy 已经有别的用处。"),
                (2, "青石县的编号字头 YL 已经有别的用处。"),
                (3, "白水区的代号写法不对。"),
                (3, "白水区的编号字头写法不对。"),
                (5, "临江市的代号与上面写的不同。"),
            ],
        ),
        (
            (
                (*HEAD, "代号", "残联全称", "简称"),
                ("青石县", "安宁镇", "990121001", "con", "县残联", "石"),
                ("白水区", "东街街道", "990102001", "admins", "县残联", "石"),
                ("临江市", "城关镇", "990181001", "", "", "市残联"),
            ),
            [
                (2, "青石县的代号 con 已经有别的用处。"),
                (3, "白水区的代号 admins 已经有别的用处。"),
                (3, "白水区的残联全称和别的残联一样。"),
                (3, "白水区的简称和别的残联一样。"),
                (4, "临江市的简称和别的残联一样。"),
            ],
        ),
    ],
)
def test_everything_that_is_wrong_is_told_at_its_row(rows: Rows, faults: list[tuple[int, str]]) -> None:
    found = read(rows).faults
    assert [(fault.row, fault.message) for fault in found] == faults
    assert all(fault.remedy.endswith("。") for fault in found)
    assert all(isinstance(fault, TableFault) for fault in found)
