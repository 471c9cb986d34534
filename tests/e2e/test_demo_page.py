"""A newcomer's first minute: the demo in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import CHROMIUM, WAIT, browsing, channel, running_demo, say

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A browser on the demo's page."""
    with running_demo(tmp_path / "demo.err") as address, browsing(address) as page:
        yield page


def test_who_context_and_a_briefing_by_itself(page: Page) -> None:
    """`!who Peskov` brings the card, its button the paragraph; the briefing comes unasked."""
    log = channel(page)

    say(page, "!who Peskov")
    expect(log).to_contain_text("Dmitry Peskov", timeout=WAIT)
    log.get_by_role("button", name="Context").first.click()
    expect(log).to_contain_text("In its paragraph", timeout=WAIT)
    bold = log.locator("strong", has_text=re.compile("unacceptable|unforgivable|fake|alarming"))
    expect(bold.first).to_be_visible(timeout=WAIT)

    expect(log).to_contain_text("Briefing", timeout=90_000)


def test_the_page_of_a_day_takes_questions_from_the_first_moment(tmp_path: Path) -> None:
    """Nothing that happens by itself keeps the page from what its user does."""
    with running_demo(tmp_path / "demo.err", "--day") as address, browsing(address) as page:
        say(page, "!quote cod in the dark")
        expect(channel(page)).to_contain_text("Signe Aune", timeout=WAIT)
