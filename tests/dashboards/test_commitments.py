"""The list: the filters as a form, the same words as the API, and help when an address cannot be read."""

from datetime import date
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.choosing import facets
from commitments.choosing.facets import FilterForm
from tests import factories as make
from tests.dashboards.scenes import full, text_of

pytestmark = pytest.mark.django_db
LIST = "/en/commitments/"


def page(client: Client, query: str = "", *, status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, LIST + query, status=status)


def test_the_number_of_the_selection_comes_with_that_of_the_whole(client: Client) -> None:
    for kind in ("target", "project", "project"):
        make.CommitmentFactory(kind=kind)
    assert "2 of 3 commitments" in page(client, "?kind=project")


def test_a_choice_stays_ticked_and_can_be_taken_away(client: Client) -> None:
    make.CommitmentFactory(kind="project")
    shown = page(client, "?kind=project&force=joint")
    assert 'name="kind" value="project" checked' in shown
    assert 'href="?force=joint"><span>Kind: project</span>' in shown
    assert 'href="?kind=project"><span>Force: agreed by both sides</span>' in shown


def test_each_value_says_how_many_it_would_show(client: Client) -> None:
    make.CommitmentFactory(kind="project")
    make.CommitmentFactory(kind="target")
    shown = page(client, "?kind=project")
    assert '<span>target</span> <span class="count">1</span>' in shown


def test_the_canonical_address_is_the_selection_in_one_spelling(client: Client) -> None:
    shown = page(client, "?kind=target&force=joint&kind=project&q=")
    canonical = (
        '<link rel="canonical" href="http://testserver/en/commitments/?force=joint&amp;kind=project&amp;kind=target">'
    )
    assert canonical in shown


def test_fields_that_were_left_blank_filter_nothing(client: Client) -> None:
    make.CommitmentFactory()
    assert "1 of 1 commitments" in page(client, "?q=&parent=&made_after=&changed_after=&stale=&cursor=&ordering=")


def test_an_empty_selection_says_so_and_what_to_do(client: Client) -> None:
    make.CommitmentFactory()
    shown = page(client, "?q=nothing+like+it")
    assert "0 of 1 commitments" in shown
    assert "No commitment fits all of this." in shown


def test_pages_follow_each_other_without_gap_or_repeat(client: Client) -> None:
    references = [make.CommitmentFactory(reference=f"AB-2025-{number:03}").reference for number in range(1, 31)]
    first = client.get(LIST)
    onwards = first.context["selection"].next
    second = client.get(LIST + onwards)
    rows = [row.record["reference"] for got in (first, second) for row in got.context["selection"].rows]
    assert rows == references
    back = client.get(LIST + second.context["selection"].previous)
    assert [row.record["reference"] for row in back.context["selection"].rows] == references[:25]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?nope=1", "nope"),
        ("?status=zzz", "Status"),
        ("?sector=none-such", "Sector"),
        ("?due_after=tomorrow", "Due from"),
        ("?due_after=2026-13-01", "Due from"),
        ("?changed_after=many", "Changed after edition"),
        ("?changed_after=-1", "Changed after edition"),
        ("?changed_after=" + "9" * 40, "Changed after edition"),
        ("?stale=maybe", "Stale"),
        ("?ordering=size", "ordering"),
        ("?cursor=none", "cursor"),
        ("?ordering=deadline&cursor=W10", "cursor"),
        ("?q=" + "a" * 201, "Words"),
        ("?q=%00", "Words"),
        ("?q=%ED%A0%80%00", "Words"),
        ("?parent=NO-0000-000", "Part of"),
        ("?owner=%00", "Owner"),
        ("?" + quote("é") + "=1", "é"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_form_is_kept(query: str, named: str, client: Client) -> None:
    make.CommitmentFactory(title={"en": "A promise"})
    shown = page(client, query, status=400)
    assert f"<strong>{named}" in shown
    assert 'class="filters"' in shown
    assert "A promise" not in shown


def test_a_reader_never_learns_of_an_internal_one_from_a_filter(client: Client) -> None:
    hidden = make.CommitmentFactory(visibility="internal")
    assert "0 of 0 commitments" in page(client)
    page(client, f"?parent={hidden.reference}", status=400)


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_page_takes_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        full(f"AB-2025-9{each}1")
    with django_assert_num_queries(17):
        client.get(LIST)


def test_of_very_many_values_those_that_show_most_are_listed_and_whatever_is_chosen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 2)
    fields = [make.SectorFactory(slug=f"field-{letter}") for letter in "abcd"]
    make.CommitmentFactory(sectors=fields[2:])
    make.CommitmentFactory(sectors=fields[2:])
    make.CommitmentFactory(sectors=fields[1:3])
    form = FilterForm(QueryDict(), AnonymousUser(), on=date(2026, 11, 21)).facet("sector")
    assert [(each.value, each.count) for each in form.options] == [("field-c", 3), ("field-d", 2)]
    assert form.more == 2
    assert "2 more are not listed here: choose them on their own pages." in page(client)
    form = FilterForm(QueryDict("sector=field-a"), AnonymousUser(), on=date(2026, 11, 21)).facet("sector")
    assert [each.value for each in form.options] == ["field-a", "field-c"]
