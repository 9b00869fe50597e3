from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jiedui.custody.bundle import BundleError, KeyBundle
from jiedui.custody.store import Destruction, KeyStore

DAY, LAST = date(2026, 11, 27), date(2027, 2, 25)
BOTH = {"YYL-7K3Q", "YYL-8M2N"}
GONE = Destruction("YYL-7K3Q", DAY, "示例甲", "保存期满")


@pytest.fixture
def other(tmp_path: Path) -> KeyStore:
    """An empty store, as on a machine that takes the place of one that was lost."""
    return KeyStore.create(tmp_path / "other" / "b.keys", empty=True)


def test_a_backup_brings_a_lost_store_back(store: KeyStore, other: KeyStore) -> None:
    data = KeyBundle.of(store, DAY, LAST).data()
    assert KeyBundle.read(data, LAST).into(other, BOTH) == (2, 0)
    assert {name: other.keys(name) for name in BOTH} == {name: store.keys(name) for name in BOTH}
    assert (other.hash_key, other.turn) == (store.hash_key, store.turn)


def test_the_keys_of_one_federation_are_of_its_households_alone(store: KeyStore, other: KeyStore) -> None:
    store.destroy([Destruction("PJ-2222", DAY, "示例甲", "误录")])
    bundle = KeyBundle.of(store, DAY, LAST, {"YYL-7K3Q"})
    assert (set(bundle.keys), bundle.destroyed, bundle.households) == ({"YYL-7K3Q"}, (), {"YYL-7K3Q"})
    assert "PJ-2222" in KeyBundle.of(store, DAY, LAST).households
    assert bundle.into(other, BOTH) == (1, 0)


def test_a_backup_from_before_brings_no_destroyed_key_back(store: KeyStore) -> None:
    bundle = KeyBundle.of(store, DAY, LAST)
    store.destroy([GONE])
    assert bundle.into(store, BOTH) == (0, 0)
    assert store.keys("YYL-7K3Q") == ()


def test_nor_does_it_in_a_new_store_for_the_record_of_the_erased_needs_no_key(store: KeyStore, other: KeyStore) -> None:
    assert KeyBundle.of(store, DAY, LAST).into(other, BOTH - {"YYL-7K3Q"}) == (1, 0)
    assert other.keys("YYL-7K3Q") == ()


def test_what_was_destroyed_is_destroyed_where_the_keys_are_taken(store: KeyStore, other: KeyStore) -> None:
    KeyBundle.of(store, DAY, LAST).into(other, BOTH)
    store.destroy([GONE])
    assert KeyBundle.read(KeyBundle.of(store, DAY, LAST).data(), DAY).into(other, BOTH) == (0, 1)
    assert dict(other.destroyed) == {"YYL-7K3Q": GONE}


def test_new_keys_stand_before_the_old_ones_and_never_the_other_way_round(store: KeyStore, other: KeyStore) -> None:
    before = KeyBundle.of(store, DAY, LAST)
    before.into(other, BOTH)
    store.renew(BOTH, marks=True)
    KeyBundle.of(store, DAY, LAST).into(other, BOTH)
    assert (other.keys("YYL-7K3Q"), other.hash_key) == (store.keys("YYL-7K3Q"), store.hash_key)
    before.into(other, BOTH)
    assert (other.keys("YYL-7K3Q"), other.hash_key) == (store.keys("YYL-7K3Q"), store.hash_key)


def test_keys_that_have_expired_are_refused(store: KeyStore) -> None:
    with pytest.raises(BundleError, match="2027-02-25 到期"):
        KeyBundle.read(KeyBundle.of(store, DAY, LAST).data(), date(2027, 2, 26))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"jiedui_keys": 2}', b"null"])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError, match="不是密钥"):
        KeyBundle.read(data, DAY)


@pytest.mark.parametrize("where", ["hash_key", "keys"])
def test_a_short_key_is_refused(store: KeyStore, where: str) -> None:
    said = json.loads(KeyBundle.of(store, DAY, LAST).data())
    said[where] = "AAAA" if where == "hash_key" else {"YYL-7K3Q": ["AAAA"]}
    with pytest.raises(BundleError, match="不是密钥"):
        KeyBundle.read(json.dumps(said).encode(), DAY)
