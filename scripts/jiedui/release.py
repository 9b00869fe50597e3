"""Which release of the program this is, and of which commit: what ``--version`` says and a ledger of one's own pins."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent
# A wheel was told by its build (hatch_build.py); a checkout has none and is asked.
_COMMIT = _PACKAGE / "commit.txt"
# What the package is called where it is run from its folder and was never installed.
UNKNOWN = "未安装"


def version() -> str:
    """Return the version, such as 0.2.0: that of the last tag, with what was done since counted on (0.2.1.dev7).

    An installation has a folder that is called after it. To ask ``importlib.metadata`` takes longer than all the rest.
    """
    installed = (folder.name for place in sys.path for folder in Path(place).glob("jiedui-*.dist-info"))
    return next((name.removeprefix("jiedui-").removesuffix(".dist-info") for name in installed), UNKNOWN)


def mark() -> str:
    """Return what tells this program from another: of a checkout, whose version does not, all that it is made of."""
    from jiedui.shipped import program_mark

    return f"{version()} {_COMMIT.read_text('utf-8')}" if _COMMIT.is_file() else program_mark()


def commit() -> str:
    """Return the short commit of the program; of a checkout that differs from it, or has none, that is said."""
    from jiedui.review import git

    if _COMMIT.is_file():
        return _COMMIT.read_text("utf-8").strip()[: git.SHORT]
    return git.commit(_PACKAGE)
