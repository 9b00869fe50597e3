"""我的帮扶: one page for each helper."""

from __future__ import annotations

import html
import re

import pytest


@pytest.mark.parametrize(
    "name", ["helpers/PJ-B-4444", "helpers/PJ-B-2222", "helpers/PJ-B-3333", "helpers/PJ-B-5555", "helpers/PJ-B-6666"]
)
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_a_helper_s_page_derives_the_quota(pages, source):
    text = plain(source(pages, "helpers/YY-B-2222"))
    assert "应 4 户 · 实 1 户 · 差 3 户 · ✗ 欠户" in text
    assert "市残联处级干部（按处级）：至少 4 户。" in text
    assert "从 2023-09-01 起欠户。" in text
    assert "2026-12-01" in text  # what was promised, and by when
    left = plain(source(pages, "helpers/PJ-B-3333"))
    assert "离 已离岗" in left
    assert "退休离岗" in left
