"""A folder that is kept in memory and written out for one test after the other."""

from __future__ import annotations

import os
from pathlib import Path


class KeptFolder:
    """What lies in some folders together, read once: to copy as many small files for each test takes thrice as long."""

    def __init__(self, *parts: tuple[Path, Path]) -> None:
        """Read each folder of ``parts``, which comes to lie at the path before it."""
        self._files: list[tuple[str, bytes]] = []
        self._folders: list[str] = []
        self._times: list[tuple[str, int]] = []
        for below, folder in parts:
            for path in (folder, *sorted(folder.rglob("*"))):
                name = str(below / path.relative_to(folder))
                self._times.append((name, path.stat().st_mtime_ns))
                if path.is_dir():
                    self._folders.append(name)
                else:
                    self._files.append((name, path.read_bytes()))
        self._times.sort(reverse=True)  # a folder after what it holds

    def write(self, folder: Path) -> Path:
        """Write all of it to ``folder``, which is not there yet, as of the times that it was of; return ``folder``."""
        for name in self._folders:
            (folder / name).mkdir(parents=True)
        for name, content in self._files:
            (folder / name).write_bytes(content)
        for name, when in self._times:
            os.utime(folder / name, ns=(when, when))
        return folder
