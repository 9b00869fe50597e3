"""Being stopped, by Ctrl-C, a closed terminal or the machine: what is half done is undone, and one line says so."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False  # not that of typing, which takes long to import: until this module is, nothing listens
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# What a shell gives for a command that Ctrl-C stopped.
STOPPED = 130
# The last is sent where the terminal is closed; Windows has none.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class StoppedError(BaseException):
    """The run is to end. Not ``KeyboardInterrupt``: what is raised in code that a library makes ends the process."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Let what is done be stopped: it is undone as by an error, and the process ends with :data:`STOPPED`.

    A signal that the process was told to ignore, as one in the background is, stays ignored.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    heard = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in heard:
        signal.signal(number, _stop)
    try:
        yield
    except StoppedError:
        line = "\n" if sys.stderr.isatty() else ""  # there the progress, or what the keys wrote, stands on this one
        with suppress(OSError):  # the terminal may be gone
            print(f"{line}已中断，可以再运行一遍。", file=sys.stderr)
        raise SystemExit(STOPPED) from None
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """End the run, once: a second signal must not stop the undoing."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise StoppedError
