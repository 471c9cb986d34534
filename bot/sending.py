"""What posts cards in channels, as the ledger sees it; Discord's is in bot/discord_sender.py."""

from datetime import datetime
from typing import Protocol

from bot.show.actions import AboutBriefing
from bot.show.cards import Card
from corpus.errors import OnRecordError


class CannotSend(OnRecordError):
    """A channel that the bot cannot post in: gone, of the wrong kind, or a permission is missing.

    `gone` says that no permission would help.
    """

    def __init__(self, key: str, *, gone: bool = False) -> None:
        """`key` names the sentence that says what is missing."""
        super().__init__(key)
        self.gone = gone


class Sender(Protocol):
    """What posts cards in channels. Any call may raise CannotSend."""

    def ready(self) -> bool:
        """Whether channels can be looked up yet."""
        ...

    async def check(self, channel_id: int) -> None:
        """Raise CannotSend unless briefings can be posted in the channel."""
        ...

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,
        ping_role_id: int | None = None,
        first_id: int | None = None,
    ) -> int:
        """Post a card, once for its nonce; give the message's id.

        `first_id` is the message that this one goes on from: in a forum it begins a post of its
        own, in which all others follow.
        """
        ...

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Let those who follow an announcement channel have the message; elsewhere do nothing."""
        ...

    async def find(
        self, channel_id: int, mark: AboutBriefing, since: datetime, first_id: int | None = None
    ) -> int | None:
        """The bot's own message since an instant whose card has the button `mark`, if any."""
        ...
