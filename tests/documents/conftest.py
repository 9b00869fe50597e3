"""A bulletin as a paper, and its DOCX read back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from jiedui.documents.docx_file import write_docx
from jiedui.model.ledger import Ledger
from jiedui.model.policy import Policy
from jiedui.records.reader import parse, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.bulletin.paper import bulletin_paper
from jiedui.reports.paper import Paper


@pytest.fixture(scope="session")
def policy(policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("policy-only")
    shutil.copytree(policy_root / "policy", folder / "policy")
    return Ledger.of(read_ledger(folder, library)).policy


@pytest.fixture(scope="session")
def record(repo_root: Path, library: SchemaLibrary) -> dict[str, Any]:
    """A frozen bulletin with something in every part."""
    file = repo_root / "tests" / "documents" / "bulletin.yml"
    judged = parse(file.read_text("utf-8"), file.name, library["bulletin"])
    assert judged.data is not None, judged.findings
    return judged.data


@pytest.fixture(scope="session")
def paper(record: dict[str, Any], policy: Policy) -> Paper:
    return bulletin_paper(record, policy, "2026年10月12日")


@pytest.fixture(scope="session")
def document(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The paper, written as DOCX and opened again."""
    file = tmp_path_factory.mktemp("docx") / "sub" / "通报.docx"
    write_docx(paper, file)
    return docx.Document(str(file))
