"""The pages of texts: which passage does what to which commitment, whether it still stands, and nothing internal."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Source
from commitments.queries import passages, sources
from commitments.values.quotes import fingerprint, locate, normalise
from tests import factories as make
from tests.dashboards.scenes import TEXT, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def page(client: Client, address: str = "", *, status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/en/sources/{address}", status=status)


def a_text(slug: str = "a-text", **given: object) -> Source:
    """A text of a meeting."""
    meeting = make.MeetingFactory(slug=f"session-of-{slug}", title={"en": "The session"})
    source: Source = make.SourceFactory(slug=slug, title={"en": "The report"}, meeting=meeting, **given)
    return source


def located(source: Source, copy: str = TEXT, **given: object) -> object:
    """A passage whose place in a text is known."""
    span = locate(normalise(copy), paragraph=2, first="agreed to build", last="by 2027")
    place = {"paragraph": 2, "start": span.start, "end": span.end, "fingerprint": span.fingerprint}
    return make.PassageFactory(source=source, **place, **given)


def test_each_text_says_its_publisher_language_day_meeting_and_numbers(client: Client) -> None:
    source = a_text()
    for passage in (make.PassageFactory(source=source), make.PassageFactory(source=source)):
        make.CitationFactory(passage=passage, commitment__reference=f"AB-2025-{passage.pk:03}")
    shown = page(client)
    assert ">The report</a>" in shown
    assert "<span>An agency</span><span>French</span>" in shown
    assert "2 December 2025" in shown
    assert '<a href="/en/meetings/session-of-a-text/">The session</a>' in shown
    assert '<span class="cell">Passages</span><div>2</div>' in shown
    assert '<a href="/en/commitments/?source=a-text">2</a>' in shown


def test_the_newest_come_first_a_text_without_a_day_stands_where_its_meeting_does_or_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LIMIT", 2)
    make.SourceFactory(slug="undated", published_on="")
    make.SourceFactory(slug="old", published_on="2020")
    make.SourceFactory(slug="told", published_on="", meeting=make.MeetingFactory(held_on="2025-06-01"))
    make.SourceFactory(slug="new", published_on="2026-01")
    first = client.get("/en/sources/")
    second = client.get("/en/sources/" + first.context["beside"]["next"])
    slugs = [each.row.slug for got in (first, second) for each in got.context["register"].rows]
    assert slugs == ["new", "told", "old", "undated"]
    back = client.get("/en/sources/" + second.context["beside"]["previous"])
    assert [each.row.slug for each in back.context["register"].rows] == ["new", "told"]


def test_the_texts_of_one_meeting_can_be_looked_at_alone(client: Client) -> None:
    a_text()
    make.SourceFactory(title={"en": "Another text"})
    shown = page(client, "?meeting=session-of-a-text")
    assert "The report" in shown
    assert "Another text" not in shown
    assert "All sources" in shown


def test_of_a_day_in_the_past_later_texts_are_left_out(client: Client) -> None:
    make.SourceFactory(title={"en": "The later one"}, published_on="2026-03")
    make.SourceFactory(title={"en": "The earlier one"}, published_on="2025-11")
    assert ("The later one" in page(client), "The later one" in page(client, "?as_of=2026-02-01")) == (True, False)
    assert "The earlier one" in page(client, "?as_of=2026-02-01")


@pytest.mark.parametrize(
    ("query", "named"),
    [("?nope=1", "nope"), ("?meeting=none", "meeting"), ("?cursor=none", "cursor"), ("?cursor=%00", "cursor")],
)
def test_what_cannot_be_read_is_named(query: str, named: str, client: Client) -> None:
    a_text()
    assert f"<strong>{named}</strong>" in page(client, query, status=400)


def test_an_empty_record_says_so(client: Client) -> None:
    assert "No text is on record yet." in page(client)


def test_a_text_that_no_commitment_rests_on_says_so(client: Client) -> None:
    make.PassageFactory(source=a_text())
    assert "No commitment on record rests on it." in page(client, "a-text/")
    make.SourceFactory(slug="bare")
    assert "No passage of this text is on record." in page(client, "bare/")


def test_its_passages_come_in_order_each_with_what_it_does_and_how_that_stands(client: Client) -> None:
    source = a_text()
    last = make.PassageFactory(source=source, gist={"en": "Nobody knows where this stood."})
    first = located(source, gist={"en": "They agree on a bridge."})
    bridge = make.CommitmentFactory(reference="AB-2025-001", title={"en": "Build the bridge"})
    make.CitationFactory(passage=first, commitment=bridge)
    make.CitationFactory(passage=last, commitment=bridge, relation="reaffirms")
    make.DeadlineFactory(commitment=bridge, edtf="2025")
    make.StatusUpdateFactory(commitment=bridge, status="stalled")
    shown = page(client, "a-text/")
    assert shown.index("They agree on a bridge.") < shown.index("Paragraph not known") < shown.index("Nobody knows")
    done = shown[shown.index("They agree on a bridge.") : shown.index("Paragraph not known")]
    assert (
        done.index("Establishes")
        < done.index('href="/en/commitments/AB-2025-001/">Build the bridge')
        < done.index("Stalled")
    )
    assert "Overdue" in done
    assert "<dt>Reaffirms</dt><dd><strong>1</strong> <span>of 1</span>" in shown


def test_a_passage_that_states_a_value_shows_it(client: Client) -> None:
    source = a_text()
    passage = make.PassageFactory(source=source)
    make.ObservationFactory(source=source, passage=passage, indicator__code="trade", indicator__name={"en": "Trade"})
    shown = page(client, "a-text/")
    assert "Trade</a>, 2025: <strong>USD 5</strong>" in shown


@pytest.mark.parametrize(
    ("copy", "said", "of_the_copy"),
    [
        ("", "No copy of this text is attached", "None"),
        (TEXT, "Stands in the attached copy, word for word.", "Attached; it has this fingerprint"),
        (TEXT.replace("bridge", "tunnel"), "Broken: the attached copy no longer has these words", "another text"),
    ],
)
def test_a_passage_is_compared_with_the_attached_copy(copy: str, said: str, of_the_copy: str, client: Client) -> None:
    source = a_text(digest=fingerprint(normalise(TEXT)))
    located(source)
    source.copy = copy
    keep(source, by=None, at=make.AT, why=make.WHY)
    shown = page(client, "a-text/")
    assert (said in shown, of_the_copy in shown) == (True, True)
    assert "agreed to build" not in shown  # the text itself is never published


def test_a_long_text_goes_page_by_page_and_a_much_cited_passage_is_cut(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "LIMIT", 2)
    monkeypatch.setattr(passages, "MOST", 1)
    source = a_text()
    some = [make.PassageFactory(source=source, handle=f"passage-{number}") for number in range(3)]
    for _ in range(3):
        make.CitationFactory(passage=some[0])
    first = client.get("/en/sources/a-text/")
    assert first.content.decode().count('class="passage"') == 2
    assert "and 2 more: all commitments that this text names" in first.content.decode()
    second = client.get("/en/sources/a-text/" + first.context["beside"]["next"])
    assert 'id="passage-2"' in second.content.decode()
    assert second.context["beside"]["previous"] == "?cursor=passage-0"


def test_what_is_internal_is_neither_shown_nor_counted(client: Client) -> None:
    keeper, source = make.analyst("AA"), a_text()
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", title={"en": "A secret"}, by=keeper)
    make.CitationFactory(commitment=hidden, passage=make.PassageFactory(source=source), by=keeper)
    for reader, seen in ((None, False), (make.analyst("BB"), False), (keeper, True)):
        if reader:
            client.force_login(reader)
        listed, shown = page(client), page(client, "a-text/")
        assert ("?source=a-text" in listed, "?source=a-text" in shown, "A secret" in shown) == (seen, seen, seen)
        assert ("No commitment on record rests on it." in shown) != seen


def test_an_unknown_one_gets_help_and_one_that_came_later_says_so(client: Client) -> None:
    a_text()
    assert "There is no source at this address" in page(client, "none/", status=404)
    assert "This was not on record then" in page(client, "a-text/?recorded_at=2026-01-01", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_both_pages_take_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for text in range(number):
        source = a_text(f"text-{text}")
        for _ in range(number):
            passage = make.PassageFactory(source=source)
            make.ObservationFactory(source=source, passage=passage)
            for _ in range(number):
                make.CitationFactory(passage=passage)
    with django_assert_num_queries(7):
        client.get("/en/sources/")
    with django_assert_num_queries(10):
        client.get("/en/sources/text-0/")
