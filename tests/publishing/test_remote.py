"""Publishing to another machine by its ``ssh``: the same as to a folder here, asked for by one command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.publishing.folder import PublishError, ServedFolder
from jiedui.publishing.remote import RemoteFolder, place

Make = Callable[..., Path]
Bin = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("web@10.0.0.8:/srv/jiedui", "web@10.0.0.8", "/srv/jiedui"),
        ("server:网 站", "server", "网 站"),
        ("web-user@[fd00::1]:/srv/a:b", "web-user@[fd00::1]", "/srv/a:b"),
    ],
)
def test_a_machine_is_told_from_a_folder(text: str, host: str, path: str) -> None:
    assert place(text) == RemoteFolder(Path(path), host)


def test_a_place_is_read_as_a_shell_would_from_a_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place("~/网站") == ServedFolder(tmp_path / "网站")
    assert place("~") == ServedFolder(tmp_path)
    assert place("server:~/网站") == RemoteFolder(Path("网站"), "server")
    assert place("server:~") == RemoteFolder(Path(), "server")
    assert place(" server:/srv/a b\n") == RemoteFolder(Path("/srv/a b"), "server")
    assert place("~a") == ServedFolder(Path("~a"))


@pytest.mark.parametrize("text", ["/srv/jiedui", "网站", "C:/jiedui", r"C:\jiedui", "./a:b"])
def test_a_folder_is_no_machine(text: str) -> None:
    assert place(text) == ServedFolder(Path(text))


@pytest.mark.parametrize(
    "text", ["-oProxyCommand=x:/srv", "a@-x:/y", "server:", "web@server:", "ssh://server/srv", "https://example.cn/"]
)
def test_what_is_neither_makes_no_folder_of_such_a_name(text: str) -> None:
    with pytest.raises(PublishError, match="位置写成一个文件夹，或者 用户@主机:/文件夹。"):
        place(text)


@pytest.mark.parametrize("path", ["/srv/网 站/it's $(touch x) `y`", "网 站"], ids=["absolute", "from home"])
def test_the_site_is_published_there(
    home: Path, tmp_path: Path, make_site: Make, earlier: Callable[..., str], path: str
) -> None:
    there = home / path.lstrip("/")
    text = f"web@server:{there if path.startswith('/') else path}"
    old = earlier(place(text), make_site("旧"))
    new = place(text).publish(make_site("新"), 3)
    assert (there / "current" / "index.html").read_text("utf-8") == "<p>新</p>"
    assert sorted(item.name for item in (there / "releases").iterdir()) == [old, new]
    assert sorted(item.name for item in home.iterdir()) == [path.strip("/").partition("/")[0]]
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked[:5] == ["-T", "-o", "BatchMode=yes", "--", "web@server"]
    back = tmp_path / "back"
    assert place(text).bring_back(back)
    assert (back / "index.html").read_text("utf-8") == "<p>新</p>"


def test_there_other_files_are_refused_too(home: Path, make_site: Make) -> None:
    (home / "letter.txt").touch()
    with pytest.raises(PublishError, match="那个文件夹里有别的文件"):
        place(f"server:{home}").publish(make_site(), 3)
    assert [item.name for item in home.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("taken", [0, 100_000], ids=["at once", "in the middle"])
def test_a_machine_that_is_not_reached_is_told(bin_first: Bin, make_site: Make, taken: int) -> None:
    bin_first("ssh", f"#!/bin/sh\nhead -c {taken} >/dev/null\necho 'ssh: Connection refused' >&2\nexit 255\n")
    with pytest.raises(PublishError, match="连不上 server，或者中途断了，读者看到的还是原来的：先试试 ssh server"):
        place("server:/srv").publish(make_site(), 3)


def test_without_ssh_it_says_so(tmp_path: Path, make_site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="这台电脑上没有 ssh 命令"):
        place("server:/srv").publish(make_site(), 3)
