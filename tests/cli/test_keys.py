"""``jiedui keys``: backups, keys for a federation, and what never comes back."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.cli.vault import CODE, DAY, SEALING, Vault

from jiedui.custody.bundle import KeyBundle
from jiedui.custody.envelope import closed
from jiedui.custody.store import KeyStore

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def vault(run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.of(run, ledger, tmp_path_factory.mktemp("keys")).sealed()


@pytest.fixture
def me(vault: Vault) -> Path:
    """The file of a secret key; its first line tells the public one."""
    file = vault.store.parent / "me.txt"
    assert vault.run("keys", "identity", file).returncode == 0
    return file


def public(me: Path) -> str:
    return me.read_text("utf-8").splitlines()[0].partition("：")[2]


def test_a_lost_store_comes_back_from_its_backup_but_not_the_keys_of_the_erased(vault: Vault, me: Path) -> None:
    file = vault.store.parent / "b.age"
    done = vault.do("keys", "backup", file, "--sealed-for", public(me))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "6 户的密钥，2027-02-21 到期。")
    keys = {code: [*vault.keys().keys(code)] for code in ("YYL-2A3C", CODE)}
    vault.do("erase", CODE, "--reason", "本人要求", "--apply")
    vault.store.unlink()  # with it what was destroyed is forgotten: the ledger knows
    lost = vault.do("keys", "status")
    assert (lost.returncode, "没有密钥库" in lost.stderr) == (2, True)
    back = vault.do("keys", "take", file, "--identity", me)
    told = [f"收了 5 户的密钥，放在 {vault.store}。", f"JIEDUI_KEYS={vault.store}"]
    assert (back.returncode, [text in back.stdout for text in told]) == (0, [True, True])
    assert "有 1 户的密钥没有收" in back.stderr
    with vault.keys() as store:
        assert (store.keys("YYL-2A3C"), store.keys(CODE)) == (keys["YYL-2A3C"], ())
    assert vault.do("check").returncode == 0


def test_a_federation_gets_the_keys_of_its_own_households_and_destroys_what_is_destroyed(
    vault: Vault, me: Path
) -> None:
    theirs = vault.store.with_name("pj.keys")
    file, again = vault.store.parent / "pj.age", vault.store.parent / "pj2.age"
    vault.do("keys", "share", file, "--unit", "pingjiang", "--sealed-for", public(me))
    vault.run("--keys", theirs, "keys", "take", file, "--identity", me, "--as-of", "2026-11-23")
    said = vault.run("--keys", theirs, "keys", "status", "--as-of", "2026-11-23").stdout.splitlines()
    assert said[1] == "台账里加密的 6 户，有密钥的 2 户。"
    assert said[2].startswith("缺密钥的 4 户：YYL-2A3C、YYL-4D5E")
    assert vault.run("--keys", theirs, "check", "--as-of", "2026-11-23").returncode == 0
    vault.do("erase", CODE, "--reason", "撤回同意", "--apply")
    vault.do("keys", "share", again, "--unit", "pingjiang", "--sealed-for", public(me))
    done = vault.run("--keys", theirs, "keys", "take", again, "--identity", me, "--as-of", "2026-11-23")
    assert "销毁了 1 户的密钥" in done.stdout
    assert "销毁：2026-11-23，户 PJ-4K5M，撤回同意" in vault.run("--keys", theirs, "keys", "status").stdout


def test_new_keys_are_given_and_taken_in_the_place_of_the_old(vault: Vault, me: Path) -> None:
    theirs, first, second = (vault.store.parent / name for name in ("pj.keys", "1.age", "2.age"))
    vault.do("keys", "share", first, "--unit", "pingjiang", "--sealed-for", public(me))
    vault.run("--keys", theirs, "keys", "take", first, "--identity", me, "--as-of", "2026-11-23")
    vault.do("rekey")
    assert vault.run("--keys", theirs, "check", "--as-of", "2026-11-23").returncode == 1
    vault.do("keys", "share", second, "--unit", "pingjiang", "--sealed-for", public(me))
    vault.run("--keys", theirs, "keys", "take", second, "--identity", me, "--as-of", "2026-11-23")
    assert vault.run("--keys", theirs, "check", "--as-of", "2026-11-23").returncode == 0


def test_an_expired_backup_and_one_for_somebody_else_are_refused(vault: Vault, me: Path) -> None:
    file, other = vault.store.parent / "b.age", vault.store.parent / "other.txt"
    vault.run("keys", "identity", other)
    vault.do("keys", "backup", file, "--sealed-for", public(me), "--days", "7")
    late = vault.run("--keys", vault.store, "keys", "take", file, "--identity", me, "--as-of", "2026-12-01")
    assert (late.returncode, "2026-11-30 到期" in late.stderr) == (2, True)
    with KeyStore.create(vault.store.parent / "foreign.keys") as store:
        store.make_all(["QS-2222"])
        bundle = KeyBundle.of(store, date(2026, 11, 23), date(2026, 12, 23))
    foreign = vault.store.parent / "foreign.age"
    foreign.write_bytes(closed(bundle.data(), public(me)))
    theirs = vault.do("keys", "take", foreign, "--identity", me)
    assert (theirs.returncode, "是别的台账的" in theirs.stderr) == (2, True)
    wrong = vault.do("keys", "take", file, "--identity", other)
    assert (wrong.returncode, "不是给这把私钥加密的" in wrong.stderr) == (2, True)


def test_a_ledger_that_is_not_sealed_has_lost_no_keys(run: Run, ledger: Path, tmp_path: Path) -> None:
    nowhere = ("--keys", tmp_path / "none.keys", "keys", "status", *DAY)
    done = run(*nowhere)
    told = "台账没有加密，不用密钥。要加密的，看网站上“加密和清除”这一页。\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
    Vault.of(run, ledger, tmp_path).sealed()
    assert run("check", *DAY).stderr.startswith("注意：台账里有加密的内容，这里没有密钥，")
    settings = ledger / "policy" / "ledger.yml"
    assert "没有密钥库" in run(*nowhere).stderr
    settings.write_text(settings.read_text("utf-8").replace(SEALING, ""), "utf-8")
    assert "没有密钥库" in run(*nowhere).stderr  # something is still sealed
    for _ in ("found", "known"):
        assert run("check", *DAY).stderr.startswith("注意：台账里有加密的内容，这里没有密钥，")
    assert run("--keys", tmp_path / "a.keys", "check", *DAY).stderr == ""


def test_a_check_without_keys_says_so_where_the_ledger_is_sealed_and_where_it_is_to_be(run: Run, ledger: Path) -> None:
    assert run("check", *DAY).stderr == ""
    settings = ledger / "policy" / "ledger.yml"
    settings.write_text(settings.read_text("utf-8") + SEALING, "utf-8")
    assert run("check", *DAY).stderr.startswith("注意：台账里有加密的内容，这里没有密钥，")


def test_status_tells_the_copies_that_are_out(vault: Vault, me: Path) -> None:
    vault.do("keys", "backup", vault.store.parent / "b.age", "--sealed-for", public(me))
    assert vault.do("keys", "status").stdout.splitlines()[2:] == [
        f"副本：2026-11-23，备份，{public(me)[:12]}…，6 户，到 2027-02-21 为止"
    ]


def test_a_copy_has_its_name_and_lies_in_no_repository(vault: Vault, me: Path) -> None:
    folder = vault.store.parent
    subprocess.run(["git", "init", "-q", str(folder / "repository")], check=True)
    (folder / "me.age").write_bytes(b"there")
    for name, told in (
        ("b.txt", "文件名用 .age 结尾"), ("me.age", "已经有"), ("repository/b.age", "密钥不能放在 Git 仓库"),
    ):  # fmt: skip
        done = vault.do("keys", "backup", folder / name, "--sealed-for", public(me))
        assert (done.returncode, told in done.stderr) == (2, True)
    assert (folder / "me.age").read_bytes() == b"there"
    assert vault.do("keys", "status").stdout.count("副本") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_secret_key_is_its_owners_alone_and_is_never_written_over(vault: Vault, me: Path) -> None:
    assert stat.S_IMODE(me.stat().st_mode) == 0o600
    before = me.read_bytes()
    done = vault.run("keys", "identity", me)
    assert (done.returncode, "没有动它" in done.stderr) == (2, True)
    assert me.read_bytes() == before


def test_a_file_that_is_no_copy_is_refused(vault: Vault, me: Path) -> None:
    done = vault.do("keys", "take", me)
    assert (done.returncode, "不是密钥文件" in done.stderr) == (2, True)
