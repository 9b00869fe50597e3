"""Running the engine that turns the Markdown pages into a site: always as a command, never imported."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import yaml

from jiedui import imprint
from jiedui.records.parallel import LostProcessError
from jiedui.shipped import shipped
from jiedui.site.machine.blocks import put_back, taken_out
from jiedui.site.machine.output import leave_only, remove_links

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

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
# The style sheets and scripts of the theme, 2.5 MB that no page asks for (``theme/main.html``).
_THEME_FILES = "assets/"
# What we put in the place of the theme's own templates, wherever the package lies.
THEME = Path(__file__).parents[1] / "theme"


def settings() -> Settings:
    """Return the settings of a site as shipped, ``mkdocs.yml``; raise ``OSError`` where they cannot be read.

    Its name is none of a ledger, and its navigation, ``nav``, names no federation: these are a ledger's to tell.
    """
    found: Settings = yaml.safe_load(shipped("mkdocs.yml").read_text("utf-8"))
    return found


class EngineRun:
    """An engine at work on the Markdown pages of ``docs`` for a site in ``site``. To be used in a ``with`` statement.

    It is given ``settings`` and works on copies in a folder of its own, strictly: what lies beside these pages may be
    written meanwhile. MkDocs gets them without their tables and lists, in which Zensical looks for anchors. Raises
    ``ValueError`` for an unknown engine and ``OSError`` where ``site`` holds anything but a site.
    """

    def __init__(self, settings: Settings, docs: Path, site: Path, engine: str) -> None:
        if engine not in ENGINES:
            raise ValueError(f"unknown engine: {engine}")
        refuse_foreign(site)
        self._docs, self._site = docs, site
        self._blocks: dict[Path, list[str]] = {}
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jiedui-"))).resolve()
            for page in docs.rglob(_MARKDOWN):
                copy = folder / "docs" / page.relative_to(docs)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = page.read_text("utf-8")
                if engine == "mkdocs":
                    text, self._blocks[page.relative_to(docs).with_suffix(".html")] = taken_out(text)
                copy.write_text(text, "utf-8")
            config = folder / "mkdocs.yml"
            # Zensical reads and writes only below its configuration, by relative paths; MkDocs does not mind.
            given = settings | {"docs_dir": "docs", "site_dir": "site"}
            given["theme"] = settings["theme"] | {"custom_dir": str(THEME)}
            config.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "utf-8")
            self._made = folder / "site"
            self._process = stack.enter_context(_started(config, engine))
            stack.callback(self._process.kill)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def finish(self) -> int:
        """Make the site of what the engine made and of what lies beside the Markdown pages; return its exit code.

        What the engine warns of is passed on. Where it fails, an earlier site stays as it is. Raises
        :class:`LostProcessError` where it was ended from outside, of which it has nothing to say.
        """
        told, _ = self._process.communicate()
        code = self._process.returncode
        if code < 0:
            raise LostProcessError
        # Its banner and progress are not for staff.
        for line in told.splitlines():
            if code or not line.startswith(QUIET):
                print(line, file=sys.stderr)
        if not code:
            for path, blocks in self._blocks.items():
                page = self._made / path
                page.write_text(put_back(page.read_text("utf-8"), blocks), "utf-8")
            found = imprint.files_of(self._made)
            made = {path: self._made / path for path in found if not path.startswith(_THEME_FILES)}
            _lay(self._docs, made, self._site)
        return code


def build(settings: Settings, docs: Path, site: Path, engine: str) -> int:
    """Build ``docs`` into ``site`` with ``engine`` (``mkdocs`` or ``zensical``); see :class:`EngineRun`."""
    with EngineRun(settings, docs, site, engine) as run:
        return run.finish()


def pages_mark(docs: Path) -> str:
    """Return what the Markdown pages of ``docs`` have in common with pages that are the same to the byte."""
    found = hashlib.sha256()
    for page in sorted(docs.rglob(_MARKDOWN)):
        found.update(f"{page.relative_to(docs)}\0".encode())
        found.update(hashlib.sha256(page.read_bytes()).digest())
    return found.hexdigest()


def build_alike(docs: Path, earlier: Path, site: Path) -> int:
    """Build ``docs`` into ``site`` without the engine: it has made the same Markdown pages for an ``earlier`` site.

    Of thousands of helpers those of one federation have them in common. Returns what :func:`build` does where all is
    well, and raises ``OSError`` as it does.
    """
    refuse_foreign(site)
    built = (page.relative_to(docs).with_suffix(".html") for page in docs.rglob(_MARKDOWN))
    _lay(docs, {path.as_posix(): earlier / path for path in (*built, *_MAPS) if (earlier / path).exists()}, site)
    return 0


def refuse_foreign(site: Path) -> None:
    """Raise ``OSError`` for a folder that no engine has built: an engine empties it first, whatever is in it."""
    is_built = any((site / name).is_file() for name in (BUILT, imprint.MARK))
    if site.exists() and not is_built and not imprint.is_empty(site):
        raise OSError(errno.ENOTEMPTY, "文件夹里有别的文件，不能用来放网站", str(site))


def _lay(docs: Path, made: Mapping[str, Path], site: Path) -> None:
    """Let a site hold what lies in ``docs`` beside the Markdown pages, what was ``made`` of these, and nothing else."""
    site.mkdir(parents=True, exist_ok=True)
    imprint.begin(site)
    beside = {path: docs / path for path in imprint.files_of(docs) if not path.endswith(_MARKDOWN[1:])}
    held = {**made, **beside}
    remove_links(site, imprint.is_passed_by)
    leave_only(site, held.__contains__, imprint.is_passed_by)
    for folder in {site / Path(path).parent for path in held}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, file in held.items():
        _put(file, site / path)


def _put(source: Path, file: Path) -> None:
    """Let a file be another under a second name, or a copy of it where the machine has no such names."""
    with suppress(FileNotFoundError):
        if file.samefile(source):
            return
        file.unlink()
    try:
        file.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, file)


def _started(config: Path, engine: str) -> subprocess.Popen[str]:
    """Start the engine on a configuration."""
    # Not --quiet: MkDocs counts for --strict only the warnings that it is allowed to say.
    command = [sys.executable, "-m", engine, "build", "--strict", "--config-file", str(config)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(
        command, env=environment, cwd=config.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
