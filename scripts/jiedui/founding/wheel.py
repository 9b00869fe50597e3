"""The wheel of jiedui, which a ledger keeps: no index holds it (design §12)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jiedui.founding.refusal import NotFoundedError
from jiedui.struct import Struct

FOLDER = "wheels"
BUILT = "dist"
PATTERN = "jiedui-*.whl"
_NAME = re.compile(r"jiedui-(?P<version>[^-]+)-py3-none-any\.whl")
_HOW = "用 --wheel 指明 jiedui 的安装包（jiedui-版本-py3-none-any.whl），要和现在运行的版本一样。"


class Wheel(Struct, frozen=True):
    """A wheel of jiedui: the name of its file, and what that holds."""

    name: str
    content: bytes

    @property
    def version(self) -> str:
        """The version that its name tells."""
        found = _NAME.fullmatch(self.name)
        return found["version"] if found else ""

    @property
    def digest(self) -> str:
        """Its SHA-256, in hex."""
        return sha256(self.content).hexdigest()


def wheel(given: Path | None, version: str, ledger: Path | None = None) -> Wheel:
    """Return the wheel of ``version``, which is running: the file ``given``, else the one that it was installed from.

    Of a checkout it is the one that was built there (``make wheel``). Without any it is the one that the ``ledger``
    keeps, whose own installation does not tell where it came from.
    Raises :class:`NotFoundedError` where there is none, or it is of another version: the machinery of a ledger is that
    of the version that writes it.
    """
    file = given or _installed(version) or _kept(ledger and ledger / FOLDER, version)
    if file is None:
        raise NotFoundedError(f"不知道 jiedui 是从哪个安装包装的。{_HOW}")
    try:
        found = Wheel(file.name, file.read_bytes())
    except OSError:
        raise NotFoundedError(f"打不开安装包 {file.name}。{_HOW}") from None
    if not found.version or not zipfile.is_zipfile(io.BytesIO(found.content)):
        raise NotFoundedError(f"{file.name} 不是 jiedui 的安装包。{_HOW}")
    if found.version != version:
        raise NotFoundedError(
            f"安装包是 {found.version} 版，现在运行的是 {version} 版。先用 pip install 装好这个安装包，再运行一遍。"
        )
    return found


def _kept(folder: Path | None, version: str) -> Path | None:
    """Return the wheel of a version that a folder holds."""
    kept = folder.glob(PATTERN) if folder else ()
    return next((file for file in kept if Wheel(file.name, b"").version == version), None)


def _installed(version: str) -> Path | None:
    """Return the file that this package was installed from, or was built beside its sources, on this machine."""
    try:
        told = metadata.distribution("jiedui").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    origin = json.loads(told or "{}")
    address = urlsplit(origin.get("url", ""))
    if address.scheme != "file":
        return None
    place = Path(url2pathname(address.path))
    return place if "archive_info" in origin else _kept(place / BUILT, version)
