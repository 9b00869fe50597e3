"""``jiedui erase``: in a real history, its packs, clones and bundles nothing of the household is left."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.vault import CODE, HOME, SECRETS, Vault

from jiedui.cli.erase import CACHE
from jiedui.custody.envelope import new_identity
from jiedui.custody.store import KeyStore
from jiedui.records.memo import FOLDER
from jiedui.records.reader import parse
from jiedui.records.schema import SchemaLibrary, default_folder

Run = Callable[..., subprocess.CompletedProcess[str]]
ERASE = ("erase", CODE, "--reason", "保存期满")


@pytest.fixture
def vault(run: Run, ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.of(run, ledger, tmp_path_factory.mktemp("keys"))


def git(folder: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True).stdout


def blobs(folder: Path) -> Iterator[bytes]:
    """Yield every object that a repository has, reachable or not, packed or not."""
    for line in git(folder, "cat-file", "--batch-all-objects", "--batch-check").splitlines():
        name, kind, _ = line.split()
        yield git(folder, "cat-file", kind.decode(), name.decode())


def found(repositories: list[Path], store: Path) -> set[str]:
    """Return what of the household is found in any object, as it stands there or opened with the keys of a store."""
    seen: set[str] = set()
    with KeyStore(store) as ring:
        schema = SchemaLibrary(default_folder(), ring)["household"]
        for repository in repositories:
            for content in blobs(repository):
                text = content.decode("utf-8", "replace")
                read = repr(parse(text, HOME, schema).data) if text.startswith(f"id: {CODE}") else ""
                seen |= {secret for secret in SECRETS if secret in text or secret in read}
    return seen


def test_nothing_of_him_is_left_in_any_object_of_the_history_or_of_clones(
    vault: Vault, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here, away = vault.root.parent, tmp_path_factory.mktemp("away")
    vault.sealed()
    git(here, "init", "-q", "-b", "main")
    git(here, "add", "records")
    git(here, "commit", "-qm", "一")
    line = next(line for line in vault.home.splitlines() if line.startswith("address:"))
    (vault.root / HOME).write_text(vault.home.replace(line, "address: 搬到了这里"), "utf-8")
    vault.do("seal")
    git(here, "add", "records")
    git(here, "commit", "-qm", "二")
    git(here, "checkout", "-qb", "work")
    vault.do("rekey", CODE)
    git(here, "commit", "-qam", "三")
    git(here, "checkout", "-q", "main")
    git(here, "clone", "-q", "--mirror", ".", str(away / "mirror"))
    git(here, "bundle", "create", "-q", str(away / "a.bundle"), "--all")
    git(away, "clone", "-q", "--mirror", "a.bundle", "bundled")
    git(here, "gc", "-q")
    everywhere = [here, away / "mirror", away / "bundled"]
    assert found(everywhere, vault.store) == {*SECRETS}  # so that the search is known to find

    done = vault.do(*ERASE, "--apply")
    assert done.returncode == 0
    assert done.stdout.startswith(f"清除了户 {CODE}：密钥销毁")
    git(here, "commit", "-qam", "四")
    git(away / "mirror", "fetch", "-q")
    assert found(everywhere, vault.store) == set()
    text = vault.home
    assert "phone:" not in text
    assert "address:" not in text
    assert "reason: 迁出市内" in text
    assert vault.run("check", "--as-of", "2026-11-23").returncode == vault.do("check").returncode == 0
    gone = vault.keys().destroyed[CODE]
    assert (gone.household, str(gone.day), gone.reason) == (CODE, "2026-11-23", "保存期满")


def test_it_is_looked_at_first_and_what_remains_is_told(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, cache = vault.root.parent, tmp_path / "cache"
    monkeypatch.setenv(FOLDER, str(cache))
    git(here, "init", "-q")
    git(here, "add", "records")
    git(here, "commit", "-qm", "明文")
    vault.sealed()
    before = vault.home
    vault.run("check", "--as-of", "2026-11-23")
    assert [*cache.iterdir()] != []
    vault.do("keys", "backup", vault.store.parent / "b.age", "--sealed-for", new_identity()[1])
    done = vault.do(*ERASE)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"将清除户 {CODE}")
    assert lines[1].startswith("- 有 1 次提交写的是明文")
    assert lines[2].startswith("- 台账没有加密健康、经济")
    assert lines[3].startswith("- 2026-11-23 的密钥副本（备份，age1")
    assert lines[4].startswith("- 走访记录 1 份")
    assert (
        lines[5]
        == f"- 检查时留下的缓存，这一份台账在这台电脑上的已经删了。别的副本、别的电脑上的，删掉文件夹 {CACHE}。"
    )
    assert [*cache.iterdir()] == []
    assert lines[-1].startswith("看清楚了，加上 --apply。")
    assert vault.home == before
    assert vault.keys().keys(CODE)


def test_who_is_helped_or_not_there_is_not_erased(vault: Vault) -> None:
    vault.sealed()
    for code, told in (
        ("PJ-2H3J", "户 PJ-2H3J 还在帮扶"),
        ("PJ-XXXX", "没有编号为 PJ-XXXX 的户"),
        ("示例藏", "没有编号为"),
    ):
        done = vault.do("erase", code, "--reason", "误录", "--apply")
        assert (done.returncode, told in done.stderr) == (2, True)
    assert vault.keys().destroyed == {}


def test_what_was_never_sealed_cannot_be_erased(vault: Vault) -> None:
    KeyStore.create(vault.store).close()
    done = vault.do(*ERASE, "--apply")
    assert (done.returncode, f"户 {CODE} 没有加密，清除不了" in done.stderr) == (2, True)
    assert SECRETS[0] in vault.home


def test_a_run_that_broke_off_before_the_key_was_destroyed_is_finished_by_the_next(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.sealed()
    with monkeypatch.context() as broken:
        broken.setattr(KeyStore, "destroy", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        assert vault.do(*ERASE, "--apply").returncode == 2
    erased = vault.home
    assert vault.keys().keys(CODE)
    assert "别处已经清除、这里还有密钥的 1 户" in vault.do("keys", "status").stdout
    assert vault.do(*ERASE, "--apply").returncode == 0
    assert vault.keys().keys(CODE) == ()
    assert vault.home == erased
    assert "没有要做的" in vault.do(*ERASE, "--apply").stdout
