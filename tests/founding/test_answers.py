"""What the founder is asked: which answers hold, and what is proposed."""

from __future__ import annotations

import pytest
from tests.founding.conftest import answers_of

from jiedui.founding.answers import FORGES, QUESTIONS, FounderAnswers
from jiedui.model.forge import Forge

BY_KEY = {question.key: question for question in QUESTIONS}


def test_each_answer_is_asked_for_once() -> None:
    assert [question.key for question in QUESTIONS] == list(FounderAnswers.__struct_fields__)


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("city", ["云岭市", "云岭州", "云岭地区"], ["云岭", "市", "云岭市 ", "Yunling市", ""]),
        ("name", ["台账"], ["", " 台账", "台\n账", "台\x1b[A账", "账" * 201]),
        ("prefix", ["YL", "YLSX"], ["Y", "yl", "YLSXA"]),
        ("forge", [*FORGES], ["Gitea", "svn", ""]),
        (
            "url",
            ["https://git.example.cn/office/ledger", "http://git.example.cn:3000/a/office/ledger/"],
            ["git.example.cn/office/ledger", "https://git.example.cn/ledger", "https://git.example.cn", "ftp://a/b/c"],
        ),
        ("branch", ["main", "office/main"], ["", "-x", "a b", "main\n", "HEAD", "x.lock"]),
    ],
)
def test_an_answer_holds_or_its_shape_is_told(key: str, right: list[str], wrong: list[str]) -> None:
    question = BY_KEY[key]
    assert [text for text in right if not question.holds(text)] == []
    assert [text for text in wrong if question.holds(text)] == []
    assert question.shape.startswith("写")
    assert question.shape.endswith("。")


def test_what_can_be_guessed_is_proposed() -> None:
    proposed = {question.key: question.by_default({"city": "云岭市"}) for question in QUESTIONS if question.by_default}
    assert proposed == {"name": "云岭市残联结对帮扶台账", "prefix": "YL", "branch": "main"}


def test_the_repository_is_the_one_that_records_name() -> None:
    assert answers_of("gitlab").repository == Forge("GitLab", "https://git.example.cn/office/ledger", "main")
