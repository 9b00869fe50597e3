"""The command line in Chinese: its help, and one sentence for each wrong word and each refusal of the machine."""

from __future__ import annotations

import errno
import re
import subprocess
from collections.abc import Callable, Iterator

import click
import pytest

from jiedui.benchmark.process import ProcessRun as Measured
from jiedui.benchmark.result import Result
from jiedui.benchmark.rows import BenchRow
from jiedui.cli.formatter import columns
from jiedui.cli.usage import Argument, OneOf, help_command, machine_trouble, trouble
from jiedui.cli.verbs import VERBS, cli

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
            "可以写：cards、forms、consent、household、outline、brief、handbook、county、referral。",
        ),
        (("fmt", "--chek"), "没有 --chek 这个选项，是不是 --check？"),
        (("demo",), "少了必须写的文件夹。"),
        (
            ("demo", "records", "--policy", "records"),
            "文件夹填写不对。records 在台账 records 里，写进去的会被当作记录。换一个文件夹。",
        ),
        (("demo", "out", "--households", "0"), "--households 填写不对。写 1 到 40000 的整数。"),
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
    said = "不能运行：季度填写不对。写成 2026Q3 这样，是 2026年第三季度。用 jiedui bulletin show --help 看用法。\n"
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
    "jiedui", "docx", "html", "md", "xlsx", "json", "text", "github", "gitlab", "mkdocs", "zensical",
    "h", "version", "help",
    "windows", "x", "aarch", "loongarch",
}  # fmt: skip


def _parameters() -> Iterator[tuple[tuple[str, ...], click.Parameter]]:
    """Yield the words that call a command, and each parameter of it that holds a value."""
    for words in _commands():
        command: click.Command | None = cli
        for word in words:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word)
        assert command is not None
        yield from ((words, parameter) for parameter in command.params if parameter.expose_value)


PARAMETERS = [*_parameters()]
OPTIONS = [(words, found) for words, found in PARAMETERS if isinstance(found, click.Option)]
VALUED = [(words, found) for words, found in PARAMETERS if not getattr(found, "is_flag", False)]


def _id(value: object) -> str:
    return value.opts[0] if isinstance(value, click.Parameter) else " ".join(value) if isinstance(value, tuple) else ""


@pytest.mark.parametrize("empty", ["", " ", "\u3000", "\u200b\n"], ids=["nothing", "blank", "wide blank", "unseen"])
def test_a_word_that_shows_nothing_is_empty(run: Run, empty: str) -> None:
    assert run("check", "--since", empty).stderr.startswith("不能运行：--since 是空的，要写上内容。")


@pytest.mark.parametrize(("words", "parameter"), VALUED, ids=_id)
def test_an_empty_word_is_refused_by_every_command(
    run: Run, words: tuple[str, ...], parameter: click.Parameter
) -> None:
    option = isinstance(parameter, click.Option)
    name = f"{parameter.opts[0]} " if option else f"{parameter.metavar}"
    said = f"不能运行：{name}是空的，要写上内容。用 jiedui {' '.join(words)} --help 看用法。\n"
    others = [found for called, found in PARAMETERS if called == words and isinstance(found, click.Argument)]
    before = ["示例"] * (0 if option else others.index(parameter))
    for given in ([f"{parameter.opts[0]}="], [parameter.opts[0], ""]) if option else ([*before, ""],):
        done = run(*words, *given)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize("words", [(), ("bulletin",), ("report",)], ids=["jiedui", "bulletin", "report"])
def test_an_empty_command_is_refused(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "", "--help")
    said = f"不能运行：命令是空的，要写上内容。用 {' '.join(('jiedui', *words))} --help 看用法。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_one_of_several_words_may_not_be_empty_either(run: Run) -> None:
    assert run("print", "--unit", "pingjiang", "--unit", "").stderr.startswith("不能运行：--unit 是空的，")
    assert run("print", "cards", "").stderr.startswith("不能运行：种类是空的，")


@pytest.mark.parametrize(("words", "option"), OPTIONS, ids=_id)
def test_an_option_that_is_written_twice_is_refused_by_every_command(
    run: Run, words: tuple[str, ...], option: click.Option
) -> None:
    once = [option.opts[0]] if option.is_flag else [option.opts[0], "x"]
    done = run(*words, *once, *once)
    said = f"不能运行：{'、'.join((*option.opts, *option.secondary_opts))} 只能写一次，这里写了 2 次。"
    assert done.returncode == 2
    assert done.stderr.startswith(said) is not option.multiple


def test_an_option_and_its_opposite_are_one(run: Run) -> None:
    done = run("print", "--pdf", "--no-pdf", "--pdf")
    said = "不能运行：--pdf、--no-pdf 只能写一次，这里写了 3 次。用 jiedui print --help 看用法。\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize("words", [("-h",), ("check", "--help"), ("report", "annual", "-h")], ids=" ".join)
def test_help_is_shown_whatever_else_is_written(run: Run, words: tuple[str, ...]) -> None:
    *verb, asked = words
    plain = run(*words).stdout
    doubled = ("--records", "", "--records", "") if verb else ()
    assert run(*verb, asked, asked, *doubled).stdout == plain != ""
    assert run("--version", "--version").returncode == 0


@pytest.mark.parametrize("verb", ["bench", "demo"])
@pytest.mark.parametrize(
    ("option", "least", "most"), [("--households", {"bench": 10, "demo": 1}, 40000), ("--visits", {}, 800000)]
)
def test_a_number_has_a_bound_on_both_sides(
    run: Run, monkeypatch: pytest.MonkeyPatch, verb: str, option: str, least: dict[str, int], most: int
) -> None:
    found = Result(day="2026-11-27", machine="", ledger="", rows=(BenchRow("bare", "", Measured(1, 1, 1)),))
    monkeypatch.setattr("jiedui.benchmark.run", lambda *_: found)
    monkeypatch.setattr("jiedui.demo.build", lambda *_, **__: None)
    words = (verb, "out") if verb == "demo" else (verb,)
    low = least.get(verb, 0)
    said = f"不能运行：{option} 填写不对。写 {low} 到 {most} 的整数。用 jiedui {verb} --help 看用法。\n"
    assert [run(*words, option, number).stderr for number in (low, most)] == ["", ""]
    assert [run(*words, option, number).stderr for number in (low - 1, most + 1, "9" * 300)] == [said] * 3


def test_no_option_takes_any_number_that_is_as_large_as_one_likes() -> None:
    kinds = {found.opts[0]: found.type for _, found in PARAMETERS if isinstance(found.type, click.IntRange)}
    bounds = {"--households": 40000, "--visits": 800000, "--percent": 100, "--keep": 100, "--which": 99, "--days": 366}
    bounds |= {"--also": 40000, "--roster": 100000, "--port": 65535}
    assert {name: kind.max for name, kind in kinds.items()} == bounds


LONG = "残" * 300
CUT = "残" * 40 + "…"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LONG,), f"没有 {CUT} 这个命令。"),
        (("report", LONG), f"没有 {CUT} 这个命令。"),
        ((f"--{LONG}",), f"没有 --{CUT[2:]} 这个选项。"),
        (("check", f"--{LONG}"), f"没有 --{CUT[2:]} 这个选项。"),
        (("check", "--format", LONG), f"--format 填写不对。没有 {CUT} 这一种。"),
        (("print", LONG), f"种类填写不对。没有 {CUT} 这一种。"),
        (("print", "--no-pdf", "--unit", LONG), f"没有代号为 {CUT} 的残联。"),
        (("print", "--no-pdf", "--helper", LONG), f"没有编号为 {CUT} 的帮扶责任人。"),
        (("print", "--no-pdf", "--household", LONG), f"没有编号为 {CUT} 的户。"),
        (("report", "register", "--unit", LONG), f"没有代号为 {CUT} 的残联。"),
        (("report", "assessment", "2026", "--helper", LONG), f"没有编号为 {CUT} 的帮扶责任人。"),
        (("check", "--since", LONG), f"Git 里查不到版本 {CUT}。"),
        (("check", f"甲/{LONG[:99]}"), f"台账里没有 …/{LONG[:99]}。"),
        (("fmt", f"甲/{LONG[:99]}"), f"台账里没有 …/{LONG[:99]}。"),
        (("check", "--records", f"甲/{LONG[:80]}/{LONG[:80]}"), f"没有台账文件夹 …{LONG[:19]}/{LONG[:80]}。"),
        (("check", "--records", LONG), f"名字太长：{CUT}。"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else "",
)
@pytest.mark.usefixtures("committed")
def test_a_long_word_is_shortened(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"不能运行：{said}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--as-of", LONG),
        ("print", "--as-of", LONG),
        ("report", "annual", LONG),
        ("report", "assessment", LONG, "--unit", "city"),
        ("report", "halfyear", LONG),
        ("report", "simulation", LONG),
        ("bulletin", "freeze", LONG),
        ("bulletin", "show", LONG),
        ("bench", "--households", LONG),
        ("demo", "out", "--seed", "9" * 5000),
        ("demo", "out", LONG),
        ("demo", f"records/{LONG[:80]}/{LONG[:80]}"),
        ("demo", "out", "--policy", LONG[:80]),
    ],
    ids=lambda words: " ".join(words)[:30],
)
def test_no_refusal_is_longer_for_a_long_word(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr) < 250


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
    assert ["print", "生成打印件：联系卡、登记表、走访提纲等。"] in [
        line.split() for line in run("--help").stdout.splitlines()
    ]


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
        "  --records 路径          台账文件夹（默认 records）。",
        "  --check                 只说哪些文件要整理、哪里不同，不改文件。",
        "  --format [text|github]  输出格式（默认 text）。",
        "  -h, --help              显示用法。",
    ]
    assert run("bench", "-h").stdout.splitlines()[5:8] == [
        "  --households 整数  多少户（默认 3000，10 到 40000）。",
        "  --visits 整数      多少次走访（默认 60000，0 到 800000）。",
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
        "  --keys 文件  加密的台账用的密钥库；不写就看环境变量 JIEDUI_KEYS。",
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
            click.BadParameter("x", param=click.Option(["--n"], type=click.IntRange(2, 5))),
            "--n 填写不对。写 2 到 5 的整数。",
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
