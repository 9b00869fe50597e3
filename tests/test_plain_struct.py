"""What a value of named fields is, by ``msgspec`` and by what stands in for it."""

from __future__ import annotations

import copy
from functools import cached_property
from types import ModuleType
from typing import ClassVar, Generic, TypeVar

import msgspec
import pytest
from msgspec import structs

from jiedui import plain_struct

Kind = TypeVar("Kind")
SAYS = ("Struct", "asdict", "field", "force_setattr", "replace")
ours = ModuleType("compiled")
vars(ours).update({name: getattr(structs, name, None) or getattr(msgspec, name) for name in SAYS})
BOTH = pytest.mark.parametrize("by", [ours, plain_struct], ids=["compiled", "plain"])


@BOTH
def test_a_frozen_value_is_what_its_fields_say(by: ModuleType) -> None:
    class Post(by.Struct, frozen=True):
        name: str
        rank: int = 1

        @property
        def shown(self) -> str:
            return f"{self.name}{self.rank}"

    post = Post("主任", 2)
    assert (post.name, post.rank, post.shown) == ("主任", 2, "主任2")
    assert post == Post(name="主任", rank=2) != Post("主任")
    assert len({post, Post("主任", 2), Post("主任")}) == 2
    assert repr(post).endswith("Post(name='主任', rank=2)")
    with pytest.raises(AttributeError):
        post.rank = 3
    assert by.replace(post, rank=3) == Post("主任", 3)
    assert by.asdict(post) == {"name": "主任", "rank": 2}
    assert copy.copy(post) == post
    with pytest.raises(TypeError):
        Post()


@BOTH
def test_what_is_not_frozen_can_change_and_lies_in_no_set(by: ModuleType) -> None:
    class Count(by.Struct):
        of: dict[str, int] = by.field(default_factory=dict)

    one, other = Count(), Count()
    one.of["a"] = 1
    assert other.of == {}
    with pytest.raises(TypeError):
        hash(one)


@BOTH
def test_what_is_made_of_a_frozen_one_is_frozen(by: ModuleType) -> None:
    class Band(by.Struct, frozen=True):
        least: int

    class Narrow(Band):
        most: int = 9

    assert Narrow.__struct_fields__ == ("least", "most")
    assert Narrow(1) != Band(1)
    with pytest.raises(AttributeError):
        Narrow(1).most = 2


@BOTH
def test_fields_may_be_named_alone_and_follow_those_with_a_default(by: ModuleType) -> None:
    class Base(by.Struct, kw_only=True):
        title: str = ""

    class More(Base, kw_only=True):
        day: str
        of: ClassVar[int] = 3

    assert More(day="x").title == ""
    with pytest.raises(TypeError):
        More("x")


@BOTH
def test_what_is_found_once_is_no_field_and_not_taken_over(by: ModuleType) -> None:
    class Ledger(by.Struct, dict=True):
        homes: tuple[int, ...]

        day = None

        @cached_property
        def total(self) -> int:
            return sum(self.homes)

    ledger = Ledger((1, 2))
    ledger.day = "2026-11-23"
    assert ledger.total == 3
    assert ledger == Ledger((1, 2))
    other = by.replace(ledger, homes=(4,))
    assert (other.total, other.day) == (4, None)


@BOTH
def test_what_is_found_as_soon_as_it_is_made_is_found_again_for_another(by: ModuleType) -> None:
    class Home(by.Struct, frozen=True):
        members: tuple[int, ...]
        first: int = 0

        def __post_init__(self) -> None:
            by.force_setattr(self, "first", self.members[0])

    home = Home((7, 8))
    assert (home.first, by.replace(home, members=(9,)).first) == (7, 9)


@BOTH
def test_one_class_stands_for_many_kinds(by: ModuleType) -> None:
    class Entry(by.Struct, Generic[Kind], frozen=True):
        judge: Kind

    assert Entry[int](3) == Entry(3)


@BOTH
def test_identity_tells_where_fields_do_not(by: ModuleType) -> None:
    class Platform(by.Struct, frozen=True, eq=False):
        title: str

    one, other = Platform("x"), Platform("x")
    assert one != other
    assert len({one, other}) == 2
