"""What each file was when it was shipped, so that a local change is known from it: lines as ``sha256sum`` writes them.

``sha256sum -c .ci/files.sha256`` tells which files of a ledger were changed since.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = ".ci/files.sha256"


def of(content: bytes) -> str:
    """Return the sum of a content."""
    return sha256(content).hexdigest()


def is_of(content: bytes, known: str) -> bool:
    """Tell whether a sum is that of a content, whichever ends a clone has given its lines."""
    plain = content.replace(b"\r\n", b"\n")
    return known in map(of, (content, plain, plain.replace(b"\n", b"\r\n")))


def written(sums: Mapping[str, str]) -> str:
    """Return the text of the file that holds sums, by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))


def read(text: str) -> dict[str, str]:
    """Return the sums in a text by path; what is no line of it, or leads out of the ledger, says nothing."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in lines if path and not _leads_out(PurePosixPath(path))}


def _leads_out(path: PurePosixPath) -> bool:
    return path.is_absolute() or ".." in path.parts
