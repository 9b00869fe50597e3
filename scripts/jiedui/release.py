"""Which release of the program this is, and of which commit: what ``--version`` says and a ledger of one's own pins."""

from __future__ import annotations

import sys
import time
from functools import cache
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
    return f"{version()} {_COMMIT.read_text('utf-8')}" if _COMMIT.is_file() else _mark_of_checkout()


@cache
def _mark_of_checkout() -> str:
    """Return the mark of a checkout, whose thousand files are not read again while the machine tells the same of them.

    One that was written just now may be written again and look the same.
    """
    from jiedui.records.memo import Memo, place_of
    from jiedui.records.scan import is_settled
    from jiedui.shipped import program_mark, program_state

    now = time.time_ns()
    known, (state, changed) = Memo(place_of(f"program\n{_PACKAGE}")), program_state()
    found: str | None = known.get(state)
    if found is None:
        found = program_mark()
        if is_settled(changed, now) and program_state() == (state, changed):
            known.put(state, found)
            known.save()
    return found


def commit() -> str:
    """Return the short commit of the program; of a checkout that differs from it, or has none, that is said."""
    from jiedui.review import git

    if _COMMIT.is_file():
        return _COMMIT.read_text("utf-8").strip()[: git.SHORT]
    return git.commit(_PACKAGE)
