"""Bytes closed with age (age-encryption.org) for somebody's public key, or by a passphrase, and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from types import ModuleType

SUFFIX = ".age"
_HEAD = b"age-encryption.org/"
_PUBLIC, _SECRET = "age1", "AGE-SECRET-KEY-1"
_NO_SECRET = "打不开：私钥文件里没有可用的私钥（AGE-SECRET-KEY-1…）。"


class EnvelopeError(Exception):
    """Bytes cannot be closed or opened; the argument says in Chinese why and what helps."""


class Passphrase(str):
    """A passphrase, told from a public key and from a file of secret keys by its type alone."""

    __slots__ = ()


Whom: TypeAlias = "str | Passphrase"
"""Who may open: the public key ``age1…`` of somebody, or whoever knows a passphrase."""


def closed(data: bytes, whom: Whom) -> bytes:
    """Return data that nobody but ``whom`` can open; raise :class:`EnvelopeError` where that is no public key."""
    age = _age()
    if isinstance(whom, Passphrase):
        return bytes(age.passphrase.encrypt(data, str(whom)))
    return bytes(age.encrypt(data, [_recipient(age, whom)]))


def opened(data: bytes, by: str | Passphrase) -> bytes:
    """Return what was closed, by a passphrase or by the text of a file of secret keys.

    Raises :class:`EnvelopeError` where it does not open.
    """
    age = _age()
    try:
        if isinstance(by, Passphrase):
            return bytes(age.passphrase.decrypt(data, str(by)))
        return bytes(age.decrypt(data, [age.x25519.Identity.from_str(secret) for secret in _secrets(by)]))
    except age.IdentityError as error:
        raise EnvelopeError(_NO_SECRET) from error
    except age.DecryptError as error:
        asked = "口令不对" if isinstance(by, Passphrase) else "不是给这把私钥加密的"
        raise EnvelopeError(f"打不开：{asked}，或者文件坏了。") from error


def is_closed(data: bytes) -> bool:
    """Tell whether data is an envelope."""
    return data.startswith(_HEAD)


def new_identity() -> tuple[str, str]:
    """Return a new secret key, which stays with its owner, and the public key that others close for."""
    identity = _age().x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_of(secret: str) -> str:
    """Return the public key of the first secret key of a file; raise :class:`EnvelopeError` where there is none."""
    age = _age()
    try:
        return str(age.x25519.Identity.from_str(_secrets(secret)[0]).to_public())
    except age.IdentityError as error:
        raise EnvelopeError(_NO_SECRET) from error


def refuse_recipient(whom: str) -> None:
    """Raise :class:`EnvelopeError` where a word is no public key."""
    _recipient(_age(), whom)


def _recipient(age: ModuleType, whom: str) -> object:
    try:
        return age.x25519.Recipient.from_str(whom.strip())
    except age.RecipientError as error:
        raise EnvelopeError(f"公钥写得不对：以 {_PUBLIC} 开头，一共 62 个字符，不能少一个。") from error


def _secrets(text: str) -> list[str]:
    """Return the secret keys of a file as ``age-keygen`` writes it, each in a line, with remarks behind a #."""
    return [line.strip() for line in text.splitlines() if line.strip().upper().startswith(_SECRET)] or [""]


def _age() -> ModuleType:
    try:
        import pyrage
    except ImportError as error:  # compiled, and made for few processors
        raise EnvelopeError("这台电脑没有 pyrage，不能加密和解密文件。换一台电脑做。") from error
    module: ModuleType = pyrage
    return module
