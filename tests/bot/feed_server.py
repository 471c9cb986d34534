"""A web site on loopback with feeds and pages that tests change as they go."""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.corpus.sources.feeds import Item, rss

FEED = "/feed.xml"

FERRY = (
    "The ferry crews of the northern islands went on with their strike on Wednesday.",
    "“We will not sail on Friday,” said Mira Tolland, who leads the union of the crews.",
    "The company answered that it would look for other crews, and hoped for talks next week.",
)
BRIDGE = (
    "The bridge over the Alder will stay closed until the autumn, the council decided on Tuesday.",
    "“Nobody is to cross it before it has been looked at,” said Jonas Reed, the town's engineer.",
    "Shopkeepers on both banks had asked for a footway at least, and were told to wait.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says under a path."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass
class Site:
    """What stands under each path, and how often it was asked for."""

    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])
    asked: Counter[str] = field(default_factory=Counter[str])
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    root: str = ""
    held: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])

    def hold(self, path: str) -> None:
        """Answer nothing under this path until it is let go."""
        self.held[path] = asyncio.Event()

    def let_go(self) -> None:
        """Answer all that is held."""
        for event in self.held.values():
            event.set()
        self.held.clear()

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self.root}{path}"

    def page(self, path: str, html: str) -> str:
        """Put a page there; gives its address."""
        self.answers[path] = Answer(html.encode())
        return self.url(path)

    def feed(self, *items: Item, path: str = FEED, **headers: str) -> str:
        """Put a feed there; gives its address."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(rss(items), 200, "application/rss+xml", told)
        return self.url(path)

    def article(self, path: str, headline: str, *paragraphs: str, guid: str = "") -> Item:
        """Put an article's page there; gives the feed's item of it."""
        self.page(path, article_page(headline, *paragraphs))
        return Item(headline, self.url(path), guid or path)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request; validators count, robots may do everything."""
        path = request.path
        self.asked[path] += 1
        self.seen.append((path, dict(request.headers)))
        if path in self.held:
            await self.held[path].wait()
        answer = self.answers.get(path, Answer(b"not here", 404))
        headers = {"Content-Type": answer.content_type, **answer.headers}
        etag = answer.headers.get("ETag")
        if etag is not None and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers=dict(answer.headers))
        return web.Response(body=answer.body, status=answer.status, headers=headers)


def article_page(headline: str, *paragraphs: str, outlet: str = "The Harbour Post") -> str:
    """A page with one article of 16 March 2022."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>"
        f'<meta property="og:title" content="{headline}">'
        f'<meta property="og:site_name" content="{outlet}">'
        '<meta property="article:published_time" content="2022-03-16T08:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )


@asynccontextmanager
async def open_site() -> AsyncGenerator[Site]:
    """A site that listens on a free port of loopback."""
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        port = runner.addresses[0][1]
        site.root = f"http://127.0.0.1:{port}"
        yield site
    finally:
        await runner.cleanup()


@contextmanager
def site_in_a_thread() -> Generator[Site]:
    """The same for tests that have no event loop of their own."""
    opened: list[Site] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        async with open_site() as site:
            opened.append(site)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(10)
        yield opened[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
