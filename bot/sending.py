"""What posts cards in channels, as the ledger sees it; Discord's is in bot/discord_sender.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.show.actions import AboutBriefing
from bot.show.cards import Card
from corpus.errors import OnRecordError
from storage.records import Plan


class CannotSend(OnRecordError):
    """A channel that the bot cannot post in: gone, of the wrong kind, or a permission is missing.

    `gone` says that no permission would help.
    """

    def __init__(self, key: str, *, gone: bool = False) -> None:
        """`key` names the sentence that says what is missing."""
        super().__init__(key)
        self.gone = gone


class TryAgain(OnRecordError):
    """Discord did not answer, or by an error of its own: another try may mend it.

    The message may be there all the same; whoever tries again looks first.
    """

    key = "error.discord_busy"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a briefing stands in its channel: with a thread under its first message, in which it
    goes on; with a picture; under a forum's tags; pinging a role (Discord's ids).
    """

    thread: bool = False
    picture: bool = False
    tags: tuple[int, ...] = ()
    ping_role_id: int | None = None

    @classmethod
    def of(cls, plan: Plan) -> "Manner":
        """What a schedule's plan asks for."""
        return cls(plan.thread, plan.picture, tuple(map(int, plan.tags)), plan.ping_role_id)


PLAIN = Manner()


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is in Discord, and the channel or thread that it is in."""

    message_id: int
    place_id: int


class Sender(Protocol):
    """What posts cards in channels. Any call may raise CannotSend or TryAgain."""

    def ready(self) -> bool:
        """Whether channels can be looked up yet."""
        ...

    async def check(self, channel_id: int, manner: Manner = PLAIN) -> None:
        """Raise CannotSend unless briefings can be posted in the channel in this manner."""
        ...

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,
        manner: Manner = PLAIN,
        first_id: int | None = None,
    ) -> Sent:
        """Post a card, once for its nonce.

        `first_id` is the message that this one goes on from: in a forum it begins a post of its
        own, elsewhere a thread where the manner asks for one, in which all others follow.
        """
        ...

    async def open_thread(self, channel_id: int, message_id: int, name: str) -> None:
        """Open a thread under a message, unless there is one; in a thread or forum do nothing."""
        ...

    async def reply(self, place_id: int, message_id: int, card: Card, *, nonce: str) -> int:
        """Post a card as the answer to a message, once for its nonce; give the message's id."""
        ...

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Let those who follow an announcement channel have the message; elsewhere do nothing."""
        ...

    async def find(
        self,
        channel_id: int,
        mark: AboutBriefing,
        since: datetime,
        first_id: int | None = None,
        manner: Manner = PLAIN,
    ) -> Sent | None:
        """The bot's own message since an instant whose card has the button `mark`, if any."""
        ...
