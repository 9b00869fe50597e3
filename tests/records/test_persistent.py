"""The stand-in for rpds does what rpds does."""

from __future__ import annotations

from typing import Any

import pytest
import rpds

from jiedui.records import persistent

BOTH = pytest.mark.parametrize("module", [rpds, persistent])


@BOTH
def test_a_mapping_stays_as_it_is(module: Any) -> None:
    first = module.HashTrieMap({"a": 1})
    assert module.HashTrieMap.convert(first) is first
    assert dict(module.HashTrieMap.convert({"a": 1})) == {"a": 1}
    assert dict(first.insert("b", 2)) == {"a": 1, "b": 2}
    assert dict(first.update({"b": 2}, [("a", 3)])) == {"a": 3, "b": 2}
    assert dict(first.remove("a")) == dict(first.discard("a")) == {}
    assert dict(first.discard("b")) == dict(first) == {"a": 1}
    assert hash(first) == hash(module.HashTrieMap([("a", 1)]))
    assert (first.get("b"), len(first), "a" in first, sorted(first.items())) == (None, 1, True, [("a", 1)])
    with pytest.raises(KeyError):
        first.remove("b")
    with pytest.raises(KeyError):
        first["b"]


@BOTH
def test_a_set_stays_as_it_is(module: Any) -> None:
    first = module.HashTrieSet(["a"])
    assert set(first.insert("b")) == set(first.update(["b"])) == {"a", "b"}
    assert set(first.remove("a")) == set(first.discard("a")) == set()
    assert set(first.discard("b")) == set(first) == {"a"}
    with pytest.raises(KeyError):
        first.remove("b")


@BOTH
def test_a_list_grows_at_its_front(module: Any) -> None:
    first = module.List(["a"])
    assert list(first.push_front("b")) == ["b", "a"]
    assert list(first) == ["a"]
    assert not module.List()
