"""Waiting for what a page comes to do, from outside it: a wait within is eval, which the policy of the page refuses."""

from __future__ import annotations

import time
from contextlib import suppress

from playwright.sync_api import Error, Page

# Seconds.
PATIENCE = 10


def until(page: Page, predicate: str, arg: object = None) -> None:
    """Wait until an expression, or a function of ``arg``, is true in the page."""
    by = time.monotonic() + PATIENCE
    while time.monotonic() < by:
        with suppress(Error):  # between two pages there is nobody to ask
            if page.evaluate(predicate, arg):
                return
        page.wait_for_timeout(20)
    raise AssertionError(predicate)
