"""``python -m jiedui``."""

from __future__ import annotations

from jiedui.cli.main import main

main()
