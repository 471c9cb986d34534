"""`onrecord source`: the moderators' whole way, from the command line."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Type
from tests.bot.feed_server import BRIDGE, FERRY, Site, site_in_a_thread


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    """A site that the command line may fetch from."""
    monkeypatch.setenv("ONRECORD_ALLOWED_HOSTS", "127.0.0.1")
    with site_in_a_thread() as site:
        yield site


def test_a_feed_is_checked_followed_listed_paused_and_removed(onrecord: Type, site: Site) -> None:
    feed = site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    checked = onrecord("source", "check", feed)
    assert "It lists 1 item" in checked.out
    assert "People: Mira Tolland" in checked.out
    added = onrecord("source", "add", feed)
    assert added.code == 0
    assert "1 article added" in added.out
    assert "Mira Tolland" in onrecord("ask", "who Mira").out
    assert "1 article brought" in onrecord("source", "list").out
    assert "Paused" in onrecord("source", "pause", "harbour").out
    assert "Next look" in onrecord("source", "resume", "harbour").out
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE))
    assert "1 source was looked at" in onrecord("source", "poll").out
    assert "Jonas Reed" in onrecord("ask", "who Jonas").out
    assert "followed no more" in onrecord("source", "remove", "harbour").out
    assert "follows no sources yet" in onrecord("source", "list").out


def test_a_list_goes_out_and_comes_in_elsewhere(onrecord: Type, site: Site, tmp_path: Path) -> None:
    onrecord("source", "add", site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY)))
    file = tmp_path / "mine.opml"
    assert "1 source, as a list" in onrecord("source", "export", file).out
    taken = onrecord("source", "add", file, "--library", "other")
    assert "1 feed of the list is followed" in taken.out
    assert "Harbour News" in onrecord("source", "list", "--library", "other").out


def test_what_is_meant_must_be_plain(onrecord: Type, site: Site) -> None:
    for path in ("/a.xml", "/b.xml"):
        onrecord("source", "add", site.feed(path=path))
    ran = onrecord("source", "remove", "harbour")
    assert ran.code == 1
    assert "2 sources fit “harbour”" in ran.err


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("not an address", "is no address"),
        ("ftp://harbour.example/feed", "is no address"),
        ("http://127.0.0.2/feed.xml", "private or reserved network address"),
    ],
)
def test_addresses_that_cannot_be_followed_are_told_why(
    onrecord: Type, address: str, told: str
) -> None:
    ran = onrecord("source", "add", address)
    assert ran.code == 1
    assert told in ran.err
