"""The forge (代码平台) that a ledger is edited on, and the addresses at which its browser editor opens a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where the records lie in their repository, where nothing else is said; "." is its top.
FOLDER = "records"


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a kind of forge spells its addresses: to begin a file, to edit one, and what asks for the name of a new one.

    Where groups are ``nested``, the owner of a repository may have several names.
    """

    new: str
    edit: str
    name: str
    nested: bool = False


_DIALECTS = {
    "GitHub": _Dialect("new", "edit", "filename"),
    "Gitea": _Dialect("_new", "_edit", "filename"),
    "GitLab": _Dialect("-/new", "-/edit", "file_name", nested=True),
}
KINDS = tuple(_DIALECTS)
"""The kinds of forge, as records call them: Forgejo is a Gitea."""


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository on a forge: its address without a slash at the end, its main branch, the folder of the records.

    ``kind`` is one of :data:`KINDS`. All paths are given from the ledger's root.
    """

    kind: str
    url: str
    branch: str
    folder: str = FOLDER

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Forge:
        """Return the forge that the settings of a ledger name."""
        return cls(data["kind"], data["url"].rstrip("/"), data["branch"], data.get("folder", FOLDER))

    @property
    def owner(self) -> str:
        """Whose repository it is: an organisation, on GitLab a group that may lie in others (``city/office``)."""
        above = urlsplit(self.url).path.strip("/").rpartition("/")[0]
        return above if _DIALECTS[self.kind].nested else above.rpartition("/")[2]

    def path(self, path: str) -> str:
        """Return where a record lies in the repository."""
        return path if self.folder == "." else f"{self.folder}/{path}"

    def new_file(self, path: str) -> str:
        """Return the address that begins a file. Its text is never in it: addresses end up in logs (R-112)."""
        said = _DIALECTS[self.kind]
        folder, _, name = self.path(path).rpartition("/")
        return f"{self._at(said.new, folder)}?{said.name}={quote(name)}"

    def edit(self, path: str) -> str:
        """Return the address that opens a file for editing."""
        return self._at(_DIALECTS[self.kind].edit, self.path(path))

    def _at(self, verb: str, path: str) -> str:
        return f"{self.url}/{verb}/{quote(self.branch)}/{quote(path)}"
