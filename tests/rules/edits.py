"""Random edits of a ledger and of its repository, as people, editors, Git and machines make them."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from tests.rules.conftest import FAULTS, Patcher

RECORDS = "*/*/**/*.yml"
HOUSEHOLDS = "*/households/*/household.yml"
VISITS = "*/households/*/visits/*.yml"
HELPERS = "*/helpers/*.yml"
_CODE = re.compile(r"[A-Z]{2,4}-(?:B-)?[2-9A-Z]{4}\b")
_DAYS = (date(2026, 11, 23), date(2024, 3, 1), date(2028, 1, 1))
# Reading itself is refused by these, which nobody can take back.
_FAULTS = [fault for fault in FAULTS.values() if "deny" not in fault]


class Edits:
    """Edits of a ledger in a repository of its own; ``day`` is that of the next check, which may be a ``stricter`` one.

    What does not fit the ledger as it has become, or the repository, leaves it half done or as it was.
    """

    def __init__(self, patcher: Patcher, git: Callable[..., str], seed: int) -> None:
        self._ledger, self._patcher, self._git, self._dice = patcher.root, patcher, git, random.Random(seed)
        self._before = {file: file.read_bytes() for file in sorted(self._ledger.rglob("*.yml"))}
        self.day, self.stricter = _DAYS[0], False
        self._commit()

    def edit(self) -> None:
        """Make one edit."""
        often = [self._fault] * 6 + [self._code, self._slip, self._mend] * 2
        files = [self._letter, self._digit, self._policy, self._remove, self._copy, self._name, self._break]
        kinds = [self._bytes, self._link, self._folder, self._beside]
        households = [self._move, self._double, self._moved, self._shared, self._withdrawn]
        repository = [self._commit, self._branch, self._checkout, self._merge, self._reset, self._amend]
        with suppress(Exception):
            self._dice.choice([*often, *files, *kinds, *households, *repository, self._clock, self._schemas])()

    def _file(self, *patterns: str) -> Path:
        pattern = self._dice.choice(patterns or (RECORDS,))
        return self._dice.choice([file for file in sorted(self._ledger.glob(pattern)) if file.is_file()])

    def _path(self, file: Path) -> str:
        return file.relative_to(self._ledger).as_posix()

    def _home(self) -> Path:
        return self._file(HOUSEHOLDS).parent

    def _set(self, file: Path, key: str, value: Any) -> None:
        self._patcher.apply({"file": self._path(file), "set": {key: value}})

    def _fault(self) -> None:
        self._patcher.apply(self._dice.choice(_FAULTS))

    def _put(self, file: Path, pick: Callable[[str], bool], put: str) -> None:
        text = file.read_text("utf-8", "replace")
        at = self._dice.choice([at for at, each in enumerate(text) if pick(each)])
        file.write_text(text[:at] + put + text[at + 1 :], "utf-8")

    def _letter(self) -> None:
        self._put(self._file("*/**/*.yml"), str.isalpha, self._dice.choice("甲AZ月"))

    def _digit(self) -> None:
        self._put(self._file("*/**/*.yml"), str.isdigit, self._dice.choice("0123456789"))

    def _policy(self) -> None:
        self._put(self._file("policy/*.yml", "divisions.yml"), str.isdigit, self._dice.choice("123456789"))

    def _code(self) -> None:
        """Name another household or helper than was named."""
        ids = [file.stem for file in self._ledger.glob(HELPERS)] + [
            file.name for file in self._ledger.glob("*/households/*")
        ]
        self._named(lambda _: self._dice.choice(sorted(ids)))

    def _slip(self) -> None:
        """Mistype what is named: two letters change places, or one becomes another that looks like it."""

        def slipped(code: str) -> str:
            at = self._dice.randrange(len(code) - 4, len(code) - 1)
            swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            return self._dice.choice((swapped, code[:at] + self._dice.choice("0O1IL258GSZB") + code[at + 1 :]))

        self._named(slipped)

    def _named(self, instead: Callable[[str], str]) -> None:
        file = self._file(HOUSEHOLDS, HOUSEHOLDS, VISITS, "*/events/*.yml")
        text = file.read_text("utf-8")
        found = self._dice.choice([*_CODE.finditer(text)])
        file.write_text(text[: found.start()] + instead(found[0]) + text[found.end() :], "utf-8")

    def _remove(self) -> None:
        self._file().unlink()

    def _copy(self) -> None:
        file = self._file()
        self._file().with_name(file.name).write_bytes(file.read_bytes())

    def _name(self) -> None:
        file = self._file()
        others = (f"{file.stem}.yaml", f"x{file.name}", file.name.swapcase(), f"{file.stem}-2.yml", "2024-03-03.yml")
        file.rename(file.with_name(self._dice.choice(others)))

    def _break(self) -> None:
        file = self._file()
        file.write_bytes(file.read_bytes()[: self._dice.randrange(60)])

    def _mend(self) -> None:
        """Give a file what it said at first, wherever it has gone meanwhile."""
        file = self._dice.choice([*self._before])
        if file.is_dir():
            shutil.rmtree(file)
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self._before[file])

    def _bytes(self) -> None:
        file = self._file()
        said = file.read_bytes()
        file.write_bytes(self._dice.choice((b"\xef\xbb\xbf" + said, said.replace(b"\n", b"\r\n"), b"", said)))

    def _link(self) -> None:
        file, other = self._file(), self._file()
        file.unlink()
        file.symlink_to(self._dice.choice((other, Path("nowhere"))))

    def _folder(self) -> None:
        file = self._file()
        file.unlink()
        file.mkdir()
        (file / self._dice.choice(("x.yml", ".hidden"))).touch()

    def _beside(self) -> None:
        beside = self._ledger.parent / "2026-03-05.yml"
        beside.unlink() if beside.exists() else beside.write_bytes(self._file().read_bytes())

    def _elsewhere(self, home: Path) -> Path:
        there = self._file("*/unit.yml").with_name("households") / home.name
        there.parent.mkdir(exist_ok=True)
        return there

    def _move(self) -> None:
        home = self._home()
        home.rename(self._elsewhere(home))

    def _double(self) -> None:
        home = self._home()
        shutil.copytree(home, self._elsewhere(home), dirs_exist_ok=True)

    def _moved(self) -> None:
        before, after = self._home(), self._home()
        self._set(after / "household.yml", "moved_from", before.name)
        self._set(before / "household.yml", "closed", {"date": "2025-03-31", "reason": "迁出"})

    def _shared(self) -> None:
        self._set(self._file(VISITS), "also", [self._home().name, self._home().name])

    def _withdrawn(self) -> None:
        self._set(self._file(HOUSEHOLDS, HELPERS, VISITS), "withdrawn", {"on": "2026-09-01", "reason": "登记重复"})

    def _clock(self) -> None:
        self.day = self._dice.choice(_DAYS)

    def _schemas(self) -> None:
        self.stricter = not self.stricter

    def _commit(self) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "--message=一")

    def _amend(self) -> None:
        self._git("commit", "--quiet", "--all", "--amend", "--message=二")

    def _branch(self) -> None:
        self._git("switch", "--quiet", "--create", f"b{self._dice.random()}", self._dice.choice(("HEAD", "HEAD~1")))

    def _other(self) -> str:
        return self._dice.choice(self._git("for-each-ref", "--format=%(refname:short)", "refs/heads").split())

    def _checkout(self) -> None:
        self._git("checkout", "--quiet", "--force", self._other())

    def _merge(self) -> None:
        """Merge another branch; what contradicts stays as Git leaves it."""
        self._commit()
        self._branch()
        self._digit()
        self._commit()
        with suppress(subprocess.CalledProcessError):
            self._git("merge", "--quiet", "--no-edit", self._other())

    def _reset(self) -> None:
        self._git("reset", "--quiet", self._dice.choice(("--hard", "--mixed")), self._dice.choice(("HEAD", "HEAD~1")))
