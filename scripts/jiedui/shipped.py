"""What stands at the top of a checkout and belongs to the package all the same: schemas, and the site's settings."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

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
    for top in (_PACKAGE, shipped("schemas"), shipped("mkdocs.yml")):
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(f"{file.name}\0".encode())
                found.update(file.read_bytes())
    return found.hexdigest()
