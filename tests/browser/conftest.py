"""A headless Chromium that opens pages from files and tells what they asked for and complained about."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import ROOT, need

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
)

DESKTOP, PHONE = (1280, 800), (390, 844)

INSTALL = "install it: apt-get install chromium chromium-driver"


class Browser:
    """Chromium, driven from outside: nothing is added to the page that is looked at."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self._folder = folder
        self._pages = 0

    def open(self, html: str, language: str = "en", size: tuple[int, int] = DESKTOP) -> None:
        """Open a page as by double-click; what earlier pages asked for is forgotten."""
        width, height = size
        self._do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=size == PHONE,
        )
        self._pages += 1
        path = self._folder / f"page{self._pages}.html"
        path.write_text(html, encoding="utf-8")
        self.driver.get("about:blank")
        for log in ("performance", "browser"):
            self.driver.get_log(log)
        self.driver.get(f"{path.as_uri()}#{language}")
        if 'id="data"' in html:
            self.wait_for("document.documentElement.dataset.begun")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression holds in the page, ten seconds at most."""
        WebDriverWait(self.driver, 10, 0.01).until(
            lambda driver: driver.execute_script(f"return {condition}")
        )

    def _do(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def emulate_media(self, media: str) -> None:
        """Show the page as on paper ("print"), or as usual again ("")."""
        self._do("Emulation.setEmulatedMedia", media=media)
        self.driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")

    def prefer(self, scheme: str) -> None:
        """Say whether the reader likes a "light" or a "dark" page."""
        wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        self._do("Emulation.setEmulatedMedia", features=wanted)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and give what it returns."""
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str, containing: str = "") -> None:
        """Click the first element of a selector that holds a text."""
        found = self.run(
            "const [selector, text] = arguments;"
            "const node = [...document.querySelectorAll(selector)]"
            ".find(each => each.textContent.includes(text));"
            "if (node) node.click(); return Boolean(node)",
            selector,
            containing,
        )
        assert found, f"nothing like {selector!r} holds {containing!r}"

    def press(self, key: str, times: int = 1) -> None:
        """Press a key as a person would: through the browser's own input."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37}
        for _ in range(times):
            for kind in ("keyDown", "keyUp"):
                self._do(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key=key,
                    code=key,
                    windowsVirtualKeyCode=codes[key],
                    **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}),
                )

    def type(self, selector: str, text: str) -> None:
        """Put a text into a field as if it had been typed."""
        self.run(
            "const node = document.querySelector(arguments[0]); node.value = arguments[1];"
            "node.dispatchEvent(new Event('input', {bubbles: true}))",
            selector,
            text,
        )

    def text(self, selector: str) -> list[str]:
        """Give the text of each element of a selector that is shown."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter(each => each.getClientRects().length).map(each => each.textContent)",
            selector,
        )
        return found

    def requests(self) -> list[str]:
        """List the addresses the page asked for since it was opened, its own included."""
        events = [
            json.loads(each["message"])["message"] for each in self.driver.get_log("performance")
        ]
        return [
            each["params"]["request"]["url"]
            for each in events
            if each["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """List what the browser's console reported since it was last asked."""
        return [each["message"] for each in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    need("chromium", binary and chromedriver, INSTALL)
    folder = tmp_path_factory.mktemp("chromium")
    options = Options()
    options.binary_location = str(binary)
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(chromedriver)))
    driver.execute_cdp_cmd("Network.enable", {})
    yield Browser(driver, folder)
    driver.quit()


@pytest.fixture
def browser(_chromium: Browser) -> Browser:
    return _chromium


def _hand_made() -> ModuleType:
    """Load the case that the tests of the outputs are made of."""
    path = ROOT / "tests" / "output" / "conftest.py"
    spec = importlib.util.spec_from_file_location("hand_made_case", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> ModuleType:
    return _hand_made()


@pytest.fixture(scope="session")
def render_case(made: ModuleType) -> Callable[[Any], str]:
    from geo_osint.output import page

    def render(case: Any) -> str:
        return page.render(*made.derived(case))

    return render


@pytest.fixture(scope="session")
def page_html(made: ModuleType, render_case: Callable[[Any], str]) -> str:
    return render_case(made.hand_made())
