"""A picture of a day in the demo: python -m tests.e2e.day_pictures docs/pictures"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.e2e.browsing import browsing, channel, running_demo

HOURS = 120_000
"""Milliseconds that one thing of the day may be waited for."""


def main(folder: Path) -> None:
    """Keep what stands in the channel when a quote was corrected."""
    with (
        TemporaryDirectory() as scratch,
        running_demo(Path(scratch) / "demo.err", "--day") as address,
        browsing(address, width=1000, height=900) as page,
    ):
        page.get_by_role("button", name="Messages", exact=True).click()
        _take(page, "Corrected since this briefing", folder / "day-correction.png")


def _take(page: Page, awaited: str, path: Path) -> None:
    expect(channel(page)).to_contain_text(awaited, timeout=HOURS)
    jump = page.get_by_role("button", name="jump to latest")
    if jump.is_visible():
        jump.click()
    page.wait_for_timeout(1_000)
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
