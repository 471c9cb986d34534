"""Pictures of a moderator's whole way with briefings, for docs/briefings.md."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import WAIT, channel, composer

SLOW = 60
"""Milliseconds between keys: the page looks up commands and choices as one types."""


def take_desk(page: Page, folder: Path) -> None:
    """Set a briefing up, look at it, run, change, pause, look back and delete it."""
    page.get_by_label("Viewing as").select_option(label="editor")
    _pick(page, "/briefing new", zone=("berlin", "Europe/Berlin"))
    form = page.get_by_role("dialog")
    form.get_by_label("Local times").fill("8:00, 18:30")
    form.get_by_label("Days").fill("weekdays")
    _take(page, folder / "desk-form.png")
    _submit(page, "not saved yet")
    _take(page, folder / "desk-preview.png", at="A briefing to be scheduled")
    _press(page, "Save", "The briefing is scheduled")
    _take(page, folder / "desk-panel.png", at="Briefings on this server")
    _press(page, "Run now", "The briefing is sent")
    _take(page, folder / "desk-sent.png", at="Briefings on this server")
    _latest(page).get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("dialog").get_by_label("Local times").fill("every 6 hours from 08:00")
    _submit(page, "every 6 hours from 08:00")
    _press(page, "Save", "The briefing is changed")
    _press(page, "Pause", "The briefing is paused")
    _take(page, folder / "desk-paused.png", at="Briefings on this server")
    _press(page, "History", "What became of the latest briefings")
    _take(page, folder / "desk-history.png", at="What became of the latest briefings")
    _press(page, "Who changed what", "scheduled a briefing")
    _take(page, folder / "desk-changes.png", at="Who changed what")
    _press(page, "Back", "Briefings on this server")
    _press(page, "Delete", "Delete this briefing?")
    _take(page, folder / "desk-delete.png", at="Delete this briefing?")
    _press(page, "Delete", "The briefing is deleted")


def _pick(page: Page, command: str, **options: tuple[str, str]) -> None:
    """Pick a slash command, with options of which a part is typed and the whole is chosen."""
    composer(page).press_sequentially(command, delay=SLOW)
    expect(page.get_by_text("Set a briefing up")).to_be_visible(timeout=WAIT)
    composer(page).press("Enter")
    for name, (typed, chosen) in options.items():
        page.get_by_text(name, exact=True).click()
        page.keyboard.type(typed, delay=SLOW)
        page.get_by_text(chosen, exact=True).first.click(timeout=WAIT)
    page.get_by_role("button", name="Send").last.click()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=WAIT)


def _submit(page: Page, shown: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    expect(channel(page)).to_contain_text(shown, timeout=WAIT)


def _press(page: Page, label: str, shown: str) -> None:
    """Press a button of the desk's message; it turns to what is shown."""
    _latest(page).get_by_role("button", name=label, exact=True).click()
    expect(_latest(page)).to_contain_text(shown, timeout=WAIT)


def _latest(page: Page) -> Locator:
    """The desk's message: the one that only the moderator sees."""
    return channel(page).get_by_role("article").filter(has_text="Only you can see this").last


def _take(page: Page, path: Path, *, at: str | None = None) -> None:
    """A picture when the page has come to rest, with a heading at its top."""
    if at is not None:
        heading = channel(page).get_by_role("heading", name=at).last
        heading.evaluate("heading => heading.closest('[role=article], article').scrollIntoView()")
    page.wait_for_timeout(1_000)
    page.screenshot(path=path)
