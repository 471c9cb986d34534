"""The demo in a real browser: a running `onrecord demo`, a page on it, and what a user does."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

CHROMIUM = os.environ.get("ONRECORD_TEST_CHROMIUM") or shutil.which("chromium")
ROOT = Path(__file__).parents[2]
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
TRIES = 3


@contextmanager
def running_demo(errors: Path, *options: str) -> Generator[str]:
    """The loopback address that a running `onrecord demo` prints; its errors go to a file."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", *options]
    with (
        errors.open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            yield _address(process, errors)
        finally:
            process.terminate()


def _address(process: "subprocess.Popen[str]", errors: Path) -> str:
    for line in process.stdout or ():
        if found := re.search(r"http://127\.0\.0\.1:\d+/#\S+", line):
            return found.group()
    raise RuntimeError(errors.read_text())


@contextmanager
def browsing(address: str, *, width: int = 1280, height: int = 1000) -> Generator[Page]:
    """A browser on the demo's page, ready for typing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address)
        expect(composer(page)).to_be_visible(timeout=WAIT)
        yield page
        browser.close()


def composer(page: Page) -> Locator:
    """Where a user types."""
    return page.get_by_placeholder("Message #on-record")


def channel(page: Page) -> Locator:
    """The channel's messages."""
    return page.get_by_role("log")


def say(page: Page, words: str) -> None:
    """Type a message and send it; once more where the page was just being refreshed."""
    for _ in range(TRIES):
        composer(page).fill(words)
        page.get_by_role("button", name="Send", exact=True).click()
        try:
            expect(channel(page)).to_contain_text(words, timeout=WAIT / TRIES)
        except AssertionError:
            continue
        return
    raise AssertionError(words)
