"""The part of the build that no setting does: a wheel is told the commit that it was built from."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface[Any]):
    """Write the commit into a wheel, as ``jiedui/commit.txt``. A checkout is asked itself: see jiedui/release.py."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Enter the file; a source without Git has none."""
        if version == "editable":
            return
        asked = ["git", "-C", self.root, "rev-parse", "HEAD"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.returncode:
            return
        file = Path(self.root, "build", "commit.txt")
        file.parent.mkdir(exist_ok=True)
        file.write_text(done.stdout, "utf-8")
        build_data["force_include"][str(file)] = "jiedui/commit.txt"
