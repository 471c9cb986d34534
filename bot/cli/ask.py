"""`onrecord ask "who Peskov"`: a question as one would type it in Discord."""

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from bot.app import App
from bot.cli.as_json import iso
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.answers import ArticlesFound, QuoteAnswer, TimelineAnswer, WhoAnswer
from bot.newsroom.library import LibraryRef
from bot.show.articles import articles_card
from bot.show.cards import Card
from bot.show.people import who_card
from bot.show.quotes import quote_card
from bot.show.terminal import print_card
from bot.show.timeline import timeline_card
from corpus.errors import BadInput

Answer = WhoAnswer | QuoteAnswer | TimelineAnswer | ArticlesFound


def ask(
    question: Annotated[
        str, typer.Argument(help="who …, quote …, timeline …, or articles; quoted as one word.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    library: LibraryOption = "local",
) -> None:
    """Ask the library as one would in Discord."""

    async def work(app: App, ref: LibraryRef) -> tuple[Answer, Card]:
        return await answer(app, ref, question)

    found, card = asyncio.run(with_app(work, library))
    if as_json:
        plain = {"answer": type(found).__name__, **asdict(found)}
        print(json.dumps(plain, ensure_ascii=False, indent=2, default=iso))
    else:
        print_card(card)


async def answer(app: App, ref: LibraryRef, question: str) -> tuple[Answer, Card]:
    """The newsroom's answer and its card. Raises BadInput for a question it does not know."""
    command, _, rest = question.strip().removeprefix("!").partition(" ")
    rest = rest.strip()
    match command.casefold():
        case "who":
            who = await app.newsroom.who(ref, rest)
            return who, who_card(who)
        case "quote":
            quote = await app.newsroom.quote(ref, rest)
            return quote, quote_card(quote)
        case "timeline":
            timeline = await app.newsroom.timeline(ref, rest or None)
            return timeline, timeline_card(timeline)
        case "articles":
            articles = await app.newsroom.articles(ref)
            return articles, articles_card(articles)
        case _:
            raise BadInput("error.ask.unknown", asked=question)
