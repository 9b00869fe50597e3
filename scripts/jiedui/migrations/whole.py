"""Writing many files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_all(texts: Mapping[Path, str]) -> None:
    """Put each text into its file, which is there already, in the order given; after a failure all are as before.

    All new texts are written beside their files first, so that a full disk stops the work before any file is changed.
    """
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes] = {}
    try:
        for file, text in texts.items():
            before[file] = file.read_bytes()
            drafts[file] = _draft(file, text)
        for file, draft in drafts.items():
            draft.replace(file)
    except BaseException:
        for file, draft in drafts.items():
            if not draft.exists():
                file.write_bytes(before[file])
        raise
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _draft(file: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        draft.chmod(file.stat().st_mode & 0o777)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft
