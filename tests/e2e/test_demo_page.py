"""A newcomer's first minute: the demo in a real browser."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = os.environ.get("ONRECORD_TEST_CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WAIT = 30_000
"""Milliseconds for one answer on a slow, busy machine."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The loopback address that a running `onrecord demo` prints."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    root = Path(__file__).parents[2]
    with (
        (tmp_path / "demo.err").open("w") as errors,
        subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/#\S+", line):
                yield found.group()
                break
        else:
            pytest.fail((tmp_path / "demo.err").read_text())
        process.terminate()


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A browser on the demo's page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(address)
        yield page
        browser.close()


def say(page: Page, words: str) -> None:
    """Type a message and send it."""
    page.get_by_placeholder("Message #on-record").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def test_who_context_and_a_briefing_by_itself(page: Page) -> None:
    """`!who Peskov` brings the card, its button the paragraph; the briefing comes unasked."""
    log = page.get_by_role("log")
    expect(page.get_by_placeholder("Message #on-record")).to_be_visible(timeout=WAIT)

    say(page, "!who Peskov")
    expect(log).to_contain_text("Dmitry Peskov", timeout=WAIT)
    log.get_by_role("button", name="Context").first.click()
    bold = log.locator("strong", has_text=re.compile("unacceptable|unforgivable|fake|alarming"))
    expect(bold.first).to_be_visible(timeout=WAIT)

    expect(log).to_contain_text("Briefing", timeout=90_000)
