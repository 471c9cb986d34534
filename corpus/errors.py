"""One tree of errors. Each carries a key of the catalogue of sentences and what to fill in.

Users never read these classes' names: `bot.show` words them from `key` and `details`.
"""

from datetime import timedelta
from http import HTTPStatus


class OnRecordError(Exception):
    """Something that a user can be told in a plain sentence.

    `key` names the sentence in the catalogue; `details` fill its placeholders.
    """

    key = "error.unexpected"

    def __init__(self, key: str | None = None, **details: object) -> None:
        """Take a more precise `key` than the class's own, and `details` for the sentence."""
        super().__init__(key or self.key, details)
        if key is not None:
            self.key = key
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole: keyword details would be lost by the default way."""
        return _rebuild, (type(self), self.key, self.details)


def _rebuild(kind: type[OnRecordError], key: str, details: dict[str, object]) -> OnRecordError:
    return kind(key, **details)


class UnreadableSource(OnRecordError):
    """A file or page that cannot become an article (empty, binary, too large, broken)."""

    key = "error.source.unreadable"


class BadInput(OnRecordError):
    """Something a user typed that cannot be taken (a zone that does not exist, a bad date)."""

    key = "error.input"


class NotAllowed(OnRecordError):
    """The user lacks the permission for this."""

    key = "error.not_allowed"


class NotFound(OnRecordError):
    """A thing named by its id is not in this library (any more)."""

    key = "error.not_found"


class Misconfigured(OnRecordError):
    """The operator's settings are wrong or incomplete."""

    key = "error.misconfigured"


class Busy(OnRecordError):
    """More is asked at this moment than can be answered; asking again in a moment helps."""

    key = "error.busy"


class AddressRefused(OnRecordError):
    """An address that is not fetched: its scheme, port or credentials, or where it leads."""

    key = "error.address.unusable"


class FetchFailed(OnRecordError):
    """A server, or the way to it, did not hand over what was asked for.

    `details` always hold `host`; `status` is the server's answer, where there was one;
    `retry_after` how long it asks to be left alone, at most a day.
    """

    key = "error.fetch.unreachable"

    @property
    def status(self) -> int | None:
        """The HTTP status, None where no answer came or the status was not what was wrong."""
        status = self.details.get("status")
        return status if isinstance(status, int) else None

    @property
    def retry_after(self) -> timedelta | None:
        """How long to wait before asking again, where the server said so."""
        wait = self.details.get("retry_after")
        return wait if isinstance(wait, timedelta) else None

    @property
    def gone(self) -> bool:
        """The server says that it is gone for good (410): asking again is of no use."""
        return self.status == HTTPStatus.GONE
