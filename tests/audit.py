"""Known weaknesses of what is locked (``make audit``): pip-audit and npm audit, and whether they could ask anybody.

An index that answers and knows no advisories looks like one in which nothing is wrong. So the packages of which nobody
could say anything are counted: where that is all of them, nothing was audited, and that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-build.txt", "requirements-rollup.txt", "requirements-test.txt")
CLEAN, FOUND, UNASKED = 0, 1, 2


def python_verdict(answers: Iterable[str]) -> tuple[int, list[str]]:
    """Return the verdict on what pip-audit says as JSON, one text a lock, and it in words.

    A text that is no JSON says that it could not ask.
    """
    said: list[str] = []
    asked = unasked = 0
    for answer in answers:
        packages = _packages(answer)
        unasked += sum("skip_reason" in each for each in packages) or not packages
        for each in packages:
            asked += "vulns" in each
            said += [f"  {each['name']} {each.get('version', '')}：{weak['id']}" for weak in each.get("vulns", ())]
    if said:
        return FOUND, ["Python 的包有已知的漏洞：", *sorted(set(said))]
    if not asked:
        return UNASKED, ["连不上有漏洞公告的包索引，Python 的包没有查。换一个能上网的地方再运行。"]
    return CLEAN, [f"Python 的包查了 {asked} 个，没有已知的漏洞。" + (f"有 {unasked} 个没有查到。" if unasked else "")]


def _packages(answer: str) -> list[dict[str, Any]]:
    try:
        return list(json.loads(answer)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return []


def npm_verdict(answer: str) -> tuple[int, list[str]]:
    """Return the verdict on what ``npm audit`` says as JSON, and it in words."""
    try:
        found = json.loads(answer)["metadata"]["vulnerabilities"]["total"]
    except (ValueError, KeyError, TypeError):
        return UNASKED, ["连不上 npm 的漏洞公告，测试用的 JavaScript 包没有查。"]
    if found:
        return FOUND, [f"测试用的 JavaScript 包有 {found} 处已知的漏洞，运行 npm audit --prefix tests/node 看是哪些。"]
    return CLEAN, ["测试用的 JavaScript 包没有已知的漏洞。"]


def _run(*words: str) -> str:
    return subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=False).stdout


def main() -> None:
    """Ask about every lock and leave with 1 where a weakness is known, with 2 where nobody could be asked."""
    options = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
    asked = (_run(sys.executable, "-m", "pip_audit", "-r", lock, *options) for lock in LOCKS)
    verdicts = [
        python_verdict(asked),
        npm_verdict(_run("npm", "audit", "--prefix", "tests/node", "--json")),
    ]
    for _, lines in verdicts:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    codes = {code for code, _ in verdicts}
    raise SystemExit(FOUND if FOUND in codes else UNASKED if UNASKED in codes else CLEAN)


if __name__ == "__main__":
    main()
