"""Which compiled libraries the machine has: of some there are none for it, and others take their place."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec


def is_there(name: str) -> bool:
    """Tell whether a module is there to be imported, without importing it or what it is in."""
    if name in sys.modules:
        return sys.modules[name] is not None
    package, _, _ = name.rpartition(".")
    above = find_spec(package) if package else None
    return bool(PathFinder.find_spec(name, above.submodule_search_locations if above else None))
