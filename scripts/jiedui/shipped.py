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
    for file in sorted(chain.from_iterable(map(_files, (_PACKAGE, shipped("schemas"), shipped("mkdocs.yml"))))):
        found.update(f"{os.path.basename(file)}\0".encode())  # noqa: PTH119
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123  (a thousand of them: as above)
            found.update(stream.read())
    return found.hexdigest()


def _files(top: Path) -> Iterator[str]:
    """Yield the files at and below a path but for compiled ones, in no order: faster than by paths that are objects."""
    if top.is_file():
        yield str(top)
    for folder, _, names in os.walk(top):
        yield from (f"{folder}/{name}" for name in names if not name.endswith(".pyc"))
