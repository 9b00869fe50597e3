"""What stands in a column, by its looks."""

from __future__ import annotations

import pytest
from tests.workbook.old.old_books import DIVISIONS, JIA

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import tables
from jiedui.workbook.old.samples import (
    Sample,
    day_in,
    holder_of,
    is_address,
    is_certificate,
    is_identity,
    is_name,
    is_phone,
    is_village,
    is_word,
    reads,
)
from jiedui.workbook.old.targets import targets


def test_certificates_are_told_from_identity_numbers_by_length() -> None:
    numbers = JIA.certificate, f"{JIA.certificate}B1", JIA.identity, "490626580312101"
    assert [*map(is_certificate, numbers)] == [True, True, False, False]
    assert [*map(is_identity, numbers)] == [False, False, True, True]
    assert holder_of(f" {JIA.identity[:6]} {JIA.identity[6:]}") == JIA.identity
    # Excel lost the end, or the check digit is wrong.
    assert [holder_of(text) for text in ("4.90626E+19", f"{JIA.identity[:15]}000", JIA.identity[:17])] == ["", "", ""]


def test_telephones_villages_names_and_days() -> None:
    assert [*map(is_phone, ("15400001001", "0730-0123456", "154 0000 1001", "123456"))] == [True] * 3 + [False]
    assert [*map(is_village, ("示例村", "示例社区", "示例村3组", "村"))] == [True, True, False, False]
    names = "示例甲", "示例甲乙·示例丙", "甲", "示例3组", "安定镇残联"
    assert [*map(is_name, names)] == [True, True, False, False, False]
    assert [*map(day_in, ("2026年3月5日", "46086", "20260305", "3月5日"))] == ["2026-03-05"] * 3 + [""]


def test_an_address_goes_on_behind_its_township() -> None:
    texts = "平江县安定镇示例村", "安定镇3号", "安定镇", "安定镇残联", "示例村3号"
    assert [is_address(DIVISIONS, text) for text in texts] == [True, True, False, False, False]


def test_words_of_a_choice_tell_and_digits_do_not(library: SchemaLibrary) -> None:
    sex = library["helper"].resolve({"$ref": "common.schema.json#/$defs/sex"})
    assert [is_word(sex, text) for text in ("男", "女性", "1", "示例甲")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("place", "text", "fits"),
    [
        ("成员.性别", "1", True), ("成员.性别", "示例甲", False), ("户.联系电话", "154 0000 1001", True),
        ("户.联系电话", "示例甲", False), ("成员.出生日期", "1958年3月12日", True), ("成员.出生日期", "65岁", False),
        ("户.备注", "什么都行", True), ("结对.帮扶责任人", "示例甲", True), ("走访.了解的情况", "生活", True),
        ("走访.了解的情况", "吃饭", False),
        ("走访.陪同人数", "2人", True), ("走访.陪同人数", "没有", False),
    ],
)  # fmt: skip
def test_whether_a_text_may_stand_in_a_column(library: SchemaLibrary, place: str, text: str, fits: bool) -> None:  # noqa: FBT001
    column = targets(tables(library))[place]
    assert column is not None
    assert reads(text, column) is fits


def test_a_sample_tells_what_most_of_a_column_is() -> None:
    sample = Sample.of(["1", "", "2", "2", "x"])
    assert (sample.texts, sample.count(str.isdigit), sample.mostly(str.isdigit)) == (("1", "2", "2", "x"), 3, False)
    assert Sample.of(["1", "2", "3", "4", "x"]).mostly(str.isdigit)
    assert not Sample.of([]).mostly(bool)


def test_a_numbering_rises() -> None:
    assert Sample.of(["1", "2", "4"]).is_numbering
    assert not any(Sample.of(texts).is_numbering for texts in (["1"], ["2", "1"], ["1", "1"], ["1", "x"]))
