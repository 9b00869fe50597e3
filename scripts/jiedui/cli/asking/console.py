"""A line that is typed at a terminal, with completion of words where the machine has it."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from jiedui.cli.stopping import StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


UNREADABLE = "\ufffd"
"""A line in another encoding; it is no answer to anything."""


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def typed_line(prompt: str, words: Sequence[str] = ()) -> str:
    """Return a line that is typed, without blanks around it; ``words`` are completed.

    What is not UTF-8 is :data:`UNREADABLE`, and not nothing: that would be taken for what is offered, or for a yes.
    Raises ``click.Abort`` at the end of the input. Whoever is stopped is told that nothing was written.
    """
    try:
        with _completing(words):
            return input(prompt).strip()
    except EOFError:
        click.echo(err=True)
        raise click.Abort from None
    except UnicodeDecodeError:
        return UNREADABLE
    except StoppedError:
        with suppress(OSError):  # the terminal may be gone
            click.echo("\n没有回答完。什么也没有写。", err=True)
        raise


@contextmanager
def _completing(words: Sequence[str]) -> Iterator[None]:
    """Let the tabulator complete words, each of several that are parted by 、."""
    try:
        import readline
    except ImportError:
        yield
        return

    def complete(begun: str, number: int) -> str | None:
        before, mark, last = begun.rpartition("、")
        found = [f"{before}{mark}{word}" for word in words if word.startswith(last)]
        return found[number] if number < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)
