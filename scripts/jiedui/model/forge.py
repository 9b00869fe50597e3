"""The forge (代码平台) that a ledger is edited on, and the addresses at which its browser editor opens a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where the records lie in their repository, where nothing else is said; "." is its top.
FOLDER = "records"


class _Dialect(Struct, frozen=True):
    """How a kind of forge spells its addresses: to begin a file, to edit one, and what asks for the name of a new one.

    Where groups are ``nested``, the owner of a repository may have several names.
    """

    new: str
    edit: str
    name: str
    api: str
    nested: bool = False


# The one that stands apart from its API.
_PUBLIC = "https://github.com", "https://api.github.com"

_DIALECTS = {
    "GitHub": _Dialect("new", "edit", "filename", "/api/v3"),
    "Gitea": _Dialect("_new", "_edit", "filename", "/api/v1"),
    "GitLab": _Dialect("-/new", "-/edit", "file_name", "/api/v4", nested=True),
}
KINDS = tuple(_DIALECTS)
"""The kinds of forge, as records call them: Forgejo is a Gitea."""


class Forge(Struct, frozen=True):
    """A repository on a forge: its address without a slash at the end, its main branch, the folder of the records.

    ``kind`` is one of :data:`KINDS`. All paths are given from the ledger's root. ``client`` is the number of the OAuth2
    application by which the form signs in, ``api`` the address of the API where it does not follow from that of the
    repository; both may be empty.
    """

    kind: str
    url: str
    branch: str
    folder: str = FOLDER
    client: str = ""
    api: str = ""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Forge:
        """Return the forge that the settings of a ledger name."""
        more = {key: data[key] for key in ("folder", "client", "api") if key in data}
        return cls(data["kind"], data["url"].rstrip("/"), data["branch"], **more)

    @property
    def owner(self) -> str:
        """Whose repository it is: an organisation, on GitLab a group that may lie in others (``city/office``)."""
        above = urlsplit(self.url).path.strip("/").rpartition("/")[0]
        return above if _DIALECTS[self.kind].nested else above.rpartition("/")[2]

    @property
    def api_address(self) -> str:
        """The address of the API: as the ledger says, else as it follows from that of the repository."""
        if self.api:
            return self.api
        parts = urlsplit(self.url)
        origin, above = f"{parts.scheme}://{parts.netloc}", self.url.rsplit("/", 2)[0]
        if origin == _PUBLIC[0]:
            return _PUBLIC[1]
        # Groups nest, so that only GitLab itself knows which part of an address is its own.
        return f"{origin if _DIALECTS[self.kind].nested else above}{_DIALECTS[self.kind].api}"

    @property
    def spoken_to_at(self) -> str:
        """The scheme and host that a page has to reach to speak to the API."""
        parts = urlsplit(self.api_address)
        return f"{parts.scheme}://{parts.netloc}"

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
