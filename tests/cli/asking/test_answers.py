"""What a text means that was typed for an option or a question."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.cli.asking.answers import (
    AnswerKind,
    DayAnswer,
    ManyAnswer,
    Scene,
    UnitAnswer,
    WordAnswer,
    WrongAnswerError,
    completions,
    kind_of,
)
from jiedui.migrations.reading import read
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer


@pytest.fixture(scope="module")
def scene(
    repo_root: Path, policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory
) -> Scene:
    root = tmp_path_factory.mktemp("ledger") / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    records = read_ledger(root, library, read=read)
    (home,) = (record.data for record in records.valid if record.place.stem == "PJ-2H3J" and "members" in record.data)
    return Scene(records=records, ledger=Ledger.of(records), as_of=date(2026, 11, 23), household=home)


def wrong(kind: AnswerKind, text: str, scene: Scene) -> str:
    with pytest.raises(WrongAnswerError) as said:
        kind.read(text, scene)
    return str(said.value)


AGAIN = "重新打一遍；字变成了乱码的，终端的编码要是 UTF-8。"


@pytest.mark.parametrize(
    ("where", "text", "value"),
    [
        (("channel",), "入户", "入户"),
        (("channel",), "上门", "入户"),  # a synonym of the schema
        (("channel",), "WeChat", "微信"),
        (("channel",), "书", "书信"),  # a beginning that no other word has
        (("reached",), "是", True),
        (("reached",), "没接通", False),
        (("reached",), "n", False),
        (("date",), "2026.3.5", date(2026, 3, 5)),
        (("date",), "今天", date(2026, 11, 23)),
        (("date",), "前天", date(2026, 11, 21)),
        (("companions",), "两个", 2),
        (("topics",), "返贫、家庭情况、返贫", ["返贫致贫风险", "家庭生产生活"]),
        (("content",), " 身体好 ", "身体好"),
        (("by",), "示例丁", "PJ-B-2H3J"),
        (("also",), "示例午、PJ-2H3J", ["YYL-8Q9R", "PJ-2H3J"]),
        (("needs", 0, "note"), "已联系", "已联系"),
        (("content",), "　　两行，\n都好。", "　　两行，\n都好。"),
    ],
)
def test_a_text_means_what_its_schema_wants(
    scene: Scene, library: SchemaLibrary, where: Pointer, text: str, value: Any
) -> None:
    assert kind_of(library["visit"], where).read(text, scene) == value


@pytest.mark.parametrize(
    ("kind", "where", "text", "said"),
    [
        (
            "visit",
            ("channel",),
            "电话机",
            "没有“电话机”这一种。是不是“电话”？可以写：入户、电话、短信、微信、书信、其他、群发。",
        ),
        ("visit", ("reached",), "13873012345", "没有“（号码不显示）”这一种。可以写：是、否。"),
        ("visit", ("date",), "2026-11-24", "2026-11-24 还没有到，到 2026-11-23 为止。"),
        ("visit", ("date",), "2月30日", "日期写成 年-月-日，例如 2026-11-23；也可以写今天、昨天。"),
        ("visit", ("date",), "2026-02-30", "日期写成 年-月-日，例如 2026-11-23；也可以写今天、昨天。"),
        ("visit", ("satisfaction",), "6", "写 1 到 5 的整数。"),
        ("visit", ("content",), "电话13873012345", "里面有证件或者电话的号码。这一项不写号码，去掉再写。"),
        ("visit", ("content",), "\u202e反的", f"里面有看不见的字符（U+202E）。{AGAIN}"),
        ("visit", ("content",), "a\x07b", f"里面有看不见的字符（U+0007）。{AGAIN}"),
        ("visit", ("content",), "a\udcff", f"里面有看不见的字符（U+DCFF）。{AGAIN}"),
        ("visit", ("by",), "PJ-B-2HJ3", "没有编号为 PJ-B-2HJ3 的帮扶责任人。是不是 PJ-B-2H3J？"),
        ("household", ("phone",), "138", "11 位手机号，或带区号的座机，例如 0000-0123456。"),
        ("household", ("village",), "示" * 201, "写成一行，前后不留空格，最多 200 字。"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_told_without_a_number(
    scene: Scene, library: SchemaLibrary, kind: str, where: Pointer, text: str, said: str
) -> None:
    assert wrong(kind_of(library[kind], where), text, scene) == said


def test_a_number_is_taken_however_it_is_parted(scene: Scene, library: SchemaLibrary) -> None:
    assert kind_of(library["household"], ("phone",)).read("154 0000 0001", scene) == "15400000001"


def test_a_day_to_come_is_taken_where_one_is_wanted(scene: Scene) -> None:
    assert DayAnswer(later=True).read("2027/1/5", scene) == date(2027, 1, 5)


def test_a_federation_is_meant_by_its_code_or_its_name(scene: Scene) -> None:
    assert {
        UnitAnswer().read(text, scene) for text in ("pingjiang", "PJ", "平江县", scene.ledger.units["pingjiang"].name)
    } == {"pingjiang"}
    assert wrong(UnitAnswer(), "pinjiang", scene).startswith("没有“pinjiang”这一种。是不是“pingjiang”？可以写：")


def test_members_and_open_needs_are_offered(scene: Scene, library: SchemaLibrary) -> None:
    household = library["household"]
    assert kind_of(household, ("outings", 0, "person")).choices(scene) == (("m-JC43", "示例未"), ("m-HKMN", "示例申"))
    assert kind_of(household, ("needs", 0, "person")).read("示例申", scene) == "m-HKMN"
    need = kind_of(library["household"], ("pairings", 0, "helper"))
    assert need.choices(scene) == ()


def test_a_beginning_that_two_words_have_is_no_word(scene: Scene) -> None:
    assert wrong(WordAnswer({"其他": 1, "其余": 2}), "其", scene) == "没有“其”这一种。可以写：其他、其余。"
    assert ManyAnswer(WordAnswer({"甲": 1, "乙": 2})).choices(scene) == (("甲", ""), ("乙", ""))


def test_codes_and_names_of_the_whole_ledger_are_completed(scene: Scene, library: SchemaLibrary) -> None:
    also = completions(kind_of(library["visit"], ("also",)), scene)
    assert {"PJ-2H3J", "示例未", "示例申", "YYL-8Q9R"} <= {*also}
    assert "示例丁" in completions(kind_of(library["visit"], ("by",)), scene)
    assert completions(kind_of(library["visit"], ("reached",)), scene) == ["是", "否"]
    assert completions(kind_of(library["household"], ("outings", 0, "person")), scene) == ["m-JC43", "m-HKMN"]
