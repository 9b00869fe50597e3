"""Codes of federations out of their names."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.founding.pinyin import prefix, slug


@pytest.mark.parametrize(
    ("name", "folder", "letters"),
    [
        ("青石县", "qingshi", "QS"),
        ("绿春县", "lvchun", "LC"),
        ("经开区", "jingkai", "JK"),
        ("南湖新区", "nanhu", "NH"),
        ("重庆市", "chongqing", "CQ"),
        ("屈原管理区", "quyuanguanli", "QYGL"),
        ("巴音郭楞蒙古自治州", "bayinguolengmenggu", "BYGL"),
        ("华县", "hua", "HX"),
        ("县", "xian", "XA"),
    ],
)
def test_a_name_gives_its_pinyin_and_initials_without_the_kind_of_place(name: str, folder: str, letters: str) -> None:
    assert (slug(name, ()), prefix(name, ())) == (folder, letters)


def test_of_two_alike_the_second_has_its_kind_and_the_third_more_letters() -> None:
    folders: list[str] = []
    letters: list[str] = []
    for name in ("云岭市", "云岭县", "云岭县"):
        folders.append(slug(name, folders))
        letters.append(prefix(name, letters))
    assert folders == ["yunling", "yunlingxian", "yunlingxiana"]
    assert letters == ["YL", "YLX", "YLA"]


@settings(max_examples=examples(15))
@given(st.text(max_size=12), st.integers(0, 3))
@example("云岭县", 40)
def test_whatever_the_name_a_code_can_be_recorded_and_is_nobody_elses(name: str, others: int) -> None:
    folders: list[str] = []
    letters: list[str] = []
    for _ in range(others + 1):
        folders.append(slug(name, folders))
        letters.append(prefix(name, letters))
    assert all(re.fullmatch("[a-z]{2,20}", each) for each in folders)
    assert all(re.fullmatch("[A-Z]{2,4}", each) for each in letters)
    assert len({*folders}) == len({*letters}) == others + 1
