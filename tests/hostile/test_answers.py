"""Answers that ask for something: come back later, go elsewhere, stay away, keep what you have."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from aiohttp import web

from corpus.errors import FetchFailed
from corpus.sources.fetch import Door, Fetched, NotModified
from corpus.sources.kinds import Kind
from corpus.sources.wire import Limits
from tests.hostile.server import HOME, NOWHERE, PAGE, Clock, Names, Site, says, serving

HOUR = timedelta(hours=1)
NOON = "Mon, 04 Apr 2022 12:00:00 GMT"
ONE = "Mon, 04 Apr 2022 13:00:00 GMT"


async def failure(door: Door, address: str) -> FetchFailed:
    with pytest.raises(FetchFailed) as raised:
        await door.get(address)
    return raised.value


async def test_what_was_kept_is_not_sent_again(site: Site, door: Door) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        told = {"ETag": '"v1"', "Last-Modified": NOON, "Cache-Control": "max-age=600"}
        known = request.headers.get("If-None-Match") == '"v1"'
        same = request.headers.get("If-Modified-Since") == NOON
        return web.Response(
            status=304 if known and same else 200, body=b"" if known else b"<p>", headers=told
        )

    site.answers["/feed"] = answer
    first = await door.get(site.at("/feed"), accept=Kind.FEED)
    assert isinstance(first, Fetched)
    assert (first.etag, first.last_modified) == ('"v1"', NOON)
    second = await door.get(
        site.at("/feed"), accept=Kind.FEED, etag=first.etag, last_modified=first.last_modified
    )
    assert second == NotModified(site.at("/feed"), None, timedelta(minutes=10))


async def test_not_modified_to_a_question_that_had_no_condition_is_no_answer(
    site: Site, door: Door
) -> None:
    site.answers["/feed"] = says("", 304)
    assert (await failure(door, site.at("/feed"))).key == "error.fetch.status"


@pytest.mark.parametrize(
    ("steps", "adopted"),
    [((301,), True), ((308,), True), ((301, 308), True), ((302,), False), ((301, 302), False),
     ((307, 301), False), ((303,), False), ((), False)],
)  # fmt: skip
async def test_only_an_address_that_moved_for_good_is_to_be_adopted(
    site: Site, door: Door, steps: tuple[int, ...], adopted: bool
) -> None:
    for number, status in enumerate(steps):
        site.answers[f"/{number}"] = says("", status, Location=f"/{number + 1}")
    site.answers[f"/{len(steps)}"] = says()
    page = await door.get(site.at("/0"))
    end = site.at(f"/{len(steps)}")
    assert page.address == end
    assert page.moved_to == (end if adopted else None)


async def test_a_redirect_to_nowhere_is_told(site: Site, door: Door) -> None:
    site.answers["/"] = says("", 301)
    error = await failure(door, site.at("/"))
    assert (error.key, error.status) == ("error.fetch.status", 301)


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (401, "forbidden"),
        (402, "forbidden"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "gone"),
        (418, "status"),
        (451, "forbidden"),
        (500, "server"),
        (204, "status"),
    ],
)
async def test_statuses_are_told_apart(site: Site, door: Door, status: int, key: str) -> None:
    site.answers["/"] = says("", status)
    error = await failure(door, site.at("/"))
    assert (error.key, error.status) == (f"error.fetch.{key}", status)
    assert error.gone == (status == 410)
    assert error.retry_after is None


@pytest.mark.parametrize(("status", "key"), [(429, "too_many"), (503, "server")])
@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ({"Retry-After": "3600"}, HOUR),
        ({"Retry-After": ONE, "Date": NOON}, HOUR),
        ({"Retry-After": "9999999"}, 24 * HOUR),
        ({"Retry-After": "whenever"}, None),
        ({}, None),
    ],
)
async def test_a_server_is_left_alone_as_long_as_it_asks(
    site: Site,
    door: Door,
    clock: Clock,
    status: int,
    key: str,
    said: dict[str, str],
    wait: timedelta | None,
) -> None:
    site.answers |= {"/": says("", status, **said), "/other": says()}
    error = await failure(door, site.at("/"))
    assert (error.key, error.status, error.retry_after) == (f"error.fetch.{key}", status, wait)
    if wait is None:
        await door.get(site.at("/other"))
        return
    clock.forward(wait - timedelta(seconds=1))
    again = await failure(door, site.at("/other"))
    assert (again.key, again.retry_after) == ("error.fetch.waiting", timedelta(seconds=1))
    assert site.paths() == ["/"]
    clock.forward(timedelta(seconds=1))
    await door.get(site.at("/other"))
    assert site.paths() == ["/", "/other"]


async def test_one_request_at_a_time_to_a_host(site: Site, door: Door) -> None:
    running = 0
    most = 0

    async def answer(_: web.Request) -> web.StreamResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        return web.Response(text=PAGE, content_type="text/html")

    site.answers |= {f"/{number}": answer for number in range(8)}
    await asyncio.gather(*(door.get(site.at(f"/{number}")) for number in range(8)))
    assert most == 1
    assert len(site.paths()) == 8


async def test_a_host_gets_a_pause_and_hosts_do_not_wait_for_each_other(clock: Clock) -> None:
    times: dict[str, list[float]] = {"a.test": [], "b.test": []}

    async def answer(request: web.Request) -> web.StreamResponse:
        times[str(request.url.host)].append(asyncio.get_running_loop().time())
        return web.Response(text=PAGE, content_type="text/html")

    names = Names(a_test=[NOWHERE], b_test=[NOWHERE])
    async with (
        serving(NOWHERE) as site,
        Door(
            contact="",
            clock=clock,
            allowed_hosts=[NOWHERE],  # the network, not the names: these are strangers' hosts
            limits=Limits(pause=0.4),
            ports=frozenset({site.port}),
            resolver=names,
        ) as door,
    ):
        site.answers |= {"/1": answer, "/2": answer, "/3": answer}
        began = asyncio.get_running_loop().time()
        await asyncio.gather(
            *(door.get(site.at(path, host)) for host in times for path in ("/1", "/2", "/3"))
        )
        took = asyncio.get_running_loop().time() - began
    for asked in times.values():
        pauses = [later - earlier for earlier, later in pairwise(asked)]
        assert len(pauses) == 2
        assert all(0.29 < pause < 0.9 for pause in pauses)
        assert pauses[0] != pytest.approx(pauses[1], abs=1e-4)  # the jitter
    assert took < 2.4  # three pauses each, robots.txt included, side by side


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/news", False),
        ("User-agent: *\nDisallow: /private/", "/news", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/news/minutes.pdf", False),  # a wildcard
        ("User-agent: *\nDisallow: /news\nAllow: /news/harbour", "/news/harbour", True),  # longest
        ("User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow:", "/news", True),
        ("User-agent: OnRecord\nDisallow: /\n\nUser-agent: *\nDisallow:", "/news", False),
        ("<!doctype html><p>There is no such page.</p>", "/news", True),
        ("\xff\xfe\x00nonsense", "/news", True),
        ("User-agent: *\nDisallow: /" + "a" * 600_000 + "\nDisallow: /news", "/news", True),
    ],
)
async def test_robots_txt_is_kept_to(
    site: Site, door: Door, robots: str, path: str, allowed: bool
) -> None:
    site.answers |= {"/robots.txt": says(robots, Content_Type="text/plain"), path: says()}
    if allowed:
        await door.get(site.at(path))
    else:
        assert (await failure(door, site.at(path))).key == "error.fetch.robots"
        assert site.paths() == []


@pytest.mark.parametrize(
    ("status", "key"), [(500, "server"), (503, "server"), (429, "too_many"), (404, None)]
)
async def test_a_host_whose_robots_txt_is_in_trouble_is_not_asked_for_more(
    site: Site, door: Door, status: int, key: str | None
) -> None:
    site.answers |= {"/robots.txt": says("", status), "/": says()}
    if key is None:
        await door.get(site.at("/"))
        return
    assert (await failure(door, site.at("/"))).key == f"error.fetch.{key}"
    assert site.paths() == []


async def test_robots_txt_is_asked_for_once_a_day(site: Site, door: Door, clock: Clock) -> None:
    site.answers["/"] = says()
    for hours in (0, 1, 22, 2, 1):
        clock.forward(timedelta(hours=hours))
        await door.get(site.at("/"))
    assert [each.path for each in site.asked].count("/robots.txt") == 2


async def test_each_hop_of_a_redirect_keeps_to_the_robots_txt_of_its_host(clock: Clock) -> None:
    async with (
        serving() as site,
        serving(NOWHERE) as other,
        Door(contact="", clock=clock, allowed_hosts=[HOME, NOWHERE]) as door,
    ):
        site.answers["/"] = says("", 302, Location=other.at("/"))
        other.answers |= {"/robots.txt": says("User-agent: *\nDisallow: /"), "/": says()}
        error = await failure(door, site.at("/"))
        assert (error.key, error.details["host"]) == ("error.fetch.robots", NOWHERE)
        assert other.paths() == []


async def test_a_server_learns_whom_to_ask_and_nothing_else(site: Site, clock: Clock) -> None:
    site.answers |= {
        "/": says("", 302, Location="/page", Set_Cookie="reader=42; Path=/"),
        "/page": says(),
    }
    async with Door(contact="https://quay.example/bot", clock=clock, allowed_hosts=[HOME]) as door:
        await door.get(site.at("/"))
        await door.get(site.at("/page"))
    for request in site.asked:
        assert request.headers["User-Agent"] == "OnRecord (+https://quay.example/bot)"
        assert request.headers["Accept-Encoding"] == "gzip, deflate, br"
        assert not {"Cookie", "Referer", "Authorization", "Origin"} & set(request.headers)
