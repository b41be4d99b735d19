"""A headless Firefox, driven over WebDriver BiDi: it needs no driver beside the browser."""

from __future__ import annotations

import json
import re
import socketserver
import subprocess
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websocket

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://127\.0\.0\.1:\d+)")

QUIET = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.ssl": "127.0.0.1",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""Settings that keep the browser quiet, and send whatever it asks for to a proxy of ours."""

ITS_OWN = (".mozilla.com", ".mozilla.org", ".mozilla.net", ".firefox.com")
"""Whom the browser itself asks in the background."""

PATIENCE_S = 60


def _host(address: str) -> str:
    """Give the host of what a proxy is asked for: an address, or host:port of a tunnel."""
    return (urlsplit(address).hostname if "//" in address else address.split(":")[0]) or ""


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


class Proxy(socketserver.ThreadingTCPServer):
    """Answers nothing, and remembers who was asked for: Firefox tells no driver what a page from a file asks for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.asked: list[str] = []
        threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()


class _Asked(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Proxy)
        line = self.rfile.readline(4_096).decode("ascii", "replace").split()
        if len(line) > 1:
            self.server.asked.append(line[1])


class Firefox:
    """One window of Firefox; what the page asks for and complains about is kept."""

    def __init__(self, binary: str, profile: Path) -> None:
        profile.mkdir(parents=True)
        self._proxy = Proxy()
        port = self._proxy.server_address[1]
        settings = {**QUIET, "network.proxy.http_port": port, "network.proxy.ssl_port": port}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in settings.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [binary, "--headless", "--no-remote", "--profile", str(profile)]
        command += ["--remote-debugging-port=0", "about:blank"]
        self._socket: websocket.WebSocket | None = None
        self._log = (profile / "log.txt").open("w+b")
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log
        )
        try:
            self._socket = websocket.create_connection(
                f"{self._address(profile / 'log.txt')}/session",
                timeout=PATIENCE_S,
                suppress_origin=True,
            )
        except BaseException:
            self.quit()
            raise
        self._number = 0
        self._events: list[dict[str, Any]] = []
        self.do("session.new", capabilities={})
        self.do("session.subscribe", events=["log.entryAdded"])
        self._window = self.do("browsingContext.getTree")["contexts"][0]["context"]

    def _address(self, log: Path) -> str:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and self._process.poll() is None:
            if found := LISTENING.search(_read(log)):
                return found[1]
            time.sleep(0.05)
        raise RuntimeError(f"Firefox does not listen: {_read(log)[-500:]}")

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come before it are kept."""
        assert self._socket
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == self._number:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
                result: dict[str, Any] = told["result"]
                return result
            self._events.append(told)

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded; what earlier pages did is forgotten."""
        self.do(
            "browsingContext.navigate", context=self._window, url="about:blank", wait="complete"
        )
        self._events.clear()
        self._proxy.asked.clear()
        self.do("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def run(self, script: str) -> Any:
        """Evaluate an expression (or a promise of it) in the page; what it gives passes as JSON."""
        answer = self.do(
            "script.evaluate",
            expression=f"Promise.resolve({script}).then(JSON.stringify)",
            target={"context": self._window},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def wait(self, condition: str) -> None:
        """Wait until an expression holds in the page, which decodes its data before it draws."""
        met = self.run(
            "(async () => { for (let turn = 0; turn < 400; turn += 1) {"
            f" if ({condition}) return true;"
            " await new Promise(done => setTimeout(done, 25)); } return false; })()"
        )
        assert met, f"never came true: {condition}"

    def requests(self) -> set[str]:
        """Name the hosts that were asked since the page was opened, but for the browser's own."""
        return {host for host in map(_host, self._proxy.asked) if not host.endswith(ITS_OWN)}

    def complaints(self) -> list[str]:
        """List warnings and errors of the console."""
        return [
            str(each["params"]["text"])
            for each in self._events
            if each["method"] == "log.entryAdded" and each["params"]["level"] in ("warn", "error")
        ]

    def quit(self) -> None:
        """End the browser."""
        if self._socket:
            self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=PATIENCE_S)
        self._proxy.shutdown()
        self._proxy.server_close()
        self._log.close()
