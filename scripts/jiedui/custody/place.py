"""Where the store of keys may lie: never where Git would take it along, for a key in a history cannot be destroyed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "JIEDUI_KEYS"
"""The variable that names the store where no option does."""
SUFFIX = ".keys"
# What a bare repository holds at its top.
_BARE = ("HEAD", "objects", "refs")


def default_place(name: str) -> Path:
    """Return where the store of a ledger of this name lies unless another place is named: with the user's own data."""
    home = Path.home()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    bare = "".join(sign for sign in name if sign.isalnum() or sign in "-_")
    return data / "jiedui" / f"{bare or '台账'}{SUFFIX}"


def git_folder_of(file: Path) -> Path | None:
    """Return the folder that Git keeps and a file lies in, however deep; ``None`` where there is none."""
    # The path as it was typed and the one that it leads to: Git takes along what lies below either.
    for place in (Path(os.path.abspath(file)), Path(os.path.realpath(file))):  # noqa: PTH100  (links are kept here)
        for folder in place.parents:
            if (folder / ".git").exists() or all((folder / part).exists() for part in _BARE):
                return folder
    return None
