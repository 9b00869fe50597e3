"""Publishing to a folder: readers see one whole site or the other, whatever happens on the way."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jiedui.imprint import MARK, begin
from jiedui.publishing.folder import RECEIVE, PublishError, ServedFolder, _send, sites, version

NAME = re.compile(r"20[0-9]{6}-[0-9]{6}-0123456789\Z")
LEFT = [".jiedui-published", "current", "releases"]

Make = Callable[..., Path]
Bin = Callable[[str, str], None]


def served(dest: Path) -> dict[str, bytes]:
    current = dest / "current"
    return {file.relative_to(current).as_posix(): file.read_bytes() for file in current.rglob("*") if file.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    return tmp_path / "网 站" / "it's $HOME"


@pytest.fixture
def first(dest: Path, make_site: Make, earlier: Callable[..., str]) -> str:
    """A site that is served already."""
    return earlier(ServedFolder(dest), make_site("旧"))


def half(dest: Path, site: Path, part: float) -> subprocess.Popen[bytes]:
    """Begin to publish: so much of the archive is sent."""
    archive = io.BytesIO()
    _send(site, archive)
    command = ServedFolder(dest).command(RECEIVE, "0123456789", "3", MARK, "5")
    receiver = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    assert receiver.stdin
    receiver.stdin.write(archive.getvalue()[: int(len(archive.getvalue()) * part)])
    receiver.stdin.flush()
    return receiver


def test_the_site_lies_whole_in_a_folder_of_its_own_and_can_be_read_by_all(dest: Path, make_site: Make) -> None:
    site = make_site()
    name = ServedFolder(dest).publish(site, 3)
    assert NAME.fullmatch(name)
    assert names(dest) == LEFT
    assert (dest / "current").readlink() == Path(f"releases/{name}")
    assert served(dest) == {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (dest / "releases").rglob("*")}
    assert modes == {0o644, 0o755}


def test_the_link_changes_and_so_many_releases_stay(dest: Path, first: str, make_site: Make) -> None:
    for old in ("20240101-000000-aaaaaaa", "20240102-000000-bbbbbbb"):
        (dest / "releases" / old).mkdir()
        (dest / "releases" / old / MARK).write_text("{}", "utf-8")
    (dest / "releases" / "20230101-照片-a").mkdir()  # nobody's but whoever put it there
    (dest / "note.txt").touch()
    name = ServedFolder(dest).publish(make_site("新"), 3)
    assert served(dest)["index.html"].decode() == "<p>新</p>"
    assert names(dest / "releases") == ["20230101-照片-a", "20240102-000000-bbbbbbb", first, name]
    last = ServedFolder(dest).publish(make_site("更新"), 1)
    assert names(dest / "releases") == ["20230101-照片-a", last]
    assert names(dest) == [*LEFT[:2], "note.txt", "releases"]


@pytest.mark.parametrize("part", [0, 0.01, 0.5, 0.97, 0.99])
def test_an_archive_that_was_cut_leaves_the_old_site(dest: Path, first: str, make_site: Make, part: float) -> None:
    with half(dest, make_site("新"), part) as receiver:
        assert receiver.stdin
        receiver.stdin.close()
        assert receiver.wait(20) in (68, 69)
    assert served(dest)["index.html"].decode() == "<p>旧</p>"
    assert (names(dest), names(dest / "releases")) == (LEFT, [first])


def test_what_a_killed_run_left_is_removed_by_the_next(dest: Path, first: str, make_site: Make) -> None:
    with half(dest, make_site("新"), 0.5) as receiver:
        while not (dest / "releases" / ".part" / "404.html").exists():
            time.sleep(0.01)
        os.killpg(receiver.pid, signal.SIGKILL)
    assert served(dest)["index.html"].decode() == "<p>旧</p>"
    assert names(dest / "releases") == [".part", first]
    name = ServedFolder(dest).publish(make_site("新"), 3)
    assert served(dest)["index.html"].decode() == "<p>新</p>"
    assert (names(dest), names(dest / "releases")) == (LEFT, sorted([first, name]))


def test_a_full_disk_leaves_the_old_site(dest: Path, first: str, make_site: Make, bin_first: Bin) -> None:
    bin_first("tar", '#!/bin/sh\necho half > "$6/index.html"\necho "tar: No space left on device" >&2\nexit 2\n')
    with pytest.raises(PublishError, match="没有传完，读者看到的还是原来的：看上面的原因（常见的是磁盘满了"):
        ServedFolder(dest).publish(make_site("新"), 3)
    assert served(dest)["index.html"].decode() == "<p>旧</p>"
    assert (names(dest), names(dest / "releases")) == (LEFT, [first])


def test_a_disk_that_fills_up_before_the_link_changes_leaves_the_old_site(
    dest: Path, first: str, make_site: Make, bin_first: Bin
) -> None:
    bin_first("ln", '#!/bin/sh\necho "ln: No space left on device" >&2\nexit 1\n')
    with pytest.raises(PublishError, match="没有发布成，读者看到的还是原来的"):
        ServedFolder(dest).publish(make_site("新"), 3)
    assert served(dest)["index.html"].decode() == "<p>旧</p>"
    assert (dest / "current").readlink() == Path(f"releases/{first}")


def test_of_two_at_once_one_waits_and_each_is_whole(dest: Path, make_site: Make) -> None:
    sites = [make_site(words, name=f"site-{words}") for words in "甲乙"]
    found: list[str] = []
    runs = [
        threading.Thread(target=lambda site=site: found.append(ServedFolder(dest).publish(site, 3))) for site in sites
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert names(dest / "releases") == sorted(found)
    assert (dest / "current").readlink() == Path(f"releases/{max(found)}")
    assert {(dest / "releases" / name / "index.html").read_text("utf-8") for name in found} == {
        "<p>甲</p>",
        "<p>乙</p>",
    }
    assert len(served(dest)) == 6


@pytest.mark.usefixtures("first")
def test_one_that_never_ends_is_not_waited_for_for_ever(dest: Path, make_site: Make) -> None:
    with (dest / ".jiedui-published").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match="另一个发布还没有做完"):
            ServedFolder(dest).publish(make_site("新"), 3, patience=1)
    assert served(dest)["index.html"].decode() == "<p>旧</p>"


def test_a_folder_of_other_files_is_refused_and_left_alone(dest: Path, make_site: Make) -> None:
    dest.mkdir(parents=True)
    (dest / ".hidden").touch()
    with pytest.raises(PublishError, match="那个文件夹里有别的文件，不敢动"):
        ServedFolder(dest).publish(make_site(), 3)
    assert names(dest) == [".hidden"]


@pytest.mark.parametrize("inner", ["releases/x", "current/county/a", "new/below", "current"])
def test_no_place_lies_in_another(dest: Path, first: str, make_site: Make, inner: str) -> None:
    with pytest.raises(PublishError, match="那个文件夹在另一个发布位置的里面"):
        ServedFolder(dest / inner).publish(make_site("新"), 3)
    assert (names(dest), names(dest / "releases")) == (LEFT, [first])
    assert len(served(dest)) == 6


def test_site_and_place_do_not_lie_in_each_other(tmp_path: Path, make_site: Make) -> None:
    site = make_site()
    for place in (site, site / "out", tmp_path):
        with pytest.raises(PublishError, match="网站的文件夹和发布的位置，一个在另一个里面"):
            ServedFolder(place).publish(site, 3)
    assert names(tmp_path) == ["site"]


def test_what_is_no_site_or_half_built_is_refused(dest: Path, tmp_path: Path, make_site: Make) -> None:
    site = make_site()
    begin(site)
    for folder in (site, tmp_path / "none"):
        with pytest.raises(PublishError, match="没有生成好的网站：先运行 jiedui site"):
            ServedFolder(dest).publish(folder, 3)
    assert not dest.exists()


def test_a_machine_without_the_programs_is_told(
    dest: Path, make_site: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="这台电脑上没有 sh 命令"):
        ServedFolder(dest).publish(make_site(), 3)


@pytest.mark.usefixtures("first")
def test_what_is_served_comes_back_whole_or_not_at_all(dest: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    assert ServedFolder(dest).bring_back(back)
    assert served(dest) == {file.relative_to(back).as_posix(): file.read_bytes() for file in back.rglob("*.*")}
    with pytest.raises(PublishError, match="已经有东西了"):
        ServedFolder(dest).bring_back(back)
    (dest / "current" / MARK).unlink()
    with pytest.raises(PublishError, match="没有取回网站"):
        ServedFolder(dest).bring_back(tmp_path / "again")
    assert not ServedFolder(tmp_path / "none").bring_back(tmp_path / "again")
    assert names(tmp_path) == ["back", "bin", "site", dest.parent.name]


@pytest.mark.usefixtures("first")
def test_what_fills_up_the_last_block_is_taken_before_the_sender_is_let_go(
    dest: Path, tmp_path: Path, bin_first: Bin
) -> None:
    tar = shutil.which("tar")
    bin_first("tar", f'#!/bin/sh\n{tar} "$@" && head -c 300000 /dev/zero\n')  # more than a pipe holds
    assert ServedFolder(dest).bring_back(tmp_path / "back")


@pytest.mark.parametrize(
    ("commit", "said"),
    [
        ("0123456789", "0123456789"), ("0123456789（有改动）", "0123456789-changed"), ("未入库", "unversioned"),
        ("查不到版本", "unversioned"), ("../../x", "unversioned"),
    ],
)  # fmt: skip
def test_the_name_of_a_release_tells_the_version(commit: str, said: str) -> None:
    assert version(commit) == said


def test_a_place_in_a_ledger_is_refused(tmp_path: Path, make_site: Make) -> None:
    (tmp_path / "records" / "policy").mkdir(parents=True)
    (tmp_path / "records" / "policy" / "ledger.yml").touch()
    for place in (tmp_path / "records" / "web", tmp_path / "web"):
        with pytest.raises(PublishError, match="发布的位置在台账里面"):
            ServedFolder(place).publish(make_site(), 3)
        assert not place.exists()


def test_a_folder_in_the_place_of_the_link_is_left_alone(dest: Path, first: str, make_site: Make) -> None:
    (dest / "current").unlink()
    (dest / "current").mkdir()
    with pytest.raises(PublishError, match="current 不是发布时做的链接"):
        ServedFolder(dest).publish(make_site("新"), 3)
    assert names(dest / "releases") == [first]


@pytest.mark.parametrize("leads_to", ["/etc", "../../.."])
def test_nothing_but_files_is_brought_back(dest: Path, first: str, tmp_path: Path, leads_to: str) -> None:
    (dest / "releases" / first / "zz").symlink_to(leads_to)
    with pytest.raises(PublishError, match="混进了别的东西，没有取回"):
        ServedFolder(dest).bring_back(tmp_path / "back" / "site")
    assert names(tmp_path / "back") == []


def test_each_audience_has_a_folder_and_one_site_alone_has_no_name(dest: Path, make_site: Make, tmp_path: Path) -> None:
    assert ServedFolder(dest).names() == [""]  # there is nothing yet
    site = make_site("一")
    assert sites(site) == {"": site}
    ServedFolder(dest).publish(site, 3)
    assert ServedFolder(dest).names() == [""]
    several = tmp_path / "sites"
    assert sites(several) == {"": several}
    for name in ("internal", "county-pingjiang"):
        shutil.copytree(site, several / name)
    (several / "begun").mkdir()
    begin(several / "begun")
    assert list(sites(several)) == ["county-pingjiang", "internal"]
    place = ServedFolder(tmp_path / "web")
    for name, folder in sites(several).items():
        place.below(name).publish(folder, 3)
    assert place.names() == ["county-pingjiang", "internal"]
    assert served(tmp_path / "web" / "internal") == served(dest)
    assert place.below("") is place
