"""The address that a request comes from, read past the proxies that are trusted, and no further."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

UNKNOWN: Final = str(IPv4Address(0))
"""What stands for an address that cannot be read, such as that of a local socket."""
PREFIX: Final = 64
"""How much of an IPv6 address tells one network from another; whoever has a network has all the rest."""

BRACKETED = re.compile(r"\[([^\]]*)\](?::[0-9]{1,5})?")
WITH_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}")


def client_address(remote: str, forwarded: str, *, proxies: int) -> str:
    """Who asks: `remote` is the peer, `forwarded` the X-Forwarded-For it sent, `proxies` how many of them are trusted.

    Each proxy appends the address that it was asked from, so the n-th from the right is what the outermost trusted one
    saw; what stands further left is whatever a visitor wrote. When it is missing or no address, the peer counts. An
    IPv6 address is given as its network of 64 bits.
    """
    named = [each.strip() for each in forwarded.split(",")] if proxies else []
    found = _read(named[-proxies]) if 0 < proxies <= len(named) else None
    return _network(found or _read(remote))


def _read(text: str) -> IPv4Address | IPv6Address | None:
    if match := BRACKETED.fullmatch(text) or WITH_PORT.fullmatch(text):
        text = match[1]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _network(address: IPv4Address | IPv6Address | None) -> str:
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), PREFIX), strict=False).network_address)
    return str(address) if address else UNKNOWN
