"""Addresses that lead where they should not: by spelling, by redirect, by name, by certificate."""

import ssl
from datetime import UTC, datetime

import pytest
import trustme

from corpus.errors import AddressRefused, FetchFailed
from corpus.sources.fetch import Door, Fetched
from tests.hostile.conftest import QUICK
from tests.hostile.server import HOME, NOWHERE, Clock, Handler, Names, Site, says, serving

PRIVATE = "error.address.private"


def strict(site: Site, clock: Clock, *allowed: str, names: Names | None = None) -> Door:
    """A door for which the site's port is an ordinary one, so that only its host is in question."""
    return Door(
        contact="",
        clock=clock,
        allowed_hosts=allowed,
        limits=QUICK,
        ports=frozenset({80, site.port}),
        resolver=names,
    )


def sends_to(target: str, status: int = 302) -> Handler:
    return says("", status, Location=target)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        "0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
    ],
)
async def test_no_spelling_of_loopback_is_fetched(site: Site, clock: Clock, host: str) -> None:
    site.answers["/"] = says()
    async with strict(site, clock) as door:
        with pytest.raises((AddressRefused, FetchFailed)) as raised:
            await door.get(site.at("/", host))
    assert raised.value.key in (PRIVATE, "error.fetch.unknown_host", "error.address.unusable")
    assert site.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_leads_to_a_private_host(clock: Clock, status: int) -> None:
    async with serving() as site, serving(NOWHERE, site.port) as inside:
        inside.answers["/secret"] = says("<p>secret</p>")
        site.answers["/"] = sends_to(inside.at("/secret"), status)
        async with strict(site, clock, HOME) as door:
            with pytest.raises(AddressRefused) as raised:
                await door.get(site.at("/"))
        assert raised.value.key == PRIVATE
        assert raised.value.details["host"] == NOWHERE
        assert inside.asked == []


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("http://169.254.169.254/latest/meta-data/", PRIVATE),
        ("http://[fd00:ec2::254]/latest/meta-data/", PRIVATE),
        ("http://10.0.0.1/", PRIVATE),
        ("http://0x7f.2/", PRIVATE),
        ("file:///etc/passwd", "error.address.scheme"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "error.address.scheme"),
        ("http://127.0.0.2:6379/", "error.address.port"),
        ("http://ada:secret@127.0.0.2/", "error.address.credentials"),
        ("http://[::1", "error.address.unusable"),
    ],
)
async def test_a_redirect_is_checked_as_an_address_is(
    site: Site, clock: Clock, target: str, key: str
) -> None:
    site.answers["/"] = sends_to(target)
    async with strict(site, clock, HOME) as door:
        with pytest.raises(AddressRefused) as raised:
            await door.get(site.at("/"))
    assert raised.value.key == key


async def test_robots_txt_is_no_way_round(clock: Clock) -> None:
    async with serving() as site, serving(NOWHERE, site.port) as inside:
        site.answers["/robots.txt"] = sends_to(inside.at("/robots.txt"))
        site.answers["/"] = says()
        async with strict(site, clock, HOME) as door:
            with pytest.raises(AddressRefused):
                await door.get(site.at("/"))
        assert inside.asked == []


@pytest.mark.parametrize("path", ["/loop", "/there", "/longer"])
async def test_redirects_in_circles_are_seen(site: Site, door: Door, path: str) -> None:
    site.answers |= {
        "/loop": sends_to("/loop"),
        "/there": sends_to("/back"),
        "/back": sends_to("/there#again"),
        "/longer": sends_to("/there"),
    }
    with pytest.raises(FetchFailed) as raised:
        await door.get(site.at(path))
    assert raised.value.key == "error.fetch.redirects"
    assert len(site.paths()) <= 3


async def test_redirects_without_end_are_cut_off(site: Site, door: Door) -> None:
    site.answers |= {f"/{step}": sends_to(f"/{step + 1}") for step in range(100)}
    with pytest.raises(FetchFailed) as raised:
        await door.get(site.at("/0"))
    assert raised.value.key == "error.fetch.redirects"
    assert len(site.paths()) == QUICK.redirects + 1


async def test_as_many_redirects_as_are_borne(site: Site, door: Door) -> None:
    site.answers |= {f"/{step}": sends_to(f"/{step + 1}") for step in range(QUICK.redirects)}
    site.answers[f"/{QUICK.redirects}"] = says()
    page = await door.get(site.at("/0"))
    assert page.address == site.at(f"/{QUICK.redirects}")


async def test_a_name_that_changes_its_answer_is_caught_at_the_connection(clock: Clock) -> None:
    """DNS rebinding: the first look-up is harmless, the next leads inside."""
    names = Names(paper_test=[NOWHERE, NOWHERE, HOME])
    async with serving(NOWHERE) as site, serving(HOME, site.port) as inside:
        site.answers["/"] = says(Connection="close")
        site.answers["/robots.txt"] = says("", 404, Connection="close")
        inside.answers["/"] = says("<p>secret</p>")
        async with strict(site, clock, NOWHERE, names=names) as door:
            first = await door.get(site.at("/", "paper.test"))
            with pytest.raises(AddressRefused) as raised:
                await door.get(site.at("/", "paper.test"))
        assert isinstance(first, Fetched)
        assert b"harbour" in first.body
        assert raised.value.key == PRIVATE
        assert raised.value.details["host"] == "paper.test"
        assert site.paths() == ["/"]
        assert inside.asked == []
    assert len(names.asked) == 3  # one look-up a connection: none is checked and then made anew


async def test_of_a_mixed_answer_only_what_is_allowed_is_connected_to(clock: Clock) -> None:
    names = Names(paper_test=[f"{HOME} {NOWHERE}"])
    async with serving(NOWHERE) as site, serving(HOME, site.port) as inside:
        site.answers["/"] = says()
        async with strict(site, clock, NOWHERE, names=names) as door:
            await door.get(site.at("/", "paper.test"))
        assert site.paths() == ["/"]
        assert inside.asked == []


async def test_a_name_that_does_not_exist_is_told(site: Site, clock: Clock) -> None:
    async with strict(site, clock, names=Names()) as door:
        with pytest.raises(FetchFailed) as raised:
            await door.get(site.at("/", "paper.test"))
    assert raised.value.key == "error.fetch.unknown_host"


async def test_a_name_server_that_never_answers_is_not_waited_for(site: Site, clock: Clock) -> None:
    async with strict(site, clock, names=Names(paper_test=[""])) as door:
        with pytest.raises(FetchFailed) as raised:
            await door.get(site.at("/", "paper.test"))
    assert raised.value.key == "error.fetch.timeout"


async def test_only_a_valid_certificate_is_believed(clock: Clock) -> None:
    authority = trustme.CA()
    expired = authority.issue_cert(HOME, not_after=datetime(2020, 1, 1, tzinfo=UTC))
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)  # pyright: ignore[reportUnknownMemberType]
    for certificate, trusted, believed in (
        (authority.issue_cert(HOME), trusting, True),
        (authority.issue_cert(HOME), None, False),  # an authority that nobody knows
        (authority.issue_cert("quay.example"), trusting, False),
        (expired, trusting, False),
    ):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(context)  # pyright: ignore[reportUnknownMemberType]
        async with (
            serving(tls=context) as site,
            Door(contact="", clock=clock, allowed_hosts=[HOME], tls=trusted) as door,
        ):
            site.answers["/"] = says()
            if believed:
                assert isinstance(await door.get(site.at("/")), Fetched)
                continue
            with pytest.raises(FetchFailed) as raised:
                await door.get(site.at("/"))
            assert raised.value.key == "error.fetch.tls"
            assert site.asked == []


async def test_no_proxy_of_the_environment_is_used(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(NOWHERE) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.at("/"))
        site.answers["/"] = says("here")
        async with strict(site, clock, HOME) as door:
            page = await door.get(site.at("/"))
        assert isinstance(page, Fetched)
        assert proxy.asked == []
