"""Addresses in one cell, parted by the names of counties and townships."""

from __future__ import annotations

import pytest
from tests.workbook.old.old_books import DIVISIONS

from jiedui.workbook.old.address import AddressParts, county_of, parted_address, township_named


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("湖南省岳阳市平江县安定镇示例村3组12号", ("平江县", "安定镇", "示例村", "3组12号")),
        ("安定镇示例村村民小组", ("平江县", "安定镇", "示例村", "村民小组")),
        ("平江县 汉昌街道 示例社区 家属区2栋", ("平江县", "汉昌街道", "示例社区", "家属区2栋")),
        ("临湘市五里牌街道示例居委会", ("临湘市", "五里牌街道", "示例居委会", "")),
        # Two counties have such a township: which one is meant, nobody can tell.
        ("五里牌街道示例社区", ("", "五里牌街道", "示例社区", "")),
        ("安定镇集镇12号", ("平江县", "安定镇", "", "集镇12号")),
        ("平江县城关", ("平江县", "", "", "城关")),
        ("别处3组", ("", "", "", "别处3组")),
    ],
)
def test_an_address_is_parted(text: str, parts: tuple[str, ...]) -> None:
    assert parted_address(text, DIVISIONS) == AddressParts(*parts)


def test_a_county_that_is_known_otherwise_tells_which_township_is_meant() -> None:
    assert parted_address("五里牌街道示例社区", DIVISIONS, "临湘市").county == "临湘市"


def test_a_township_is_known_without_its_last_word_and_its_county_where_one_alone_has_it() -> None:
    assert [township_named(text, DIVISIONS) for text in ("长寿", "长寿镇", "汉昌街道办事处", "别处")] == [
        "长寿镇", "长寿镇", "汉昌街道", "别处",
    ]  # fmt: skip
    assert (county_of("江南镇", DIVISIONS), county_of("五里牌街道", DIVISIONS)) == ("临湘市", "")
