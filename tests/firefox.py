"""A headless Firefox of this machine, told over Marionette, its own way of being driven, what to do."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Self

NAMES = ("firefox-esr", "firefox")
# Seconds for the start, and for each answer.
PATIENCE = 60
# It asks for nothing of its own, and each of our pages may have the one tab.
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
# What it complained of in files of ours since it was last asked: scripts, policies, what could not be loaded.
_SAID = """
const found = Services.console.getMessageArray().filter(said => said instanceof Ci.nsIScriptError);
Services.console.reset();
return found.filter(said => said.sourceName.startsWith("file:")).map(said => said.errorMessage);
"""


def find_firefox() -> str | None:
    """Return the command of a Firefox of this machine, or ``None``."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """One Firefox with a profile in ``folder``, to be used in a ``with`` statement."""

    def __init__(self, command: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        lines = {**PREFERENCES, "marionette.port": self._port}
        text = "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in lines.items())
        (folder / "user.js").write_text(text, "utf-8")
        options = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile")
        self._process = subprocess.Popen(
            [command, *options, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._number = 0

    def __enter__(self) -> Self:
        self._socket = self._connected()
        self._stream = self._socket.makefile("rb")
        self._answer()  # it says who it is
        self.ask("WebDriver:NewSession", capabilities={})
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)

    def _connected(self) -> socket.socket:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self._port), PATIENCE)
            except OSError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def _answer(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            length += sign
        return json.loads(self._stream.read(int(length)))

    def ask(self, command: str, **values: Any) -> Any:
        """Return what the browser answers to a command; raise ``RuntimeError`` with its words where it cannot."""
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode("utf-8")
        self._socket.sendall(b"%d:%b" % (len(text), text))
        _kind, _number, error, result = self._answer()
        if error:
            raise RuntimeError(error["message"])
        return result

    def open(self, address: str, width: int = 1280) -> None:
        """Open an address in a window so wide (CSS pixels) and wait until it is loaded."""
        self.ask("WebDriver:SetWindowRect", width=width, height=900)
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *values: Any) -> Any:
        """Return what the body of a function gives in the page; ``arguments`` are the values."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(values))["value"]

    def complaints(self) -> list[str]:
        """Return what the browser complained of in pages since it was last asked."""
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return list(self.run(_SAID))
        finally:
            self.ask("Marionette:SetContext", value="content")
