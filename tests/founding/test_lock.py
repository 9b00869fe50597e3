"""The lock: what is pinned, for which machines and Pythons; that of this program, on each kind of machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from jiedui.founding.lock import read_lock
from jiedui.founding.wheels import PLATFORMS, PYTHONS
from jiedui.shipped import shipped

TEXT = """\
# 说明
click==8.5.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via -r requirements.in
pymdown-extensions==12.3 ; python_full_version < '3.11.5' \\
    --hash=sha256:cc
jiedui==1.2.3 --hash=sha256:dd
"""
WINDOWS, LINUX, LOONGARCH = (PLATFORMS[name].machine for name in ("windows", "x86_64", "loongarch64"))


def test_each_pin_is_read() -> None:
    click, extensions, jiedui = read_lock(TEXT)
    assert click.line == "click==8.5.1 --hash=sha256:aa --hash=sha256:bb"
    assert (extensions.name, extensions.version, str(extensions.marker)) == (
        "pymdown-extensions", "12.3", 'python_full_version < "3.11.5"',
    )  # fmt: skip
    assert extensions.line == "pymdown-extensions==12.3 --hash=sha256:cc"
    assert str(jiedui) == "jiedui==1.2.3"


@pytest.mark.parametrize(
    "text",
    [
        "", "# 空的\n", "click\n", "click>=8 --hash=sha256:aa\n", "click==8.* --hash=sha256:aa\n", "click==8.5.1\n",
        "-r a.txt\n", "click==8 --hash=md5:aa\n", "click==8 --hash=sha256:aa --index-url=http://example.invalid\n",
    ],
)  # fmt: skip
def test_what_pins_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_lock(text)


def test_a_pin_is_for_a_python_if_it_is_for_one_of_its_releases() -> None:
    _, early, everywhere = read_lock(TEXT)
    assert [early.is_for(LINUX, python) for python in ("3.11", "3.12")] == [True, False]
    assert everywhere.is_for(WINDOWS, "3.14")
    pin = "b==1 ; python_full_version >= '3.11.5' --hash=sha256:aa\nc==1 ; sys_platform == 'win32' --hash=sha256:aa\n"
    late, windows = read_lock(pin)
    assert late.is_for(LINUX, "3.11")
    assert [windows.is_for(machine, "3.11") for machine in (LINUX, WINDOWS)] == [False, True]


def on(machine: str, release: str) -> dict[str, str]:
    """Return what our own lock installs with a release of Python, by package: no package twice."""
    said = {**PLATFORMS[machine].machine, "python_version": release.rpartition(".")[0], "python_full_version": release}
    pins = read_lock(shipped("requirements.txt").read_text("utf-8"))
    wanted = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(said)]
    found = {canonicalize_name(pin.name): pin.version for pin in wanted}
    assert len(found) == len(wanted)
    return found


@pytest.mark.parametrize("machine", PLATFORMS)
@pytest.mark.parametrize("release", ["3.11.2", "3.11.7", *(f"{python}.0" for python in PYTHONS)])
def test_our_lock_has_one_version_of_all_that_the_package_asks_for(machine: str, release: str, repo_root: Path) -> None:
    found = on(machine, release)
    asked = re.search(r"^dependencies = \[(.*?)\]", (repo_root / "pyproject.toml").read_text("utf-8"), re.M | re.S)
    assert asked
    for line in asked[1].strip().splitlines():
        name, _, marker = re.sub(r"[\"',]", "", line).strip().partition(" ; ")
        lacking = marker == "platform_machine != loongarch64" and machine == "loongarch64"
        assert (canonicalize_name(re.split("[<>=]", name)[0]) in found) is not lacking, line
    assert found["pymdown-extensions"] == ("12.3" if release in ("3.11.2", "3.11.0") else "13.1")


def test_nothing_that_must_be_compiled_is_locked_for_loongarch() -> None:
    common, ours = on("x86_64", "3.12.0").keys(), on("loongarch64", "3.12.0").keys()
    assert common - ours == {
        "cffi", "cryptography", "highspy", "jsonschema-rs", "lxml", "msgspec", "numpy", "pycparser", "pypdfium2",
        "pyrage", "python-calamine", "python-docx", "rpds-py",
    }  # fmt: skip
    assert ours - common == {"setuptools"}
