"""What records say, each known by a digest of it: by that a page is known to be made of the same as before."""

from __future__ import annotations

import hashlib
import marshal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedui.records.reader import Record, Records

# From the next version on, the same data may be written in different ways.
_VERSION = 2


def content_of(record: Record) -> str:
    """Return the digest of what a record says."""
    return hashlib.blake2b(marshal.dumps(record.data, _VERSION), digest_size=16).hexdigest()


def contents_of(records: Records | None) -> dict[str, str]:
    """Return the digest of each valid record by its path; nothing where nothing was read."""
    return {} if records is None else {record.path: content_of(record) for record in records.valid}
