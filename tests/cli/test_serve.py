"""``jiedui serve``: what it says of a change, of errors, and where it cannot run."""

from __future__ import annotations

import pkgutil
import re
import socket
from typing import NamedTuple

import pytest
from tests.cli.vault import Vault

from jiedui.cli.stopping import StoppedError
from jiedui.records.alone import alone
from jiedui.records.parallel import LostProcessError

DAY = ("--as-of", "2026-11-23")
HOME = "records/pingjiang/households/PJ-2H3J/household.yml"


class Played(NamedTuple):
    """What is edited in turn, the sites that were made, and the watch."""

    steps: list
    sites: list
    watch: type


@pytest.fixture
def played(monkeypatch):
    """Play the machine: what is edited in turn, after which the command is stopped; made are the notes and sites."""
    steps, sites = [], []

    class Watch:
        def __init__(self, folder):
            self.folder = folder

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        is_waiting = False

        def changed(self):
            if not steps:
                raise StoppedError
            return steps.pop(0)()

    def begin(self, ledger, _as_of, edition):
        sites.append((len(ledger.households), edition.commit, self.note))
        return 2 if len(sites) > 1 else 0

    def finish(_self, _edition, progress):
        progress(1, 2)
        return 3

    monkeypatch.setattr("jiedui.preview.watching.Watch", Watch)
    monkeypatch.setattr("jiedui.preview.site.PreviewSite.begin", begin)
    monkeypatch.setattr("jiedui.preview.site.PreviewSite.finish", finish)
    return Played(steps, sites, Watch)


def test_each_change_makes_the_site_anew(run, edit, played):
    steps, sites, _ = played

    def change():
        edit(HOME, "示例未", "示例改")
        return {HOME.removeprefix("records/")}

    steps.append(change)
    done = run("serve", *DAY, "--port", 0)
    assert done.returncode == 0
    where, first, second, third, last = done.stdout.splitlines()
    assert re.fullmatch(r"预览：http://127\.0\.0\.1:\d+/ 网页正在生成。（按 Ctrl\+C 结束）", where)
    assert first.startswith("网页全部更新好了：3 个文件，用了 ")
    assert re.fullmatch(r"改了户 PJ-2H3J。有关的户和人先更新了 2 页，用了 [\d.]+ 秒，别的页正在更新。", second)
    assert third.startswith("网页全部更新好了：3 个文件，用了 ")
    assert last == "预览结束。"
    assert [(homes, commit) for homes, commit, _ in sites] == [(6, "本机预览")] * 2


def test_a_sealed_ledger_has_a_preview_with_keys_and_without(run, ledger, played, tmp_path_factory):
    vault = Vault.of(run, ledger, tmp_path_factory.mktemp("keys")).sealed()
    for words in ((), ("--keys", vault.store)):
        done = run(*words, "serve", *DAY, "--port", 0)
        assert (done.returncode, done.stderr) == (0, "")
    assert [homes for homes, *_ in played.sites] == [6, 6]


def test_errors_leave_the_site_and_are_told_until_they_are_mended(run, edit, played, monkeypatch):
    steps, sites, _ = played
    notes = []
    monkeypatch.setattr(
        "jiedui.preview.site.PreviewSite.note",
        property(lambda _: notes[-1] if notes else ("", ""), lambda _, note: notes.append(note)),
        raising=False,
    )

    def spoil():
        edit(HOME, "sex: 男", "sex： 男")
        return {HOME.removeprefix("records/")}

    def mend():
        edit(HOME, "sex： 男", "sex: 男")
        edit(HOME, "示例未", "示例改")
        return {HOME.removeprefix("records/")}

    steps += [spoil, mend]
    done = run("serve", *DAY, "--port", 0)
    assert "全角" in done.stdout
    assert done.stderr.count("注意：网页没有动，上面写了原因。改好、保存以后自动更新。") == 1
    assert len(sites) == 2
    assert [words for words, _ in notes] == [
        "", "网页正在生成。", "网页正在生成。", "", "网页还是改以前的。", "", "",
    ]  # fmt: skip
    words, reason = notes[4]
    assert words == "网页还是改以前的。"
    assert "台账现在有 1 处错误" in reason
    assert "PJ-2H3J/household.yml 第 " in reason
    assert notes[-1] == ("", "")
    assert done.stdout.count("台账没有错误了，每一页上面的提示已经拿掉。") == 1


def test_what_is_saved_while_an_error_stands_is_read_when_that_is_mended(run, edit, played):
    other = "records/yueyanglou/households/YYL-2A3C/household.yml"

    def spoil():
        edit(other, "village: ", "village：")
        return {other.removeprefix("records/")}

    def change():
        edit(HOME, "示例未", "示例改")
        return {HOME.removeprefix("records/")}

    def mend():
        edit(other, "village：", "village: ")
        return {other.removeprefix("records/")}

    played.steps.extend([spoil, change, mend])
    done = run("serve", *DAY, "--port", 0)
    assert done.stderr.count("网页没有动") == 2
    assert "改了户 PJ-2H3J。" in done.stdout


def test_many_changes_are_counted(run, edit, played):
    steps = played.steps

    def change():
        for file in ("PJ-2H3J", "PJ-4K5M"):
            edit(f"records/pingjiang/households/{file}/household.yml", "village: 示例", "village: 示例改")
        for file in ("YYL-2A3C", "YYL-4D5E"):
            edit(f"records/yueyanglou/households/{file}/household.yml", "village: 示例", "village: 示例改")
        return {"pingjiang", "yueyanglou"}

    steps.append(change)
    done = run("serve", *DAY, "--port", 0)
    assert "改了户 PJ-2H3J、户 PJ-4K5M、户 YYL-2A3C 等 4 份记录。" in done.stdout


def test_a_port_that_is_taken_is_told(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", *DAY, "--port", port)
    said = f"不能运行：端口 {port} 用不了，多半有别的程序在用：用 --port 换一个。\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_two_previews_do_not_write_the_same_pages(run, tmp_path):
    with alone(tmp_path):
        done = run("serve", *DAY, "--port", 0, "--out", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("不能运行：另一个预览正在用 ")
    assert done.stderr.endswith("：用 --out 换一个文件夹。\n")


def test_a_change_meanwhile_leaves_the_rest_to_the_next_time(run, edit, played):
    def change():
        edit(HOME, "示例未", "示例改")
        played.watch.is_waiting = True
        return {HOME.removeprefix("records/")}

    def change_again():
        edit(HOME, "示例改", "示例又改")
        played.watch.is_waiting = False
        return {HOME.removeprefix("records/")}

    played.steps.extend([change, change_again])
    done = run("serve", *DAY, "--port", 0)
    assert done.stdout.count("改了户 PJ-2H3J。") == 2
    assert done.stdout.count("网页全部更新好了") == 2  # at the beginning and at the end


def test_what_the_next_edit_needs_is_reckoned_once_all_is_right_until_somebody_waits(run, played, monkeypatch):
    asked = []

    def prepare(_, is_waited_for):
        asked.append(is_waited_for())
        played.watch.is_waiting = True
        asked.append(is_waited_for())

    monkeypatch.setattr("jiedui.preview.site.PreviewSite.prepare", prepare)
    run("serve", *DAY, "--port", 0)
    assert asked == [False, True]


class Heap:
    """As many objects as are said to be there, and what is done with them."""

    def __init__(self):
        self.frozen, self.others, self.done = 0, 100, []

    def get_freeze_count(self):
        return self.frozen

    def get_objects(self, generation):
        return range(self.others if generation == 2 else 0)

    def collect(self):
        self.done.append("collect")

    def unfreeze(self):
        self.done.append("unfreeze")
        self.frozen, self.others = 0, self.frozen + self.others

    def freeze(self):
        self.done.append("freeze")
        self.frozen, self.others = self.frozen + self.others, 0


def test_what_earlier_pages_were_made_of_is_let_go_of_and_what_stands_looked_through_once(
    run, edit, played, monkeypatch
):
    heap = Heap()
    monkeypatch.setattr("jiedui.cli.serve.gc", heap)

    def change(others, old, new):
        def step():
            heap.done.append(f"{others} more")
            heap.others += others
            edit(HOME, old, new)
            return {HOME.removeprefix("records/")}

        return step

    # An edit of a few records, and one after which all is made anew.
    played.steps.extend([change(5, "示例未", "示例改"), change(60, "示例改", "示例又")])
    run("serve", *DAY, "--port", 0)
    looked_through = ["collect", "unfreeze", "collect", "freeze"]
    assert heap.done == [*looked_through, "5 more", "collect", "60 more", *looked_through, "unfreeze"]


def test_a_save_that_changes_nothing_makes_nothing(run, edit, played):
    """Nor does what was changed and is again as it was."""

    def change():
        edit(HOME, "示例未", "示例改")
        return save()

    def save():
        return {HOME.removeprefix("records/")}

    def spoil():
        edit(HOME, "sex: 男", "sex： 男")
        return save()

    def mend():
        edit(HOME, "sex： 男", "sex: 男")
        return save()

    played.steps.extend([save, spoil, mend, change, save])
    done = run("serve", *DAY, "--port", 0)
    assert len(played.sites) == 2  # at the beginning and for the one edit
    assert [note for *_, note in played.sites] == [("网页正在生成。", played.sites[0][2][1]), ("", "")]
    assert re.findall(r"网页全部更新好了：(\d+) 个文件", done.stdout) == ["3", "0", "0", "3", "0"]
    assert done.stdout.count("台账没有错误了，每一页上面的提示已经拿掉。") == 1


@pytest.mark.parametrize(
    "helped", ["jiedui.check.run", "jiedui.preview.live.records_of", "jiedui.preview.site.PreviewSite.finish"]
)
def test_a_process_that_is_lost_is_told_and_the_next_save_makes_all_right(run, edit, played, monkeypatch, helped):
    """Processes help with judging, with reading and with pages."""
    done_at_last, calls = pkgutil.resolve_name(helped), []

    def lose_once(*words, **more):
        calls.append(words)
        if len(calls) == 1:
            raise LostProcessError
        return done_at_last(*words, **more)

    def change():
        edit(HOME, "示例未", "示例改")
        return {HOME.removeprefix("records/")}

    monkeypatch.setattr(helped, lose_once)
    played.steps.append(change)
    done = run("serve", *DAY, "--port", 0)
    assert done.returncode == 0
    told = "注意：一个帮忙的进程被系统停掉了，多半是内存不够。先关掉别的程序，再保存一次，网页接着更新。\n"
    assert done.stderr == told
    assert done.stdout.count("网页全部更新好了") == 1
    *_, (_, _, note) = played.sites
    assert note == (
        "网页没有全部更新。",
        "一个帮忙的进程被系统停掉了，多半是内存不够。先关掉别的程序，再保存一次台账。",
    )
