from __future__ import annotations

import builtins
from base64 import b64decode

import pytest

from jiedui.custody.envelope import EnvelopeError, Passphrase, closed, is_closed, new_identity, opened, refuse_recipient


def test_only_the_secret_key_opens_what_was_closed_for_its_public_key() -> None:
    (secret, public), (other, _) = new_identity(), new_identity()
    data = closed("示例甲".encode(), public)
    assert is_closed(data)
    assert "示例甲".encode() not in data
    file = f"# created: 2026-11-27\n# public key: {public}\n{secret}\n"
    assert opened(data, file) == "示例甲".encode()
    with pytest.raises(EnvelopeError, match="不是给这把私钥"):
        opened(data, other)


# 示例甲, closed by a passphrase with the least of work, so that it opens at once: correct horse.
BY_PASSPHRASE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCArOElJdmZBQUdiQXFVRkNvcm9rRnpBIDEwCmdGV3R4cXh3V1FkUmdDZmJ6"
    "SG9ldmdmaVZ3OFNtdFYwMWZySWhJZlZ5REUKLS0tIE9TK0RhdHJScC82S3B2V09qQzVWcVNXOXV5a2dMdjBQR3VrajNqakI3aG8K"
    "faYZovDi2yEtczjQyr48vu/De7o7DGs/Jbwvl+dKo14ZMUa2ma1YXpY="
)


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    assert opened(BY_PASSPHRASE, Passphrase("correct horse")) == "示例甲".encode()
    with pytest.raises(EnvelopeError, match="口令不对"):
        opened(BY_PASSPHRASE, Passphrase("wrong horse"))


@pytest.mark.soak
def test_what_a_passphrase_closes_it_opens() -> None:
    assert opened(closed(b"data", Passphrase("correct horse")), Passphrase("correct horse")) == b"data"


def test_a_changed_byte_opens_nothing() -> None:
    secret, public = new_identity()
    data = closed(b"data", public)
    with pytest.raises(EnvelopeError, match="文件坏了"):
        opened(data[:-1] + bytes([data[-1] ^ 1]), secret)


@pytest.mark.parametrize("word", ["", "age1", "pingjiang", "AGE-SECRET-KEY-1QQQ"])
def test_what_is_no_public_key_is_refused_without_being_quoted(word: str) -> None:
    with pytest.raises(EnvelopeError) as caught:
        refuse_recipient(word)
    assert str(caught.value) == "公钥写得不对：以 age1 开头，一共 62 个字符，不能少一个。"


@pytest.mark.parametrize("text", ["", "nothing", "AGE-SECRET-KEY-1QQQ"])
def test_a_file_without_secret_key_is_told(text: str) -> None:
    with pytest.raises(EnvelopeError, match="没有可用的私钥"):
        opened(closed(b"data", new_identity()[1]), text)


def test_plain_data_is_no_envelope() -> None:
    assert not is_closed(b"PK\x03\x04")


def test_a_machine_without_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "pyrage":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EnvelopeError, match="没有 pyrage"):
        new_identity()
