"""A sealed ledger to try commands on: its store lies outside, and who of one household is told what is looked for."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jiedui.custody.store import KeyStore

Run = Callable[..., subprocess.CompletedProcess[str]]
DAY = ("--as-of", "2026-11-23")
SEALING = "sealing:  # 加密的内容\n  - 身份\n  - 联系方式\n"
# A household that was closed: what of it is found nowhere else, and may be nowhere when it is erased.
CODE, HOME = "PJ-4K5M", "pingjiang/households/PJ-4K5M/household.yml"
SECRETS = ("示例藏", "49068119721130312911", "1972-11-30", "汉昌街道隐巷9号", "15400007654")


@dataclass(frozen=True)
class Vault:
    """The ledger below ``root`` and where its store is."""

    run: Run
    root: Path
    store: Path

    @classmethod
    def of(cls, run: Run, root: Path, folder: Path) -> Vault:
        """Let the ledger say what is sealed, and give the household what is its own."""
        settings, home = root / "policy" / "ledger.yml", root / HOME
        settings.write_text(settings.read_text("utf-8") + SEALING, "utf-8")
        text = home.read_text("utf-8").replace("示例午", SECRETS[0])
        village = "village: 示例社区  # 村（社区）\n"
        own = f'{village}address: {SECRETS[3]}  # 门牌组别\nphone: "{SECRETS[4]}"  # 联系电话\n'
        home.write_text(text.replace(village, own), "utf-8")
        return cls(run, root, folder / "a.keys")

    def do(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command with the store."""
        return self.run("--keys", self.store, *words, *DAY)

    def sealed(self) -> Vault:
        """Make the store and seal the ledger."""
        assert self.do("seal").returncode == 0
        return self

    @property
    def home(self) -> str:
        """What the file of the household says."""
        return (self.root / HOME).read_text("utf-8")

    def keys(self) -> KeyStore:
        """Open the store."""
        return KeyStore(self.store)
