"""Running the engine that turns the Markdown pages into a site: always as a command, never imported (design §7)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ENGINES = ("mkdocs", "zensical")
# The lines in which an engine says that all is well.
QUIET = ("INFO", "Build started", "Build finished", "No issues found")


def build(config: Path, docs: Path, site: Path, engine: str) -> int:
    """Build ``docs`` into ``site`` with ``engine`` (``mkdocs`` or ``zensical``), strictly; return its exit code.

    ``config`` is the project's ``mkdocs.yml``. Folders other than the ones it names are given to the engine in a copy
    of it. Raises ``ValueError`` for an unknown engine and ``OSError`` where the configuration cannot be read.
    """
    if engine not in ENGINES:
        raise ValueError(f"unknown engine: {engine}")
    settings = yaml.safe_load(config.read_text("utf-8"))
    named = [(config.parent / settings[key]).resolve() for key in ("docs_dir", "site_dir")]
    if named == [docs.resolve(), site.resolve()]:
        return _run(config, engine)
    place = None
    folders = {"docs_dir": docs.resolve(), "site_dir": site.resolve()}
    if engine == "zensical":
        # Zensical reads and writes only below its configuration, by relative paths; MkDocs does not mind.
        place = os.path.commonpath(folders.values())
        folders = {key: folder.relative_to(place) for key, folder in folders.items()}
    settings |= {key: str(folder) for key, folder in folders.items()}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place, prefix=".jiedui-", suffix=".yml") as copy:
        yaml.safe_dump(settings, copy, allow_unicode=True, sort_keys=False)
        copy.flush()
        return _run(Path(copy.name), engine)


def _run(config: Path, engine: str) -> int:
    """Run the engine on a configuration and pass on what it warns of. Its banner and progress are not for staff."""
    # Not --quiet: MkDocs counts for --strict only the warnings that it is allowed to say.
    command = [sys.executable, "-m", engine, "build", "--strict", "--config-file", str(config)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, env=environment, cwd=config.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        if done.returncode or not line.startswith(QUIET):
            print(line, file=sys.stderr)
    return done.returncode
