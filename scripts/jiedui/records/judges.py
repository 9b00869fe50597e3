"""The two judges of records: one that is fast, and one that can say what is wrong and runs wherever Python does.

``jsonschema-rs`` is compiled and made for few processors. On others (龙芯, LoongArch) ``jsonschema`` judges alone, with
the same verdict. It draws on ``rpds``, which is compiled as well: :mod:`jiedui.records.persistent` stands in for it.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema
    import jsonschema_rs
    from jsonschema.protocols import Validator

    Schema = dict[str, Any]


class Judge(Protocol):
    """Tells whether a record has the shape that its schema gives it."""

    def is_valid(self, instance: Any) -> bool:  # noqa: ANN401  (a record is what YAML holds)
        """Return the verdict."""


@cache
def is_fast() -> bool:
    """Tell whether the machine has the fast judge, which is imported when it is first asked for."""
    with _without_mail():
        try:
            import jsonschema_rs  # noqa: F401
        except ImportError:
            return False
    return True


@contextmanager
def _without_mail() -> Iterator[None]:
    """Let the fast judge be imported without what reads the headers of mails.

    It asks that for the day that it was built on, which nobody asks it for, and waits twice as long as for itself.
    """
    name = "email.utils"
    if name in sys.modules:
        yield
        return
    stand_in = sys.modules[name] = ModuleType(name)
    stand_in.parsedate_to_datetime = str  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del sys.modules[name]


def fast(root: Schema, registry: jsonschema_rs.Registry) -> Judge:
    """Return the fast judge of a schema, where the machine has it; raises ``ValueError`` for what is no schema."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(root, registry=registry)


def fast_registry(documents: dict[str, Schema]) -> jsonschema_rs.Registry:
    """Return what the fast judges look references up in: the schemas by their names."""
    import jsonschema_rs

    return jsonschema_rs.Registry(list(documents.items()), draft=jsonschema_rs.Draft202012)


def thorough(root: Schema, documents: dict[str, Schema]) -> jsonschema.Draft202012Validator:
    """Return the judge of one schema that can say what is wrong, some fifty times slower."""
    _stand_in()
    # Takes longer to load than most ledgers to judge, and where there is a fast judge, a ledger without faults never
    # asks.
    import jsonschema
    from referencing import Registry, Resource

    resources = [(name, Resource.from_contents(document)) for name, document in documents.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    judge = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    made: jsonschema.Draft202012Validator = judge(root, registry=registry)
    return made


def _stand_in() -> None:
    # Where it is there, its grammar of addresses, of which no schema of ours speaks, takes a second to make.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        import rpds  # noqa: F401
    except ImportError:
        from jiedui.records import persistent

        sys.modules["rpds"] = persistent


def _pattern(_judge: Validator, pattern: str, value: object, _schema: object) -> Iterator[jsonschema.ValidationError]:
    """Find the pattern in a text: to Python, and not to JSON Schema, a line feed after the last letter ends it, too."""
    import jsonschema

    if isinstance(value, str) and not _compiled(pattern).search(value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{pattern[:-1]}\\Z" if pattern.endswith("$") else pattern)
