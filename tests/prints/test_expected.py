"""Each kind of print of one ledger, as an outline of every file: a guard against the loss of a word, a row, a mark.

``JIEDUI_ACCEPT=1`` writes the outlines anew; read what ``git diff`` says of them then.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.confined import unconfined
from tests.site.pages.conftest import Nesting, Outline

from jiedui.confinement import faults
from jiedui.model.ledger import Ledger
from jiedui.prints import KINDS, Choice, write_prints
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

EXPECTED = Path(__file__).parent / "expected"
TODAY = date(2026, 11, 23)
HOUSEHOLDS = ("PJ-9R8T", "PJ-2H3J", "YYL-2A3C")


# Of the two, the first is answered.
SENT = [
    {"receiver": "医保", "sent_on": "2026-11-02", "asked": "请报销。", "answered_on": "2026-11-03", "answer": "已报。"},
    {"receiver": "民政", "office": "示例县民政局", "sent_on": "2026-11-02", "asked": "请配轮椅。"},
]


def measure(content: str, promised: str, **more: Any) -> dict[str, str]:
    return {"code": "送康复", "content": content, "promised_on": promised, **more}


@pytest.fixture(scope="module")
def full(
    repo_root: Path, policy_root: Path, new_desk: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory
) -> Ledger:
    """The valid ledger of the rules, and one household more, of which there is much to tell."""
    root = tmp_path_factory.mktemp("full") / "records"
    shutil.copytree(repo_root / "tests" / "rules" / "base", root)
    shutil.copytree(policy_root / "policy", root / "policy")
    desk = new_desk()
    desk.ledger = Ledger.of(read_ledger(root, SchemaLibrary(repo_root / "schemas")))
    done = [
        measure(
            f"第{number}件。", "2026-01-05", done_on=f"2026-0{number}-10", result="已经送到。" if number > 1 else ""
        )
        for number in range(1, 7)
    ]
    open_ones = [
        measure("申请轮椅。", "2026-06-01", due_on="2026-10-31", referrals=SENT),
        measure("改造厕所。", "2026-06-02", due_on="2026-12-31"),
        measure("联系医院。", "2026-06-03"),
    ]
    needs = [
        {"id": "n-7K3Q", "person": "m1", "content": "出门难。", "raised_on": "2026-01-02", "measures": open_ones},
        {"id": "n-8M4R", "content": "身体差。", "raised_on": "2026-01-03", "measures": done},
    ]
    people = [("示例申", "肢体"), ("示例酉", "智力"), ("示例戌", "")]
    home = desk.household(
        "PJ-9R8T", "PJ-B-2H3J", people, needs=needs, phone="0730-0654321", address="5组",
        difficulties="常年卧床。\n没有收入。", plan="送康复。",
    )  # fmt: skip
    benefits = {
        "dibao": "已享受",
        "living_subsidy": "已享受",
        "nursing_subsidy": "申请中",
        "medical_insurance": "未通过",
    }
    first, *others = home.members
    told = replace(home, members=(replace(first, benefits=benefits), *others))
    desk.ledger.households["PJ-9R8T"] = told
    return desk.ledger


def outline(html: str) -> str:
    """A file as lines to read. Of its style the measures at the head are kept, of a drawing all but the shape."""
    plain = re.sub(r"<style>\s*(:root \{.*?\})?.*?</style>", r"\1", unconfined(html), flags=re.DOTALL)
    lines = (line.rstrip() for line in Outline(re.sub(r' d="[^"]{40,}"', "", plain)).lines)
    return "\n".join(line for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_print_is_lost(full: Ledger, tmp_path: Path, kind: str) -> None:
    files = write_prints(kind, full, TODAY, Choice(households=HOUSEHOLDS), tmp_path)
    texts = {file.relative_to(tmp_path).as_posix(): file.read_text("utf-8") for file in files}
    assert {path: Nesting(text).faults for path, text in texts.items() if Nesting(text).faults} == {}
    assert {path: list(faults(text)) for path, text in texts.items() if list(faults(text))} == {}
    parts = [f"== {path}\n{outline(text)}" for path, text in texts.items()]
    expected, found = EXPECTED / f"{kind}.txt", "\n".join(parts)
    if os.environ.get("JIEDUI_ACCEPT") == "1":
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8"), f"if this is meant: JIEDUI_ACCEPT=1, then read git diff {kind}.txt"
