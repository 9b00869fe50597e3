"""``jiedui rekey``: whoever has had the old keys reads nothing of what is written from now on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.vault import CODE, HOME, Vault

from jiedui.custody.store import KeyStore
from jiedui.records.reader import read_record
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.tree import Place

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def vault(run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.of(run, ledger, tmp_path_factory.mktemp("keys")).sealed()


def name_by(store: Path, root: Path) -> str:
    """Return the name of the person of the household as one store opens it."""
    with KeyStore(store) as ring:
        library = SchemaLibrary(default_folder(), ring)
        data = read_record(root, Place(HOME, "household", CODE, "pingjiang", CODE), library).data
    assert data
    return str(data["members"][0]["name"])


def test_a_colleague_who_leaves_opens_the_history_and_nothing_of_what_comes(vault: Vault) -> None:
    taken = vault.store.with_name("taken.keys")
    shutil.copy(vault.store, taken)
    old = vault.home
    done = vault.do("rekey")
    assert (done.returncode, done.stdout.startswith("换了 6 户的密钥。")) == (0, True)
    assert vault.home != old
    assert (name_by(vault.store, vault.root), name_by(taken, vault.root)) == ("示例藏", "m-2P5D")
    assert vault.do("check").returncode == 0
    assert vault.run("--keys", taken, "check").returncode == 1  # who goes on with old keys is told
    (vault.root / HOME).write_text(old, "utf-8")  # as the history has it
    assert (name_by(vault.store, vault.root), name_by(taken, vault.root)) == ("示例藏", "示例藏")


def test_one_household_alone_keeps_the_key_of_the_marks(vault: Vault) -> None:
    other = vault.root / "yueyanglou/households/YYL-2A3C/household.yml"
    before, marks = other.read_text("utf-8"), vault.keys().hash_key
    assert vault.do("rekey", CODE.lower()).returncode == 0
    assert other.read_text("utf-8") == before
    with vault.keys() as store:
        assert (len(store.keys(CODE)), len(store.keys("YYL-2A3C")), store.hash_key) == (2, 1, marks)


def test_what_is_not_sealed_or_has_no_key_here_is_told(vault: Vault) -> None:
    done = vault.do("rekey", "PJ-XXXX")
    assert (done.returncode, "没有加密的内容，或者没有这个编号" in done.stderr) == (2, True)
    other = vault.store.with_name("b.keys")
    with KeyStore.create(other) as store:
        marks = store.hash_key
    done = vault.run("--keys", other, "rekey", CODE)
    assert (done.returncode, "的密钥不在这个密钥库里" in done.stderr) == (2, True)
    done = vault.run("--keys", other, "rekey")
    assert (done.returncode, "没有要换的" in done.stderr) == (2, True)
    with KeyStore(other) as store, vault.keys() as whole:
        assert store.hash_key == marks
        store.adopt({CODE: whole.keys(CODE)}, turn=2, hash_key=whole.hash_key)
    done = vault.run("--keys", other, "rekey")
    assert (done.returncode, "有 5 户的密钥不在这里，没有换" in done.stderr) == (0, True)
    with KeyStore(other) as store, vault.keys() as whole:  # a person in a household of others, too, is still found
        assert (store.hash_key, len(store.keys(CODE))) == (whole.hash_key, 2)
