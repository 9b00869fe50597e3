"""The command line in Chinese: its help, and one sentence for each wrong word and each refusal of the machine."""

from __future__ import annotations

import errno
import re
import subprocess
from collections.abc import Callable, Iterator

import click
import pytest

from jiedui.cli.formatter import columns
from jiedui.cli.main import VERBS, cli
from jiedui.cli.usage import Argument, OneOf, help_command, machine_trouble, trouble

Run = Callable[..., subprocess.CompletedProcess[str]]

GROUP = click.Group(commands=[click.Command(name) for name in ("aab", "aac", "aad", "xyz")])


def _commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words that call each command, groups included."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-of", "2026-02-30"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "2026-W47-1"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of", "20261123"), "--as-of 填写不对。日期写成 年-月-日，例如 2026-11-23。"),
        (("check", "--as-of"), "选项 --as-of 后面少了内容，或者多了内容。"),
        (("check", "--bogus"), "没有 --bogus 这个选项。"),
        (("check", "--recrods", "x"), "没有 --recrods 这个选项，是不是 --records？"),
        (("chekc",), "没有 chekc 这个命令，是不是 check？"),
        (("Site",), "没有 Site 这个命令，是不是 site？"),
        (("检查",), "没有 检查 这个命令。"),
        (("check", "--format", "xml"), "--format 填写不对。没有 xml 这一种。可以写：text、github、json。"),
        (
            ("print", "card"),
            "种类填写不对。没有 card 这一种，是不是 cards？"
            "可以写：cards、forms、household、outline、handbook、county。",
        ),
        (("fmt", "--chek"), "没有 --chek 这个选项，是不是 --check？"),
        (("demo",), "少了必须写的文件夹。"),
        (
            ("demo", "records", "--policy", "records"),
            "文件夹填写不对。records 在台账 records 里，写进去的会被当作记录。换一个文件夹。",
        ),
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
    said = "不能运行：季度填写不对。写成 2026Q3 这样，是 2026 年第 3 季度。用 jiedui bulletin show --help 看用法。\n"
    assert run("bulletin", "show", "2026Q5").stderr == said
    assert (
        run("report", "anual").stderr
        == "不能运行：没有 anual 这个命令，是不是 annual？用 jiedui report --help 看用法。\n"
    )


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


# What stands in the words of a list, in the names of files and in commands.
ENGLISH = {
    "jiedui", "docx", "html", "xlsx", "json", "text", "github", "mkdocs", "zensical",
    "h", "version", "help",
}  # fmt: skip


@pytest.mark.parametrize("words", [*_commands()], ids=" ".join)
def test_no_english_word_stands_in_usage_but_names(run: Run, words: tuple[str, ...]) -> None:
    usage, *lines = run(*words, "--help").stdout.splitlines()
    start = lines.index("选项:")
    terms = [re.split("  +", line[2:])[0] for line in lines[start + 1 :] if re.match("  [^ ]", line)]
    names = {word for term in terms for word in re.findall("--([a-z-]+)", term)}
    known = ENGLISH | set(words)
    assert set(re.findall("[A-Za-z-]+", usage.replace("…", ""))) <= known
    commands = [term for term in terms if not term.startswith("-")]
    for term in terms:
        left = re.sub("--?[a-z-]+", "", term)
        assert not set(re.findall("[A-Za-z]+", left)) - ENGLISH - set(commands), term
    assert names
    assert not re.search(r"\b(OPTIONS|COMMAND|ARGS|PATHS?|INTEGER|RANGE|TEXT|default|required)\b", "\n".join(lines))


def test_two_of_the_nearest_words_are_told_and_case_does_not_matter() -> None:
    said = OneOf(["cards", "cards2", "cards3", "forms"]).get_invalid_choice_message("CARD", None)
    assert said == "没有 CARD 这一种，是不是 cards 或者 cards3？可以写：cards、cards2、cards3、forms。"
    assert OneOf(["甲"]).get_invalid_choice_message("乙", None) == "没有 乙 这一种。可以写：甲。"


def test_no_line_of_the_list_of_commands_is_cut_off(run: Run) -> None:
    assert [line for line in run("--help").stdout.splitlines() if "..." in line] == []
    assert "  print     生成打印件：联系卡、登记表、走访提纲等。" in run("--help").stdout.splitlines()


@pytest.mark.parametrize("words", [*_commands()], ids=" ".join)
def test_no_line_of_help_is_wider_than_a_terminal(run: Run, words: tuple[str, ...]) -> None:
    wide = [line for line in run(*words, "--help").stdout.splitlines() if columns(line) > 80]
    assert wide == []


def test_each_option_of_help_is_in_chinese_and_aligned(run: Run) -> None:
    assert run("fmt", "-h").stdout.splitlines() == [
        "用法：jiedui fmt [选项] [文件]…",
        "",
        "  把记录整理成统一格式。读不懂的文件不动。",
        "",
        "选项:",
        "  --records 路径  台账文件夹（默认 records）。",
        "  --check         只检查，不改文件。",
        "  -h, --help      显示用法。",
    ]
    assert run("bench", "-h").stdout.splitlines()[5:8] == [
        "  --households 整数  多少户（默认 3000，最小 10）。",
        "  --visits 整数      多少次走访（默认 60000，最小 0）。",
        "  --records 路径     从哪份台账复制政策和区划（默认 records）。",
    ]


def test_the_verbs_are_listed_with_what_they_do(run: Run) -> None:
    lines = run("--help").stdout.splitlines()
    assert lines[:6] == [
        "用法：jiedui [选项] 命令 …",
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
        (click.BadParameter("为什么。"), "内容填写不对。为什么。"),
        (click.BadParameter("x", param=Argument(["year"], type=int, metavar="年份")), "年份填写不对。写整数。"),
        (
            click.BadParameter("x", param=click.Option(["--n"], type=click.IntRange(min=2))),
            "--n 填写不对。写整数，最小是 2。",
        ),
        (click.BadParameter("为什么。", param=click.Option(["--kind"])), "--kind 填写不对。为什么。"),
        (click.MissingParameter(), "少了必须写的内容。"),
        (click.MissingParameter(param=Argument(["year"], metavar="年份")), "少了必须写的年份。"),
        (click.exceptions.NoSuchCommand("chek"), "没有 chek 这个命令。"),
        (click.exceptions.NoSuchCommand("aa", ctx=click.Context(GROUP)), "没有 aa 这个命令，是不是 aad 或者 aac？"),
        (click.exceptions.NoSuchCommand("zz", ctx=click.Context(GROUP)), "没有 zz 这个命令。"),
        (click.NoSuchOption("--nit", possibilities=["--unit"]), "没有 --nit 这个选项，是不是 --unit？"),
        (click.MissingParameter(param=click.Option(["--unit", "-u"])), "少了必须写的 --unit。"),
        (click.NoSuchOption("--nit"), "没有 --nit 这个选项。"),
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
