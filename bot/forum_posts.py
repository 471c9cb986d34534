"""A forum's post is asked for once: discord.py would ask again after an error of the server's.

Posts have no nonce, so that one which Discord had made before it answered by an error would stand
there twice. Whoever asked looks for it first, and then asks again.
"""

import re
from types import SimpleNamespace

import aiohttp

from bot.sending import TryAgain

_POSTS = re.compile(r"/channels/\d+/threads$")
"""Where posts are made; a thread under a message has its own path, and is made only once."""

_SERVER_ERROR = 500

_Params = aiohttp.TraceRequestEndParams | aiohttp.TraceRequestExceptionParams


def asked_for_once() -> aiohttp.TraceConfig:
    """For discord.Client's `http_trace`: a post that failed leaves discord.py as TryAgain.

    aiohttp closes the response and gives up its connection when a trace raises.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_answered)
    trace.on_request_exception.append(_broken)
    return trace


async def _answered(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    params: aiohttp.TraceRequestEndParams,
) -> None:
    if _makes_post(params) and params.response.status >= _SERVER_ERROR:
        raise TryAgain


async def _broken(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    params: aiohttp.TraceRequestExceptionParams,
) -> None:
    """On some systems discord.py asks again after a connection that was reset, too."""
    if _makes_post(params) and isinstance(params.exception, OSError):
        raise TryAgain from params.exception


def _makes_post(params: _Params) -> bool:
    return params.method == "POST" and _POSTS.search(params.url.path) is not None
