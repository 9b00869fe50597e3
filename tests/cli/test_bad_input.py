"""Bad input of every kind: one clear finding, the other files still checked, nothing written, never a traceback."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.policy import FILES

VISIT = "pingjiang/households/PJ-2H3J/visits/2023-10-12.yml"
OTHER = "yueyanglou/households/YYL-4D5E/visits/2025-09-03.yml"
HELPER = "pingjiang/helpers/PJ-B-4K5M.yml"
HOUSEHOLD = "yueyanglou/households/YYL-6F7G/household.yml"

Snapshot = dict[str, tuple[int, bytes]]
Run = Callable[..., subprocess.CompletedProcess[str]]


def snapshot(root: Path) -> Snapshot:
    """Return the time and the bytes of everything below a folder, links and pipes as such."""
    found: Snapshot = {}
    for path in sorted(root.rglob("*")):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found[os.fsdecode(path)] = (path.lstat().st_mtime_ns, content)
    return found


def plant(root: Path) -> None:
    """Put a well-known fault into another file, which must still be found."""
    file = root / OTHER
    file.write_text(file.read_text("utf-8").replace("reached: true", "reached: 是"), "utf-8")


def write(path: str, data: bytes) -> Callable[[Path], None]:
    return lambda root: (root / path).write_bytes(data) and None


def recoded(path: str, encoding: str) -> Callable[[Path], None]:
    return lambda root: (root / path).write_bytes((root / path).read_text("utf-8").encode(encoding)) and None


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: (root / path).write_text((root / path).read_text("utf-8").replace(old, new), "utf-8") and None


def folder_instead(path: str) -> Callable[[Path], None]:
    def arrange(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return arrange


def link_instead(path: str, target: str) -> Callable[[Path], None]:
    def arrange(root: Path) -> None:
        (root / path).unlink()
        (root / path).symlink_to(target)

    return arrange


def second_unit(**changes: str) -> Callable[[Path], None]:
    """Add a federation that differs from that of 平江县 in all but ``changes``."""

    def arrange(root: Path) -> None:
        fields = {"id": "miluo", "prefix": "ML", "name": "汨罗市残疾人联合会", "short": "汨罗市", **changes}
        text = "".join(f"{key}: {value}\n" for key, value in fields.items())
        (root / "miluo").mkdir()
        (root / "miluo" / "unit.yml").write_text(f"{text}level: 县级残联\n", "utf-8")

    return arrange


def garbage(size: int) -> bytes:
    return random.Random(20260101).randbytes(size)


# name: how to make it, and the rules that find it (with the file, where it is not the one that was arranged)
CASES: dict[str, tuple[Callable[[Path], Any], list[tuple[str, str]]]] = {
    "empty file": (write(VISIT, b""), [("file-empty", VISIT)]),
    "blank file": (write(VISIT, b" \n\n"), [("file-empty", VISIT)]),
    "folder for a visit": (folder_instead(VISIT), [("tree-not-a-file", VISIT)]),
    "folder for a household": (folder_instead(HOUSEHOLD), [("tree-not-a-file", HOUSEHOLD)]),
    "folder for a helper": (folder_instead(HELPER), [("tree-not-a-file", HELPER)]),
    "folder for a unit": (folder_instead("pingjiang/unit.yml"), [("tree-not-a-file", "pingjiang/unit.yml")]),
    "folder for divisions": (folder_instead("divisions.yml"), [("tree-not-a-file", "divisions.yml")]),
    "link out of the tree": (link_instead(HELPER, "/etc/passwd"), [("tree-link", HELPER)]),
    "link to itself": (link_instead(HELPER, "PJ-B-4K5M.yml"), [("tree-link", HELPER)]),
    "link to a folder": (lambda root: (root / "linked").symlink_to("/"), [("tree-link", "linked")]),
    "10 MB": (write(VISIT, b"a" * 10_000_000), [("file-too-large", VISIT)]),
    "GBK": (recoded(VISIT, "gbk"), [("file-encoding", VISIT)]),
    "UTF-16": (recoded(VISIT, "utf-16"), [("file-encoding", VISIT)]),
    "BOM": (recoded(VISIT, "utf-8-sig"), [("file-bom", VISIT)]),
    "NUL": (replaced(VISIT, "入户", "入\0户"), [("file-nul", VISIT)]),
    "binary garbage": (write(VISIT, garbage(50_000)), [("file-nul", VISIT)]),
    "garbage without NUL": (write(VISIT, garbage(50_000).replace(b"\0", b"")), [("file-encoding", VISIT)]),
    "picture": (write(HELPER, b"\x89PNG\r\n\x1a\n\0\0"), [("file-nul", HELPER)]),
    "deep brackets": (write(VISIT, b"a: " + b"[" * 500_000), [("yaml-depth", VISIT)]),
    "deep dashes": (write(VISIT, b"- " * 500_000), [("yaml-depth", VISIT)]),
    "deep mappings": (
        write(VISIT, b"".join(b" " * level + b"a:\n" for level in range(1000))),
        [("yaml-depth", VISIT)],
    ),
    "list at the top": (write(VISIT, b"- a\n- b\n"), [("yaml-not-a-record", VISIT)]),
    "plain text": (write(VISIT, "今天去了。\n".encode()), [("yaml-not-a-record", VISIT)]),
    "broken unit file": (write("pingjiang/unit.yml", b"id: [\n"), [("yaml-syntax", "pingjiang/unit.yml")]),
    "broken policy": (write("policy/quotas.yml", b"quotas: [\n"), [("yaml-syntax", "policy/quotas.yml")]),
    "empty policy": (write("policy/readings.yml", b""), [("file-empty", "policy/readings.yml")]),
    "missing policy": (lambda root: (root / "policy/ranks.yml").unlink(), [("policy-missing", "policy/ranks.yml")]),
    "no policy at all": (
        lambda root: shutil.rmtree(root / "policy"),
        [("policy-missing", f"policy/{name}.yml") for name in sorted(FILES)],
    ),
    "table beside the units": (write("2026年台账.xlsx", b"PK"), [("tree-unknown-file", "2026年台账.xlsx")]),
    "note in a household": (
        write("pingjiang/households/PJ-2H3J/notes.md", b"x"),
        [("tree-unknown-file", "pingjiang/households/PJ-2H3J/notes.md")],
    ),
    "copy of a file": (
        write("pingjiang/households/PJ-2H3J/visits/2023-10-12 (1).yml", b"x"),
        [("tree-bad-name", "pingjiang/households/PJ-2H3J/visits/2023-10-12 (1).yml")],
    ),
    "number for a name": (
        write("pingjiang/helpers/49060219580312101741.yml", b"x"),
        [
            ("text-number", "pingjiang/helpers/（号码不显示）.yml"),
            ("tree-bad-name", "pingjiang/helpers/（号码不显示）.yml"),
        ],
    ),
    "workflow command for a name": (
        write("pingjiang/helpers/a\n::error::b.yml", b"x"),
        [("tree-bad-name", "pingjiang/helpers/a\ufffd::error::b.yml")],
    ),
    "bytes for a name": (
        lambda root: (root / os.fsdecode(b"pingjiang/helpers/\xd5\xc5.yml")).write_bytes(b"x"),
        [("tree-bad-name", "pingjiang/helpers/\ufffd\ufffd.yml")],
    ),
    "named pipe": (
        lambda root: os.mkfifo(root / "pingjiang/households/PJ-2H3J/visits/2023-10-13.yml"),
        [("tree-not-a-file", "pingjiang/households/PJ-2H3J/visits/2023-10-13.yml")],
    ),
    "two units with one slug": (
        second_unit(id="pingjiang"),
        [("path-id", "miluo/unit.yml")],
    ),
    "two units with one prefix": (second_unit(prefix="PJ"), [("unit-duplicate", "pingjiang/unit.yml")]),
    "two units with one name": (second_unit(name="平江县残疾人联合会"), [("unit-duplicate", "pingjiang/unit.yml")]),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_one_finding(check: Run, ledger: Path, name: str) -> None:
    arrange, expected = CASES[name]
    plant(ledger)
    arrange(ledger)
    before = snapshot(ledger)
    done = check()
    assert (done.returncode, done.stderr) == (1, "")
    assert snapshot(ledger) == before
    found = told(done.stdout)
    assert ("schema-type", OTHER) in found, "the fault in the other file is found as well"
    assert [entry for entry in found if entry[1] != OTHER] == expected


def told(output: str) -> list[tuple[str, str]]:
    """Return rule and path of each error of a report."""
    lines = output.splitlines()[:-1]
    rules = [line.split("规则 ")[1] for line in lines if line.startswith("    依据：")]
    heads = [re.match(r"records/(.*?)(?::[0-9]+:[0-9]+)?: (错误|警告) ", line) for line in lines if line[0] != " "]
    return [(rule, head[1]) for rule, head in zip(rules, heads, strict=True) if head and head[2] == "错误"]


def test_many_kinds_of_bad_input_at_once(check: Run, ledger: Path) -> None:
    together = (
        "bytes for a name",
        "number for a name",
        "workflow command for a name",
        "named pipe",
        "link to a folder",
    )
    together += ("link out of the tree", "binary garbage", "folder for a household", "broken policy", "10 MB")
    expected = []
    plant(ledger)
    for name in together:
        arrange, findings = CASES[name]
        arrange(ledger)
        expected += findings
    expected.remove(("file-nul", VISIT))  # the 10 MB came after it
    expected.remove(("text-number", "pingjiang/helpers/（号码不显示）.yml"))  # no rule is applied without the policy
    before = snapshot(ledger)
    done = check("--format", "github")
    assert snapshot(ledger) == before
    assert (done.returncode, done.stderr) == (1, "")
    plain = done.stdout.split("::error file=")[0]
    assert sorted(told(plain)) == sorted([*expected, ("schema-type", OTHER)])


def test_unreadable_file(check: Run, monkeypatch: pytest.MonkeyPatch, ledger: Path) -> None:
    opened = os.open

    def refuse(file: Any, *arguments: Any, **more: Any) -> Any:
        if str(file).endswith(VISIT):
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return opened(file, *arguments, **more)

    plant(ledger)
    monkeypatch.setattr(os, "open", refuse)
    done = check()
    assert done.returncode == 1
    said = done.stdout
    assert f"records/{VISIT}: 错误 这个文件打不开。" in said
    assert said.count("规则 ") == 2


def test_unreadable_folder(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(folder: Any) -> Any:
        if os.fsdecode(folder).endswith("PJ-2H3J/visits"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    done = check()
    assert done.returncode == 1
    said = done.stdout
    assert "records/pingjiang/households/PJ-2H3J/visits: 错误 这个文件夹打不开。" in said
    assert said.count("规则 ") == 1


def test_check_writes_nothing_when_clean(check: Run, ledger: Path) -> None:
    before = snapshot(ledger.parent)
    assert check().returncode == 0
    assert snapshot(ledger.parent) == before
