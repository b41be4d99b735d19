"""Take pictures of a page with headless Chromium, without a network.

python docs/take_picture.py out/case/case.map.html docs/images/map.png
python docs/take_picture.py out/case/case.map.html out/pictures --all
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--lang=en",
    "--proxy-server=127.0.0.1:9",  # nothing listens there: no network
)

PATIENCE_S = 20.0
"""How long a page may take until it stands still."""


@dataclass(frozen=True, slots=True)
class State:
    """How a page is looked at: language, size of the window, light or dark, on a screen or on paper."""

    name: str
    language: str = "en"
    size: tuple[int, int] = (1280, 800)
    scheme: str = "light"
    media: str = "screen"


LIGHT = State("light")

STATES = (
    LIGHT,
    State("dark", scheme="dark"),
    State("arabic", language="ar"),
    State("phone", size=(390, 844)),
    State("print", size=(794, 2 * 1123), media="print"),  # two sheets of A4 at 96 dots an inch
)


def take(page: Path, state: State, driver: webdriver.Chrome) -> bytes:
    """Open a page in a state and give what is seen of it as PNG."""

    def do(command: str, **parameters: Any) -> Any:
        return driver.execute_cdp_cmd(command, parameters)

    width, height = state.size
    do(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=width < 600,
    )
    scheme = [{"name": "prefers-color-scheme", "value": state.scheme}]
    do("Emulation.setEmulatedMedia", media="", features=scheme)
    driver.get("about:blank")
    driver.get(f"{page.resolve().as_uri()}#{state.language}")
    _until_still(driver)
    do("Emulation.setEmulatedMedia", media=state.media, features=scheme)
    _until_still(driver)
    picture = do("Page.captureScreenshot", format="png")
    return base64.b64decode(picture["data"])


def _until_still(driver: webdriver.Chrome) -> None:
    """Wait until two pictures, a quarter of a second apart, are the same."""
    until = time.monotonic() + PATIENCE_S
    before = b""
    while time.monotonic() < until:
        time.sleep(0.25)
        now = driver.get_screenshot_as_png()
        if now == before:
            return
        before = now


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Start Chromium with a profile of its own."""
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not binary or not chromedriver:
        sys.exit("no Chromium found; install chromium and chromium-driver")
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(chromedriver))
        try:
            yield driver
        finally:
            driver.quit()


def main(page: Path, target: Path, every: bool) -> None:
    """Write the picture of the page, or those of all states into a folder."""
    with chromium() as driver:
        if not every:
            target.write_bytes(take(page, LIGHT, driver))
            return
        target.mkdir(parents=True, exist_ok=True)
        for state in STATES:
            (target / f"{state.name}.png").write_bytes(take(page, state, driver))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--all" in sys.argv[3:])
