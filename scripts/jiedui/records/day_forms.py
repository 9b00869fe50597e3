"""How days look among other figures: by these forms they are told from the groups of a number.

0100-88-88, 1380-01-38 and 4902-02-19 have the shape of a day, and are parts of a telephone, a mobile and an identity.
The years are those of the last century and of this one: 21 and above are provinces, with which numbers begin.
"""

from __future__ import annotations

YEAR = "(?:19|20)[0-9]{2}"
"""A year: four digits, whatever stands around them."""

DAY = rf"(?<![0-9]){YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
"""A day as records have it: 2026-03-05."""

COMPACT_DAY = DAY.replace("-(", "(")
"""A day without signs: 20260305."""

WRITTEN_DAY = DAY.replace("-(?:0", r"(?P=sign)(?:0?").replace("(?P=sign)", r"(?P<sign>[\-./])", 1)
"""A day as people write it, with other signs (its group ``sign``) and without noughts: 2026.3.5."""
