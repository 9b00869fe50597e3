"""The few questions that the ledger asks Git. Paths are listed with ``-z``: Chinese names come escaped otherwise."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class GitUnavailableError(Exception):
    """Git is not installed, the folder is in no repository, or the revision does not exist.

    ``remedy`` says what helps where that has nothing to do with what Git was asked; else it is empty. ``code`` is how
    Git ended, and ``answer`` what it said all the same.
    """

    remedy = ""
    code = 0
    answer = b""


class GitMissingError(GitUnavailableError):
    """Git is not installed."""

    remedy = "这台电脑上没有 Git：先安装 Git，再运行一遍。"


class ForeignFolderError(GitUnavailableError):
    """The folder belongs to somebody else, as on a shared disk: Git reads it when it is told to trust it."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.remedy = f"这个文件夹是别的用户建的，Git 不敢读：确认可信以后运行 {command}，再运行一遍。"


class OutsideGitError(GitUnavailableError):
    """The folder is in no repository, or in one that Git does not take for one any more."""

    remedy = (
        "这里不是 Git 取来的台账，或者它的 .git 坏了，比不出改了什么。运行 git status 看一看；"
        "到用 git clone 取来的台账里运行，没有的先从代码平台克隆一份。"
    )


class NoCommonCommitError(GitUnavailableError):
    """Nothing that is here tells where two histories parted."""

    remedy = "这个版本和现在的记录没有共同的历史，比不出改了什么：核对版本名，再运行一遍。"


class HistoryCutError(GitUnavailableError):
    """Nothing that is here tells where two histories parted, but the repository was cloned without all of them."""

    remedy = "这里只取了最近的一段历史，找不到从哪里开始改的：先运行 git fetch --unshallow 取全，再运行一遍。"


class DamagedRepositoryError(GitUnavailableError):
    """What the repository has to hold cannot be read, nor fetched where it was cloned without all of it."""

    remedy = (
        "Git 读不出台账以前的内容。克隆时没有取全的（git clone --filter），连上代码平台再运行一遍；"
        "别的，这个版本库可能坏了，运行 git fsck 看一看；坏了的，先把没有提交的改动拷出来，再从代码平台重新克隆一份。"
    )


# Who makes a commit that is on no branch and nobody sees.
OURSELVES = {f"GIT_{role}_{key}": "jiedui" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}

# So many digits of a commit's name tell it from all others.
SHORT = 10

# Where Git sets these, for a hook, they speak of the folder that the hook runs in, not of the one that is asked about.
_OF_ANOTHER_FOLDER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
# How paths are meant that somebody types, which ours are not.
_OF_PATHS = tuple(f"GIT_{way}_PATHSPECS" for way in ("LITERAL", "GLOB", "NOGLOB", "ICASE"))
# In every language Git prints the command that helps.
_TRUST = re.compile(r"git config --global --add safe\.directory .+")

# Whatever somebody has set: how lines end is no change, since a checkout may have the ends of Windows; and of a commit
# that is signed, only what was asked for is told.
_SETTINGS = ("-c", "core.autocrlf=input", "-c", "log.showSignature=false")


def run(folder: Path, *arguments: str, given: str = "", **environment: str) -> str:
    """Return what Git answers in ``folder``, given a text and more of an environment.

    Raises :class:`GitUnavailableError`, or the more telling one of its kind, where Git cannot do it.
    """
    return os.fsdecode(run_bytes(folder, *arguments, given=given, **environment))


def run_bytes(folder: Path, *arguments: str, given: str = "", **environment: str) -> bytes:
    """Return the bytes that Git answers; see :func:`run`."""
    try:
        done = subprocess.run(
            _command(folder, arguments),
            capture_output=True,
            check=False,
            env=_environment() | environment,
            input=os.fsencode(given),
        )
    except OSError as error:
        raise GitMissingError(str(error)) from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip()
        trust = _TRUST.search(said)
        refusal = ForeignFolderError(trust[0]) if trust else GitUnavailableError(said)
        refusal.code, refusal.answer = done.returncode, done.stdout
        raise refusal
    return done.stdout


def asked(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Return a Git that answers in ``folder`` as long as it is asked; raise :class:`GitMissingError` without one."""
    try:
        return subprocess.Popen(
            _command(folder, arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        raise GitMissingError(str(error)) from error


def _command(folder: Path, arguments: Iterable[str]) -> list[str]:
    return ["git", "-C", str(folder), *_SETTINGS, *arguments]


def _environment() -> dict[str, str]:
    others = (*_OF_ANOTHER_FOLDER, *_OF_PATHS)
    return {name: value for name, value in os.environ.items() if name not in others}


def commit(folder: Path) -> str:
    """Return the short commit that ``folder`` is at, with 有改动 where files differ from it; 未入库 outside Git.

    Raises :class:`ForeignFolderError` where Git knows and does not say.
    """
    try:
        head = run(folder, "rev-parse", f"--short={SHORT}", "HEAD").strip()
        changed = not is_clean(folder)
    except ForeignFolderError:
        raise
    except GitUnavailableError:
        return "未入库"
    return f"{head}（有改动）" if changed else head


def asks(folder: Path, *command: str) -> bool:
    """Tell whether Git does something. Why not is told nowhere: the address of a forge may hold a password."""
    try:
        run(folder, *command, GIT_TERMINAL_PROMPT="0")  # nobody is there to be asked for a password
    except GitUnavailableError:
        return False
    return True


class PlaceInGit(NamedTuple):
    """Where a folder lies in Git: from the ``top`` of its repository by the path ``prefix``, with a stroke at its end.

    ``common`` is what all working trees of the repository share; ``staged`` is the index of this one, and
    ``attributes`` the file of attributes that Git keeps for itself.
    """

    top: Path
    prefix: str
    common: Path
    staged: Path
    attributes: Path


_WHEREABOUTS = (
    ("--show-toplevel",),
    ("--show-prefix",),
    ("--git-common-dir",),
    ("--git-path", "index"),
    ("--git-path", "info/attributes"),
)


# What Git said of folders outside it: it says the same as long as no repository is begun above them.
_OUTSIDE: dict[Path, str] = {}


def whereabouts(folder: Path) -> PlaceInGit:
    """Return where a folder lies in Git, which a process asks once; raise :class:`GitUnavailableError` outside Git."""
    folder = folder.absolute()
    if folder in _OUTSIDE and _is_below_none(folder):
        raise GitUnavailableError(_OUTSIDE[folder])
    try:
        return _whereabouts(folder)
    except GitUnavailableError as refusal:
        if not refusal.remedy and _is_below_none(folder):
            _OUTSIDE[folder] = str(refusal)
        raise


def _is_below_none(folder: Path) -> bool:
    """Tell whether neither a folder nor one above it has what makes a working tree of it."""
    there = folder.resolve()
    return not any((above / ".git").exists() for above in (there, *there.parents))


@cache
def _whereabouts(folder: Path) -> PlaceInGit:
    said = run(folder, "rev-parse", *chain.from_iterable(_WHEREABOUTS)).split("\n")[:-1]
    if len(said) != len(_WHEREABOUTS):  # a path has several lines
        said = [run(folder, "rev-parse", *question).removesuffix("\n") for question in _WHEREABOUTS]
    top, prefix, *own = said
    return PlaceInGit(Path(top), prefix, *(folder / path for path in own))


def top(folder: Path) -> Path:
    """Return the folder that the repository lies in; raise :class:`GitUnavailableError` outside Git."""
    return whereabouts(folder).top


def prefix(folder: Path) -> str:
    """Return the path of ``folder`` from the top of its repository, with a stroke at its end; ``""`` for the top."""
    return whereabouts(folder).prefix


def revision(folder: Path) -> str:
    """Return the full name of the commit of ``folder``; raise :class:`GitUnavailableError` where there is none."""
    return run(folder, "rev-parse", "--verify", "HEAD^{commit}").strip()


def is_clean(folder: Path) -> bool:
    """Tell whether every file below ``folder`` is as in its commit, with none beside.

    `git status` goes by the sizes of files, which line ends change.
    """
    differing = run(folder, "diff", "--name-only", "HEAD", "--", ".")
    return not (differing or run(folder, "ls-files", "--others", "--exclude-standard", "--", "."))


def is_whole(folder: Path) -> bool:
    """Tell whether all files that Git has below ``folder`` are to lie there: in a sparse clone it misses none."""
    return "\0S " not in f"\0{run(folder, 'ls-files', '-t', '-z')}"


def is_repository(folder: Path) -> bool:
    """Tell whether ``folder`` is in a repository, as far as Git can tell."""
    try:
        run(folder, "rev-parse", "--git-dir")
    except GitUnavailableError:
        return False
    return True


def is_shallow(folder: Path) -> bool:
    """Tell whether the repository was cloned without a part of its history."""
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == "true"


def main_line(folder: Path) -> str:
    """Return the full name of the branch that everybody's work comes together in, or ``""`` where that cannot be told.

    It is what the remote ``origin`` calls its own (origin/HEAD), else the branch ``main`` or ``master`` of here, else,
    where there is no remote, the only branch there is. Full names: a tag may be called like a branch.
    """
    try:
        named = run(folder, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD").strip()
    except GitUnavailableError:
        branches = run(folder, "for-each-ref", "--format=%(refname)", "refs/heads").split()
    else:
        return named if run(folder, "for-each-ref", "--format=%(refname)", named).strip() else ""
    for name in ("refs/heads/main", "refs/heads/master"):
        if name in branches:
            return name
    return branches[0] if len(branches) == 1 and not run(folder, "remote").strip() else ""


def branch_name(folder: Path) -> str:
    """Return the name of the branch that is checked out; ``""`` where none is, or nobody can tell."""
    try:
        return run(folder, "symbolic-ref", "--quiet", "--short", "HEAD").strip()
    except GitUnavailableError:
        return ""


def is_ancestor(folder: Path, name: str, branch: str) -> bool:
    """Tell whether a commit is in the history of a branch."""
    return not run(folder, "rev-list", "--max-count=1", name, f"^{branch}").strip()


def commit_before(folder: Path, moment: datetime) -> str:
    """Return the full name of the last commit of the main line that was made before a moment.

    Raises :class:`GitUnavailableError` where there is none, or where that cannot be told: :class:`HistoryCutError`
    where it may be since a part of the history was never fetched.
    """
    line = main_line(folder) or "HEAD"
    found = ""
    for each in run(folder, "log", "--first-parent", "--reverse", "--format=%H %ct", line).splitlines():
        name, made = each.split()
        # What comes after a later commit is later, whatever day it bears.
        if int(made) >= moment.timestamp():
            break
        found = name
    if found:
        return found
    raise HistoryCutError(line) if is_shallow(folder) else GitUnavailableError(line)


def begun(folder: Path) -> datetime:
    """Return the moment from which the main line has anything in ``folder``.

    Raises :class:`GitUnavailableError` where it has nothing, or where that cannot be told: :class:`HistoryCutError`
    where it may be since a part of the history was never fetched.
    """
    line = main_line(folder) or "HEAD"
    if is_shallow(folder):
        raise HistoryCutError(line)
    moments = run(folder, "log", "--first-parent", "--format=%ct", line, "--", ".").split()
    if not moments:
        raise GitUnavailableError(line)
    return datetime.fromtimestamp(min(map(int, moments)), UTC)


def unchanged_since_added(folder: Path, path: str) -> bool:
    """Tell whether a file is still, byte for byte, what the commit that added it brought in.

    ``path`` is seen from ``folder``. Raises :class:`GitUnavailableError` for a file that no commit added.
    """
    added = run(folder, "log", "--diff-filter=A", "--format=%H", "--reverse", "--", path).split()
    if not added:
        raise GitUnavailableError(path)
    return run(folder, "rev-parse", f"{added[0]}:{prefix(folder)}{path}") == run(folder, "hash-object", "--", path)


def undone(folder: Path, base: str) -> frozenset[str]:
    """Return the files, from the top of the repository, that commits since ``base`` have changed and changed back.

    The last of them shows nothing of it, but once merged it stays in the history.
    """
    names, whole = ("--name-only", "--no-renames", "-z"), top(folder)
    passed = run(whole, "log", "--format=", *names, f"{base}..HEAD")
    left = run(whole, "diff", *names, base, "HEAD")
    return frozenset(passed.split("\0")) - {"", *left.split("\0")}


def messages(folder: Path, base: str) -> dict[str, str]:
    """Return the message of each commit that what is checked out has since ``base``, by the commit's full name."""
    entries = run(folder, "log", "-z", "--format=%H%n%B", f"{base}..HEAD").split("\0")
    return {name: text for name, _, text in (entry.partition("\n") for entry in entries) if name}
