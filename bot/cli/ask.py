"""`onrecord ask "who Peskov"`: a question as one would type it in Discord."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from typing import Annotated

import typer

from bot.app import App
from bot.cli.as_json import iso
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.answers import (
    ArticlesFound,
    CompareAnswer,
    QuoteAnswer,
    ReactionsAnswer,
    StoryAnswer,
    TimelineAnswer,
    WhoAnswer,
)
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.versions import HistoryFound
from bot.show.articles import articles_card
from bot.show.cards import Card
from bot.show.compare import compare_card
from bot.show.people import who_card
from bot.show.quotes import quote_card
from bot.show.reactions import reactions_card
from bot.show.story import story_card
from bot.show.terminal import print_card
from bot.show.timeline import timeline_card
from bot.show.versions import history_card
from corpus.errors import BadInput

Answer = (
    WhoAnswer
    | QuoteAnswer
    | CompareAnswer
    | TimelineAnswer
    | ReactionsAnswer
    | StoryAnswer
    | ArticlesFound
    | HistoryFound
)


def ask(
    question: Annotated[
        str,
        typer.Argument(
            help="who, quote, compare, timeline, reactions, story or history …, articles; in quotes"
        ),
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
    asking = _QUESTIONS.get(command.casefold())
    if asking is None:
        raise BadInput("error.ask.unknown", asked=question)
    return await asking(app.newsroom, ref, rest.strip())


async def _who(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.who(ref, asked)
    return found, who_card(found)


async def _quote(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.quote(ref, asked)
    return found, quote_card(found)


async def _compare(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.compare(ref, asked)
    return found, compare_card(found)


async def _timeline(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.timeline(ref, asked or None)
    return found, timeline_card(found)


async def _reactions(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.reactions(ref, asked)
    return found, reactions_card(found)


async def _story(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.story(ref, asked or None)
    return found, story_card(found)


async def _articles(newsroom: Newsroom, ref: LibraryRef, _asked: str) -> tuple[Answer, Card]:
    found = await newsroom.articles(ref)
    return found, articles_card(found)


async def _history(newsroom: Newsroom, ref: LibraryRef, asked: str) -> tuple[Answer, Card]:
    found = await newsroom.article_history(ref, asked)
    return found, history_card(found)


_QUESTIONS: dict[
    str, Callable[[Newsroom, LibraryRef, str], Coroutine[None, None, tuple[Answer, Card]]]
] = {
    "who": _who,
    "quote": _quote,
    "compare": _compare,
    "timeline": _timeline,
    "reactions": _reactions,
    "story": _story,
    "articles": _articles,
    "history": _history,
}
