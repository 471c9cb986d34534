"""Web sites on loopback as a program, for `tests.bench.ingest`: articles as pages, and feeds.

    python -m tests.bench.ingest_site ARTICLES.jsonl…

It listens on HOSTS, for each host is asked for one page at a time, and prints the port.
`/article/N` is the page of an article; `/feed/FIRST/LAST` is a feed of those from FIRST to before
LAST, the newest first, as news sites have them.
"""

import asyncio
import json
import sys
from html import escape

from aiohttp import web

from tests.bench.common import Record, records
from tests.corpus.sources.feeds import Item, rss


def page(record: Record) -> str:
    """An article as a page with the marks that news sites put on theirs."""
    headline, day = record.get("title") or "", record.get("date") or ""
    outlet = record.get("publisher") or ""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": day,
        "publisher": {"@type": "Organization", "name": outlet},
    }
    told = json.dumps({name: value for name, value in about.items() if value}).replace(
        "<", "\\u003c"
    )
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in record["text"].split("\n") if each)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(headline)}</title>"
        f'<script type="application/ld+json">{told}</script></head><body><nav><a href="/">Home</a>'
        f"</nav><article><h1>{escape(headline)}</h1>{paragraphs}</article></body></html>"
    )


HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")


class Site:
    """The articles, by their numbers."""

    def __init__(self, articles: list[Record]) -> None:
        """Take them in their order."""
        self._articles = articles

    async def article(self, request: web.Request) -> web.Response:
        """A page."""
        record = self._articles[int(request.match_info["number"])]
        return web.Response(text=page(record), content_type="text/html")

    async def feed(self, request: web.Request) -> web.Response:
        """A feed of some of them."""
        root = f"http://{request.host}/article"
        numbers = range(int(request.match_info["first"]), int(request.match_info["last"]))
        items = [
            Item(self._articles[number].get("title") or f"Article {number}", f"{root}/{number}")
            for number in reversed(numbers)
        ]
        return web.Response(body=rss(items), content_type="application/rss+xml")


async def main(paths: list[str]) -> None:
    """Serve until the input ends."""
    site = Site([record for path in paths for record in records(path)])
    app = web.Application()
    app.add_routes(
        [
            web.get("/article/{number}", site.article),
            web.get("/feed/{first}/{last}", site.feed),
        ]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = 0
    for host in HOSTS:
        await web.TCPSite(runner, host, port).start()
        port = runner.addresses[0][1]
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
