"""What may be fetched, by its address and by the network address that it leads to."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from corpus.errors import AddressRefused
from corpus.sources.addresses import Gate, PrivateNetwork, is_public

# Every range of IANA's special-purpose registries (and of multicast) that is no public host's, with
# addresses at its edges and within. docs/sources.md shows this table; a test compares.
REFUSED = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "carrier-grade NAT",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local, metadata of clouds",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "protocols of the IETF",
    "192.0.2.0/24": "documentation",
    "192.88.99.0/24": "6to4 relays",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "benchmarks",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "168.63.129.16/32": "a cloud's own services",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved, broadcast",
    "::/128": "unspecified",
    "::1/128": "loopback",
    "::/96": "IPv4-compatible",
    "::ffff:0:0/96": "IPv4-mapped",
    "64:ff9b::/96": "NAT64",
    "64:ff9b:1::/48": "NAT64 of a network's own",
    "100::/64": "discarded",
    "2001::/32": "Teredo",
    "2001:2::/48": "benchmarks",
    "2001:10::/28": "ORCHID",
    "2001:20::/28": "ORCHIDv2",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "3fff::/20": "documentation",
    "5f00::/16": "segment routing",
    "fc00::/7": "unique local",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local",
    "ff00::/8": "multicast",
}
DOCUMENT = Path(__file__).parents[3] / "docs" / "sources.md"
PUBLIC = (
    "8.8.8.8",
    "93.184.215.14",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450::8",
)


def info(address: str, port: int = 443) -> tuple[int, int, int, str, tuple[object, ...]]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return family, socket.SOCK_STREAM, 0, "", (address, port)


def test_the_document_shows_what_is_tried() -> None:
    shown = re.findall(
        r"^\| `([0-9a-f.:]+/\d+)` \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert shown == list(REFUSED.items())


@pytest.mark.parametrize("network", REFUSED)
def test_no_address_of_a_special_range_is_public(network: str) -> None:
    whole = ip_network(network)
    middle = whole[whole.num_addresses // 2]
    for address in (whole[0], whole[-1], middle):
        assert not is_public(address), address


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_public_hosts(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_inside_an_ipv6_one_is_never_connected_to(number: int) -> None:
    inside = IPv4Address(number)
    for outer in (
        f"::ffff:{inside}",
        f"::{inside}",
        f"64:ff9b::{inside}",
        str(IPv6Address((0x2002 << 112) | (number << 80) | 1)),
    ):
        assert not is_public(ip_address(outer)), outer


@given(st.ip_addresses(network="2000::/3"))
def test_no_ipv6_address_is_public_that_python_calls_private(address: IPv6Address) -> None:
    assert address.is_global or not is_public(address)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", "scheme"),
        ("not an address", "scheme"),
        ("https://", "unusable"),
        ("https:///path", "unusable"),
        ("https://host:99999/", "unusable"),
        ("https://[::1/", "unusable"),
        ("https://ledger.example/\r\nX-Header: yes", "unusable"),
        ("https://ledger.example/\x00", "unusable"),
        ("https://ledger.example/" + "a" * 2048, "unusable"),
        ("ftp://ledger.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://ledger.example/", "scheme"),
        ("data:text/html,hello", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("//ledger.example/", "scheme"),
        ("https://ledger.example:22/", "port"),
        ("http://ledger.example:6379/", "port"),
        ("https://ada:secret@ledger.example/", "credentials"),
        ("https://ada@ledger.example/", "credentials"),
        ("https://:secret@ledger.example/", "credentials"),
        ("ftp://ada:secret@ledger.example/", "credentials"),
    ],
)
def test_addresses_that_are_not_asked_for(address: str, key: str) -> None:
    with pytest.raises(AddressRefused) as raised:
        Gate().check(address)
    assert raised.value.key == f"error.address.{key}"
    assert "secret" not in str(raised.value.details)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (" https://ledger.example/2022/harbour#top ", "https://ledger.example/2022/harbour"),
        ("HTTP://Ledger.Example:8080/a?b=c", "http://ledger.example:8080/a?b=c"),
        ("https://zürich.example/ä", "https://xn--zrich-kva.example/%C3%A4"),
    ],
)
def test_addresses_as_they_are_asked_for(address: str, asked: str) -> None:
    assert str(Gate().check(address)) == asked


def test_a_relative_address_is_taken_from_where_it_was_found() -> None:
    base = URL("https://ledger.example/2022/harbour")
    assert str(Gate().check("../news?x=1", base)) == "https://ledger.example/news?x=1"
    assert str(Gate().check("//quay.example/", base)) == "https://quay.example/"


def test_a_host_of_the_operators_own_may_be_private_and_on_any_port() -> None:
    gate = Gate(["Feeds.LAN", "192.168.1.20", "localhost:8000"])
    assert gate.check("http://feeds.lan:9999/").port == 9999
    gate.socket(info("192.168.1.20", 9999)).close()
    assert gate.check("http://localhost:8000/").port == 8000
    with pytest.raises(AddressRefused):
        gate.check("http://localhost:9000/")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "fe80::1%1", "169.254.169.254"])
def test_no_socket_is_made_for_a_private_address(address: str) -> None:
    with pytest.raises(PrivateNetwork):
        Gate(["192.168.1.20"]).socket(info(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_socket_is_made_for_a_public_address(address: str) -> None:
    Gate().socket(info(address)).close()
