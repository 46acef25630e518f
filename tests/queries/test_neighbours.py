"""What surrounds a commitment is shown as far as the reader may see it, in both directions."""

import pytest

from commitments.models import Commitment
from commitments.queries.neighbours import neighbours
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_parent_parts_and_links_both_ways() -> None:
    parent = make.CommitmentFactory()
    row = make.CommitmentFactory(parent=parent)
    part = make.CommitmentFactory(parent=row)
    before, after = make.CommitmentFactory(), make.CommitmentFactory()
    make.LinkFactory(commitment=row, to=before)
    make.LinkFactory(commitment=after, to=row)
    found = neighbours(row, Commitment.objects.public())
    assert (found.parent, found.parts) == (parent, [part])
    assert [link.to for link in found.links] == [before]
    assert [link.commitment for link in found.links_here] == [after]
