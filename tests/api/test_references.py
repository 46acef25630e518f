"""What commitments refer to: each noun's list and its records."""

import pytest

from commitments.models import Indicator, Meeting, Organisation, Partnership, Recorded, Sector, Side, Source
from commitments.records import complete, render
from tests import factories as make
from tests.api import scenes
from tests.api.reading import ask, read, refused

pytestmark = pytest.mark.django_db

NOUNS = {
    "partnerships": Partnership,
    "sides": Side,
    "organisations": Organisation,
    "sectors": Sector,
    "meetings": Meeting,
    "sources": Source,
    "indicators": Indicator,
}


@pytest.fixture(autouse=True)
def _scene() -> None:
    scenes.rich()


@pytest.mark.parametrize(("path", "noun"), NOUNS.items())
def test_every_record_of_a_noun_is_served_as_it_would_be_rendered_anew(path: str, noun: type[Recorded]) -> None:
    rows = {row.key: row for row in complete(noun).select_related("edition")}
    listed = read(f"{path}/")["results"]
    assert [each[noun.natural[0]] for each in listed] == sorted(rows)
    for told in listed:
        row = rows[told[noun.natural[0]]]
        assert told == render(row) | {"edition": row.edition.public_number, "recorded_at": "2026-01-05T12:00:00Z"}
        assert told == read(f"{path}/{row.key}/")


@pytest.mark.parametrize("path", NOUNS)
def test_an_unknown_name_is_a_404(path: str) -> None:
    refused(ask(f"{path}/nowhere/"), 404, "not-found")


def test_observations_are_the_ones_that_the_indicator_shows() -> None:
    listed = read("indicators/trade/observations/")["results"]
    assert listed == read("indicators/trade/")["observations"]
    assert len(listed) == 1
    refused(ask("indicators/nothing/observations/"), 404, "not-found")


def test_two_publishers_who_differ_are_two_observations() -> None:
    make.ObservationFactory(indicator=Indicator.objects.get(code="trade"), value=6)
    values = [(each["source"], each["value"]) for each in read("indicators/trade/observations/")["results"]]
    assert sorted(value for _source, value in values) == ["5", "6"]
    assert len({source for source, _value in values}) == 2


def test_the_attached_copy_of_a_text_is_never_served() -> None:
    source = make.SourceFactory(slug="a-text", copy="The whole text.")
    for path in (f"sources/{source.slug}/", "sources/", "changes/?limit=500"):
        assert "The whole text" not in ask(path).content.decode()


def test_the_root_says_where_everything_is() -> None:
    told = read()
    assert told["commitments"] == "http://testserver/api/v1/commitments/"
    for name, address in told.items():
        path = name.replace("_", ".") if name.startswith("commitments_") else f"{name}/"
        assert address == f"http://testserver/api/v1/{path}"
        answer = ask(path)
        assert (answer.status_code, bool(answer.getvalue())) == (200, True)
