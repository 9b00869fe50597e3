"""What is known of weaknesses is told, and so is that nobody could be asked."""

from __future__ import annotations

import json

import pytest
from tests import audit

CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {"name": "numpy", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1"}]}
SKIPPED = {"name": "lxml", "skip_reason": "not found"}


def answer(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": packages})


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ([answer(CLEAN), answer(CLEAN)], 0, "Python 的包查了 2 个，没有已知的漏洞。"),
        ([answer(CLEAN, SKIPPED)], 0, "Python 的包查了 1 个，没有已知的漏洞。有 1 个没有查到。"),
        ([answer(CLEAN, WEAK), answer(WEAK)], 1, "Python 的包有已知的漏洞：\n  numpy 1.0：PYSEC-2026-1"),
        ([answer(SKIPPED)], 2, "连不上有漏洞公告的包索引，Python 的包没有查。换一个能上网的地方再运行。"),
        (["", "Traceback"], 2, "连不上有漏洞公告的包索引，Python 的包没有查。换一个能上网的地方再运行。"),
    ],
)
def test_what_is_known_of_packages_of_python_is_told(answers: list[str], code: int, said: str) -> None:
    found, lines = audit.python_verdict(answers)
    assert (found, "\n".join(lines)) == (code, said)


@pytest.mark.parametrize(
    ("text", "code"),
    [('{"metadata":{"vulnerabilities":{"total":0}}}', 0), ('{"metadata":{"vulnerabilities":{"total":3}}}', 1), ("", 2),
     ('{"error":{"code":"ENOTFOUND"}}', 2)],
)  # fmt: skip
def test_what_npm_answers_is_one_of_three_ends(text: str, code: int) -> None:
    assert audit.npm_verdict(text)[0] == code
