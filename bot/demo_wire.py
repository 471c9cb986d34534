"""A newspaper's site on loopback for the demo: a feed and pages that change while one watches."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape

from aiohttp import web

from corpus.samples.day import DayArticle, day_article

LOOPBACK = "127.0.0.1"
OUTLET = "Norrvik Tidings"
FEED = "/feed.xml"


@dataclass(frozen=True, slots=True)
class _Printed:
    article: DayArticle
    at: datetime
    note: str = ""


@dataclass(slots=True)
class Wire:
    """What the site has printed so far; while it is `down` it answers nothing but an error."""

    root: str = ""
    printed: dict[str, _Printed] = field(default_factory=dict[str, _Printed])
    gone: set[str] = field(default_factory=set[str])
    down: bool = False

    @property
    def feed_address(self) -> str:
        """Where the feed is."""
        return self.root + FEED

    def publish(self, name: str, at: datetime) -> None:
        """Print an article of the day at an instant."""
        self.printed[name] = _Printed(day_article(name), at)

    def correct(self, name: str, by: str) -> None:
        """Put another text in an article's place, and say so in the feed."""
        self.printed[name] = _Printed(day_article(by), self.printed[name].at, "Corrected.")

    def withdraw(self, name: str) -> None:
        """Take an article's page away, as if it had never been."""
        del self.printed[name]
        self.gone.add(name)

    async def answer(self, request: web.Request) -> web.Response:
        """The feed, a page, that there is none (any more), or that the site is down."""
        if self.down:
            return web.Response(status=503)
        name = request.path.strip("/")
        if request.path == FEED:
            return web.Response(text=self._feed(), content_type="application/rss+xml")
        if name in self.printed:
            return web.Response(text=_page(self.printed[name]), content_type="text/html")
        return web.Response(status=410 if name in self.gone else 404)

    def _feed(self) -> str:
        entries = [
            _entry(printed.article.headline, f"{self.root}/{name}", printed.at, printed.note)
            for name, printed in self.printed.items()
        ]
        inner = "".join(entries)
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel>'
            f"<title>{OUTLET}</title><link>{self.root}/</link>{inner}</channel></rss>"
        )


def _entry(title: str, address: str, at: datetime, note: str) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>{address}</link><guid>{address}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(note)}</description></item>"
    )


def _page(printed: _Printed) -> str:
    headline = escape(printed.article.headline)
    body = "".join(f"<p>{escape(each)}</p>" for each in printed.article.paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>"
        f'<meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="{printed.at.isoformat()}"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )


@asynccontextmanager
async def open_wire() -> AsyncGenerator[Wire]:
    """The site, listening on a free port of loopback."""
    wire = Wire()
    site = web.Application()
    site.router.add_get("/{path:.*}", wire.answer)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        wire.root = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
        yield wire
    finally:
        await runner.cleanup()
