"""The site opens from a folder: search works there, and nothing is asked of anybody."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import need

pytestmark = pytest.mark.chromium

PATIENCE_S = 20


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    program, server = shutil.which("chromium"), shutil.which("chromedriver")
    need("chromium", program and server, "install it: apt-get install chromium chromium-driver")
    options = Options()
    options.binary_location = str(program)
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(server))
    yield started
    started.quit()


@pytest.mark.parametrize(
    ("page", "query"), [("index.html", "tolerance"), ("ar/index.html", "محسوم")]
)
def test_search_works_from_a_folder_in_both_languages(
    driver: webdriver.Chrome, site: Path, page: str, query: str
) -> None:
    driver.get((site / page).as_uri())
    box = driver.find_element(By.CSS_SELECTOR, "input.md-search__input")
    box.click()
    box.send_keys(query)
    WebDriverWait(driver, PATIENCE_S).until(
        lambda _: driver.find_elements(By.CSS_SELECTOR, ".md-search-result__item a")
    )
    asked = [json.loads(each["message"])["message"] for each in driver.get_log("performance")]
    addresses = [
        each["params"]["request"]["url"]
        for each in asked
        if each["method"] == "Network.requestWillBeSent"
    ]
    assert addresses
    assert [each for each in addresses if not each.startswith(("file:", "data:", "blob:"))] == []
    assert [each for each in driver.get_log("browser") if each["level"] == "SEVERE"] == []
