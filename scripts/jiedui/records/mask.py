"""What stands in the place of a certificate number or a day of birth wherever a record is shown to those not to see it.

Each mask has the shape of what it hides, so that the form judges a masked record as the record is; nobody was born in
the year 1111. Nothing that holds one may be written into a ledger.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from jiedui.records.sensitivity import BIRTH, CERTIFICATE, veiled

if TYPE_CHECKING:
    from jiedui.records.sensitivity import Classes, SensitiveField

MASK = "11111111111111111111"
BIRTH_MASK = "1111-11-11"
# For each definition of what stands on the form alone.
_MASKS = {CERTIFICATE: MASK, BIRTH: BIRTH_MASK}
MASKS = frozenset(_MASKS.values())


def masked(data: Any, where: Classes) -> Any:  # noqa: ANN401  (a record, or any part of one)
    """Return data with masks in the place of what stands on the form alone; ``where`` are the classes of its kind."""
    return veiled(data, where, _mask)


def _mask(field: SensitiveField, value: Any) -> Any:  # noqa: ANN401  (any value)
    return _MASKS.get(field.definition, value)


def unmasked(data: Any, where: Classes) -> Any:  # noqa: ANN401  (a record, or any part of one)
    """Return data without what :func:`masked` has masks for: what somebody can say who sees these alone."""
    return veiled(data, where, lambda field, value: None if field.definition in _MASKS else value)


def is_mask(value: object) -> bool:
    """Tell whether a value stands for one that is not shown."""
    return isinstance(value, str) and value in MASKS


def is_masked(data: Any) -> bool:  # noqa: ANN401  (a record, or any part of one)
    """Tell whether a record, or a part of one, holds a mask anywhere, also within a text."""
    try:
        said = marshal.dumps(data)  # a fifth of the time of a text
    except ValueError:  # something of it is sealed
        said = repr(data).encode()
    return any(mask.encode() in said for mask in MASKS)
