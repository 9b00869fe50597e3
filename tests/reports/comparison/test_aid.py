"""The kinds of 社会救助 of lists beside those of the ledger."""

from __future__ import annotations

import pytest

from jiedui.reports.comparison.aid import agrees, aid_named, aid_of


@pytest.mark.parametrize(
    ("words", "aid"),
    [
        ("农村低保", "低保"), ("城乡最低生活保障对象", "低保"), ("单人保", "低保"), ("低保边缘家庭", "低保边缘"),
        ("特困人员集中供养", "集中特困"), ("分散特困", "分散特困"), ("特困人员", "特困"), ("五保", "特困"),
        ("临时救助", ""), ("", ""), ("不享受低保", ""), ("非低保", ""), ("无", ""), ("已退出低保", "低保"),
    ],
)  # fmt: skip
def test_the_words_of_a_list_name_a_kind(words: str, aid: str) -> None:
    assert aid_named(words) == aid


@pytest.mark.parametrize(
    ("aid", "hardships"),
    [
        ("低保", {"低保户", "单人户低保"}),
        ("低保边缘", {"低保边缘户"}),
        ("特困", {"分散特困供养", "集中特困供养"}),
        ("集中特困", {"集中特困供养"}),
        ("分散特困", {"分散特困供养"}),
    ],
)
def test_a_kind_agrees_with_those_of_the_ledger_that_it_is_called_by(aid: str, hardships: set[str]) -> None:
    every = ("低保户", "单人户低保", "低保边缘户", "分散特困供养", "集中特困供养", "其他特殊困难")
    assert {each for each in every if agrees(aid, each)} == hardships


def test_other_hardship_is_on_no_list() -> None:
    assert (aid_of("单人户低保"), aid_of("集中特困供养"), aid_of("其他特殊困难"), aid_of("")) == (
        "低保",
        "特困",
        "",
        "",
    )
