"""What changes in a folder, told a moment after the last change: an editor writes a file in several steps."""

from __future__ import annotations

import os
import queue
from pathlib import Path
from typing import TYPE_CHECKING, Self

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from types import TracebackType

    from watchdog.events import FileSystemEvent

# Seconds without a change after which what was changed is told.
QUIET = 0.1
# What only reads a file tells of nothing.
_READING = ("opened", "closed_no_write")


class Watch(FileSystemEventHandler):
    """The watch over ``folder``, to be used in a ``with`` statement; hidden files are none of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._seen: queue.Queue[str] = queue.Queue()
        self._observer = Observer()

    def __enter__(self) -> Self:
        self._observer.schedule(self, str(self._folder), recursive=True)
        self._observer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change; called by the machine's own watch."""
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for name in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(name)).relative_to(self._folder) if name else Path()
            if path.parts and not any(part.startswith(".") for part in path.parts):
                self._seen.put(path.as_posix())

    @property
    def is_waiting(self) -> bool:
        """Whether something changed that was not told yet."""
        return not self._seen.empty()

    def changed(self, timeout: float | None = None) -> set[str]:
        """Wait for changes and return the paths that they are at, ``/`` between the folders.

        ``timeout`` is how many seconds to wait; nothing is returned where nothing changed in them.
        """
        found = set[str]()
        try:
            found.add(self._seen.get(timeout=timeout))
            while True:
                found.add(self._seen.get(timeout=QUIET))
        except queue.Empty:
            return found
