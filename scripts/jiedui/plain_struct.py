"""What is asked of ``msgspec``'s structs, in plain Python, for machines that it is not compiled for."""

from __future__ import annotations

import dataclasses
from dataclasses import field, replace
from typing import Any, ClassVar, dataclass_transform

__all__ = ["Struct", "asdict", "field", "force_setattr", "replace"]


@dataclass_transform(field_specifiers=(field,))
class Struct:
    """A value of the fields that its class names; ``frozen`` is handed on to the classes that are made of it."""

    __struct_fields__: ClassVar[tuple[str, ...]] = ()
    __frozen: ClassVar[bool] = False

    def __init_subclass__(
        cls,
        *,
        frozen: bool | None = None,
        kw_only: bool = False,
        eq: bool = True,
        dict: bool = False,
    ) -> None:
        super().__init_subclass__()
        cls.__frozen = cls.__frozen if frozen is None else frozen
        dataclasses.dataclass(frozen=cls.__frozen, kw_only=kw_only, eq=eq)(cls)
        cls.__struct_fields__ = tuple(each.name for each in dataclasses.fields(cls))  # type: ignore[arg-type]


def asdict(struct: Struct) -> dict[str, Any]:
    """Return the values of the fields by name; what they hold stays as it is."""
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def force_setattr(struct: Struct, name: str, value: object) -> None:
    """Set a field, also of what is frozen."""
    object.__setattr__(struct, name, value)
