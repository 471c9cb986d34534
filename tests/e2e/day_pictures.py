"""Pictures of a day in the demo: python -m tests.e2e.day_pictures docs/pictures"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.e2e.browsing import WAIT, browsing, channel, composer, running_demo, say

HOURS = 150_000
"""Milliseconds that one thing of the day may be waited for."""

SLOW = 60
"""Milliseconds between keys: the page looks up commands and choices as one types."""


def main(folder: Path) -> None:
    """Follow the day as a moderator, and keep what the page shows."""
    with (
        TemporaryDirectory() as scratch,
        running_demo(Path(scratch) / "demo.err", "--day") as address,
        browsing(address, width=1000, height=1000) as page,
    ):
        page.get_by_role("button", name="Messages", exact=True).click()
        page.get_by_label("Viewing as").select_option(label="editor")
        expect(page.get_by_text("Preview ready")).to_be_visible(timeout=WAIT)
        page.wait_for_timeout(1_000)
        _command(page, "/source list", "Sources of this record")
        _take(page, folder / "day-sources.png", at="The source is followed")
        _await(page, "Corrected since this briefing")
        _take(page, folder / "day-correction.png", at="Corrected since this briefing")
        say(page, "!quote not sail")
        _await(page, "On record for “not sail”")
        _take(page, folder / "day-quote.png", at="On record for “not sail”")
        _await(page, "A source could not be read for a day")
        _command(page, "/source list", "Cannot be read since")
        _take(page, folder / "day-alert.png", at="A source could not be read for a day")
        _await(page, "Ferries to sail again on Sunday")
        _take(page, folder / "day-recovery.png", at="A source works again")
        say(page, "!quote Norrvik by the evening")
        _await(page, "On record for “Norrvik by the evening”")
        _take(page, folder / "day-withdrawn.png", at="On record for “Norrvik by the evening”")
        _history(page, "not sail", "What became of this article")
        _take(page, folder / "day-history.png", at="What became of this article")


def _await(page: Page, words: str) -> None:
    expect(channel(page)).to_contain_text(words, timeout=HOURS)


def _command(page: Page, command: str, shown: str) -> None:
    """Pick a slash command that needs no options, and send it."""
    _pick(page, command)
    page.get_by_role("button", name="Send").last.click()
    _await(page, shown)


def _history(page: Page, typed: str, shown: str) -> None:
    """Ask for an article's history: a part of its headline is typed, the article is chosen."""
    _pick(page, "/article history")
    page.keyboard.type(typed, delay=SLOW)
    page.get_by_text("Ferry crews will not sail on Saturday").last.click(timeout=WAIT)
    page.get_by_role("button", name="Send").last.click()
    _await(page, shown)


def _pick(page: Page, command: str) -> None:
    composer(page).press_sequentially(command, delay=SLOW)
    expect(page.get_by_text(command, exact=True).first).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(500)
    composer(page).press("Enter")


def _take(page: Page, path: Path, *, at: str) -> None:
    """A picture when the page has come to rest, the last message of that heading at its top."""
    heading = channel(page).get_by_role("heading", name=at).last
    heading.evaluate("heading => heading.closest('[role=article], article').scrollIntoView()")
    page.wait_for_timeout(1_000)
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
