"""What stands at the top of a checkout and belongs to the package all the same: schemas, and the site's settings."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return where ``schemas``, ``mkdocs.yml`` or ``requirements.txt`` lies: a wheel holds it inside the package."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parents[1] / name


@cache
def program_mark() -> str:
    """Return what tells this program from another: a digest of all that it is made of, schemas and settings included.

    A version does not, in a checkout.
    """
    found = hashlib.blake2b(digest_size=16)
    for file in _program():
        found.update(f"{os.path.basename(file)}\0".encode())  # noqa: PTH119
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123  (a thousand of them: as above)
            found.update(stream.read())
    return found.hexdigest()


def program_state() -> tuple[bytes, int]:
    """Return what the machine tells of all that the program is made of, and when any of it changed last, in ns."""
    told, last = [], 0
    for file in _program():
        seen = os.stat(file)  # noqa: PTH116  (as above)
        last = max(last, seen.st_mtime_ns, seen.st_ctime_ns)
        told.append(f"{file}\0{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}")
    return hashlib.blake2b("\n".join(told).encode(errors="surrogateescape"), digest_size=16).digest(), last


def _program() -> list[str]:
    """Return the files that the program is made of, in order."""
    return sorted(chain.from_iterable(map(_files, (_PACKAGE, shipped("schemas"), shipped("mkdocs.yml")))))


def _files(top: Path) -> Iterator[str]:
    """Yield the files at and below a path but for compiled ones, in no order: faster than by paths that are objects."""
    if top.is_file():
        yield str(top)
    for folder, _, names in os.walk(top):
        yield from (f"{folder}/{name}" for name in names if not name.endswith(".pyc"))
