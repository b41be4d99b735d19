"""A table on an interactive map: to build it, to hold it, to open it, to zoom and to search it, beside its peers.

    python benchmarks/maps.py [--rows 1000 10000 100000] [--assets FOLDER] [--only NAME ...]

Each page is built in a process of its own: from a table in memory to the saved file, imports left out;
memory is the highest resident size of that process over what it held before. Each file is then opened in a headless
Chromium over the loopback: usable is when it is loaded, begun and painted; the heap is counted after a
garbage collection; the stall is the longest time between two frames while it is zoomed in three times and out
again; search is from a typed name to the list of hits. All tables have the same four columns, shown when a mark is clicked.

The peers' pages load their libraries from the network. With `--assets`, a folder in which
`npm install leaflet@1.9.3 jquery@3.7.1 leaflet.markercluster@1.5.3 bootstrap@5.2.2` was run, these come over
the loopback, which is faster than any network. pydeck's and lonboard's do not come so: they are built and weighed alone.
folium.Marker is left out beyond 10,000: at 100,000 it takes a minute and a half to build, and does not open.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from selenium.common.exceptions import WebDriverException

COLUMNS = ["name", "name_ar", "verdict", "distance_m"]
MOST_MARKERS, LINES = 10_000, 1_000
OPEN_S = 60
NOT_OPENED = ("pydeck", "lonboard")


def points(rows: int) -> gpd.GeoDataFrame:
    """Make places in and around Syria and Iraq with names in both scripts."""
    rng = np.random.default_rng(1)
    data = {
        "name": [f"Place {each}" for each in range(rows)],
        "name_ar": [f"مكان {each}" for each in range(rows)],
        "verdict": rng.choice(["fits", "not_settled", "does_not_fit"], rows),
        "distance_m": np.round(rng.uniform(0, 90_000, rows), 1),
    }
    at = gpd.points_from_xy(rng.uniform(35, 45, rows), rng.uniform(30, 38, rows))
    return gpd.GeoDataFrame(data, geometry=at, crs=4326)


def lines(rows: int) -> gpd.GeoDataFrame:
    """Make ways of fifty points between such places."""
    table = points(rows)
    rng = np.random.default_rng(2)
    steps = np.cumsum(rng.normal(0, 0.02, (rows, 50, 2)), axis=1)
    ways = steps + shapely.get_coordinates(table.geometry.to_numpy())[:, None, :]
    return table.set_geometry(gpd.GeoSeries(shapely.linestrings(ways), crs=4326))


def ours(table: gpd.GeoDataFrame, path: Path) -> None:
    from geo_osint.api.maps import to_map

    to_map(table, title="benchmark").save(path)


def folium_marker(table: gpd.GeoDataFrame, path: Path) -> None:
    import folium

    drawn = folium.Map((34, 40), zoom_start=6, tiles=None)
    for row in table.itertuples():
        words = f"{row.name}<br>{row.name_ar}<br>{row.verdict}<br>{row.distance_m}"
        folium.Marker((row.geometry.y, row.geometry.x), popup=words).add_to(drawn)
    drawn.save(path)


def folium_geojson(table: gpd.GeoDataFrame, path: Path) -> None:
    import folium

    drawn = folium.Map((34, 40), zoom_start=6, tiles=None, prefer_canvas=True)
    popup = folium.GeoJsonPopup(COLUMNS)
    folium.GeoJson(table, marker=folium.CircleMarker(radius=4), popup=popup).add_to(drawn)
    drawn.save(path)


def cluster(table: gpd.GeoDataFrame, path: Path) -> None:
    import folium
    from folium.plugins import FastMarkerCluster

    drawn = folium.Map((34, 40), zoom_start=6, tiles=None)
    call = (
        "function (row) { return L.marker(new L.LatLng(row[0], row[1]))"
        ".bindPopup(row.slice(2).join('<br>')); }"
    )
    at = table.geometry
    data = np.column_stack([at.y, at.x, table[COLUMNS].astype(object)]).tolist()
    FastMarkerCluster(data, callback=call).add_to(drawn)
    drawn.save(path)


def explore(table: gpd.GeoDataFrame, path: Path) -> None:
    table.explore(tiles=None, popup=COLUMNS, tooltip=False, prefer_canvas=True).save(path)


def pydeck(table: gpd.GeoDataFrame, path: Path) -> None:
    import pydeck as deck

    data = table.drop(columns="geometry").assign(lon=table.geometry.x, lat=table.geometry.y)
    layer = deck.Layer("ScatterplotLayer", data, get_position=["lon", "lat"], pickable=True)
    deck.Deck([layer], map_provider=None, tooltip={"text": "{name}"}).to_html(str(path))


def lonboard(table: gpd.GeoDataFrame, path: Path) -> None:
    from lonboard import Map, ScatterplotLayer

    Map(ScatterplotLayer.from_geopandas(table)).to_html(path)


WAYS: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    "geo_osint": ours,
    "folium.Marker": folium_marker,
    "folium.GeoJson": folium_geojson,
    "FastMarkerCluster": cluster,
    "geopandas.explore": explore,
    "pydeck": pydeck,
    "lonboard": lonboard,
}


def make(name: str, shape: str, rows: int, path: Path) -> None:
    """Build one page and print what it took."""
    kind = {"points": points, "lines": lines}[shape]
    table = kind(rows)
    imports(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    WAYS[name](table, path)
    took = time.perf_counter() - began
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        json.dumps(
            {"build_s": took, "file_MB": path.stat().st_size / 1e6, "memory_MB": more / 1024}
        )
    )


def imports(name: str) -> None:
    """Load the libraries of a way, which its time is without."""
    homes = {"geo_osint": "geo_osint.api.maps", "pydeck": "pydeck", "lonboard": "lonboard"}
    importlib.import_module(homes.get(name, "folium.plugins"))


USABLE = """
(function look() {
  const packed = document.getElementById("data");
  if (document.readyState !== "complete" || (packed && !document.documentElement.dataset.begun)) {
    requestAnimationFrame(look);
    return;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => { window.usable = performance.now(); }));
})();
"""

ZOOM = """
const done = arguments[0];
const map = window.map_geo_osint_page || Object.values(window).find(each => window.L && each instanceof L.Map);
if (!map) { done(null); } else {
  let longest = 0, last = performance.now(), going = true;
  const tick = now => { longest = Math.max(longest, now - last); last = now; if (going) requestAnimationFrame(tick); };
  requestAnimationFrame(now => { last = now; tick(now); });
  const steps = [1, 1, 1, -1, -1, -1];
  const next = () => {
    if (!steps.length) { going = false; done(longest); return; }
    map.setZoom(map.getZoom() + steps.shift());
    setTimeout(next, 900);
  };
  next();
}
"""

COUNT = """
const node = document.querySelector(".map[data-features]");
if (node) return Number(node.dataset.features);
const map = Object.values(window).find(each => window.L && each instanceof L.Map);
if (!map) return 0;
let found = 0;
map.eachLayer(each => {
  if (each.getAllChildMarkers) return;
  if (each._topClusterLevel) found += each._topClusterLevel.getChildCount();
  else if (each instanceof L.Path || each instanceof L.Marker) found += 1;
});
return found;
"""

SEARCH = """
const field = document.getElementById("query");
if (!field) return null;
field.value = arguments[0];
const began = performance.now();
field.dispatchEvent(new Event("input"));
document.getElementById("hits").getBoundingClientRect();
return performance.now() - began;
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def localised(html: str, assets: Path | None, folder: Path) -> str:
    """Point a peer's page to its libraries on the loopback; fonts and what else is not there are empty files."""

    def local(found: re.Match[str]) -> str:
        name = re.sub(r"-[\d.]+(?=\.(?:min\.)?js)", "", found[2].rsplit("/", 1)[-1])
        held = sorted(assets.glob(f"node_modules/*/dist/**/{name}")) if assets else []
        shutil.copy(held[0], folder / name) if held else (folder / name).touch()
        return f'{found[1]}="{name}"'

    return re.sub(r'(src|href)="(https://[^"]+\.(?:js|css))"', local, html)


def driver() -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (
        "--headless",
        "--no-sandbox",
        "--window-size=1280,800",
        "--disable-background-networking",
    ):
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))


def opened(address: str) -> dict[str, float | None]:
    """Open a page in a browser of its own and tell how it went."""
    browser = driver()
    try:
        browser.set_page_load_timeout(OPEN_S)
        browser.set_script_timeout(OPEN_S)
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": USABLE})
        browser.get(address)
        for _ in range(OPEN_S * 20):
            usable = browser.execute_script("return window.usable || null")
            if usable:
                break
            time.sleep(0.05)
        found = {
            "usable_s": usable and usable / 1000,
            "features": browser.execute_script(f"{COUNT}"),
        }
        browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        found["heap_MB"] = browser.execute_cdp_cmd("Runtime.getHeapUsage", {})["usedSize"] / 1e6
        found["stall_ms"] = browser.execute_async_script(ZOOM)
        found["search_ms"] = browser.execute_script(SEARCH, "Place 5")
        found["search_ar_ms"] = browser.execute_script(SEARCH, "مكان ٧٧")
        return found
    finally:
        browser.quit()


def measured(name: str, shape: str, rows: int, folder: Path, assets: Path | None) -> dict[str, Any]:
    path = folder / "page.html"
    command = [sys.executable, __file__, "--make", name, shape, str(rows), str(path)]
    built = subprocess.run(command, capture_output=True, text=True)
    if built.returncode:
        return {"failed": built.stderr.strip().splitlines()[-1]}
    found: dict[str, Any] = json.loads(built.stdout.splitlines()[-1])
    if name in NOT_OPENED:
        return found
    path.write_text(localised(path.read_text(encoding="utf-8"), assets, folder), encoding="utf-8")
    with served(folder) as address:
        try:
            return {**found, **opened(f"{address}/page.html")}
        except WebDriverException as fault:  # what a peer's page does to the browser is the finding
            return {**found, "failed": type(fault).__name__}


def cells(found: dict[str, Any]) -> str:
    return ", ".join(
        f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}"
        for key, value in found.items()
        if value is not None
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--assets", type=Path)
    parser.add_argument("--only", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--make", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        name, shape, rows, path = asked.make
        make(name, shape, int(rows), Path(path))
        return
    runs = [("points", rows) for rows in asked.rows] + [("lines", LINES)]
    for shape, rows in runs:
        for name in asked.only:
            marker = name in ("folium.Marker", "FastMarkerCluster", "pydeck", "lonboard")
            if (name == "folium.Marker" and rows > MOST_MARKERS) or (shape == "lines" and marker):
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = measured(name, shape, rows, Path(folder), asked.assets)
            print(f"{rows:>7} {shape:6} {name:18} {cells(found)}", flush=True)


if __name__ == "__main__":
    main()
