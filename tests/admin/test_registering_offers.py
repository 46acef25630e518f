"""A new promise that resembles one on record is offered as the same one, said again."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, Source
from tests.admin.registrations import PAGE, counted, marked, plain, promise, row, sent, source, wrong
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    OrganisationFactory,
    ResponsibilityFactory,
    SectorFactory,
)


@pytest.fixture
def bridge(db: None) -> Commitment:
    """A promise on record."""
    made = CommitmentFactory(title={"fr": "Un pont sur le fleuve", "en": "A bridge"}, sectors=[SectorFactory()])
    ResponsibilityFactory(commitment=made, organisation=OrganisationFactory(short_name={"en": "Works"}))
    DeadlineFactory(commitment=made)
    return made


def again(bridge: Commitment, **given: Any) -> dict[str, Any]:
    """The same promise in another text."""
    owner, sector = bridge.responsibilities.get().organisation, bridge.sectors.get()
    said = {"title_fr": "Construire un pont sur le fleuve", "sectors": [sector.pk], "lead": [owner.pk]}
    return source() | counted(1, 1) | marked() | promise(**said | given)


def test_it_is_asked_before_anything_is_written(aa: Client, bridge: Commitment) -> None:
    response = sent(aa, again(bridge))
    assert "Say whether it is the same promise" in wrong(response)["nonfield"]
    (offered,) = response.context["sheet"].promises[0].offered()
    assert (offered.number, offered.words) == (str(bridge.pk), f"{bridge.reference} · A bridge")
    assert (
        offered.about == "owners: Works · deadline: in 2027 · the same sector · the same owners · close wording (83%)"
    )
    assert not Source.objects.exists()


def test_taking_the_offer_cites_the_one_on_record(aa: Client, bridge: Commitment) -> None:
    incomplete = {"same": bridge.pk, "kind": "", "partnership": ""}
    assert sent(aa, again(bridge, **incomplete)).status_code == 302
    assert Commitment.objects.get() == bridge
    assert bridge.citations.get().relation == "reaffirms"


def test_a_relation_that_was_chosen_stays(aa: Client, bridge: Commitment) -> None:
    assert sent(aa, again(bridge, same=bridge.pk, relation="postpones")).status_code == 302
    assert bridge.citations.get().relation == "postpones"


def test_what_is_said_to_be_new_is_new(aa: Client, bridge: Commitment) -> None:
    assert sent(aa, again(bridge, same="new")).status_code == 302
    assert Commitment.objects.count() == 2


def test_the_script_is_told_of_it_while_it_is_typed(aa: Client, bridge: Commitment) -> None:
    data = again(bridge, kind="", partnership="") | {"prefix": "promises-0"}
    shown = aa.post(f"{PAGE}resembling/", data).content.decode()
    assert f'name="promises-0-same" value="{bridge.pk}"' in shown
    assert bridge.reference in shown
    other = aa.post(f"{PAGE}resembling/", data | row("promises", 0, title_fr="Une école")).content.decode()
    assert "<input" not in other


def test_nothing_of_another_side_is_offered_or_taken(aa: Client, cc: Client, bridge: Commitment) -> None:
    stored = Commitment.objects.get(pk=bridge.pk)
    assert "promises-0-same" in aa.post(f"{PAGE}resembling/", again(stored) | {"prefix": "promises-0"}).content.decode()
    assert "nonfield" in wrong(sent(aa, again(bridge, same="999999")))
    assert "may not write this" in wrong(sent(cc, again(bridge, same=bridge.pk)))["nonfield"]
    assert not Source.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_asking_costs_as_many_queries_for_three_as_for_one(
    aa: Client, bridge: Commitment, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows - 1):
        made = CommitmentFactory(title=bridge.title, sectors=list(bridge.sectors.all()))
        ResponsibilityFactory(commitment=made, organisation=bridge.responsibilities.get().organisation)
    data = again(bridge) | {"prefix": "promises-0"}
    with django_assert_num_queries(28):
        aa.post(f"{PAGE}resembling/", data)


SCHOOL = "open a school"


def twice(**second: Any) -> dict[str, Any]:
    """One new promise, described in both passages of a text: the one added last belongs to the first passage."""
    sector, owner = SectorFactory(), OrganisationFactory(short_name={"en": "Works"})
    said = {"title_fr": "Un pont sur le fleuve", "sectors": [sector.pk], "lead": [owner.pk]}
    page = source() | counted(2, 2) | marked() | marked(1, SCHOOL)
    page |= promise(0, **said, passage="1")
    return page | promise(1, **said | {"title_fr": "Le pont sur le fleuve"} | second)


def test_a_promise_that_is_on_the_page_twice_is_asked_about(aa: Client, bridge: Commitment) -> None:
    response = sent(aa, twice())
    assert "This resembles another promise of this page." in wrong(response)["nonfield"]
    first, second = response.context["sheet"].promises
    assert [each.about for each in first.offered()] == []
    assert [(each.number, each.words, each.about) for each in second.offered()] == [
        (
            "promises-0",
            "Un pont sur le fleuve",
            "another new promise of this page · the same sector · the same owners · close wording (100%)",
        )
    ]
    assert not Source.objects.exists()


def test_the_same_promise_twice_on_a_page_is_one_commitment_with_two_citations(aa: Client, bridge: Commitment) -> None:
    response = sent(aa, twice(same="promises-0", kind="", partnership=""))
    assert response.status_code == 302
    made = Commitment.objects.exclude(pk=bridge.pk).get()
    cited = {(each.passage.handle, each.relation) for each in made.citations.all()}
    assert cited == {("paragraph-2", "reaffirms"), ("paragraph-3", "establishes")}
    page = plain(aa.get(response.headers["Location"]).content.decode())
    assert "now cited here as well" not in page


def test_two_promises_of_a_page_that_are_said_to_be_two_are_two(aa: Client, bridge: Commitment) -> None:
    assert sent(aa, twice(same="new")).status_code == 302
    assert Commitment.objects.count() == 3


def test_equal_words_are_asked_about_without_a_sector_or_an_owner(aa: Client, bridge: Commitment) -> None:
    page = source() | counted(1, 2) | marked() | promise(0) | promise(1)
    assert "another promise of this page" in wrong(sent(aa, page))["nonfield"]
    other = page | promise(1, title_fr="Un pont sur le fleuve et une école pour tous")
    assert sent(aa, other).status_code == 302


@pytest.mark.parametrize("out", ["promises-0-DELETE", "passages-1-DELETE"])
def test_what_is_left_out_of_the_page_is_not_what_another_says_again(aa: Client, bridge: Commitment, out: str) -> None:
    page = twice(same="promises-0") | {out: "on"}
    assert "Choose the commitment." in wrong(sent(aa, page))["nonfield"]
    assert not Source.objects.exists()
    assert sent(aa, page | {"promises-1-same": ""}).status_code == 302
    assert Commitment.objects.exclude(pk=bridge.pk).get().citations.count() == 1


def test_a_promise_says_no_later_one_of_the_page_again_nor_itself(aa: Client, bridge: Commitment) -> None:
    for wrongly in ({"promises-0-same": "promises-1"}, {"promises-1-same": "promises-1"}):
        assert "Choose the commitment." in wrong(sent(aa, twice(same="new") | wrongly))["nonfield"]
    assert not Source.objects.exists()


def test_the_script_is_told_of_what_is_on_the_page_already(aa: Client, bridge: Commitment) -> None:
    shown = aa.post(f"{PAGE}resembling/", twice(kind="", partnership="") | {"prefix": "promises-1"}).content.decode()
    assert 'name="promises-1-same" value="promises-0"' in shown
    shown = aa.post(f"{PAGE}resembling/", twice() | {"prefix": "promises-0"}).content.decode()
    assert "promises-1" not in shown
