"""A witness signs only what extends what it has seen, and says in one sentence why it does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commitments.values.chains import BEGINNING, Link, Place
from commitments.values.checkpoints import Statement
from commitments.values.digests import digest
from commitments.values.notes import Kind, Note, SigningKey, check_signatures, cosigned, sign
from commitments.values.witnessing import Refused, Witness, countersignature, is_new

ORIGIN = "record.example/public"
LOG = SigningKey(ORIGIN, Kind.LOG, bytes(32))
OWN = SigningKey("witness.example/aa", Kind.WITNESS, b"\x01" * 32)
AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def chain(length: int, *, word: str = "word") -> list[Link]:
    links, before = [], BEGINNING
    for number in range(1, length + 1):
        covered = {"number": number, "says": f"{word} {number if number > 3 else ''}"}
        here = digest(before.digest, covered)
        links.append(Link(number, AT + timedelta(hours=number), before.digest, here, covered))
        before = Place(number, here)
    return links


LINKS = chain(9)


def checkpoint(number: int, *, links: list[Link] = LINKS, key: SigningKey = LOG, **changed: object) -> Note:
    """The log's note over its first links, of an hour after the newest."""
    link = links[number - 1]
    statement = Statement(key.name, number, link.digest, link.recorded_at + timedelta(hours=1))
    return sign(replace(statement, **changed).text, key)  # type: ignore[arg-type]


def witness(last: int | None = 5) -> Witness:
    """A witness that has countersigned a checkpoint before, a minute after it was signed."""
    if last is None:
        return Witness(OWN, LOG.verifying, None)
    note = checkpoint(last)
    at = int((LINKS[last - 1].recorded_at + timedelta(hours=1, minutes=1)).timestamp())
    return Witness(OWN, LOG.verifying, note.with_signature(cosigned(note, OWN, at=at)))


def countersigned(
    note: Note,
    seen: Witness,
    *,
    start: Place | None = None,
    links: list[Link] | None = None,
    at: datetime | None = None,
    since: datetime | None = None,
) -> Note:
    last = seen.seen()
    start = start or (last.place if last else BEGINNING)
    links = LINKS[start.number :] if links is None else links
    at = at or AT + timedelta(days=2)
    return note.with_signature(countersignature(note, seen, start=start, links=links, at=at, since=since))


def place(number: int) -> Place:
    return Place(number, LINKS[number - 1].digest)


@pytest.mark.parametrize("last", [None, 1, 8])
def test_what_extends_the_last_one_seen_is_countersigned(last: int | None) -> None:
    signed = countersigned(checkpoint(9), witness(last))
    check_signatures(signed, [LOG.verifying, OWN.verifying])


@pytest.mark.parametrize("start", [0, 3, 5])
def test_a_proof_may_begin_before_the_last_one_seen(start: int) -> None:
    countersigned(checkpoint(9), witness(5), start=place(start) if start else BEGINNING)


def test_the_same_checkpoint_again_is_nothing_new() -> None:
    seen = witness(5)
    assert not is_new(seen.seen(), seen.statement(checkpoint(5)))
    assert is_new(seen.seen(), seen.statement(checkpoint(6)))
    assert is_new(None, seen.statement(checkpoint(5)))


def test_a_smaller_number_is_refused() -> None:
    with pytest.raises(Refused, match="ends at edition 4, but edition 5 was countersigned already"):
        countersigned(checkpoint(4), witness(5), links=[])


def test_the_same_number_with_another_digest_is_refused() -> None:
    with pytest.raises(Refused, match="Edition 5 has another digest than the one countersigned before"):
        countersigned(checkpoint(5, links=chain(5, word="lie")), witness(5), links=[])


def test_a_chain_that_was_written_again_is_refused_wherever_it_is_shown_from() -> None:
    """The control is the honest chain above: only the words in it differ."""
    lies = chain(9, word="lie")
    with pytest.raises(Refused, match="Edition 6: it does not follow from edition 5"):
        countersigned(checkpoint(9, links=lies), witness(5), links=lies[5:])
    with pytest.raises(Refused, match="Edition 5: it has another digest than when it was countersigned"):
        countersigned(checkpoint(9, links=lies), witness(5), start=BEGINNING, links=lies)


def test_a_gap_after_the_last_one_seen_is_refused() -> None:
    with pytest.raises(Refused, match=r"begins after edition 7, but the last one seen is 5.*--after 5"):
        countersigned(checkpoint(9), witness(5), start=place(7))
    with pytest.raises(Refused, match="begins after edition 3, but the last one seen is 0"):
        countersigned(checkpoint(9), witness(None), start=place(3))


def test_a_chain_that_does_not_reach_the_checkpoint_is_refused() -> None:
    with pytest.raises(Refused, match="ends at edition 8, not at the checkpoint's 9"):
        countersigned(checkpoint(9), witness(5), links=LINKS[5:8])
    with pytest.raises(Refused, match="Edition 9: it comes after the checkpoint"):
        countersigned(checkpoint(8), witness(5))


def test_another_digest_at_the_end_is_refused() -> None:
    with pytest.raises(Refused, match="not at the checkpoint's 9 and its digest"):
        countersigned(checkpoint(9, digest="sha256:" + "1" * 64), witness(5))


def test_an_unknown_operator_key_is_refused() -> None:
    other = SigningKey(ORIGIN, Kind.LOG, b"\x07" * 32)
    with pytest.raises(Refused, match="not signed with the log's key that was given"):
        countersigned(checkpoint(9, key=other), witness(5))


def test_another_log_of_the_same_operator_is_refused() -> None:
    full = LOG.called("record.example/full")
    with pytest.raises(Refused, match=r"not signed with the log's key that was given, record.example/public"):
        countersigned(checkpoint(9, key=full), witness(5))


def test_another_origin_under_the_logs_own_name_is_refused() -> None:
    note = sign(Statement("other.example/public", 9, LINKS[8].digest, AT + timedelta(days=1)).text, LOG)
    with pytest.raises(
        Refused, match=r"is of other.example/public, and the key given is that of record.example/public"
    ):
        countersigned(note, witness(5))


def test_an_edited_note_is_refused() -> None:
    note = checkpoint(9)
    with pytest.raises(Refused, match=r"signature of record.example/public does not hold"):
        countersigned(Note(note.text.replace("\n9\n", "\n8\n"), note.signatures), witness(5))


def test_a_memory_that_is_not_its_own_is_refused() -> None:
    with pytest.raises(Refused, match="note of --last was not countersigned with this key"):
        countersigned(checkpoint(9), replace(witness(5), key=replace(OWN, name="witness.example/bb")), start=BEGINNING)


def test_a_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(Refused, match="is no checkpoint"):
        countersigned(sign("Good morning\n", LOG), witness(5))


def test_a_moment_that_runs_backwards_is_refused() -> None:
    with pytest.raises(Refused, match=r"moment, .*, lies before"):
        countersigned(checkpoint(9, at=AT), witness(5))
    with pytest.raises(Refused, match="Edition 9: it was recorded after the moment of the checkpoint"):
        countersigned(checkpoint(9, at=LINKS[8].recorded_at - timedelta(seconds=1)), witness(5))
    backwards = [*LINKS[5:8], replace(LINKS[8], recorded_at=AT)]
    with pytest.raises(Refused, match="Edition 9: it was recorded before the edition before it"):
        countersigned(checkpoint(9), witness(5), links=backwards)


def test_clocks_that_cannot_be_right_are_refused_but_not_two_that_differ_a_little() -> None:
    signed_at = LINKS[8].recorded_at + timedelta(hours=1)
    countersigned(checkpoint(9), witness(5), at=signed_at - timedelta(minutes=4))
    with pytest.raises(Refused, match=r"later than now .*: one of the two clocks is wrong"):
        countersigned(checkpoint(9), witness(5), at=signed_at - timedelta(minutes=6))
    with pytest.raises(Refused, match="this machine's clock runs backwards"):
        countersigned(checkpoint(5, at=AT + timedelta(hours=6)), witness(5), at=AT + timedelta(hours=6), links=[])


def dated(*moments: datetime) -> list[Link]:
    """The links after the fifth, at these moments, every digest computed over them."""
    links, before = [], place(5)
    for number, moment in enumerate(moments, start=6):
        covered = {"number": number, "recorded_at": str(moment)}
        here = digest(before.digest, covered)
        links.append(Link(number, moment, before.digest, here, covered))
        before = Place(number, here)
    return links


def over(links: list[Link], *, at: datetime) -> Note:
    """The log's note over the last of these links."""
    return sign(Statement(ORIGIN, links[-1].number, links[-1].digest, at).text, LOG)


def test_what_was_back_dated_behind_the_checkpoint_seen_is_refused() -> None:
    seen = witness(5)
    last = seen.seen()
    assert last is not None
    for links in (dated(AT.replace(year=2019)), dated(last.at - timedelta(minutes=61), last.at)):
        note = over(links, at=last.at + timedelta(hours=1))
        with pytest.raises(Refused, match=r"Edition 6: .*, more than an hour before the checkpoint"):
            countersigned(note, seen, links=links)
        with pytest.raises(Refused, match=r"Edition 6: it .* before the"):
            countersigned(note, seen, start=BEGINNING, links=[*LINKS[:5], *links])
        with pytest.raises(Refused, match="Edition 6: it was recorded before"):
            countersigned(note, seen, links=links, since=last.at)


def test_what_was_being_written_while_a_checkpoint_was_signed_is_countersigned_by_the_next() -> None:
    seen = witness(5)
    last = seen.seen()
    assert last is not None
    links = dated(last.at - timedelta(minutes=59))
    countersigned(over(links, at=last.at), seen, links=links, since=LINKS[4].recorded_at)


def test_a_witness_whose_key_is_the_logs_is_refused() -> None:
    own = replace(OWN, seed=LOG.seed)
    with pytest.raises(Refused, match=r"The key of witness\.example/aa is the log's own key"):
        countersigned(checkpoint(9), Witness(own, LOG.verifying, None))
