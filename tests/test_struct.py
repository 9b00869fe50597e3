"""What a value of named fields is defined by."""

from __future__ import annotations

import pickle

import msgspec

from jiedui import plain_struct, struct


def test_what_is_compiled_goes_first() -> None:
    assert struct.Struct is msgspec.Struct
    assert sorted(struct.__all__) == sorted(plain_struct.__all__)


def test_it_goes_from_one_process_to_another() -> None:
    class Here(struct.Struct, frozen=True, kw_only=True):
        name: str

    globals()["Here"] = Here
    Here.__qualname__ = "Here"
    assert pickle.loads(pickle.dumps(Here(name="甲"))) == Here(name="甲")
