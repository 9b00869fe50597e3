"""The folder of a new ledger: an empty one, in no other ledger, written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.founding.refusal import NotFoundedError
from jiedui.imprint import is_left_behind
from jiedui.model.forge import FOLDER as RECORDS
from jiedui.records.staging import PREFIX, Staging
from jiedui.records.tree import ledger_around

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jiedui.records.staging import Content


def refuse_taken(folder: Path) -> None:
    """Raise :class:`NotFoundedError` where a folder is no place for a new ledger; that of a new clone is one.

    What a killed run has left there does not count: the next one removes it. Nor does what a look into it has left.
    """
    if around := ledger_around(folder) or ledger_around(folder, RECORDS):
        raise NotFoundedError(f"{folder.resolve().name} 在台账 {around.name} 里。台账里不能再有台账，换一个文件夹。")
    there = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    if [name for name in there if name != ".git" and not name.startswith(PREFIX) and not is_left_behind(name)]:
        raise NotFoundedError(
            f"{folder.resolve().name} 里已经有文件，什么也没有写。换一个空文件夹；已经是台账、要更新的，加 --update。"
        )


def write_new(folder: Path, files: Mapping[str, Content]) -> None:
    """Write the files of a ledger, by path, into a folder that is made where it is not there; or nothing at all."""
    contents = {folder / path: content for path, content in files.items()}
    nearest = next(place for place in (folder, *folder.parents) if place.is_dir())
    with Staging(nearest) as staging:
        staging.write_all(contents, contents)
