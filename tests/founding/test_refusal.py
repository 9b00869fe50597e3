"""A refusal is a sentence."""

from __future__ import annotations

from jiedui.founding.refusal import NotFoundedError


def test_it_says_why() -> None:
    assert str(NotFoundedError("换一个文件夹。")) == "换一个文件夹。"
