"""The machinery of a ledger: the files beside its records, as this version of jiedui ships them for a forge.

They are the files below ``files/common`` and below the folder of the forge, in lower case, each at the path that it has
in a ledger. ``dot.`` stands for the dot that a name begins with, so that no tool takes such a file for ours. One that
ends in ``.j2`` is a template of Jinja, and its variables are the fields of
:class:`~jiedui.founding.about.LedgerAbout` and ``lock``, the text of the lock of all that jiedui needs; every other is
copied. A file of the forge takes the place of a common one. What several templates have in common stands below
``files/parts`` and is no file of a ledger.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jiedui.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.founding.about import LedgerAbout

FILES = Path(__file__).parent / "files"
IGNORE = ".gitignore"
"""The file that says what Git passes by."""
_COMMON, _DOT, _TEMPLATE = "common", "dot.", ".j2"
# What Windows runs it reads line by line with both signs alone.
_WINDOWS = (".cmd", ".bat")


def machinery(about: LedgerAbout) -> dict[str, str]:
    """Return the text of each file of the machinery, by its path in the ledger, sorted.

    Raises ``jinja2.TemplateError`` for a template that is none, or asks for what nobody tells it.
    """
    return dict(sorted(_texts(about)))


def ignored() -> str:
    """Return what Git is told to pass by in each ledger, whatever its forge."""
    return (FILES / _COMMON / f"{_DOT}{IGNORE.removeprefix('.')}").read_text("utf-8")


def _texts(about: LedgerAbout) -> Iterator[tuple[str, str]]:
    said = {name: getattr(about, name) for name in about.__struct_fields__}
    said["lock"] = shipped("requirements.txt").read_text("utf-8").strip()
    for folder in (_COMMON, about.forge.kind.lower()):
        for file in filter(Path.is_file, (FILES / folder).rglob("*")):
            text = file.read_text("utf-8")
            if file.name.endswith(_TEMPLATE):
                text = _environment(FILES).get_template(file.relative_to(FILES).as_posix()).render(said)
            path = _path(file.relative_to(FILES / folder))
            yield path, text.replace("\n", "\r\n") if path.endswith(_WINDOWS) else text


def _path(stored: Path) -> str:
    """Return where a file lies in a ledger that is stored at a path."""
    parts = (f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in stored.parts)
    return "/".join(parts).removesuffix(_TEMPLATE)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
