"""The texts of files; tests/trust/test_scan.py opens one of each format."""

from __future__ import annotations

import gzip

import pytest
from tests.trust.files import document, package, paper, picture

from jiedui.trust.opened import UnopenedError, opened


def test_each_text_says_where_it_stands() -> None:
    inner = package("x.txt", b"\xe6\x96\x87")
    found = dict(opened(package("a.zip", inner)))
    assert found["里面的 a.zip，里面的 x.txt"] == "文"
    assert found["里面的文件名"] == "a.zip"
    assert dict(opened(gzip.compress("文".encode())))["解压以后"] == "文"
    assert dict(opened(paper("示例")))["第 1 页"] == "示例"
    assert dict(opened(paper("示例", in_properties=True)))["文档属性"] == "示例"
    assert dict(opened(picture(b"tEXt", b"Title\0plain")))["图片里的说明"] == "Title\0plain"
    assert any(place == "里面的 docProps/core.xml" for place, _ in opened(document("示例")))


@pytest.mark.parametrize("data", ["文".encode(), "文".encode("gb18030"), "\ufeff文".encode("utf-16-le")])
def test_a_text_is_read_in_any_encoding(data: bytes) -> None:
    assert next(opened(data))[1].strip("\ufeff") == "文"


def test_a_damaged_sign_hides_nothing_of_the_others() -> None:
    assert next(opened("示例甲示例乙".encode()[:-1]))[1] == "示例甲示例\ufffd"


def test_a_line_of_a_calendar_may_be_folded_within_a_sign() -> None:
    begins = "BEGIN:VCALENDAR\r\nSUMMARY:示".encode()
    for data in (begins, b"\xef\xbb\xbf" + begins):
        assert dict(opened(data[:-1] + b"\r\n " + data[-1:]))["展开折行以后"].endswith("SUMMARY:示")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.7", picture(b"zTXt", b"t\0\0x\x9c\xff\xff")])
def test_what_is_damaged_is_told(data: bytes) -> None:
    with pytest.raises(UnopenedError):
        list(opened(data))


def test_what_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiedui.trust.opened._LARGEST", 10)
    for data in (package("x.txt", bytes(11)), gzip.compress(bytes(11))):
        with pytest.raises(UnopenedError):
            list(opened(data))
