"""Fixtures that every part of the tests may ask for: the repository, a JavaScript judge, a browser."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from playwright.sync_api import Browser, Page, sync_playwright
from tests import own
from tests.examples import SOAK, examples
from tests.firefox import Firefox, find_firefox
from tests.kept_folder import KeptFolder

from jiedui.browser import find_browser
from jiedui.records import memo
from jiedui.records.kinds import path_of
from jiedui.records.schema import SchemaLibrary, default_folder, library_of
from jiedui.records.writer import write

# How long an example takes says nothing on a busy machine; fixtures that examples share are not written to.
SHARED = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("jiedui", max_examples=examples(100), deadline=None, suppress_health_check=SHARED)
settings.load_profile("jiedui")

gc.set_threshold(10_000, 10, 10)

# The day that the shipped ledger is of.
SHIPPED_ON = date(2026, 11, 23)

REPO_ROOT = Path(__file__).resolve().parent.parent
NODE_DIR = REPO_ROOT / "tests" / "node"
# The last four keep the browser from looking up hosts of its own.
BROWSER_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes long to ``make soak``, which tries properties by more examples, too."""
    if SOAK:
        for item in items:
            if is_hypothesis_test(getattr(item, "function", None)):
                item.add_marker(pytest.mark.soak)
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if not item.get_closest_marker("soak")]


def pytest_collection_finish() -> None:
    """Keep the tests themselves from any collection: they are 900,000 objects, which stay to the end."""
    gc.collect()
    gc.freeze()


def _unavailable(reason: str, *, required_by: str) -> None:
    """Skip for the reason, or fail where the environment says that it must be there."""
    if os.environ.get(required_by) == "1":
        pytest.fail(f"{reason} ({required_by}=1)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def _moved_clock() -> None:
    """Keep a moved clock (`make test CLOCK=…`) to the tests: browsers and engines that they start would never end."""
    os.environ.pop("LD_PRELOAD", None)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what the runs of the tests have found out away from what those of the machine's owner have."""
    os.environ[memo.FOLDER] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The folder that holds records/, schemas/ and mkdocs.yml."""
    return REPO_ROOT


@pytest.fixture(scope="session")
def library() -> SchemaLibrary:
    """The schemas of the checkout. Nobody may change them."""
    return library_of(default_folder())


@pytest.fixture(scope="session")
def policy_root(library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policy and the divisions that the generator brings along, laid out as in a ledger.

    Tests of the program reckon with them and not with those of records/, where anything may be recorded.
    """
    from jiedui.demo.source import own

    root = tmp_path_factory.mktemp("policy-root")
    for kind, data in own().files.items():
        file = root / path_of(kind)
        file.parent.mkdir(exist_ok=True)
        file.write_text(write(data, library[kind]), "utf-8")
    return root


@pytest.fixture(scope="session")
def put_base(policy_root: Path) -> Callable[[Path], Path]:
    """Writes the small ledger of ``tests/rules/base`` with the policy as shipped: ``put_base(folder)``."""
    base = REPO_ROOT / "tests" / "rules" / "base"
    return KeptFolder((Path(), base), (Path("policy"), policy_root / "policy")).write


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make a folder once, however many workers ask: ``made_once("site", make)``, where ``make(folder)`` fills it.

    The first that asks makes it and the others wait. Nobody may change it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], object]) -> Path:
        made, part = shared / name, shared / f"{name}.part"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(part, ignore_errors=True)  # of a worker that was stopped
                make(part)
                part.rename(made)
        return made

    return once


@pytest.fixture(scope="session")
def shipped_root(library: SchemaLibrary, made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The ledger of 120 households that the generator gives, to be read only.

    It is what records/ began as. Tests of the program read it and not records/, where anything may be recorded.
    """
    from jiedui import demo
    from jiedui.demo.source import own

    def make(folder: Path) -> None:
        demo.build(folder / "records", library, source=own(), households=120, as_of=SHIPPED_ON)

    return made_once("shipped-ledger", make) / "records"


@pytest.fixture(scope="session")
def wheel(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The wheel of this checkout."""

    [file] = made_once("wheel", own.build_wheel).iterdir()
    return file


@pytest.fixture(scope="session")
def environment(wheel: Path, made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """An environment with the wheel, and with the libraries of this one, but nothing of this checkout."""
    return made_once("environment", lambda folder: own.install(wheel, folder))


def _node_packages(lock_file: Path) -> dict[str, str]:
    """The packages of a lock with their versions, but those that some machines do without."""
    packages = json.loads(lock_file.read_text("utf-8"))["packages"]
    return {name: entry.get("version", "") for name, entry in packages.items() if name and not entry.get("optional")}


def _install_node_packages() -> str:
    """Run `npm ci` if the packages are not those of their lock; say what hinders it, or nothing."""
    lock_file = NODE_DIR / "package-lock.json"
    installed = NODE_DIR / "node_modules" / ".package-lock.json"
    with lock_file.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # one installation at a time, however many workers ask
        if installed.exists() and _node_packages(installed) == _node_packages(lock_file):
            return ""
        npm = shutil.which("npm")
        if npm is None:
            return "npm is missing, and so are the packages of tests/node"
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=NODE_DIR, capture_output=True, text=True, timeout=300, check=False)
        return "" if done.returncode == 0 else f"npm ci failed in tests/node: {done.stderr.strip()}"


@pytest.fixture(scope="session")
def node() -> str:
    """The Node.js of this machine, with the packages of tests/node installed."""
    executable = shutil.which("node")
    hindrance = _install_node_packages() if executable else "Node.js is missing"
    if hindrance:
        _unavailable(hindrance, required_by="JIEDUI_REQUIRE_NODE")
    return str(executable)


@pytest.fixture(scope="session")
def node_run(node: str) -> Callable[[str, Any], Any]:
    """Run a script of tests/node on a JSON payload and give back the JSON that it prints."""

    def run(script: str, payload: Any) -> Any:
        command = [node, str(NODE_DIR / script)]
        done = subprocess.run(
            command, input=json.dumps(payload), capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A headless Firefox of this machine; none is downloaded."""
    command = find_firefox()
    if command is None:
        _unavailable("no Firefox on this machine", required_by="JIEDUI_REQUIRE_FIREFOX")
    with Firefox(str(command), tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of this machine; none is downloaded."""
    executable = find_browser()
    if executable is None:
        _unavailable("no Chromium, Chrome or Edge on this machine", required_by="JIEDUI_REQUIRE_BROWSER")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=list(BROWSER_ARGS))
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in a context of its own (zh-CN), closed after the test."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()
