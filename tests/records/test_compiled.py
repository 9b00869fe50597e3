"""Which compiled libraries the machine has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jiedui.records.compiled import is_there


@pytest.mark.parametrize(
    ("name", "there"),
    [("json", True), ("yaml._yaml", True), ("no_such", False), ("yaml.no_such", False), ("no.such", False)],
)
def test_a_module_is_there_or_not(name: str, *, there: bool) -> None:
    assert is_there(name) is there


def test_what_is_kept_from_being_imported_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert not is_there("yaml._yaml")


def test_to_ask_imports_nothing() -> None:
    code = (
        "import sys\n"
        "from jiedui.records.compiled import is_there\n"
        "print(is_there('jsonschema_rs'), is_there('yaml._yaml'), {'jsonschema_rs', 'yaml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True True set()\n"
