"""The ``jiedui`` command: whatever ends it, a sentence and an exit code tell, never a traceback."""

from __future__ import annotations

from jiedui.cli.stopping import stoppable

# The years that the package of a Word or Excel file can name: what tells another has lost its battery.
_YEARS = range(1980, 2108)


def main() -> None:
    """Run the command line, which may be stopped at any time from here on, also while its libraries are read."""
    with stoppable():
        _run()


def _run() -> None:
    """Run a verb. A fault of the machine becomes a sentence."""
    import gc
    import io
    import sys
    import time

    gc.disable()  # a command is short and its records make no cycles: collecting would cost a sixth of a check

    import click

    from jiedui.cli import usage
    from jiedui.cli.outcome import FAILED, fail
    from jiedui.cli.verbs import cli

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal in GBK lacks some characters
    when = time.gmtime(time.time())
    if when.tm_year not in _YEARS:
        fail(f"这台电脑的日期是 {time.strftime('%Y-%m-%d', when)}，不对。先把日期调对，再运行一遍。")
    try:
        cli(prog_name="jiedui", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        raise SystemExit(FAILED) from error
    except click.Abort:
        fail("没有回答完。什么也没有写，再运行一遍。")
    except click.ClickException as error:
        fail(f"{usage.trouble(error)}用 {usage.help_command(error)} 看用法。")
    except OSError as error:
        fail(usage.machine_trouble(error))
    except Exception as error:
        if told := _told(error):
            fail(told)
        raise
    finally:
        gc.freeze()  # what is left goes with the process: looking through it for cycles first takes as long as judging


def _told(error: Exception) -> str:
    """Return what is said of an error of this program; empty for any other."""
    from jiedui.cli.outcome import typed
    from jiedui.custody.store import KeyStoreError
    from jiedui.records.alone import BusyError
    from jiedui.records.parallel import LostProcessError
    from jiedui.records.schema import BrokenSchemaError
    from jiedui.records.staging import ChangedMeanwhileError
    from jiedui.review.git import DamagedRepositoryError, GitUnavailableError

    match error:
        case BusyError():
            return "另一个 jiedui 命令正在写这个文件夹，等它做完再运行。"
        case ChangedMeanwhileError():
            return f"{typed(error.args[0])} 刚才被改了。什么也没有写，再运行一遍。"
        case LostProcessError():
            return f"{error.remedy}再运行一遍。"
        case KeyStoreError():
            return str(error)
        case BrokenSchemaError():
            return error.remedy
        case GitUnavailableError():
            return error.remedy or DamagedRepositoryError.remedy  # it was asked for what has to be there
    return ""
