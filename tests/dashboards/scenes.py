"""Records for the tests of pages."""

from decimal import Decimal
from typing import Any

from django.test import Client

from commitments.models import Commitment, Side
from commitments.values.quotes import locate, normalise
from tests import factories as make

TEXT = "The first line.\nBoth sides agreed to build the bridge by 2027, and said so.\nThe last line."


def text_of(client: Client, address: str, *, status: int = 200, **asked: Any) -> str:
    """A page as text, its white space closed up."""
    response = client.get(address, asked)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def full(reference: str = "AB-2025-001", **given: Any) -> Commitment:
    """A commitment with one of everything that its page shows."""
    row = make.CommitmentFactory(reference=reference, sectors=[make.SectorFactory()], **given)
    make.ResponsibilityFactory(commitment=row)
    make.CitationFactory(commitment=row, passage=located())
    make.DeadlineFactory(commitment=row, edtf="2026")
    make.DeadlineFactory(commitment=row, edtf="2027", phrase="in two years", reason={"en": "It was put off."})
    target = make.TargetFactory(commitment=row, value=Decimal(10))
    make.ObservationFactory(indicator=target.indicator, value=Decimal(4), period="2024")
    make.MilestoneFactory(commitment=row)
    make.LinkFactory(commitment=row)
    make.CommitmentFactory(parent=row)
    return row


def one_more_of_everything(row: Commitment) -> None:
    """Of what `full` gives a commitment, but for deadlines: one more of each."""
    make.ResponsibilityFactory(commitment=row)
    make.CitationFactory(commitment=row)
    make.TargetFactory(commitment=row)
    make.MilestoneFactory(commitment=row)
    make.LinkFactory(commitment=row)
    make.CommitmentFactory(parent=row)


def located() -> Any:
    """A passage of a source whose text is attached."""
    source = make.SourceFactory(copy=TEXT, address="https://example.org/text")
    span = locate(normalise(TEXT), paragraph=2, first="agreed to build", last="by 2027")
    return make.PassageFactory(source=source, paragraph=2, start=span.start, end=span.end, fingerprint=span.fingerprint)


def sides() -> tuple[Side, Side]:
    """The two sides of the usual partnership."""
    return make.SideFactory(code="AA"), make.SideFactory(code="BB")
