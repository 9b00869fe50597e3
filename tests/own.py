"""Play a ledger of one's own through, from the wheel to the upgrade, as an administrator would, and take the times.

    .venv/bin/python tests/own.py        # works in a folder of its own, which it removes, and needs no network

The city is made up, and so is whoever lives and works in it: the identity is the example of GB 11643, the telephone the
one that stands in every advertisement.
"""

from __future__ import annotations

import os
import site
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEXT = "99.0"
COUNTIES = """\
县市区,乡镇,统计代码
桃源县,桃花镇,990121001
桃源县,溪口乡,990121002
青石县,青石镇,990122001
白鹭区,白鹭街道,990101001
白鹭区,湖滨街道,990101002
"""
HOUSEHOLD = "taoyuan/households/TY-7K3Q"
RECORDS = {
    "taoyuan/helpers/TY-B-2H3J.yml": """\
id: TY-B-2H3J
name: 张三
sex: 男
mobile: "13800138000"
roles:
  - body: 县级残联
    department: 办公室
    post: 干部
    rank: 一级科员
    tenure: 专职
    from: "2020-01-06"
""",
    f"{HOUSEHOLD}/household.yml": """\
id: TY-7K3Q
registered_on: "2026-07-06"
county: 桃源县
township: 桃花镇
village: 桃花村
hardship:
  - status: 低保户
members:
  - id: m-2F8D
    name: 李四
    sex: 女
    birth: "1949-12-31"
    relation: 本人
    disability:
      certificates:
        - number: 11010519491231002X11
          category: 视力
          grade: 一级
consent:
  date: "2026-07-06"
  by: 本人
  form: 书面
pairings:
  - helper: TY-B-2H3J
    role: 主责
    from: "2026-07-06"
    form_on: "2026-07-10"
    card_on: "2026-07-10"
needs:
  - id: n-4R6T
    content: 看不清药盒上的字。
    raised_on: "2026-07-10"
    measures:
      - code: 送康复
        content: 联系低视力门诊，配一个助视器。
        promised_on: "2026-07-10"
        by: TY-B-2H3J
""",
    f"{HOUSEHOLD}/visits/2026-07-10.yml": """\
date: "2026-07-10"
by: TY-B-2H3J
channel: 入户
reached: true
counterpart: 本人
content: 填了登记表，留了联系卡，说好下次带去低视力门诊的时间。
entered_on: "2026-07-10"
""",
}
WHO = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_NAME": "管理员" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "admin@example.invalid" for role in ("AUTHOR", "COMMITTER")},
}


@dataclass
class Run:
    """One play: the folder of the ledger, the environment that jiedui is installed in, and what each step took."""

    ledger: Path
    environment: Path
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Take the time of what is done inside."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began

    def call(self, *command: object) -> str:
        """Run a command in the ledger's folder and return what it says; it has to go well."""
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CI")}
        installed = self.environment / "bin"
        kept |= {"PATH": f"{installed}{os.pathsep}{kept['PATH']}", "JIEDUI": str(installed / "jiedui"), **WHO}
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd=self.ledger, env=kept, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout

    def commit(self, message: str) -> None:
        """Commit all that was written."""
        self.call("git", "add", "--all")
        self.call("git", "commit", "--quiet", "--message", message)


def build_wheel(folder: Path, **given: str) -> Path:
    """Build the wheel of this checkout into a folder."""
    build = ["wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT]
    subprocess.run([sys.executable, "-m", "pip", *map(str, build)], check=True, env=os.environ | given)
    [file] = folder.iterdir()
    return file


def install(wheel: Path, environment: Path) -> None:
    """Install a wheel into an environment that has the libraries of this one, and nothing of this checkout."""
    if not environment.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        [packages] = environment.glob("lib/python*/site-packages")
        # A folder named in such a file is searched, but the file there that leads to the checkout is not read.
        (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()), "utf-8")
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--force-reinstall", wheel]
    command = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python", *words]
    subprocess.run([str(word) for word in command], check=True)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def play(wheel: Path, folder: Path) -> Run:
    """Play it through in an empty folder, and return what each step took."""
    run = Run(folder / "云岭市 台账", folder / "environment")
    run.ledger.mkdir(parents=True)
    with run.step("wheel: install"):
        install(wheel, run.environment)
    with run.step("init"):
        table = folder / "县市区.csv"
        table.write_text(COUNTIES, "utf-8")
        run.call(
            "jiedui", "init", "--city", "云岭市", "--counties", table, "--wheel", wheel,
            "--forge", "gitea", "--url", "https://git.example.invalid/canlian/taizhang",
        )  # fmt: skip
        run.call("git", "init", "--quiet", "--initial-branch", "main")
        run.commit("建账")
    with run.step("check, empty"):
        run.call(".ci/check")
    with run.step("records, fmt"):
        write(run.ledger / "records", RECORDS)
        run.call("jiedui", "fmt")
        run.commit("登记第一户")
    with run.step("check"):
        run.call(".ci/check")
    with run.step("site"):
        run.call("jiedui", "site", "--no-pictures")
        page = (run.ledger / "site" / "households" / "TY-7K3Q.html").read_text("utf-8")
        assert "云岭市残联结对帮扶台账" in page
    with run.step("cards"):
        run.call("jiedui", "print", "cards", "--no-pdf")
        assert any("张三" in file.read_text("utf-8") for file in (run.ledger / "build" / "cards").glob("*.html"))
    with run.step("bulletin: freeze"):
        run.call("jiedui", "bulletin", "freeze", "2026Q3")
        run.commit("冻结 2026 年第三季度通报")
    with run.step("upgrade"):
        newer = build_wheel(folder / "newer", SETUPTOOLS_SCM_PRETEND_VERSION=NEXT)
        install(newer, run.environment)
        run.call("jiedui", "init", "--update", "--wheel", newer)
        assert f"jiedui=={NEXT}" in (run.ledger / "requirements.txt").read_text("utf-8")
        run.call("jiedui", "migrate")
        run.commit(f"升级到 {NEXT}")
    with run.step("check, bulletin: verify"):
        run.call(".ci/check")
        run.call("jiedui", "bulletin", "verify")
    return run


def main() -> None:
    """Play it and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        wheel = build_wheel(Path(folder) / "wheel")
        print(f"{'wheel: build':<26}{time.perf_counter() - began:6.1f} s")
        for name, seconds in play(wheel, Path(folder)).seconds.items():
            print(f"{name:<26}{seconds:6.1f} s")


if __name__ == "__main__":
    main()
