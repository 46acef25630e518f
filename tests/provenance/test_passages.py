"""A passage stands in its text or is broken; it is never moved to a similar place."""

import pytest

from commitments.models import Passage
from commitments.provenance.passages import check, passage_stands
from commitments.values.quotes import fingerprint, locate, normalise
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "The two sides met.\n\nThey agreed to build a road by 2030.\nThey will report every year."


def located(source_text: str) -> Passage:
    """A passage on the road, in a source with the digest of the text."""
    normalised = normalise(source_text)
    span = locate(normalised, paragraph=2, first="They agreed", last="2030.")
    place = {"paragraph": span.paragraph, "start": span.start, "end": span.end, "fingerprint": span.fingerprint}
    return make.PassageFactory(source=make.SourceFactory(digest=fingerprint(normalised)), **place)


def test_a_passage_stands_in_the_text_it_was_taken_from_however_it_is_spaced() -> None:
    passage = located(TEXT)
    make.PassageFactory(source=passage.source)
    finding = check(passage.source, TEXT.replace(" ", "  ").replace("\n", "\r\n"))
    assert (finding.same_text, finding.standing, finding.broken) == (True, [passage], [])


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("2030", "2035"),
        "A new first line.\n" + TEXT,
        TEXT.replace("They agreed to", "They agreed  soon to"),
        "",
    ],
)
def test_a_passage_whose_words_moved_or_changed_is_broken(changed: str) -> None:
    passage = located(TEXT)
    finding = check(passage.source, changed)
    assert (finding.same_text, finding.standing, finding.broken) == (False, [], [passage])


def test_a_change_elsewhere_in_the_text_leaves_the_passage_standing() -> None:
    passage = located(TEXT)
    finding = check(passage.source, TEXT.replace("every year", "each year"))
    assert (finding.same_text, finding.standing) == (False, [passage])


def test_a_passage_whose_place_is_not_known_does_not_stand() -> None:
    assert not passage_stands(make.PassageFactory(), normalise(TEXT))
