"""Words of the ledger in Markdown: as they are, whatever they hold."""

from __future__ import annotations

import pytest

from jiedui.publishing.plain import LIMIT, code, fitting, listed, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("岳阳楼区残联", "岳阳楼区残联"),
        ("五(二)1", "五(二)1"),
        ("*重点* _户_", r"\*重点\* \_户\_"),
        ("[看](http://x.example/) <b>", r"\[看\](http\://x.example/) \<b\>"),
        ("WWW.x.example 08:30 1.5%", r"WWW\.x.example 08:30 1.5%"),
        ("甲|乙#1~2", r"甲\|乙\#1\~2"),
        ("`码` \\ 一", "\\`码\\` \\\\ 一"),
        ("一行\n## 两行\t完", r"一行 \#\# 两行 完"),
    ],
)
def test_nothing_is_read_as_markup(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_code_stands_as_code() -> None:
    assert code("YYL-7K3Q") == "`YYL-7K3Q`"


@pytest.mark.parametrize(
    ("most", "said"),
    [(3, "甲、乙、丙"), (4, "甲、乙、丙"), (2, "甲、乙，还有 1 户"), (1, "甲，还有 2 户"), (0, "还有 3 户")],
)
def test_a_list_is_bounded_and_says_how_many_more_there_are(most: int, said: str) -> None:
    assert listed(iter("甲乙丙"), most, "户") == said


def test_of_nothing_nothing_is_said() -> None:
    assert listed([], 0, "户") == listed([], 3, "户") == ""


def test_the_first_draft_that_an_issue_has_room_for_is_taken_else_the_last() -> None:
    long, short = ["长" * LIMIT], ["一", "二"]
    assert fitting([["三"], short]) == "三\n"
    assert fitting([long, short]) == "一\n二\n"
    assert fitting([short, long]) == "一\n二\n"
    assert fitting([long, long]) == f"{'长' * LIMIT}\n"
