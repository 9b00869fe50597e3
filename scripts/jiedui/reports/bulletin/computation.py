"""The number of the computation: which figures and sentences the same records give.

It stands in every frozen bulletin, so that one that was reckoned otherwise by another version of the software is told
apart from one that somebody edited. Raise it whenever a figure or a sentence of a bulletin changes for the same
records; a golden test fails until that is done. A bulletin without a number is of the first.
"""

from __future__ import annotations

COMPUTATION = 2
FIRST = 1
