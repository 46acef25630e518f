"""Every number that leads to a list of commitments is the number of that list, for whoever reads it, at any time."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags

from commitments.filters import CommitmentFilters
from commitments.rules import readable
from tests import factories as make
from tests.queries.standing_scenes import some_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
TODAY = date(2026, 11, 21)
LIST = "/en/commitments/"
PAGES = (
    *("/en/", "/en/?sector=field-0", "/en/?owner=body-0&partnership=aa-bb", "/en/organisations/", "/en/sources/"),
    *("/en/organisations/body-0/", "/en/organisations/body-1/", "/en/sources/text/", "/en/timeline/?group=owner"),
)
FORMS = ("", "?owner=body-0", "?side=AA", "?side=BB&role=lead", "?status=in_progress&status=completed", "?stale=false")
COUNTED = re.compile(rf'<a[^>]* href="({LIST}(?:\?[^"]*)?)"[^>]*>(.*?)</a>', re.DOTALL)
OPTION = re.compile(r'name="(\w+)" value="([^"]*)"(?: checked)?> <span>[^<]*</span> <span class="count">([\d,]+)<')


def scene() -> list[Any]:
    """A record at random, of which a text names some commitments; who may read it."""
    readers = some_record(5, size=14)
    source = make.SourceFactory(slug="text", meeting=make.MeetingFactory(slug="session"))
    for row in readable(readers[1])[:6]:
        make.CitationFactory(commitment=row, passage=make.PassageFactory(source=source))
    return readers


def page(client: Client, address: str) -> str:
    """The page."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def linked(shown: str) -> set[tuple[str, int]]:
    """Each list that a page leads to with a number, and the number; what is said of those that are not shown is none."""
    told = {(unescape(address), " ".join(strip_tags(words).split())) for address, words in COUNTED.findall(shown)}
    return {
        (address, int(number[0].replace(",", "")))
        for address, words in told
        if (number := re.search(r"[\d,]+", words)) and not words.lower().startswith("and ")
    }


def listed(address: str, user: Any) -> int:
    """How many commitments the list at an address has."""
    query = QueryDict(address.partition("?")[2], mutable=True)
    query.pop("ordering", None)
    return int(CommitmentFilters(query, readable(user), on=TODAY).qs.count())


@pytest.mark.parametrize("place", [0, 1, 3])
def test_each_number_is_that_of_the_list_it_leads_to(place: int, client: Client) -> None:
    user = scene()[place]
    if place:
        client.force_login(user)
    numbers = {each for address in PAGES for each in linked(page(client, address))}
    wrong = [(address, number, shown) for address, number in numbers if (shown := listed(address, user)) != number]
    assert wrong == []
    assert len(numbers) > 30


@pytest.mark.parametrize("query", FORMS)
def test_each_value_of_the_form_counts_the_list_that_choosing_it_gives(query: str, client: Client) -> None:
    scene()
    found = OPTION.findall(page(client, LIST + query))
    wrong = []
    for name, value, number in found:
        asked = QueryDict(query.removeprefix("?"), mutable=True)
        asked.setlist(name, [unescape(value)])
        shown = listed(f"?{asked.urlencode()}", AnonymousUser())
        if shown != int(number):
            wrong.append((name, value, number, shown))
    assert wrong == []
    assert {"status", "sector", "side", "owner", "missing", "stale"} <= {name for name, _value, _number in found}


def test_each_number_of_a_past_day_is_that_of_the_list_of_that_day(client: Client) -> None:
    scene()
    numbers = linked(page(client, "/en/?as_of=2026-01-01"))
    assert len(numbers) > 6
    for address, number in numbers:
        assert "as_of=2026-01-01" in address
        assert f'<h2 id="results">{number} of ' in page(client, address)
