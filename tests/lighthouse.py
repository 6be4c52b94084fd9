"""`make lighthouse`: Google's Lighthouse, as a phone, on public pages of a running instance.

``python -m tests.lighthouse [address] [path ...]``. It wants 100 in each of the four categories and
says what is missing. Serve as in production first: ``make run`` does. It needs Node (for npx, which
fetches Lighthouse itself) and Chromium, so it is no part of ``make test``.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.journeys.browser import chromium_path

# The last one that runs on Node 20.
LIGHTHOUSE = "lighthouse@12.8.2"
ADDRESS = "http://127.0.0.1:8000"
PATHS = ["/", "/posko/jakarta-pusat/", "/cari/?q=menteng", "/peta/"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
WANTED = 100
SWITCHES = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
SECONDS = 180


def main(address: str = ADDRESS, *paths: str) -> int:
    """Measure all pages; return 1 if one misses 100 anywhere."""
    if complaint := _complaint():
        print(complaint, file=sys.stderr)
        return 2
    missed = 0
    for path in paths or PATHS:
        if not is_there(address + path):
            print(f"{path}: not there")
            missed += 1
            continue
        report = measure(address + path)
        scores = {name: score(report, name) for name in CATEGORIES}
        print(f"{path}: " + ", ".join(f"{name} {value}" for name, value in scores.items()))
        for line in faults(report):
            print(f"    {line}")
        missed += sum(value < WANTED for value in scores.values())
    return 1 if missed else 0


def _complaint() -> str:
    if shutil.which("npx") is None:
        return "Lighthouse needs Node: please install Node 20 or later, with npx."
    if chromium_path() is None:
        return "Lighthouse needs Chromium: please install it (sh config/install_chromium.sh)."
    return ""


def is_there(address: str) -> bool:
    """Tell whether the page answers 200."""
    try:
        with urlopen(address, timeout=10) as response:  # noqa: S310
            return bool(response.status == 200)
    except HTTPError:
        return False


def measure(address: str) -> dict[str, Any]:
    """Return Lighthouse's report of one page, as a phone on slow 4G sees it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        subprocess.run(
            [  # noqa: S607 - wherever Node is installed
                "npx", "--yes", LIGHTHOUSE, address, "--quiet", "--form-factor=mobile",
                f"--only-categories={','.join(CATEGORIES)}", "--output=json",
                f"--output-path={path}", f"--chrome-flags={SWITCHES}",
            ],
            check=True,
            timeout=SECONDS,
            env={**os.environ, "CHROME_PATH": str(chromium_path())},
        )  # fmt: skip
        report: dict[str, Any] = json.loads(path.read_text())
    return report


def score(report: dict[str, Any], category: str) -> int:
    """Return the score of a category, from 0 to 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def faults(report: dict[str, Any]) -> list[str]:
    """Return what costs points: title, what was measured, the elements."""
    weighed = [
        ref["id"]
        for category in CATEGORIES
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"]
    ]
    audits = (report["audits"][name] for name in dict.fromkeys(weighed))
    return [_told(audit) for audit in audits if audit["score"] is not None and audit["score"] < 0.9]


def _told(audit: dict[str, Any]) -> str:
    items = (audit.get("details") or {}).get("items") or []
    nodes = [item.get("node", {}).get("snippet") or item.get("description") for item in items[:3]]
    return " | ".join(filter(None, [audit["title"], audit.get("displayValue"), *nodes]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
