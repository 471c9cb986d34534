"""Which addresses may be fetched: by what they say, and by where they lead in the end.

What is typed is checked before a request (`check`), at every hop of a redirect; the network
address is checked on the very socket that is about to connect (`Gate`), so that no second look-up
of the name can lead elsewhere than the first.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from yarl import URL

from corpus.errors import AddressRefused

ORDINARY_PORTS = frozenset({80, 443, 8080, 8443})
LONGEST_ADDRESS = 2048
SCHEMES = ("http", "https")

# Of IPv6 only global unicast is routed on the Internet (IANA's IPv6 address space registry): this
# leaves out NAT64 (64:ff9b::/96), IPv4-mapped, loopback, link-local, site-local and multicast.
_ROUTED = ip_network("2000::/3")
# Python calls these global, or did in one of its versions; none of them holds a public web site.
_REFUSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocols of the IETF
            "192.88.99.0/24",  # 6to4 relays
            "168.63.129.16/32",  # a cloud's own services, answered inside it only
            "2001::/23",  # Teredo, ORCHID and other protocols of the IETF
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: leads to the IPv4 address inside it
            "3fff::/20",  # documentation
        ),
    )
)

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]
"""As socket.getaddrinfo has it; the last part is the network address and port."""


class PrivateNetwork(OSError):
    """Raised inside the connector: the network address is none that may be connected to."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether this is an address of the public Internet that may be connected to."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and address not in _ROUTED:
        return False
    return not any(address in network for network in _REFUSED)


class Gate:
    """Decides what may be fetched. `allowed` are the operator's own hosts.

    An allowed host is a name or network address ("feeds.lan", "192.168.1.20"): trusted on every
    port; or the same with one port ("localhost:8000"). A name that leads to an allowed network
    address may be connected to as well.
    """

    def __init__(self, allowed: Iterable[str] = (), ports: frozenset[int] = ORDINARY_PORTS) -> None:
        """Take what the operator allows; `ports` are the ordinary ones of all other hosts."""
        self._allowed = frozenset(each.strip().lower() for each in allowed)
        self._ports = ports

    def allows(self, url: URL) -> bool:
        """Whether the operator allowed this address by its host."""
        return self._names(url.host or "", url.port)

    def check(self, address: str, base: URL | None = None) -> URL:
        """The address as it will be requested, without its fragment. Raises AddressRefused.

        `base` is where it was found, where it may be relative.
        """
        url = _parsed(address, base)
        if url.user is not None or url.password is not None:
            raise AddressRefused("error.address.credentials", address=str(url.with_user(None)))
        if url.scheme not in SCHEMES:
            raise AddressRefused("error.address.scheme", address=address)
        if not url.host or url.port is None:
            raise AddressRefused("error.address.unusable", address=address)
        if url.port not in self._ports and not self.allows(url):
            raise AddressRefused("error.address.port", address=str(url), port=url.port)
        return url.with_fragment(None)

    def socket(self, info: AddressInfo) -> socket.socket:
        """A socket for exactly this network address. Raises PrivateNetwork instead."""
        family, kind, protocol, _, target = info
        host, port = str(target[0]), int(target[1])
        if not is_public(ip_address(host)) and not self._names(host, port):
            raise PrivateNetwork  # no message: aiohappyeyeballs keeps the type of equal errors only
        return socket.socket(family, kind, protocol)

    def _names(self, host: str, port: int | None) -> bool:
        return not self._allowed.isdisjoint((host, f"{host}:{port}"))


def _parsed(address: str, base: URL | None) -> URL:
    text = address.strip()
    if len(text) > LONGEST_ADDRESS or not text.isprintable():
        raise AddressRefused("error.address.unusable", address=text[:100])
    try:
        return base.join(URL(text)) if base else URL(text)
    except ValueError as error:
        raise AddressRefused("error.address.unusable", address=text) from error
