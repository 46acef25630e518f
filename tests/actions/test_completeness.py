"""One change, one edition for each record that it changed, whatever the number of records and the way of writing."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from commitments.actions import editions
from commitments.actions.keep import keep
from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update
from commitments.models import Commitment, Edition, Head, Organisation, StatusUpdate
from tests import factories as make
from tests.actions.test_editions import chain_faults
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db


def renamed(organisation: Organisation) -> list[Edition]:
    """Give an organisation another name; the editions of that change."""
    before = Head.objects.get().number
    organisation.name = {"en": "Another name"}
    keep(organisation, by=None, at=AT, why={"en": "It was renamed."})
    return list(Edition.objects.filter(number__gt=before))


def told(appended: list[Edition]) -> list[tuple[Any, ...]]:
    """What matters of the editions of one change."""
    return [(each.noun, each.key, each.change - appended[0].number, each.reason) for each in appended]


def test_a_reference_record_renders_again_what_shows_it_as_one_change_with_one_reason() -> None:
    owner = make.OrganisationFactory()
    shown = [make.ResponsibilityFactory(organisation=owner).commitment.reference for _ in range(3)]
    make.ResponsibilityFactory()
    reason = {"en": "It was renamed."}
    assert told(renamed(owner)) == [
        ("organisation", owner.slug, 0, reason),
        *[("commitment", reference, 0, reason) for reference in shown],
    ]


def test_more_records_than_are_held_in_memory_at_once_make_the_same_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make.OrganisationFactory()
    shown = [make.ResponsibilityFactory(organisation=owner).commitment.reference for _ in range(5)]
    monkeypatch.setattr(editions, "MANY", 3)
    monkeypatch.setattr(editions, "BATCH", 2)
    appended = renamed(owner)
    assert [each.key for each in appended] == [owner.slug, *shown]
    assert {each.change for each in appended} == {appended[0].number}
    assert chain_faults() == []
    assert all("Another name" in each.record for each in appended)
    assert set(Commitment.objects.values_list("edition__number", flat=True)) == {each.number for each in appended[1:]}


def test_a_batch_in_which_nothing_changed_appends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    commitments = [make.CommitmentFactory() for _ in range(4)]
    monkeypatch.setattr(editions, "MANY", 1)
    before = Head.objects.get().number
    with recording(by=None, at=AT, why=WHY) as change:
        for commitment in commitments:
            change.touch(commitment)
    assert Head.objects.get().number == before


def test_two_words_of_one_side_in_one_change_are_refused_and_neither_is_kept() -> None:
    commitment, side = make.CommitmentFactory(), make.SideFactory()

    def speak_twice() -> None:
        with recording(by=None, at=AT, why=WHY):
            for day in (1, 2):
                word = Word(status="in_progress", as_of=date(2026, 1, day))
                record_update(commitment, side=side, word=word, by=None, at=AT, why=WHY)

    with pytest.raises(ValidationError) as refusal:
        speak_twice()
    assert refusal.value.code == "words"
    assert not StatusUpdate.objects.exists()


def test_a_word_of_each_side_in_one_change_stands_in_its_edition() -> None:
    commitment = make.CommitmentFactory()
    with recording(by=None, at=AT, why=WHY):
        for code in ("AA", "BB"):
            word = Word(status="in_progress", as_of=date(2026, 1, 2))
            record_update(commitment, side=make.SideFactory(code=code), word=word, by=None, at=AT, why=WHY)
    record = json.loads(Edition.objects.latest("number").record)
    assert [each["side"] for each in record["assessments"]] == ["AA", "BB"]


def test_attaching_and_exchanging_a_copy_of_a_text_has_its_edition_too() -> None:
    source = make.SourceFactory()
    for text in ("The text.", "The text, exchanged."):
        before = Head.objects.get().number
        source.copy = text
        keep(source, by=None, at=AT, why=WHY)
        appended = Edition.objects.get(number__gt=before)
        assert json.loads(appended.record)["copy"].startswith("sha256:")
        assert text not in appended.record
