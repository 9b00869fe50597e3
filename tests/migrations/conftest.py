"""A ledger of the first format, as it was written then, and the same records as they stand in this format."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


@pytest.fixture
def today(put_base: Callable[[Path], Path], tmp_path: Path) -> Path:
    """The ledger that the rules are shown on, with the policy as shipped."""
    return put_base(tmp_path / "today")


@pytest.fixture
def first(policy_root: Path, tmp_path: Path) -> Path:
    """The same ledger in the first format. Policy files that have not changed since are the shipped ones."""
    root = tmp_path / "records"
    shutil.copytree(policy_root / "policy", root / "policy")
    ledger = root / "policy" / "ledger.yml"
    ledger.write_text(ledger.read_text("utf-8").partition("\n")[2], "utf-8")
    shutil.copytree(HERE / "first", root, dirs_exist_ok=True)
    return root


def contents(root: Path) -> dict[str, str]:
    """Return the text of every file below a folder by its path, hidden ones included."""
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in root.rglob("*") if file.is_file()}
