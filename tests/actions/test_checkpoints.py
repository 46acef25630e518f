"""Checkpoints: a log signs nothing that contradicts what it signed before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models

from commitments.actions.checkpoints import CannotSign, countersign, sign_checkpoints
from commitments.models import Checkpoint, Countersignature, Edition, Head
from commitments.queries import checkpoints as queries
from commitments.records.checkpoints import note_of, written_note
from commitments.values.checkpoints import read_statement
from commitments.values.notes import BadSignature, check_signatures, cosigned, sign
from tests import factories as make
from tests import signing
from tests.api import scenes

pytestmark = pytest.mark.django_db

CHAINS = ("public", "full")


def force(number: int, **values: Any) -> None:
    """Change an edition as the owner of the database can."""
    models.QuerySet(Edition).filter(number=number).update(**values)


@pytest.mark.parametrize("chain", CHAINS)
def test_a_checkpoint_says_where_its_chain_ends(chain: str) -> None:
    scenes.internal()
    checkpoint = signing.signed(chain)
    head = Head.objects.get()
    ends = (head.public_number, head.public_digest) if chain == "public" else (head.number, head.digest)
    statement = read_statement(note_of(checkpoint).text)
    assert (checkpoint.number, checkpoint.digest) == ends == statement.place
    assert (statement.origin, statement.at) == (f"record.example/{chain}", signing.AT)
    assert head.public_number < head.number
    check_signatures(note_of(checkpoint), signing.keys(chain))


def test_nothing_new_signs_nothing_new() -> None:
    make.SectorFactory()
    first = signing.signed()
    assert signing.signed(at=signing.AT + timedelta(days=1)) == first
    make.SectorFactory()
    second = signing.signed(at=signing.AT + timedelta(days=2))
    assert [each.number for each in Checkpoint.objects.of("public")] == [first.number, second.number]


def test_of_two_who_sign_at_once_the_first_ones_checkpoint_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    make.SectorFactory()
    first: list[Checkpoint] = []

    def sign_after_another(*given: Any) -> Any:
        monkeypatch.undo()
        first.append(signing.signed())
        return sign(*given)

    monkeypatch.setattr("commitments.actions.checkpoints.sign", sign_after_another)
    assert [signing.signed(at=signing.AT + timedelta(days=1))] == first == list(Checkpoint.objects.all())


def test_an_empty_chain_has_no_checkpoint() -> None:
    assert sign_checkpoints({"public": signing.operator()}, at=signing.AT) == []


@pytest.mark.parametrize("batch", [1, 3])
def test_a_chain_of_several_batches_is_walked_whole(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BATCH", batch)
    for _ in range(7):
        make.SectorFactory()
    assert signing.signed().number == 7


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize(
    "change",
    [
        {"record": "{}"},
        {"key": "another"},
        {"recorded_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"reason": {"en": "Another."}},
        {"digest": "sha256:" + "1" * 64, "public_digest": "sha256:" + "1" * 64},
        {"previous": "sha256:" + "1" * 64, "public_previous": "sha256:" + "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edition_that_was_changed_since_the_last_checkpoint_is_not_signed(chain: str, change: Any) -> None:
    make.SectorFactory()
    signing.signed(chain)
    for _ in range(3):
        make.SectorFactory()
    force(3, **change)
    with pytest.raises(CannotSign, match=r"does not hold after edition 1\. Edition 3: .*Nothing was signed"):
        signing.signed(chain)
    assert Checkpoint.objects.count() == 1


def test_when_one_chain_does_not_hold_the_other_is_not_signed_either() -> None:
    make.SectorFactory()
    force(1, by="another")
    with pytest.raises(CannotSign, match="The full chain does not hold"):
        sign_checkpoints({chain: signing.operator(chain) for chain in CHAINS}, at=signing.AT)
    assert not Checkpoint.objects.exists()
    assert signing.signed("public").number == 1


def test_editions_that_were_cut_off_are_not_signed_away() -> None:
    for _ in range(3):
        make.SectorFactory()
    signing.signed()
    head = Head.objects.get()
    second = Edition.objects.get(number=2)
    head.number, head.digest = 2, second.digest
    head.public_number, head.public_digest = 2, second.public_digest or ""
    head.save()
    with pytest.raises(CannotSign, match="ends at edition 2, but a checkpoint at edition 3 was signed"):
        signing.signed()


def test_a_chain_that_was_written_again_is_not_signed() -> None:
    for _ in range(2):
        make.SectorFactory()
    signing.signed()
    make.SectorFactory()
    force(2, public_digest="sha256:" + "1" * 64)
    with pytest.raises(CannotSign, match="Edition 2: it no longer has the digest that the checkpoint over it signed"):
        signing.signed()


def test_a_head_row_that_lies_is_not_signed() -> None:
    make.SectorFactory()
    Head.objects.update(public_digest="sha256:" + "1" * 64)
    with pytest.raises(CannotSign, match="Edition 1: the head row says that the chain ends there"):
        signing.signed()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"digest": "sha256:" + "1" * 64}, "its note differs"),
        ({"note": "Nothing"}, "was changed in the database"),
    ],
)
def test_a_stored_checkpoint_that_was_changed_is_no_ground_to_sign_on(change: Any, words: str) -> None:
    make.SectorFactory()
    checkpoint = signing.signed()
    models.QuerySet(Checkpoint).filter(pk=checkpoint.pk).update(**change)
    make.SectorFactory()
    with pytest.raises(CannotSign, match=words):
        signing.signed()


def test_another_origin_does_not_go_on_where_the_first_one_ended() -> None:
    make.SectorFactory()
    signing.signed()
    with pytest.raises(CannotSign, match=r"is of record\.example/public, not of other\.example/public: set ORIGIN"):
        sign_checkpoints({"public": signing.OPERATOR.called("other.example/public")}, at=signing.AT)


def test_moments_of_checkpoints_never_run_backwards() -> None:
    make.SectorFactory(at=signing.AT + timedelta(days=3))
    first = signing.signed(at=signing.AT)
    assert first.recorded_at == signing.AT + timedelta(days=3)
    make.SectorFactory(at=signing.AT)
    assert signing.signed(at=signing.AT).recorded_at == first.recorded_at


def test_countersignatures_are_kept_under_the_note_once_each() -> None:
    make.SectorFactory()
    checkpoint = signing.signed(witnesses=signing.WITNESSES)
    check_signatures(note_of(checkpoint), signing.keys(witnesses=signing.WITNESSES))
    assert signing.signed(witnesses=signing.WITNESSES) == checkpoint
    assert Countersignature.objects.count() == 2
    assert written_note(checkpoint).startswith(checkpoint.note)


def test_a_countersignature_of_another_note_or_key_is_not_kept() -> None:
    make.SectorFactory()
    first = signing.signed()
    make.SectorFactory()
    second = signing.signed()
    aa, bb = signing.WITNESSES
    signature = cosigned(note_of(first), aa, at=1)
    for checkpoint, key in ((second, aa), (first, bb)):
        with pytest.raises(BadSignature, match="does not hold"):
            countersign(checkpoint, signature, key.verifying, at=signing.AT)
    assert not Countersignature.objects.exists()
    countersign(first, signature, aa.verifying, at=signing.AT)
    assert Countersignature.objects.get().checkpoint == first


@pytest.mark.parametrize("chain", CHAINS)
def test_what_was_back_dated_behind_a_checkpoint_is_not_signed(chain: str) -> None:
    """As the owner of the database can: the head row put back in time, so that the next edition follows it."""
    make.SectorFactory()
    signing.signed(chain)
    long_ago = signing.AT.replace(year=2019)
    Head.objects.update(recorded_at=long_ago)
    make.SectorFactory(at=long_ago)
    assert Edition.objects.get(number=2).recorded_at == long_ago
    with pytest.raises(CannotSign, match="Edition 2: it was recorded before the edition before it"):
        signing.signed(chain)
    force(1, recorded_at=long_ago)
    with pytest.raises(CannotSign, match="Edition 1: it does not have the digest that it states"):
        signing.signed(chain)
    assert Checkpoint.objects.count() == 1


def test_an_edition_that_is_minutes_older_than_the_checkpoint_before_it_is_signed() -> None:
    make.SectorFactory(at=signing.AT - timedelta(minutes=10))
    signing.signed()
    make.SectorFactory(at=signing.AT - timedelta(minutes=5))
    assert signing.signed().number == 2


def test_a_witnesss_name_that_another_key_has_taken_is_told_and_nothing_dropped_unseen() -> None:
    make.SectorFactory()
    checkpoint = signing.signed()
    aa, note = signing.WITNESSES[0], note_of(checkpoint)
    squatter = replace(aa, seed=b"\x07" * 32)
    countersign(checkpoint, cosigned(note, squatter, at=1), squatter.verifying, at=signing.AT)
    with pytest.raises(CannotSign) as refused:
        countersign(checkpoint, cosigned(note, aa, at=2), aa.verifying, at=signing.AT)
    for said in (aa.name, squatter.verifying.id.hex(), aa.verifying.id.hex(), "the operator removes nothing"):
        assert said in str(refused.value)
    kept = countersign(checkpoint, cosigned(note, squatter, at=3), squatter.verifying, at=signing.AT)
    assert Countersignature.objects.get() == kept
