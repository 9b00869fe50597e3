"""A small built site and an ``ssh`` that leads back to this machine; the small worlds of the reports, and no proxy."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.conftest import new_world, quarter_world, shipped, shipped_ledger, world

from jiedui.imprint import SiteImprint, finish
from jiedui.publishing.folder import ServedFolder

__all__ = ["new_world", "quarter_world", "shipped", "shipped_ledger", "world"]

COMMIT = "0123456789"
SSH = """\
#!/bin/sh
# Another machine: what is asked for is run by its shell, in the home of whoever logs in.
printf '%s\\n' "$@" > "{log}"
while [ "$1" != -- ]; do shift; done
cd "{home}" && exec sh -c "$3"
"""


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Make a built site of some words, files that only their owner may read among them."""

    def make(words: str = "一", commit: str = COMMIT, name: str = "site") -> Path:
        site = tmp_path / name
        (site / "户 页").mkdir(parents=True, exist_ok=True)
        for path in ("index.html", "404.html", "户 页/一户.html"):
            (site / path).write_text(f"<p>{words}</p>", "utf-8")
        (site / "big.js").write_bytes(b"x" * 300_000)
        (site / "index.html").chmod(0o600)
        finish(site, SiteImprint("2026-11-23", commit))
        return site

    return make


@pytest.fixture
def bin_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put a program of one's own before those of the machine: ``bin_first("tar", text)``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, text: str) -> None:
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)

    return put


@pytest.fixture
def earlier(bin_first: Callable[[str, str], None], tmp_path: Path) -> Callable[..., str]:
    """Publish as on the first day of 2025: ``earlier(place, site)``. Of one second there is one release."""

    def publish(place: ServedFolder, site: Path) -> str:
        bin_first("date", "#!/bin/sh\necho 20250101-000000\n")
        name = place.publish(site, 3)
        (tmp_path / "bin" / "date").unlink()
        return name

    return publish


@pytest.fixture
def home(tmp_path: Path, bin_first: Callable[[str, str], None]) -> Path:
    """The home on the other machine; what ``ssh`` was last asked for stands in ``asked`` beside it."""
    folder = tmp_path / "另一台 机器"
    folder.mkdir()
    bin_first("ssh", SSH.format(log=tmp_path / "asked", home=folder))
    return folder


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
