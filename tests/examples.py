"""How many examples of a property are tried: some in ``make test``, many in ``make soak``."""

from __future__ import annotations

import os

SOAK = os.environ.get("JIEDUI_SOAK") == "1"
FEWEST = 10


def examples(many: int) -> int:
    """Return how many are tried of a property that is as good as proved by so ``many``."""
    return many * 10 if SOAK else max(FEWEST, many // 4)
