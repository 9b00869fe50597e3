"""What the form knows before anybody is chosen: schemas, federations, townships, lists of the policy, the forge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.migrations import chain
from jiedui.records.kinds import EVENTS
from jiedui.records.sealable import KIND, places, sealable
from jiedui.struct import asdict

if TYPE_CHECKING:
    from jiedui.model.divisions import Divisions
    from jiedui.model.policy import Policy
    from jiedui.records.schema import SchemaLibrary
    from jiedui.site.site import Site

# The kinds of record that are written in the form.
WRITTEN = ("visit", "household", "helper", *(f"event-{word}" for word in EVENTS))
# What schemas say to others than the form.
_ASIDE = ("x-serves", "$schema")


def index(site: Site) -> dict[str, Any]:
    """Return what every view of the form draws on; the day is that of the site."""
    ledger = site.ledger
    forge = ledger.policy.forge
    return {
        "day": site.as_of.isoformat(),
        "commit": site.commit,
        "format": chain.CURRENT,
        "forge": forge and asdict(forge) | {"api": forge.api_address},
        "units": [
            {"id": unit.id, "name": unit.name, "short": unit.short, "prefix": unit.prefix, "city": unit.is_city}
            for unit in ledger.units.values()
        ],
        "townships": [
            {"name": item.name, "county": item.county, "unit": item.unit} for item in ledger.divisions.townships
        ],
        "former": _former(ledger.divisions),
        "policy": _policy(ledger.policy),
        "sealed": [*places(sealable(site.library[KIND]), ledger.policy.sealing)],
        "schemas": schemas(site.library),
    }


def _former(divisions: Divisions) -> list[dict[str, str]]:
    """Return what townships were called, which older records may still say."""
    now = {(item.county, item.name) for item in divisions.townships}
    return [{"county": county, "name": name} for county, name in divisions.by_name if (county, name) not in now]


def _policy(policy: Policy) -> dict[str, Any]:
    settings, programme = policy.settings, policy.programme
    return {
        "programme": {"from": programme.start.isoformat(), "to": policy.end.isoformat()},
        "measures": [{"key": item.key, "name": item.name} for item in policy.measures],
        "entitlements": [{"key": item.id, "name": item.name} for item in policy.entitlements],
        "delegate_counts": settings.delegate_counts,
        "contact_counts": dict(settings.contact_counts),
        "counterparts": sorted(settings.counterparts),
        "repair_grace_days": settings.repair_grace_days,
        "companions_limit": policy.companions_limit,
    }


def schemas(library: SchemaLibrary) -> dict[str, Any]:
    """Return the schemas of what is written in the form by their names, without what they say to others."""
    names = ("common.schema.json", *(f"{kind}.schema.json" for kind in WRITTEN))
    return {name: _own(library.documents[name]) for name in names}


def _own(node: Any) -> Any:  # noqa: ANN401  (a schema, or any part of one)
    if isinstance(node, dict):
        return {key: _own(value) for key, value in node.items() if key not in _ASIDE}
    return [_own(item) for item in node] if isinstance(node, list) else node
