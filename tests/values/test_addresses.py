"""The address of whoever asks is read past the proxies that are trusted, whatever a visitor writes into the header."""

import pytest

from commitments.values.addresses import UNKNOWN, client_address

PEER = "203.0.113.9"
CASES = [
    # without proxies the header is not read
    ("", 0, PEER),
    ("198.51.100.7", 0, PEER),
    # each proxy appends: what the visitor wrote stands on the left and is never reached
    ("198.51.100.7", 1, "198.51.100.7"),
    ("10.0.0.1, 198.51.100.7", 1, "198.51.100.7"),
    ("1.1.1.1,2.2.2.2, 198.51.100.7 ,192.0.2.1", 2, "198.51.100.7"),
    # fewer than there should be, or none that can be read: the peer
    ("198.51.100.7", 2, PEER),
    ("", 1, PEER),
    ("unknown", 1, PEER),
    ("198.51.100.7, ", 1, PEER),
    ("198.51.100.7, 999.1.1.1", 1, PEER),
    ("198.51.100.7, 0x7f.1", 1, PEER),
    # ports and brackets
    ("198.51.100.7:4711", 1, "198.51.100.7"),
    ("[2001:db8:1:2:3::4]:4711", 1, "2001:db8:1:2::"),
    ("[2001:db8:1:2:3::4]", 1, "2001:db8:1:2::"),
    ("2001:db8:1:2:ffff:ffff:ffff:ffff", 1, "2001:db8:1:2::"),
    ("::ffff:198.51.100.7", 1, "198.51.100.7"),
    ("fe80::1%eth0", 1, "fe80::"),
]


@pytest.mark.parametrize(("forwarded", "proxies", "expected"), CASES)
def test_the_address_is_the_one_that_the_outermost_trusted_proxy_saw(
    forwarded: str, proxies: int, expected: str
) -> None:
    assert client_address(PEER, forwarded, proxies=proxies) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [("2001:db8::1", "2001:db8::"), ("::ffff:192.0.2.1", "192.0.2.1"), ("", UNKNOWN), ("unix:", UNKNOWN)],
)
def test_the_peer_is_read_in_the_same_way(remote: str, expected: str) -> None:
    assert client_address(remote, "", proxies=0) == expected
