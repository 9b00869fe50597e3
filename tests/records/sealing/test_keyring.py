"""What is asked of a ring of keys."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from tests.records.sealing.conftest import MemoryRing, key

from jiedui.records.sealing.keyring import KEY_BYTES, KeyRing


def test_keys_are_those_of_the_cipher() -> None:
    assert len(AESSIV.generate_key(KEY_BYTES * 8)) == KEY_BYTES
    with pytest.raises(ValueError, match="key"):
        AESSIV(bytes(KEY_BYTES - 1))


def test_a_ring_makes_a_key_once_and_none_where_one_was_destroyed() -> None:
    ring: KeyRing = MemoryRing({"SLX-7K3Q": [key("new"), key("old")]}, {"SLX-8MN2"})
    ring.make_all(["SLX-7K3Q", "SLX-2222"])
    made = ring.keys("SLX-2222")
    ring.make_all(["SLX-2222"])
    assert ring.keys("SLX-7K3Q") == [key("new"), key("old")]
    assert [len(each) for each in ring.keys("SLX-2222")] == [KEY_BYTES]
    assert ring.keys("SLX-2222") == made
    with pytest.raises(LookupError):
        ring.make_all(["SLX-8MN2"])
    assert ring.keys("SLX-8MN2") == []
