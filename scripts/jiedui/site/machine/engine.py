"""Running the engine that turns the Markdown pages into a site: always as a command, never imported."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from jiedui import imprint
from jiedui.shipped import shipped

# What an engine is told, as in mkdocs.yml.
Settings = dict[str, Any]

ENGINES = ("mkdocs", "zensical")
# What is in every site that an engine has built, and in no other folder.
BUILT = "404.html"
# The lines in which an engine says that all is well.
QUIET = ("INFO", "Build started", "Build finished", "No issues found")
# What an engine renders, and the list of it that MkDocs leaves.
_MARKDOWN = "*.md"
_MAPS = (Path("sitemap.xml"), Path("sitemap.xml.gz"))
# What we put in the place of the theme's own templates, wherever the package lies.
THEME = Path(__file__).parents[1] / "theme"


def settings() -> Settings:
    """Return the settings of a site as shipped, ``mkdocs.yml``; raise ``OSError`` where they cannot be read.

    Its name is none of a ledger, and its navigation, ``nav``, names no federation: these are a ledger's to tell.
    """
    found: Settings = yaml.safe_load(shipped("mkdocs.yml").read_text("utf-8"))
    return found


def build(settings: Settings, docs: Path, site: Path, engine: str) -> int:
    """Build ``docs`` into ``site`` with ``engine`` (``mkdocs`` or ``zensical``), strictly; return its exit code.

    The engine is given ``settings`` with these folders, in a file of its own. Raises ``ValueError`` for an unknown
    engine and ``OSError`` where ``site`` holds anything but a site.
    """
    if engine not in ENGINES:
        raise ValueError(f"unknown engine: {engine}")
    refuse_foreign(site)
    site.mkdir(parents=True, exist_ok=True)
    imprint.begin(site)
    place = None
    folders = {"docs_dir": docs.resolve(), "site_dir": site.resolve()}
    if engine == "zensical":
        # Zensical reads and writes only below its configuration, by relative paths; MkDocs does not mind.
        place = os.path.commonpath(folders.values())
        folders = {key: folder.relative_to(place) for key, folder in folders.items()}
    given = settings | {key: str(folder) for key, folder in folders.items()}
    given["theme"] = settings["theme"] | {"custom_dir": str(THEME)}
    handle, name = tempfile.mkstemp(dir=place, prefix=".jiedui-", suffix=".yml")
    config = Path(name)
    os.close(handle)
    try:
        config.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "utf-8")
        outcome = _run(config, engine)
        _leave_ours(docs, site)
        return outcome
    finally:
        config.unlink()


def pages_mark(docs: Path) -> str:
    """Return what the Markdown pages of ``docs`` have in common with pages that are the same to the byte."""
    found = hashlib.sha256()
    for page in sorted(docs.rglob(_MARKDOWN)):
        found.update(f"{page.relative_to(docs)}\0".encode())
        found.update(hashlib.sha256(page.read_bytes()).digest())
    return found.hexdigest()


def build_alike(docs: Path, earlier: Path, site: Path) -> None:
    """Build ``docs`` into ``site`` without the engine: it has made the same Markdown pages for an ``earlier`` site.

    Of thousands of helpers those of one federation have them in common. Raises ``OSError`` as :func:`build` does.
    """
    refuse_foreign(site)
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(docs, site, ignore=shutil.ignore_patterns(_MARKDOWN, ".*"))
    imprint.begin(site)
    built = (page.relative_to(docs).with_suffix(".html") for page in docs.rglob(_MARKDOWN))
    for path in (*built, *_MAPS):
        if (earlier / path).exists():
            (site / path).parent.mkdir(exist_ok=True)
            shutil.copyfile(earlier / path, site / path)


def refuse_foreign(site: Path) -> None:
    """Raise ``OSError`` for a folder that no engine has built: an engine empties it first, whatever is in it."""
    if site.exists() and any(site.iterdir()) and not any((site / name).is_file() for name in (BUILT, imprint.MARK)):
        raise OSError(errno.ENOTEMPTY, "文件夹里有别的文件，不能用来放网站", str(site))


def _leave_ours(docs: Path, site: Path) -> None:
    """Delete the style sheets and scripts of the theme, 2.5 MB that no page asks for (``theme/main.html``)."""
    for folder, _, files in os.walk(site / "assets", topdown=False):
        here = Path(folder)
        for name in files:
            if not (docs / (here / name).relative_to(site)).exists():
                (here / name).unlink()
        if not any(here.iterdir()):
            here.rmdir()


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
