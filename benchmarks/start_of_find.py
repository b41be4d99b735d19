"""How long `geo-osint find` takes, beside a program that only imports click and rich."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
OURS = [sys.executable, "-m", "geo_osint", "find", "الميادين"]
PEER = [sys.executable, "-c", "import click, rich.console, rich.table"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    pairs = [(seconds(OURS), seconds(PEER)) for _ in range(RUNS + 1)][1:]
    ours, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"geo-osint find {ours:.3f} s, click and rich alone {peer:.3f} s, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
