"""What belongs to the package and stands at the top of a checkout is found there, and in a wheel inside the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.shipped import shipped

NAMES = ("schemas", "mkdocs.yml", "requirements.txt")


@pytest.mark.parametrize("name", NAMES)
def test_a_checkout_has_it_at_the_top(repo_root: Path, name: str) -> None:
    assert shipped(name) == repo_root / name
    assert shipped(name).exists()


def test_a_wheel_has_it_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "jiedui"
    (package / "schemas").mkdir(parents=True)
    monkeypatch.setattr("jiedui.shipped._PACKAGE", package)
    assert shipped("schemas") == package / "schemas"
