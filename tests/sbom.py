"""The bill of materials of a release, as CycloneDX (``make sbom``): what is installed with it or bundled.

It is made of the lock that a wheel carries, so that it is whole without a network, and the same for the same commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from jiedui import release
from jiedui.founding.lock import Pin, read_lock

TOP = Path(__file__).resolve().parents[1]
# What stands in the package itself, copied or bundled; the licences stand beside it.
BUNDLED = (("npm", "@cfworker/json-schema", "4.1.6", "MIT"), ("npm", "@tabler/icons", "3.52", "MIT"))


def bom(pins: tuple[Pin, ...], version: str) -> Bom:
    """Return the bill of a release of jiedui: each package of the lock with its sums, and what is bundled."""
    made = Bom()
    ours = Component(
        name="jiedui", version=version, type=ComponentType.APPLICATION, licenses=[LicenseExpression("Apache-2.0")],
        purl=PackageURL("pypi", name="jiedui", version=version), bom_ref="jiedui",
    )  # fmt: skip
    made.metadata.component = ours
    # Neither the moment nor chance: the same commit gives the same bill.
    made.metadata.timestamp = made.serial_number = None  # type: ignore[assignment]
    parts = [*map(_pinned, pins), *(_bundled(*each) for each in BUNDLED)]
    for part in parts:
        made.components.add(part)
    made.register_dependency(ours, parts)
    return made


def text(made: Bom) -> str:
    """Return the bill as JSON of CycloneDX 1.6."""
    return JsonV1Dot6(made).output_as_string(indent=2) + "\n"


def _pinned(pin: Pin) -> Component:
    """Return a package of the lock; its sums are of files of several machines, and of none which is told."""
    said = [Property(name="pip:hash", value=each.removeprefix("--hash=")) for each in pin.sums]
    marker = [Property(name="pip:marker", value=str(pin.marker))] if pin.marker else []
    url = PackageURL("pypi", name=pin.name, version=pin.version)
    return Component(name=pin.name, version=pin.version, purl=url, properties=[*said, *marker], bom_ref=pin.line)


def _bundled(kind: str, name: str, version: str, licence: str) -> Component:
    space, _, short = name.rpartition("/")
    url = PackageURL(kind, space or None, short, version)
    return Component(
        name=name, version=version, purl=url, licenses=[LicenseExpression(licence)], bom_ref=f"{name}@{version}"
    )


def main(out: Path) -> None:
    """Write the bill of what is checked out."""
    out.parent.mkdir(parents=True, exist_ok=True)
    pins = read_lock((TOP / "requirements.txt").read_text("utf-8"))
    out.write_text(text(bom(pins, release.version())), "utf-8")
    sys.stdout.write(f"物料清单写好了：{out}，{len(pins)} 个包。\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
