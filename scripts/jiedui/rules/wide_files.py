"""What the rules of the whole ledger are shown of its files: the small ones, and what they ask of others is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.withdrawal import as_written
from jiedui.rules.context import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer


class WideFiles(Files):
    """Some files of a ledger; what others say is read where it is spoken of, which is entered in ``beyond``.

    ``read`` reads the record of a household, if there is one at a path, ``every`` gives the paths of all files.
    """

    def __init__(
        self,
        valid: Iterable[Record],
        *,
        read: Callable[[str], Record | None],
        every: Callable[[], Iterable[str]],
        beyond: list[str],
        **known: Any,  # noqa: ANN401  (as of any files)
    ) -> None:
        self._read, self._every, self._beyond = read, every, beyond
        super().__init__(valid, **known)

    @property
    def root(self) -> Path | None:
        """The ledger's folder."""
        self._beyond.append("root")
        return self._root

    @root.setter
    def root(self, root: Path | None) -> None:
        self._root = root

    def place(self, path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself, which holds what was withdrawn besides."""
        if not (path.endswith("/household.yml") and any(isinstance(part, int) for part in pointer)):
            return pointer
        self._beyond.append(path)
        record = self._read(path)
        return as_written(record.data, pointer) if record else pointer

    @property
    def paths(self) -> frozenset[str]:
        """Every file of the ledger."""
        self._beyond.append("paths")
        return self.faulty.union(self._every())
