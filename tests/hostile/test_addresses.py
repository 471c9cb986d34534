"""Addresses that lead where they should not: by redirects, by name, by spelling, by another answer."""

import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
import trustme

from corpus.errors import AddressRefused, FetchFailed
from corpus.sources.fetch import Door, Fetched
from tests.hostile.conftest import QUICK
from tests.hostile.server import HOME, NOWHERE, Clock, Names, Site, says, serving


@asynccontextmanager
async def strict_door(site: Site, clock: Clock, *, names: Names | None = None, **more: object):
    ...
