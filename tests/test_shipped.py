"""What belongs to the package and stands at the top of a checkout is found there, and in a wheel inside the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.shipped import program_mark, shipped

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


def test_any_change_of_the_program_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "jiedui"
    for name in ("schemas/a.json", "mkdocs.yml", "site/pages/home.md.j2", "site/__pycache__/x.pyc"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("一", "utf-8")
    monkeypatch.setattr("jiedui.shipped._PACKAGE", package)

    def mark() -> str:
        program_mark.cache_clear()
        return program_mark()

    before = mark()
    (package / "site" / "__pycache__" / "x.pyc").write_text("二", "utf-8")
    assert mark() == before
    (package / "site" / "pages" / "home.md.j2").write_text("二", "utf-8")
    assert mark() not in ("", before)
    program_mark.cache_clear()
