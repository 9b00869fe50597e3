"""What a line says, whichever way its signs are written."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.trust.readings import closed_up, readings


@pytest.mark.parametrize(
    "line",
    [
        "示例未",
        "&#31034;&#x4f8b;&#26410;",
        "&amp;#31034;例未",
        r"\u793a\u4f8b\u672a",
        r"\u{793a}\u{4f8b}\u{672a}",
        r"\793a\4f8b\672a",
        r"\\u793a例未",
        "%E7%A4%BA%E4%BE%8B%E6%9C%AA",
        "示<b>例</b><i class='x'>未</i>",
        "<w:t>示例</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>未</w:t>",
        f"data:text/plain;base64,{base64.b64encode('示例未。'.encode()).decode()}",
        f"data:text/plain;base64,{base64.b64encode('示例&#26410;。'.encode()).decode()}",
    ],
)
def test_a_word_is_read_however_it_is_written(line: str) -> None:
    assert any("示例未" in text for text in readings(line))


@pytest.mark.parametrize("line", ["<td>示例</td><td>未</td>", "<w:p><w:t>示例</w:t></w:p><w:p><w:t>未</w:t></w:p>"])
def test_two_cells_are_no_word(line: str) -> None:
    assert not any("示例未" in text for text in readings(line))


@pytest.mark.parametrize("line", [r"\u{ffffffff}", "base64,AAAAAAAAA", "%E7%A4", "&#xffffffff;", r"\ud800", "\\", "<"])
def test_what_is_no_code_is_left(line: str) -> None:
    assert line in readings(line)


@given(st.text(alphabet=st.sampled_from("示未a0\\u{}&#;%<>/b x")))
def test_nothing_that_is_written_stops_it(line: str) -> None:
    assert line in readings(line)


def test_a_name_that_is_spread_or_broken_is_closed_up() -> None:
    assert closed_up("示\u3000例\n 未 ab 未") == "示例未 ab 未"
