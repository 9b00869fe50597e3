"""``make bench``: how fast and how large, measured in one run on one generated ledger, told as ratios."""

from __future__ import annotations

from jiedui.benchmark.bench import run

__all__ = ["run"]
