"""A new promise that resembles one on record is offered as the same one, said again."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, Source
from tests.admin.registrations import PAGE, counted, marked, promise, row, sent, source, wrong
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
    with django_assert_num_queries(29):
        aa.post(f"{PAGE}resembling/", data)
