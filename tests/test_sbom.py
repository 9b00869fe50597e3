"""The bill of materials: valid, whole, and the same for the same commit."""

from __future__ import annotations

import json
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tests import sbom

from jiedui.founding.lock import read_lock


def made(repo_root: Path) -> str:
    return sbom.text(sbom.bom(read_lock((repo_root / "requirements.txt").read_text("utf-8")), "0.1.0"))


def test_the_bill_is_valid_and_holds_every_pin_and_what_is_bundled(repo_root: Path) -> None:
    text = made(repo_root)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    parts = {(part["name"], part["version"]) for part in told["components"]}
    pins = read_lock((repo_root / "requirements.txt").read_text("utf-8"))
    assert {(pin.name, pin.version) for pin in pins} < parts
    assert {name for name, _ in parts} - {pin.name for pin in pins} == {name for _, name, *_ in sbom.BUNDLED}
    (ours,) = (each for each in told["dependencies"] if each["ref"] == "jiedui")
    assert len(ours["dependsOn"]) == len(told["components"]) == len(pins) + len(sbom.BUNDLED)


def test_the_same_lock_gives_the_same_bill(repo_root: Path) -> None:
    assert made(repo_root) == made(repo_root)


def test_what_is_bundled_has_the_version_that_it_has_there(repo_root: Path) -> None:
    versions = {name: version for _, name, version, _ in sbom.BUNDLED}
    lock = json.loads((repo_root / "tests" / "node" / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock["node_modules/@cfworker/json-schema"]["version"] == versions["@cfworker/json-schema"]
    pictograms = (repo_root / "scripts" / "jiedui" / "prints" / "pictograms.html.j2").read_text("utf-8")
    assert f"Tabler Icons {versions['@tabler/icons']} " in pictograms
