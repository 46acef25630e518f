"""Whether the chains still run through the checkpoints that somebody kept."""

from typing import Any

import pytest
from django.db import models

from commitments.models import Checkpoint, Countersignature, Edition
from commitments.provenance.checkpoints import check_against, check_stored
from commitments.provenance.faults import Fault
from commitments.records.checkpoints import written_note
from commitments.values.notes import Kind, SigningKey
from tests import factories as make
from tests import signing

pytestmark = pytest.mark.django_db

BOTH = [*signing.keys("public"), *signing.keys("full")]


def kept(chain: str = "public", *, witnesses: Any = ()) -> str:
    """A checkpoint over three editions, as somebody keeps it; two more come after it."""
    for _ in range(3):
        make.SectorFactory()
    note = written_note(signing.signed(chain, witnesses=witnesses))
    for _ in range(2):
        make.SectorFactory()
    return note


def forge(number: int, **values: Any) -> None:
    models.QuerySet(Edition).filter(number=number).update(**values)


@pytest.mark.parametrize("chain", ["public", "full"])
def test_a_chain_that_went_on_runs_through_what_was_kept(chain: str) -> None:
    note = kept(chain, witnesses=signing.WITNESSES)
    everybody = [*BOTH, *(key.verifying for key in signing.WITNESSES)]
    assert check_against(note, everybody) == []
    assert list(check_stored(everybody)) == []
    assert list(check_stored(BOTH)) == []


@pytest.mark.parametrize("chain", ["public", "full"])
def test_a_chain_that_was_written_again_does_not(chain: str) -> None:
    note = kept(chain)
    forge(3, digest="sha256:" + "1" * 64, public_digest="sha256:" + "1" * 64)
    faults = check_against(note, BOTH)
    (said,) = map(str, faults)
    assert said == (
        f"checkpoint 3 of the {chain} chain: the chain does not run through it as it was signed at "
        "2026-01-06 12:00:00 UTC: the record was written again."
    )
    assert list(check_stored(BOTH)) == faults


def test_a_chain_that_was_cut_does_not() -> None:
    note = kept()
    models.QuerySet(Edition).filter(number__gte=3).update(
        number=models.F("number") + 90, public_number=models.F("public_number") + 90
    )
    (fault,) = check_against(note, BOTH)
    assert fault.place == "checkpoint 3 of the public chain"
    assert "there is no edition 3 any more: editions were cut off, or an older copy was restored" in fault.words
    assert list(check_stored(BOTH)) == [fault]


def unreliable(faults: list[Fault], words: str) -> bool:
    (fault,) = faults
    return fault.place == "checkpoint" and words in fault.words


def test_a_note_that_cannot_be_relied_on_is_no_finding_about_the_chain() -> None:
    note = kept(witnesses=signing.WITNESSES[:1])
    aa, bb = (key.verifying for key in signing.WITNESSES)
    assert check_against(note, [*BOTH, aa]) == []
    assert unreliable(check_against(note, BOTH), "whose key was not given")
    assert unreliable(check_against(note, [*BOTH, aa, bb]), "there is no signature by it")
    assert unreliable(check_against(note, [aa]), "The operator's key for record.example/public was not given")
    assert unreliable(check_against(note.replace("\n3\n", "\n2\n"), [*BOTH, aa]), "does not hold")
    assert unreliable(check_against(note[:-1], [*BOTH, aa]), "was cut")
    assert unreliable(check_against("", BOTH), "was cut")
    other = SigningKey("record.example/public", Kind.LOG, b"\x07" * 32).verifying
    assert unreliable(check_against(note, [other, aa]), "whose key was not given")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": 2}, "another place than its row"),
        ({"chain": "full"}, "another place than its row"),
        ({"note": "Nothing"}, "was cut"),
    ],
)
def test_a_stored_checkpoint_that_was_changed_is_found(change: Any, words: str) -> None:
    kept()
    models.QuerySet(Checkpoint).update(**change)
    (fault,) = check_stored(BOTH)
    assert fault.words.startswith("it was changed in the database.")
    assert words in fault.words


def test_a_stored_checkpoint_by_another_key_is_found() -> None:
    kept()
    other = SigningKey("record.example/public", Kind.LOG, b"\x07" * 32).verifying
    (fault,) = check_stored([other])
    identity = signing.operator().verifying.id.hex()
    assert fault.words == f"it is signed with a key that was not given: record.example/public ({identity})."


def test_a_stored_countersignature_that_was_changed_is_found_with_its_witnesss_key() -> None:
    kept(witnesses=signing.WITNESSES)
    first, second = Countersignature.objects.all()
    models.QuerySet(Countersignature).filter(pk=first.pk).update(line=second.line.replace("/bb", "/aa"))
    assert list(check_stored(BOTH)) == []
    line = first.line[:-6] + ("AAAA=\n" if first.line[-6:] != "AAAA=\n" else "BBBA=\n")
    models.QuerySet(Countersignature).filter(pk=first.pk).update(line=line)
    (fault,) = check_stored([*BOTH, signing.WITNESSES[0].verifying])
    assert "it was changed in the database." in fault.words


def test_a_witness_that_signed_nothing_that_is_stored_is_found_missing() -> None:
    kept(witnesses=signing.WITNESSES[:1])
    aa, bb = (key.verifying for key in signing.WITNESSES)
    assert list(check_stored([*BOTH, aa])) == []
    (fault,) = check_stored([*BOTH, aa, bb])
    words = f"the key of witness.example/bb ({bb.id.hex()}) was given, and it signed none of those that are stored."
    assert fault == Fault("checkpoints", words)
    assert list(check_stored([*BOTH, aa, bb], kept_elsewhere=True)) == []


def test_another_key_under_a_witnesss_name_is_named() -> None:
    kept(witnesses=signing.WITNESSES)
    aa, bb = (key.verifying for key in signing.WITNESSES)
    other = SigningKey(aa.name, Kind.WITNESS, b"\x07" * 32).verifying
    (fault, silent) = check_stored([*BOTH, other, bb])
    assert fault.place == "checkpoint 3 of the public chain"
    assert fault.words == (
        f"under a witness's name another key signed, {aa.name} ({aa.id.hex()}); the one given is {other.id.hex()}."
    )
    assert silent.place == "checkpoints"


def test_a_witness_with_the_operators_key_is_found() -> None:
    own = SigningKey("witness.example/aa", Kind.WITNESS, signing.OPERATOR.seed)
    note = kept(witnesses=[own])
    assert unreliable(check_against(note, [*BOTH, own.verifying]), "one and the same key")
    (fault,) = check_stored([*BOTH, own.verifying])
    assert (fault.place, "one and the same key" in fault.words) == ("checkpoints", True)
