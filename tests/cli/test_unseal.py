"""``jiedui unseal``: what the ledger seals no more stands in the clear again, byte for byte."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.vault import CODE, Vault

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def vault(run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.of(run, ledger, tmp_path_factory.mktemp("keys"))


def _say_nothing_of_it(vault: Vault) -> None:
    settings = vault.root / "policy" / "ledger.yml"
    settings.write_text(settings.read_text("utf-8").partition("sealing:")[0], "utf-8")


def test_all_is_as_it_was_before_it_was_sealed(vault: Vault) -> None:
    before = {file: file.read_text("utf-8") for file in vault.root.rglob("household.yml")}
    vault.sealed()
    kept = vault.do("unseal")
    assert (kept.returncode, kept.stdout) == (0, "没有要还原的。policy/ledger.yml 的 sealing 里写着的，还是加密的。\n")
    _say_nothing_of_it(vault)
    done = vault.do("unseal")
    assert (done.returncode, done.stdout) == (0, "还原了 6 户。\n")
    assert {file: file.read_text("utf-8") for file in before} == before


def test_without_a_key_nothing_is_written(vault: Vault) -> None:
    vault.sealed()
    _say_nothing_of_it(vault)
    other = vault.store.with_name("b.keys")
    vault.keys().create(other).close()
    before = vault.home
    done = vault.run("--keys", other, "unseal")
    assert (done.returncode, "没有打得开的密钥" in done.stderr) == (2, True)
    assert vault.home == before


def test_what_was_erased_stays_as_it_is(vault: Vault) -> None:
    vault.sealed().do("erase", CODE, "--reason", "误录", "--apply")
    erased = vault.home
    _say_nothing_of_it(vault)
    assert vault.do("unseal").stdout == "还原了 5 户。\n"
    assert vault.home == erased
