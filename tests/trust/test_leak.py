"""Leaks: told in plain words, and by nothing that has leaked."""

from __future__ import annotations

from jiedui.trust.leak import Leak, LeakKind


def test_each_kind_has_words_of_its_own() -> None:
    assert len(set(LeakKind)) == len(LeakKind) == 8
    assert all(not kind.isascii() for kind in LeakKind)


def test_a_leak_says_where_and_of_what_kind_alone() -> None:
    assert Leak._fields == ("file", "place", "kind")
