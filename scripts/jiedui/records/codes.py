"""New codes of records: random, so that two people who add on one day do not meet (R-015)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    Choose = Callable[[str], str]

# Without 0, 1, I, L, O and U, which are misread.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code(prefix: str, taken: Container[str], choose: Choose = secrets.choice) -> str:
    """Return a code of ``prefix`` and four letters or digits that is not ``taken``; ``choose`` picks one of some."""
    while True:
        code = f"{prefix}-{''.join(choose(LETTERS) for _ in range(4))}"
        if code not in taken:
            return code
