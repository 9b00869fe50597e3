"""``jiedui seal``: what stands in the clear is sealed, and everything goes on without the keys."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.vault import CODE, DAY, HOME, SECRETS, Vault

from jiedui.records.memo import FOLDER
from jiedui.rules.marks import mark

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def vault(run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.of(run, ledger, tmp_path_factory.mktemp("keys"))


def test_what_the_ledger_seals_stands_nowhere_in_the_clear_and_the_check_is_as_before(vault: Vault) -> None:
    before = vault.do("seal")
    assert before.returncode == 0
    assert before.stdout.startswith("建了密钥库 ")
    assert "加密了 6 户。" in before.stdout
    assert "JIEDUI_KEYS=" in before.stdout
    text = "".join(file.read_text("utf-8") for file in vault.root.rglob("household.yml"))
    assert not [secret for secret in SECRETS if secret in text]
    assert "示例社区" not in text
    closed, opened = vault.run("check", "--as-of", "2026-11-23"), vault.do("check")
    assert (closed.returncode, opened.returncode) == (0, 0)
    assert closed.stdout == opened.stdout


def test_what_an_earlier_check_kept_in_the_clear_goes_and_does_not_come_again(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv(FOLDER, str(cache))
    secrets = (*map(str.encode, SECRETS), mark(SECRETS[4]))

    def kept() -> set[bytes]:
        held = b"".join(file.read_bytes() for file in cache.iterdir())
        return {secret for secret in secrets if secret in held}

    vault.run("check", *DAY)
    assert kept() == {mark(SECRETS[4])}
    vault.do("check")
    assert [*cache.iterdir()] == [], "with keys nothing is kept"
    vault.run("check", *DAY)
    vault.sealed()
    vault.run("check", *DAY)
    assert ([*cache.iterdir()] != [], kept()) == (True, set())


def test_sealing_again_changes_no_byte_and_a_new_text_is_sealed_alone(vault: Vault) -> None:
    vault.sealed()
    before = vault.home
    done = vault.do("seal")
    assert (done.returncode, "该加密的都加密了" in done.stdout) == (0, True)
    assert vault.home == before
    line = next(line for line in before.splitlines() if line.startswith("phone:"))
    (vault.root / HOME).write_text(before.replace(line, 'phone: "15400007655"  # 联系电话'), "utf-8")
    assert "加密了 1 户。" in vault.do("seal").stdout
    assert "15400007655" not in vault.home
    assert [old for old, new in zip(before.splitlines(), vault.home.splitlines(), strict=True) if old != new] == [line]


def test_a_ledger_that_says_nothing_of_it_is_not_sealed_and_no_store_is_made(vault: Vault) -> None:
    settings = vault.root / "policy" / "ledger.yml"
    settings.write_text(settings.read_text("utf-8").partition("sealing:")[0], "utf-8")
    done = vault.do("seal")
    assert (done.returncode, "没有写 sealing" in done.stderr) == (2, True)
    assert not vault.store.exists()


def test_whoever_has_no_store_of_a_sealed_ledger_makes_no_second_one(vault: Vault) -> None:
    vault.sealed()
    other = vault.store.with_name("b.keys")
    done = vault.run("--keys", other, "seal")
    assert (done.returncode, "台账里已经有加密的内容" in done.stderr) == (2, True)
    assert not other.exists()


def test_a_store_in_the_repository_is_refused(vault: Vault) -> None:
    subprocess.run(["git", "init", "-q", str(vault.root.parent)], check=True)
    done = vault.run("--keys", vault.root.parent / "a.keys", "seal")
    assert (done.returncode, "密钥不能放在 Git 仓库的文件夹里" in done.stderr) == (2, True)
    assert SECRETS[0] in vault.home


def test_without_a_name_the_store_lies_with_the_users_data(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(vault.store.parent))
    assert vault.run("seal").returncode == 0
    (store,) = (vault.store.parent / "jiedui").glob("*.keys")
    assert store.stem


def test_plain_text_of_an_erased_household_is_refused(vault: Vault) -> None:
    plain = vault.home
    vault.sealed().do("erase", CODE, "--reason", "误录", "--apply")
    (vault.root / HOME).write_text(plain, "utf-8")
    done = vault.do("seal")
    assert (done.returncode, f"户 {CODE} 已经清除" in done.stderr) == (2, True)
