from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jiedui.custody.store import KeyStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeyStore]:
    with KeyStore.create(tmp_path / "keys" / "示例.keys") as made:
        made.make_all(["YYL-7K3Q", "YYL-8M2N"])
        yield made
