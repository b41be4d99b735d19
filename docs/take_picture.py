"""Take a picture of a page with headless Chromium, without a network.

python docs/take_picture.py out/case/case.map.html docs/images/map.png
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = (1280, 800)
SETTLE_MS = 6_000
"""Virtual milliseconds in which the page may finish drawing."""


def take(page: Path, picture: Path) -> None:
    """Open a page and write what is seen of it as PNG."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("no Chromium found; install chromium")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--lang=en",
            "--proxy-server=127.0.0.1:9",  # nothing listens there: no network
            f"--user-data-dir={profile}",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--virtual-time-budget={SETTLE_MS}",
            f"--screenshot={picture.resolve()}",
            page.resolve().as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
