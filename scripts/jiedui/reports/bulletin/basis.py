"""What a bulletin's figures rest on beside the records: the settings of the readings and the computation (A-14)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jiedui.model import settings
from jiedui.model.reading import Variant
from jiedui.reports.bulletin.computation import COMPUTATION, FIRST
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.ledger import Ledger
    from jiedui.model.policy import Policy
    from jiedui.model.reading import Reading

# The readings that have a part in a bulletin's figures.
USED = (
    "A-01", "A-02", "A-03", "A-04", "A-05", "A-06", "A-07", "A-08", "A-09", "A-10", "A-11", "A-12", "A-13", "A-14",
    "A-16", "A-19", "A-20", "A-21", "A-23", "A-25", "A-26", "A-27", "A-29",
)  # fmt: skip


def readings(ledger: Ledger) -> tuple[Reading, ...]:
    """Return the readings that a bulletin's figures rest on."""
    return tuple(reading for reading in ledger.policy.readings if reading.id in USED)


def settings_text(reading: Reading) -> str:
    """Return a reading's settings as one line, the same for the same settings."""
    return json.dumps(reading.settings, ensure_ascii=False, sort_keys=True) if reading.settings else ""


class Basis(Struct, frozen=True):
    """The settings, by name, and the number of the computation that a bulletin was drawn up with."""

    settings: Mapping[str, Any]
    computation: int

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Basis:
        """Return what a stored bulletin rests on."""
        texts = [item["settings"] for item in record["readings"] if "settings" in item]
        values = {name: value for text in texts for name, value in json.loads(text).items()}
        return cls(values, int(record.get("computation", FIRST)))

    @property
    def is_older(self) -> bool:
        """Whether the same records may give other figures now."""
        return self.computation < COMPUTATION

    def changed(self, ledger: Ledger) -> tuple[str, ...]:
        """Return the readings of which a setting has another value now.

        A setting that one of the two does not have belongs to the computation, which reads it or did not.
        """
        return tuple(
            reading.id
            for reading in readings(ledger)
            if any(self.settings.get(name, value) != value for name, value in reading.settings.items())
        )

    def policy(self, now: Policy) -> Policy:
        """Return the policy of now with the settings of then, as far as there are such."""
        unread = {setting.name for setting in settings.missing(self.settings)}
        then = {item.name: self.settings[item.name] for item in settings.SETTINGS if item.name not in unread}
        return now.under(Variant("", then, ()))
