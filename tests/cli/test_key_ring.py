"""Which store of keys a command works with."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from jiedui.cli import key_ring, ledger
from jiedui.custody.store import KeyStore

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    with KeyStore.create(tmp_path / "keys" / "a.keys") as made:
        made.make_all(["YYL-7K3Q"])
    return made.file


@pytest.fixture
def asked() -> Iterator[click.Context]:
    with click.Context(click.Command("check")) as ctx:
        yield ctx


@pytest.mark.usefixtures("asked")
def test_without_a_store_there_are_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIEDUI_KEYS", raising=False)
    assert key_ring.ring() is None
    assert ledger.schemas().ring is None


def test_the_option_comes_before_the_variable_and_the_store_is_opened_once(
    asked: click.Context, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIEDUI_KEYS", "elsewhere.keys")
    key_ring.name_store(asked, click.Option(["--keys"]), store)
    ring = key_ring.ring()
    assert ring
    assert ring.keys("YYL-7K3Q")
    assert ring is key_ring.ring() is ledger.schemas().ring


@pytest.mark.usefixtures("asked")
def test_the_variable_names_it_where_no_option_does(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_KEYS", str(store))
    ring = key_ring.ring()
    assert ring
    assert ring.file == store


@pytest.mark.parametrize(("name", "told"), [("none.keys", "没有密钥库。"), ("records/policy/ledger.yml", "密钥库读不")])
def test_a_store_that_cannot_be_opened_stops_the_command(run: Run, name: str, told: str) -> None:
    done = run("--keys", name, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"不能运行：{told}")


def test_a_ledger_that_is_not_sealed_is_checked_with_keys_as_without(run: Run, store: Path) -> None:
    plain, keyed = run("check"), run("--keys", store, "check")
    assert (plain.returncode, plain.stdout) == (keyed.returncode, keyed.stdout)
    assert plain.returncode == 0
