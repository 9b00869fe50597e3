"""Files closed for somebody with age, at the command line: for whom, by which passphrase, with which secret key."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.outcome import fail, typed
from jiedui.cli.usage import option
from jiedui.custody.envelope import SUFFIX, EnvelopeError, Passphrase, closed, opened, public_of, refuse_recipient
from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.custody.envelope import Whom

VARIABLE = "JIEDUI_PASSPHRASE"
"""The variable that holds the passphrase where nobody is there to be asked."""
BY_PASSPHRASE = ("口令", "passphrase")
_LEAST = 12

sealed_for_option = option(
    "--sealed-for", "whom", default="", metavar="公钥",
    help="连证件号码、出生日期一起写，文件加密：写收件人的公钥（age1 开头），或者写 口令。",
)  # fmt: skip
identity_option = option(
    "--identity", type=click.Path(path_type=Path), metavar="私钥文件",
    help=f"{SUFFIX} 文件用哪把私钥打开；不写的，问口令。",
)  # fmt: skip


def whom_of(word: str) -> Whom | None:
    """Return for whom a file is closed: by public key, or by a passphrase that is asked for; ``None`` for nobody.

    Leaves with 2 where the word is neither, or the passphrase is too short.
    """
    if not word:
        return None
    if word in BY_PASSPHRASE:
        return _new_passphrase()
    try:
        refuse_recipient(word)
    except EnvelopeError as error:
        fail(str(error))
    return word


def closed_for(data: bytes, whom: Whom | None) -> bytes:
    """Return data closed for somebody, or as it is for nobody."""
    try:
        return closed(data, whom) if whom else data
    except EnvelopeError as error:
        fail(str(error))


class OpenedFile(Struct, frozen=True):
    """What a file holds; ``whom`` is for whom it was closed, as far as it is to be closed for the same again."""

    data: bytes
    whom: Whom


def opened_file(file: Path, identity: Path | None) -> OpenedFile | None:
    """Return what a file holds whose name says that it is closed; ``None`` for any other.

    Leaves with 2 where it does not open.
    """
    if file.suffix.lower() != SUFFIX:
        return None
    try:
        by = _secret(identity) if identity else _asked("口令")
        return OpenedFile(opened(file.read_bytes(), by), by if isinstance(by, Passphrase) else public_of(by))
    except EnvelopeError as error:
        fail(f"{typed(file)} {error}")


def _secret(identity: Path) -> str:
    try:
        return identity.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def _new_passphrase() -> Passphrase:
    said = _asked("口令")
    if len(said) < _LEAST:
        fail(f"口令太短，至少 {_LEAST} 个字。几个不相干的词连起来，好记又难猜。")
    if VARIABLE not in os.environ and said != _asked("再写一遍口令"):
        fail("两遍写的口令不一样。什么也没有写，再运行一遍。")
    return said


def _asked(prompt: str) -> Passphrase:
    if word := os.environ.get(VARIABLE):
        return Passphrase(word)
    if sys.stdin is None or not sys.stdin.isatty():
        _refuse_silence()
    return Passphrase(click.prompt(prompt, hide_input=True, prompt_suffix="：", err=True))


def _refuse_silence() -> NoReturn:
    fail(f"这里没有人回答口令。在终端里运行，或者把口令放在环境变量 {VARIABLE} 里。")
