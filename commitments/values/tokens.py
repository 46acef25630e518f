"""The secrets of tokens: made at random, told once, and kept only as digests."""

import hashlib
import re
import secrets
from typing import Final

PREFIX: Final = "cct_"
"""What every secret begins with, so that people and scanners know one that lies where it should not."""

SECRET = re.compile(PREFIX + "[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """A secret of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def is_secret(text: str) -> bool:
    """Whether a text has the form of a secret."""
    return SECRET.fullmatch(text) is not None


def secret_digest(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal.

    A fast function is right here: 256 random bits cannot be guessed however fast each guess is, while a slow one, made
    for the passwords that people think up, would be paid for on every request.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
