"""Leaks: what of the ledger's people stands where it may not be seen, told by place and kind and never by its words."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class LeakKind(StrEnum):
    """What has leaked; the value is what staff are told."""

    NUMBER = "证件号码或银行卡号"
    PHONE = "电话"
    NAME = "姓名"
    ADDRESS = "住址"
    BIRTH = "出生日期"
    TEXT = "记录里的情况"
    CODE = "户编号或责任人编号"
    UNREADABLE = "读不了，没有查"


class Trace(NamedTuple):
    """Something of a person as it is known again wherever it stands: a word, the digits of a number, a day."""

    kind: LeakKind
    key: str


class Leak(NamedTuple):
    """A leak: the path of the file from the folder that was looked through, where in the file, and of what kind."""

    file: str
    place: str
    kind: LeakKind
