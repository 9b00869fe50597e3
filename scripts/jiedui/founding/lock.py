"""The lock of what jiedui needs: each package with its version, the machines that it is for, and the sums of its files.

It is a list of requirements as uv writes it and pip reads it, whole in itself: all that a package asks for is in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from packaging.markers import Marker

_COMMENT = re.compile(r"^[ \t]*#.*\n", re.MULTILINE)
_SUM = re.compile(r"--hash=sha(?:256|384|512):[0-9a-f]+ *")
_CONTINUED = re.compile(r"[ \t]*\\\n[ \t]*")
# No later release of a Python 3.11, say, has a higher third number: a marker that asks for one is tried up to it.
_RELEASES = 40


class Pin(Struct, frozen=True):
    """A package of the lock in one version.

    ``sums`` are its hashes as pip is given them; without ``marker`` it is for every machine.
    """

    name: str
    version: str
    marker: Marker | None
    sums: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"

    @property
    def line(self) -> str:
        """The pin as pip reads it, for whatever machine."""
        return " ".join((str(self), *self.sums))

    def is_for(self, machine: Mapping[str, str], python: str) -> bool:
        """Tell whether any release of a Python such as 3.12 needs it on a machine; names of markers describe that."""
        if self.marker is None:
            return True
        return any(
            self.marker.evaluate(
                {**machine, "python_version": python, "python_full_version": f"{python}.{release}", "extra": ""}
            )
            for release in range(_RELEASES)
        )


def read_lock(text: str) -> tuple[Pin, ...]:
    """Return the pins of a lock.

    Raises ``ValueError`` where there is none, and for a line that pins nothing, has no hash, or says more than that.
    """
    lines = _CONTINUED.sub(" ", _COMMENT.sub("", text)).splitlines()
    pins = tuple(_pin(line.strip()) for line in lines if line.strip())
    if not pins:
        raise ValueError("no pins")
    return pins


def _pin(line: str) -> Pin:
    said, *sums = re.split(r" (?=--hash=)", line)
    wanted = Requirement(said)  # what it raises is a ValueError
    version = re.fullmatch(r"==([^,*]+)", str(wanted.specifier))
    if not version or not sums or not all(map(_SUM.fullmatch, sums)):
        raise ValueError(line)
    return Pin(wanted.name, version[1], wanted.marker, tuple(each.strip() for each in sums))
