"""How far a long piece of work is, told on standard error."""

from __future__ import annotations

import sys
import time

import click

# Seconds: nothing is said of what is done sooner, and no more often than this on a terminal and in a log.
PATIENCE = 2
PAUSE_ON_TERMINAL, PAUSE_IN_LOG = 0.2, 5


class ProgressLine:
    """Progress on standard error, from the second second of a piece of work on."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = self._last = time.monotonic()
        self._has_ended = False

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` pieces are done, unless that was said a moment ago."""
        now, terminal = time.monotonic(), sys.stderr.isatty()
        pause = PAUSE_ON_TERMINAL if terminal else PAUSE_IN_LOG
        if now - self._start < PATIENCE or (now - self._last < pause and done < total):
            return
        if self._has_ended and done >= total:  # whoever counts rounds up may say so for each of what is left
            return
        self._last, self._has_ended = now, done >= total
        end = "\n" if done >= total or not terminal else ""
        click.echo(f"\r{self._label} {done}/{total}{end}", nl=False, err=True)
