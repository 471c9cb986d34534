"""The demo without a browser: asks as a member and a moderator would, and prints the transcript."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

import discord
from simcord.actors import MemberActor

from bot.demo import Stage, open_stage, sample_uploads
from bot.settings import Settings
from bot.show.catalogue import say


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom, and words that the answer must hold."""

    words: str
    ask: Callable[[Stage], Awaitable[object]]
    expected: tuple[str, ...]


def typed(words: str, *expected: str) -> Question:
    """A question that the member types into the channel."""

    async def ask(stage: Stage) -> object:
        return await stage.member.send(stage.channel, words)

    return Question(words, ask, expected)


def picked(
    name: str, *expected: str, by: Callable[[Stage], MemberActor], **options: object
) -> Question:
    """A slash command."""

    async def ask(stage: Stage) -> object:
        return await by(stage).slash(stage.channel, name, **options)

    words = " ".join([f"/{name}", *(f"{key}: {value}" for key, value in options.items())])
    return Question(words, ask, expected)


QUESTIONS = (
    typed("!who Peskov", "Dmitry Peskov"),
    picked("quote", "war criminal", "Biden", by=lambda stage: stage.member, words="war criminal"),
    typed("!timeline Peskov", "Peskov"),
    picked("briefing now", "Biden", by=lambda stage: stage.moderator),
)


async def check(settings: Settings) -> int:
    """Ask every question; print what came. Exit code: 0 when every answer holds what it must."""
    missing = 0
    async with open_stage(settings, sample_uploads()) as stage:
        for question in QUESTIONS:
            before = len(stage.channel.history())
            await question.ask(stage)
            answer = "\n".join(_texts(stage, before))
            lacking = [words for words in question.expected if words not in answer]
            print(f"> {question.words}\n{answer}\n")
            if lacking:
                missing += 1
                print(say("demo.missing", words=", ".join(lacking)))
    return 1 if missing else 0


def message_texts(message: discord.Message) -> list[str]:
    """Every text of a message, top to bottom, its components' included."""
    return [message.content, *_component_texts(message.components)]


def _component_texts(components: Iterable[object]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _component_texts(getattr(component, "children", ()))


def _texts(stage: Stage, before: int) -> list[str]:
    """The words of what the bot posted since `before` messages stood in the channel."""
    posted = stage.channel.history()[before:]
    return [text for message in posted if message.author.bot for text in message_texts(message)]
