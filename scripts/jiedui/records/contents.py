"""What records say, each known by a digest of it: by that a page is known to be made of the same as before."""

from __future__ import annotations

import hashlib
import marshal
from typing import TYPE_CHECKING, Any

from jiedui.records.sealing.sealed_text import SealedText

if TYPE_CHECKING:
    from jiedui.records.reader import Record, Records

# From the next version on it hangs on which of the values are one object, how the same data is written.
_VERSION = 2


def alike(value: Any) -> bytes:  # noqa: ANN401  (whatever :mod:`marshal` takes)
    """Return what :mod:`marshal` reads as a value: the same bytes for the same values, however they came about.

    Raises ``ValueError`` for what it does not take.
    """
    return marshal.dumps(value, _VERSION)


def content_of(record: Record) -> str:
    """Return the digest of what a record says; of what is sealed, of its token and of whether it is read with a key."""
    try:
        said = alike(record.data)
    except ValueError:
        said = alike(_plain(record.data))
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def contents_of(records: Records | None) -> dict[str, str]:
    """Return the digest of each valid record by its path; nothing where nothing was read."""
    return {} if records is None else {record.path: content_of(record) for record in records.valid}


def _plain(value: Any) -> Any:  # noqa: ANN401  (whatever a record is made of)
    """Return a value with what stands for it in place of each sealed text: no list or dict is such a tuple."""
    if isinstance(value, SealedText):
        return (str(value.token), value.is_open, value.is_refused)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
