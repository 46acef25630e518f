"""The keys that commands sign and verify with: the operator's, and those that are given as texts and files."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from commitments.management.files import keep_secret, read_text
from commitments.models import Chain, Checkpoint
from commitments.values.notes import (
    Kind,
    MalformedKey,
    SigningKey,
    VerifyingKey,
    make_key,
    read_signing_key,
    read_verifying_key,
)


def origin_of(chain: str) -> str:
    """The name that a chain's checkpoints are signed as."""
    return f"{settings.ORIGIN}/{chain}"


def operator_key(chain: str) -> SigningKey:
    """The operator's key under the name of a chain; it is made when it is first needed.

    CommandError when it is gone although checkpoints were signed with it: another one must not take its place unseen.
    """
    path = Path(settings.CHECKPOINT_KEY)
    if not path.exists() and Checkpoint.objects.exists():
        raise CommandError(
            f"There are checkpoints, but no key in {path}: put it back, or set CHECKPOINT_KEY. If it is lost for good, "
            "checkpoint --key-only makes another one; hand its public keys to the witnesses."
        )
    make_operator_key()
    return signing_key(path, Kind.LOG).called(origin_of(chain))


def make_operator_key() -> None:
    """Make the operator's key, unless there is one."""
    path = Path(settings.CHECKPOINT_KEY)
    if not path.exists():
        keep_secret(path, make_key(settings.ORIGIN, Kind.LOG).written())


def operator_keys() -> list[VerifyingKey]:
    """The public halves of the operator's key, one for each chain."""
    return [operator_key(chain).verifying for chain in Chain.values]


def signing_key(path: Path, kind: Kind) -> SigningKey:
    """The key in a file; CommandError when it holds none, or one of the other kind."""
    try:
        key = read_signing_key(read_text(path))
    except MalformedKey as error:
        raise CommandError(f"{path} cannot be used. {error}") from error
    if key.kind is not kind:
        raise CommandError(f"{path} holds the key of a {key.kind.name.lower()}, not of a {kind.name.lower()}.")
    return key


def verifying_keys(texts: Iterable[str], kind: Kind | None = None) -> list[VerifyingKey]:
    """Public keys as they were given; CommandError for one that cannot be read, or is of the other kind."""
    try:
        keys = [read_verifying_key(text) for text in texts]
    except MalformedKey as error:
        raise CommandError(str(error)) from error
    for key in keys:
        if kind is not None and key.kind is not kind:
            raise CommandError(f"{key} is the key of a {key.kind.name.lower()}, not of a {kind.name.lower()}.")
    return keys
