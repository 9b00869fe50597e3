"""What stands at the top of a checkout and belongs to the package all the same: schemas, and the site's settings."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return where ``schemas``, ``mkdocs.yml`` or ``requirements.txt`` lies: a wheel holds it inside the package."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parents[1] / name
