"""A regular expression that is compiled when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import jiedui
from jiedui.pattern import pattern


def test_it_is_compiled_once_by_who_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[str, int]] = []

    def compiling(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append((text, flags))
        return original(text, flags)

    original = re.compile
    monkeypatch.setattr(re, "compile", compiling)
    late = pattern("[甲乙]x", re.IGNORECASE)
    assert compiled == []
    assert late.match("甲X")
    assert late.match("丙X") is None
    assert compiled == [("[甲乙]x", re.IGNORECASE)]
    assert late.sub("", "甲x丙") == "丙"
    assert late.pattern == "[甲乙]x"


def test_of_bytes_it_is_one_as_well() -> None:
    assert pattern(rb"\bident\b").search(b"* ident") is not None


def test_an_error_is_raised_by_the_first_question() -> None:
    late = pattern("[")
    with pytest.raises(re.error):
        late.match("")
    with pytest.raises(AttributeError):
        pattern("a").nothing  # noqa: B018  (that it is not there is what is asked)


def test_every_one_of_the_program_can_be_compiled() -> None:
    assert len(found := [*_all_patterns()]) > 60
    assert all(re.compile(each.pattern, each.flags & ~re.UNICODE) for each in found)


def _all_patterns() -> Iterator[re.Pattern[str]]:
    kind = type(pattern(""))
    for room in ("cli", "migrations", "model", "records", "review", "rules"):
        package = import_module(f"{jiedui.__name__}.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            yield from (each for each in vars(import_module(module.name)).values() if type(each) is kind)
