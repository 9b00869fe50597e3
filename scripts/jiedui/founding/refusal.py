"""Why a ledger is not founded, or not brought up to date."""

from __future__ import annotations


class NotFoundedError(Exception):
    """What was asked for cannot be done; the message says in Chinese why, and what to do. Nothing was written."""
