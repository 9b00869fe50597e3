"""What every kind of print has, and which has more."""

from __future__ import annotations

from jiedui.prints import KINDS
from jiedui.prints.kind import IndexedKind


def test_each_kind_has_a_word_a_heading_and_a_sentence() -> None:
    assert [(name, kind.HEADING, kind.PURPOSE) for name, kind in KINDS.items()] == [
        ("cards", "结对帮扶联系卡", "通知的附件3：一张留给家庭，一张由责任人留存。"),
        ("forms", "结对帮扶情况登记表", "通知的附件2：每位残疾人一张，另有空白表。"),
        (
            "consent",
            "告知同意书",
            "登记以前念给家里听，同意了签字：谁来记、记什么、谁看得到、存多久、怎么撤回；每户一张，单位留存。",
        ),
        ("household", "我家的帮扶", "大字、白话，每户两页，留给家庭自己看；另有大字版。第二页能剪下求助条。"),
        ("outline", "走访提纲", "每户一张，走访前打印，回来照着录入。"),
        (
            "brief",
            "走访提要",
            "每户半张 A4（A5），走访路上看：风险和隐患、要办的事、没办结的需求、没有落实的政策、近三次联系。",
        ),
        ("handbook", "帮扶手册", "每位帮扶责任人一本，封面是自己的户。"),
        ("county", "县页", "每个残联一张，开会和汇报用。"),
        ("referral", "转介单", "在等答复的转介，每件一张，下面是回执；送给接收部门，不带残疾人证号。"),
    ]


def test_the_cards_alone_have_an_index_of_their_own() -> None:
    assert [name for name, kind in KINDS.items() if isinstance(kind, IndexedKind)] == ["cards"]
