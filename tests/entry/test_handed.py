"""Files of the form: read whole, or all that is wrong with them said, with nothing of what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.entry import basket

from jiedui.entry.handed import MOST_BYTES, HandedItem, UnusableError, items
from jiedui.records.schema import SchemaLibrary

DAMAGED = "文件坏了，或者没有传完整。请交来的人重新传一次。"
FOREIGN = "这不是登记页存下的文件。"
NUMBER = "文件里有台账不用的数：小数、太大的数，或者 NaN。请交来的人重新存一次。"
CODING = "文件的编码不是 UTF-8，多半是用别的软件打开又存过。请交来的人重新传原来的文件。"
DEEP = "文件里的层次太多，不是登记页存下的。"
BASKET = basket.file(basket.home(reason="不是一家"), basket.visit("2026-11-21"), basket.change(basket.PHONE))


def faults(content: bytes, name: str = "") -> tuple[str, ...]:
    with pytest.raises(UnusableError) as refused:
        items(content, name)
    return refused.value.faults


def test_new_records_and_changes_come_in_their_order() -> None:
    home, visit, change = items(BASKET)
    assert home == HandedItem(
        "第 1 份", "household", "yueyanglou", "YYL-7K3Q", data=basket.HOME, reason="不是一家"
    )  # fmt: skip
    assert (visit.source, visit.household, visit.stem) == ("第 2 份", "YYL-7K3Q", "2026-11-21")
    assert visit.data == basket.visit("2026-11-21")["data"]
    assert (change.data, [each.plain() for each in change.changes]) == (None, [basket.PHONE])


def test_where_there_are_several_files_each_is_named() -> None:
    assert items(BASKET, "登记-2份.json")[0].source == "登记-2份.json 第 1 份"
    assert faults(b"{", "登记-2份.json") == (f"登记-2份.json：{DAMAGED}",)


def test_a_byte_order_mark_is_read_over() -> None:
    assert items(b"\xef\xbb\xbf" + BASKET) == items(BASKET)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的。请交来的人重新传一次。"),
        (b" \n", "文件是空的。请交来的人重新传一次。"),
        (BASKET[:200], DAMAGED),
        (b"id: YYL-2A3C\n", DAMAGED),
        (b"[" * 100_000, DEEP),
        (b"\x00" * 9, DAMAGED),
        (BASKET.decode().encode("gbk"), CODING),
        (BASKET.decode().encode("utf-16"), CODING),
        (b" " * (MOST_BYTES + 1), "文件太大，最多 8 MB。登记页存不出这样大的文件。"),
        (b"[]", FOREIGN),
        (b"{}", FOREIGN),
        (b'"x"', FOREIGN),
        (b"null", FOREIGN),
        (basket.file(jiedui="jiedui"), FOREIGN),
        (BASKET.replace(b'"version": 1', b'"version": 1.5'), NUMBER),
        (BASKET.replace(b'"version": 1', b'"version": NaN'), NUMBER),
        (BASKET.replace(b'"version": 1', b'"version": -Infinity'), NUMBER),
        (BASKET.replace(b'"version": 1', b'"version": ' + b"9" * 5000), NUMBER),
        (BASKET.replace(b'"version": 1', b'"version": 1, "version": 1'),
         "文件里有一个字段写了两次，不知道哪一次算数。请交来的人重新存一次。"),
        (basket.file(basket.home(), version="1"), DAMAGED),
        (basket.file(basket.home(), version=True), DAMAGED),
        (basket.file(basket.home(), version=0), DAMAGED),
        (basket.file(basket.home(), format=None), DAMAGED),
        (basket.file(records={}), DAMAGED),
        (basket.file(basket.home(), version=2), "这是新版的登记页存下的。用新的版本再收：先更新程序。"),
        (basket.file(basket.home(), format=10), "这是新版的登记页存下的。用新的版本再收：先更新程序。"),
        (basket.file(basket.home(), format=8), "文件里的记录是第 8 版格式，台账用的是第 9 版。"
         "请交来的人在最新的网站上打开登记，打开这份文件，再存一次。"),
        (basket.file(), "文件里一份记录也没有。"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_the_form_is_refused(content: bytes, said: str) -> None:
    assert faults(content) == (said,)


KIND = "kind（种类）不是登记页登记的。政策、残联这样的文件，打开台账改。"
UNIT, HOUSEHOLD, STEM = "unit（残联代号）不对。", "household（户编号）不对。", "stem（编号或者日期）不对。"
EITHER = "data（内容）和 changes（改动）要有一样，只能有一样。"
CHANGES = "changes（改动）写得不对。"
NUMBERS = "430602196503120016"


def nested(levels: int) -> Any:
    return {"x": nested(levels - 1)} if levels else "x"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (7, DAMAGED),
        (None, DAMAGED),
        (basket.home(kind="policy-ledger"), KIND),
        (basket.home(kind="unit"), KIND),
        (basket.home(kind="event-recheck"), KIND),
        (basket.home(kind=NUMBERS), KIND),
        (basket.home(kind=["visit"]), KIND),
        (basket.home(unit="../city"), UNIT),
        (basket.home(unit="policy"), UNIT),
        (basket.home(unit=""), UNIT),
        (basket.home(unit=None), UNIT),
        (basket.home(unit="yueyanglou/helpers"), UNIT),
        (basket.home(stem="../../city/unit"), STEM),
        (basket.home(stem="YYL-7K3Q/visits"), STEM),
        (basket.home(stem="YYL-7K3Q\n"), STEM),
        (basket.home(stem=NUMBERS), STEM),
        (basket.home(stem=7), STEM),
        (basket.helper(stem="YYL-7K3Q"), STEM),
        (basket.visit("2026-11-21", household="YYL-B-7K3Q"), HOUSEHOLD),
        (basket.visit("2026-11-21", household=".."), HOUSEHOLD),
        (basket.visit("C:2026-11-21"), STEM),
        (basket.home(changes=[basket.PHONE]), EITHER),
        (basket.home(data=None), EITHER),
        (basket.home(data=[]), "data（内容）不是一份记录。"),
        (basket.home(data=nested(17)), "data（内容）里的层次太多。"),
        (basket.change(), CHANGES),
        (basket.change({"at": [], "new": "x"}), CHANGES),
        (basket.change({"at": ["phone"], "neu": "x"}), CHANGES),
        (basket.change({"at": ["phone"], "new": nested(17)}), CHANGES),
        (basket.home(reason=7), "reason（理由）不是文字。"),
    ],
)
def test_what_is_wrong_with_an_item_is_said_with_its_number(item: object, said: str) -> None:
    assert faults(basket.file(basket.home(), item)) == (f"第 2 份：{said}",)


@pytest.mark.parametrize("text", ["不是一家", "示例寅", "15400001002"])
def test_halves_of_characters_are_refused(text: str) -> None:
    (said,) = faults(BASKET.replace(text.encode(), b"\\ud800"))
    assert said.endswith("份：里面有半个字，认不出是什么字。把那一处重新填一遍，再存一次。")


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = basket.file(basket.visit("x", household="y", by="z") | {"unit": 7}, basket.home(), basket.home(kind="unit"))
    said = faults(wrong, "登记-3份.json")
    named = [f"登记-3份.json 第 1 份：{UNIT}", f"登记-3份.json 第 1 份：{HOUSEHOLD}", f"登记-3份.json 第 1 份：{STEM}"]
    assert said == (*named, f"登记-3份.json 第 3 份：{KIND}")


def test_two_that_begin_one_record_are_refused_unless_they_say_the_same() -> None:
    other = basket.home(data={**basket.HOME, "village": "示例庄"})
    assert faults(basket.file(basket.home(), basket.helper(), other)) == (
        "第 3 份：和第 1 份的编号 YYL-7K3Q 一样，内容不一样。留下一份，再存一次。",
    )
    assert len(items(basket.file(basket.home(), basket.home()))) == 2


def test_what_the_page_says_beside_is_left_alone() -> None:
    (item,) = items(basket.file(basket.home(warnings=[{"rule": "x"}], path="../../etc/passwd")))
    assert "passwd" not in repr(item)


def test_what_the_page_saves_is_read(node_run: Callable[[str, Any], Any], library: SchemaLibrary) -> None:
    records = [
        basket.home(reason="不是一家"),
        basket.visit("2026-11-21"),
        basket.change(basket.PHONE, base={"id": "x"}),
    ]
    about = {"made_on": "2026-11-23", "site": "0a1b2c3", "format": 9}
    ask = {"documents": library.documents, "asks": [["file", records, about]]}
    [saved] = node_run("entry-handover.mjs", ask)
    assert saved["text"].encode() == BASKET
    assert [item.kind for item in items(saved["text"].encode())] == ["household", "visit", "household"]
