"""``python -m jiedui``."""

from __future__ import annotations

from jiedui.cli import main

main()
