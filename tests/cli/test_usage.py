"""The command line in Chinese: its help, and one sentence for each wrong word and each refusal of the machine."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Callable

import click
import pytest

from jiedui.cli.main import VERBS
from jiedui.cli.usage import Formatter, help_command, machine_trouble, trouble

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-of", "2026-02-30"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "2026-W47-1"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "20261123"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of"), "选项 --as-of 后面少了内容，或者多了内容。"),
        (("check", "--bogus"), "没有选项 --bogus。"),
        (("chek",), "没有命令 chek。"),
        (("check", "--format", "xml"), "--format 填写不对。可以写：text、github、json。"),
        (("demo",), "少了必须写的 out。"),
        (("demo", "out", "--households", "0"), "--households 填写不对。写整数，最小是 1。"),
        (("demo", "out", "--seed", "x"), "--seed 填写不对。写整数。"),
        (("demo", "a", "b"), "命令后面有多余的内容，或者写法不对。"),
    ],
)
def test_wrong_words_give_2_in_chinese(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    verb = f" {arguments[0]}" if arguments[0] in VERBS else ""
    assert done.stderr == f"不能运行：{said}用 jiedui{verb} --help 看用法。\n"


def test_wrong_words_behind_two_words_lead_to_the_help_of_both(run: Run) -> None:
    said = "不能运行：quarter 填写不对。季度写成 2026Q3。用 jiedui bulletin show --help 看用法。\n"
    assert run("bulletin", "show", "2026Q5").stderr == said
    assert run("report", "anual").stderr == "不能运行：没有命令 anual。用 jiedui report --help 看用法。\n"


def test_a_fault_of_no_command_leads_to_the_help_of_all() -> None:
    assert help_command(click.UsageError("x")) == "jiedui --help"
    assert help_command(click.ClickException("x")) == "jiedui --help"


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), *((verb, "--help") for verb in VERBS)], ids=" ".join)
def test_help_is_chinese(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("用法：jiedui")
    assert "\n选项:\n" in done.stdout
    assert "显示用法。" in done.stdout
    assert not {"Usage", "Options", "Commands", "Show"} & set(done.stdout.replace(":", " ").split())


@pytest.mark.parametrize("arguments", [(), ("bulletin",), ("report",)], ids=["jiedui", "bulletin", "report"])
def test_a_group_alone_shows_its_help_and_gives_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == run(*arguments, "--help").stdout
    assert "\n命令:\n" in done.stdout


def test_no_line_of_the_list_of_commands_is_cut_off(run: Run) -> None:
    assert [line for line in run("--help").stdout.splitlines() if "..." in line] == [
        "用法：jiedui [OPTIONS] COMMAND [ARGS]..."
    ]
    assert "  print     生成打印件：联系卡、登记表、走访提纲等。" in run("--help").stdout.splitlines()


def test_each_option_of_help_is_in_chinese_and_aligned(run: Run) -> None:
    assert run("fmt", "-h").stdout.splitlines() == [
        "用法：jiedui fmt [OPTIONS] [PATHS]...",
        "",
        "  把记录整理成统一格式。读不懂的文件不动。",
        "",
        "选项:",
        "  --records PATH  台账文件夹。  [default: records]",
        "  --check         只检查，不改文件。",
        "  -h, --help      显示用法。",
    ]


def test_a_line_of_usage_says_what_it_is_told_and_no_more() -> None:
    help_text = Formatter()
    help_text.write_usage("jiedui")
    help_text.write_usage("jiedui", "DIR", "或者：")
    assert [line.rstrip() for line in help_text.getvalue().splitlines()] == ["用法：jiedui", "或者：jiedui DIR"]


def test_the_verbs_are_listed_with_what_they_do(run: Run) -> None:
    lines = run("--help").stdout.splitlines()
    assert lines[:6] == [
        "用法：jiedui [OPTIONS] COMMAND [ARGS]...",
        "",
        "  残联结对帮扶台账：检查、整理、生成网站、打印。",
        "",
        "选项:",
        "  --version   显示版本。",
    ]
    listed = [line.split() for line in lines[lines.index("命令:") + 1 :]]
    assert [words[0] for words in listed] == list(VERBS)
    assert ["fmt", "把记录整理成统一格式。读不懂的文件不动。"] in listed


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (click.BadParameter("为什么。"), "内容 填写不对。为什么。"),
        (click.BadParameter("x", param=click.Argument(["year"], type=int)), "year 填写不对。写整数。"),
        (
            click.BadParameter("x", param=click.Option(["--n"], type=click.IntRange(min=2))),
            "--n 填写不对。写整数，最小是 2。",
        ),
        (
            click.BadParameter("x", param=click.Option(["--kind"], type=click.Choice(["甲", "乙"]))),
            "--kind 填写不对。可以写：甲、乙。",
        ),
        (click.MissingParameter(), "少了必须写的 内容。"),
        (click.MissingParameter(param=click.Option(["--unit", "-u"])), "少了必须写的 --unit。"),
        (click.NoSuchOption("--nit"), "没有选项 --nit。"),
        (click.BadOptionUsage("--unit", "x"), "选项 --unit 后面少了内容，或者多了内容。"),
        (click.ClickException("x"), "命令后面有多余的内容，或者写法不对。"),
    ],
)
def test_each_wrong_word_is_one_sentence(error: click.ClickException, said: str) -> None:
    assert trouble(error) == said


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EEXIST, "该是文件夹的地方是文件"),
        (errno.ENOTEMPTY, "文件夹里有别的文件，不敢清空，换一个空文件夹"),
        (errno.EDQUOT, "磁盘空间的限额用完了"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EACCES, "没有权限读写"),
        (errno.EPERM, "没有权限读写"),
        (errno.ENOENT, "找不到"),
        (errno.EISDIR, "该是文件的地方是文件夹"),
        (errno.ENOTDIR, "该是文件夹的地方是文件"),
        (errno.ENAMETOOLONG, "名字太长"),
        (errno.EMFILE, "打开的文件太多"),
        (errno.EIO, "磁盘读写失败"),
        (errno.EXDEV, "文件读写出错"),
        (None, "文件读写出错"),
    ],
)
def test_what_the_machine_refuses_is_one_sentence(code: int | None, reason: str) -> None:
    assert machine_trouble(OSError(code, "refused", "/a/b/c.yml")) == f"{reason}：c.yml。"
    assert machine_trouble(OSError(code, "refused")) == f"{reason}。"
    assert machine_trouble(OSError(code, "refused", b"/a/b/c.yml")) == f"{reason}。"
