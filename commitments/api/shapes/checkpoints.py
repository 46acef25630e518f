"""The shape of a checkpoint."""

from commitments.api.shapes.fields import Digest, Shape, moment, string, whole


class Checkpoint(Shape):
    """That the public chain stood here, signed by the operator and by the witnesses who countersigned."""

    number = whole(help_text="The number of the newest edition that it covers.")
    digest = Digest(help_text="The digest of that edition.")
    recorded_at = moment(help_text="When it was signed.")
    note = string(
        help_text="The checkpoint as a signed note (C2SP signed-note, tlog-checkpoint), with every countersignature "
        "(C2SP tlog-cosignature v1) that is kept. Its third line is the digest in base64, no root of a Merkle tree."
    )
