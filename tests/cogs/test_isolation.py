"""Two servers, anything done in either: neither ever shows what only the other brought.

Through the simulated Discord: every question, every completion, every count, the briefing.
`tests/storage/test_isolation.py` holds the database to the same, down to the order of lists.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from tests.cogs.stage import text_of


class Told(NamedTuple):
    """An article in which one person says one thing; `word` stands in no other.

    Nor does `later`, which its outlet puts in afterwards.
    """

    first: str
    last: str
    word: str
    later: str

    @property
    def data(self) -> bytes:
        """The article as a file."""
        return self.saying(self.word)

    @property
    def changed(self) -> bytes:
        """The file as its outlet changed it."""
        return self.saying(f"{self.word} and the {self.later}")

    def saying(self, words: str) -> bytes:
        """The article about something else."""
        return (
            f"{self.last} speaks on Wednesday\n\nHARBOUR CITY, March 16, 2022 (The Harbour Post)"
            f" - The council met on Wednesday.\n\n“We will look after the {words} this"
            f" winter,” council member {self.first} {self.last} said on Wednesday.\n"
        ).encode()


ARTICLES = (
    Told("Mira", "Tolland", "lighthouse", "foghorn"),
    Told("Oskar", "Lindqvist", "herring", "mackerel"),
    Told("Anna", "Berg", "orchard", "vineyard"),
    Told("Gustav", "Holm", "turbine", "sluice"),
)
ACTIONS = ("ingest", "ingest", "ingest", "change", "change", "remove", "hide", "wrong", "brief")
SAID = "look after this winter"


@dataclass
class Server:
    """A server with what its moderators brought and hid, as they would remember it."""

    channel: ChannelHandle
    moderator: MemberActor
    held: set[Told] = field(default_factory=set[Told])
    changed: set[Told] = field(default_factory=set[Told])
    marked: set[Told] = field(default_factory=set[Told])

    async def slash(self, name: str, /, **options: Any) -> str:
        """What is answered to a slash command."""
        result = await self.moderator.slash(self.channel, name, **options)
        assert result.response is not None
        return text_of(result.response)

    async def offered(self, name: str, option: str, typed: str) -> list[dict[str, Any]]:
        """What is offered while somebody types."""
        return list(await self.moderator.autocomplete(self.channel, name, option, typed))

    async def do(self, action: str, article: Told) -> None:
        """One thing that a moderator does."""
        match action:
            case "ingest":
                await self.ingest(article)
            case "change":
                await self.change(article)
            case "remove":
                await self.remove(article)
            case "brief":
                await self.slash("briefing now")
            case _:
                await self.mark(f"quote-{action}", article)

    async def ingest(self, article: Told) -> None:
        shown = await self.slash("ingest", file=(f"{article.last}.txt", article.data))
        had = article in self.held
        assert ("1 on record already" in shown) == had
        assert ("1 article added" in shown) != had
        self.held.add(article)

    async def change(self, article: Told) -> None:
        """Bring the newer version of an article that is there."""
        if article not in self.held:
            return
        shown = await self.slash("ingest", file=(f"{article.last}.txt", article.changed))
        had = article in self.changed
        assert ("1 on record already" in shown) == had
        assert ("1 article changed" in shown) != had
        self.changed.add(article)

    async def remove(self, article: Told) -> None:
        offered = await self.offered("article remove", "article", article.last)
        assert len(offered) == (article in self.held)
        for choice in offered:
            await self.slash("article remove", article=choice["value"])
        self.held.discard(article)
        self.changed.discard(article)

    async def mark(self, command: str, article: Told) -> None:
        for choice in await self.offered(command, "quote", article.word):
            if article.word in choice["name"]:
                await self.slash(command, quote=choice["value"])
                self.marked.add(article)

    async def everything(self) -> str:
        """All that the server shows of its record."""
        shown = [
            await self.slash("articles"),
            await self.slash("timeline"),
            await self.slash("quote", words=SAID),
        ]
        for article in ARTICLES:
            shown.append(await self.slash("who", name=article.last))
            shown.append(await self.slash("timeline", about=article.last))
            shown += [
                await self.slash("article history", article=choice["value"])
                for choice in await self.offered("article history", "article", article.last)
            ]
        for name, option in (
            ("who", "name"),
            ("quote", "by"),
            ("timeline", "about"),
            ("article remove", "article"),
            ("quote-hide", "quote"),
            ("quote-wrong", "quote"),
        ):
            shown.append(str(await self.offered(name, option, "")))
            shown.append(str(await self.offered(name, option, "o")))
        shown.append(await self.slash("briefing now"))
        latest = self.channel.last_message
        assert latest is not None
        return "\n".join([*shown, text_of(latest)])


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
)
@given(
    actions=st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTIONS), st.sampled_from(ARTICLES)),
        min_size=4,
        max_size=12,
    )
)
async def test_no_server_shows_what_only_another_one_brought(
    simcord_env: Env, actions: list[tuple[bool, str, Told]]
) -> None:
    servers = open_server(simcord_env, "Here"), open_server(simcord_env, "There")
    for there, action, article in actions:
        await servers[there].do(action, article)
    for server in servers:
        shown = await server.everything()
        for article in ARTICLES:
            if article not in server.held:
                assert article.first not in shown
                assert article.word not in shown
            elif article not in server.marked:
                assert f"{article.first} {article.last}" in shown
                assert f"look after the {article.word}" in shown.replace("**", "")
                assert (article.later in shown) == (article in server.changed)
            if article not in server.changed:
                assert article.later not in shown
        counted = "1 article" if len(server.held) == 1 else f"{len(server.held)} articles"
        assert (counted in shown) == bool(server.held)


def open_server(env: Env, name: str) -> Server:
    """A server new to the bot, with its owner as the moderator."""
    guild = env.create_guild(name)
    return Server(guild.create_text_channel("on-record"), guild.add_member(guild.owner))
