"""How a value of some named fields is defined: by ``msgspec``, or by what stands in for it.

A class of it takes a thirtieth of the time that a dataclass takes to define, or less, and an object a seventh to make:
a program that starts anew for each command has some hundred of them, and a ledger a million. Where ``msgspec`` is not
compiled for the machine, :mod:`jiedui.plain_struct` says the same in plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msgspec import Struct, field
    from msgspec.structs import asdict, force_setattr, replace
else:
    try:
        from msgspec import Struct, field
        from msgspec.structs import asdict, force_setattr, replace
    except ImportError:
        from jiedui.plain_struct import Struct, asdict, field, force_setattr, replace

__all__ = ["Struct", "asdict", "field", "force_setattr", "replace"]
