"""Where the store of a ledger lies, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.cli import key_store


def test_the_store_is_called_after_the_ledger(ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JIEDUI_KEYS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    name = key_store.settings_of(ledger)["name"]
    assert key_store.place_of(ledger) == tmp_path / "jiedui" / f"{name}.keys"
    monkeypatch.setenv("JIEDUI_KEYS", str(tmp_path / "a.keys"))
    assert key_store.place_of(ledger) == tmp_path / "a.keys"


def test_settings_that_cannot_be_read_are_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ledger / "policy" / "ledger.yml").write_text("name:\t\n", "utf-8")
    with pytest.raises(SystemExit):
        key_store.settings_of(ledger)
    assert "policy/ledger.yml 有错误" in capsys.readouterr().err


def test_the_variable_is_told_to_whoever_has_not_set_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIEDUI_KEYS", "a.keys")
    key_store.tell_of_place(Path("a.keys"))
    assert capsys.readouterr().out == ""
    monkeypatch.delenv("JIEDUI_KEYS")
    key_store.tell_of_place(Path("a.keys"))
    assert "JIEDUI_KEYS=a.keys" in capsys.readouterr().out
