"""Takes the pictures of the running demo: python -m tests.e2e.take_pictures docs/pictures"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.e2e.browsing import WAIT, browsing, channel, running_demo, say
from tests.e2e.desk_pictures import take_desk


def main(folder: Path) -> None:
    """Ask as a newcomer would, and keep what the page shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as scratch,
        running_demo(Path(scratch) / "demo.err") as address,
        browsing(address, width=1000, height=900) as page,
    ):
        page.get_by_role("button", name="Messages", exact=True).click()
        say(page, "!who Peskov")
        expect(channel(page)).to_contain_text("Dmitry Peskov", timeout=WAIT)
        channel(page).get_by_role("button", name="Context").first.click()
        expect(channel(page)).to_contain_text("In its paragraph", timeout=WAIT)
        take(page, folder / "context.png")
        say(page, "!quote war criminal")
        expect(channel(page)).to_contain_text("On record for", timeout=WAIT)
        take(page, folder / "quote.png")
        expect(channel(page)).to_contain_text("Briefing", timeout=90_000)
        title = channel(page).get_by_role("heading", name="Briefing").first
        title.evaluate("heading => heading.scrollIntoView()")
        take(page, folder / "briefing.png", latest=False)
        take_desk(page, folder)


def take(page: Page, path: Path, *, latest: bool = True) -> None:
    """A picture of the page when it has come to rest, at its latest message or where it stands."""
    jump = page.get_by_role("button", name="jump to latest")
    if latest and jump.is_visible():
        jump.click()
    page.wait_for_timeout(1_000)
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
