"""Keys that tests sign with, and a small record with its checkpoints, countersigned by the witnesses of two sides."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from commitments.actions.checkpoints import countersign, sign_checkpoints
from commitments.exchange.proofs import Asked, proof
from commitments.models import Checkpoint
from commitments.records.checkpoints import note_of
from commitments.values.notes import Kind, SigningKey, VerifyingKey, cosigned

ORIGIN = "record.example"
AT = datetime(2026, 1, 6, 12, tzinfo=UTC)
OPERATOR = SigningKey(ORIGIN, Kind.LOG, bytes(range(32)))
WITNESSES = [SigningKey(f"witness.example/{side}", Kind.WITNESS, side.encode() * 16) for side in ("aa", "bb")]


def operator(chain: str = "public") -> SigningKey:
    """The operator's key for a chain."""
    return OPERATOR.called(f"{ORIGIN}/{chain}")


def signed(chain: str = "public", *, at: datetime = AT, witnesses: Sequence[SigningKey] = ()) -> Checkpoint:
    """A checkpoint of the chain as it stands, countersigned by these witnesses."""
    (checkpoint,) = sign_checkpoints({chain: operator(chain)}, at=at)
    for key in witnesses:
        signature = cosigned(note_of(checkpoint), key, at=int(at.timestamp()) + 60)
        countersign(checkpoint, signature, key.verifying, at=at)
    return Checkpoint.objects.get(pk=checkpoint.pk)


def keys(chain: str = "public", *, witnesses: Sequence[SigningKey] = ()) -> list[VerifyingKey]:
    """The public keys of the operator and of these witnesses."""
    return [operator(chain).verifying, *(key.verifying for key in witnesses)]


def proved(chain: str = "public", **asked: object) -> bytes:
    """A proof as a file holds it."""
    return b"".join(proof(Asked(chain=chain, origin=f"{ORIGIN}/{chain}", **asked)))  # type: ignore[arg-type]


def kept(path: Path, chain: str = "public", **asked: object) -> Path:
    """The same, in a file."""
    path.write_bytes(proved(chain, **asked))
    return path
