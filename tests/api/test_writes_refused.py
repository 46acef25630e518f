"""What writes refuse: a clear 4xx that says where and what, and nothing is written."""

import json
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Any

import pytest

from commitments.api.problems import BadBody
from commitments.api.writes import parsing
from commitments.api.writes.parsing import read_json
from commitments.management.commands import serve
from commitments.models import Commitment, Edition, Indicator
from tests import factories as make
from tests.api.reading import BASE, ask, at_fault, refused
from tests.api.writing import DEADLINE, MILESTONE, OBSERVATION, UPDATE, WHY, Writer, editions, newest, tag_of, told

pytestmark = pytest.mark.django_db

UPDATES = "commitments/AB-2025-900/updates/"
WRITTEN = {
    "test_the_same_word_twice_is_refused": 1,
    "test_a_change_changes_something_and_says_why": 1,
    "test_bodies_that_never_arrive_leave_a_thread_to_answer": 1,
}
"""How many editions a test means to write."""


@pytest.fixture
def promise() -> Commitment:
    """A public commitment of AA and BB, with a passage that establishes it."""
    commitment: Commitment = make.CitationFactory(
        commitment__reference="AB-2025-900", passage__handle="promise", passage__source__slug="the-text"
    ).commitment
    return commitment


@pytest.fixture
def trade(promise: Commitment) -> Indicator:
    """An indicator without a value."""
    indicator: Indicator = make.IndicatorFactory(code="trade")
    return indicator


@pytest.fixture
def writer(trade: Indicator) -> Writer:
    """A program of AA."""
    return Writer("AA")


@pytest.fixture(autouse=True)
def _nothing_is_written(writer: Writer, request: pytest.FixtureRequest) -> Iterator[None]:
    before = editions()
    yield
    assert editions() == before + WRITTEN.get(request.node.name, 0)


def pointers(answer: Any) -> list[str]:
    """The places in the body that a refusal names."""
    return [each["pointer"] for each in refused(answer, 422, "refused")["errors"]]


FAULTS: list[tuple[str, Any, list[str]]] = [
    ("updates", [], [""]),
    ("updates", "x", [""]),
    ("updates", {}, ["/status", "/as_of", "/reason"]),
    ("updates", UPDATE | {"progress": "40"}, ["/progress"]),
    ("updates", UPDATE | {"progress": True}, ["/progress"]),
    ("updates", UPDATE | {"progress": 40.0}, ["/progress"]),
    ("updates", UPDATE | {"progress": 101}, ["/progress"]),
    ("updates", UPDATE | {"progress": -1}, ["/progress"]),
    ("updates", UPDATE | {"progress": 2**62}, ["/progress"]),
    ("updates", UPDATE | {"status": "done"}, ["/status"]),
    ("updates", UPDATE | {"status": 1}, ["/status"]),
    ("updates", UPDATE | {"status": None}, ["/status"]),
    ("updates", UPDATE | {"status": ["in_progress"]}, ["/status"]),
    ("updates", UPDATE | {"outlook": ""}, ["/outlook"]),
    ("updates", UPDATE | {"as_of": "0000-01-01"}, ["/as_of"]),
    ("updates", UPDATE | {"as_of": "10000-01-01"}, ["/as_of"]),
    ("updates", UPDATE | {"as_of": "9999-12-31"}, ["/as_of"]),
    ("updates", UPDATE | {"as_of": "2026-02-30"}, ["/as_of"]),
    ("updates", UPDATE | {"as_of": "20260101"}, ["/as_of"]),
    ("updates", UPDATE | {"as_of": 2026}, ["/as_of"]),
    ("updates", UPDATE | {"note": "Begun."}, ["/note"]),
    ("updates", UPDATE | {"note": {"tlh": "Qapla'"}}, ["/note/tlh"]),
    ("updates", UPDATE | {"note": {"en": ""}}, ["/note/en"]),
    ("updates", UPDATE | {"note": {"en": None}}, ["/note/en"]),
    ("updates", UPDATE | {"note": {"en": "a\x00b", "fr": 1}}, ["/note/en", "/note/fr"]),
    ("updates", UPDATE | {"note": {"en": "x" * 20_001}}, ["/note/en"]),
    ("updates", UPDATE | {"reason": {}}, ["/reason"]),
    ("updates", UPDATE | {"reason": {"en": " "}}, ["/reason/en"]),
    ("updates", UPDATE | {"reason": {"en": "x" * 2001}}, ["/reason/en"]),
    ("updates", UPDATE | {"side": "BB"}, ["/side"]),
    ("updates", UPDATE | {"a/b~c": 1, "": 2}, ["/a~1b~0c", "/"]),
    ("updates", UPDATE | {"awaiting": "ZZ"}, ["/awaiting"]),
    ("updates", UPDATE | {"awaiting": "a\x00b"}, ["/awaiting"]),
    ("updates", UPDATE | {"corrects": 9}, ["/corrects"]),
    ("updates", UPDATE | {"corrects": 0}, ["/corrects"]),
    ("updates", UPDATE | {"corrects": 2**40}, ["/corrects"]),
    ("updates", UPDATE | {"evidence": {}}, ["/evidence"]),
    ("updates", UPDATE | {"evidence": ["https://example.org/"]}, ["/evidence/0"]),
    ("updates", UPDATE | {"evidence": [{"address": "ftp://example.org/"}]}, ["/evidence/0/address"]),
    ("updates", UPDATE | {"evidence": [{"address": f"https://example.org/{'x' * 500}"}]}, ["/evidence/0/address"]),
    ("updates", UPDATE | {"evidence": [{}]}, ["/evidence/0"]),
    ("updates", UPDATE | {"evidence": [{"source": "the-text"}]}, ["/evidence/0"]),
    (
        "updates",
        UPDATE | {"evidence": [{"source": "the-text", "passage": "x", "address": "x"}]},
        ["/evidence/0/address"],
    ),
    (
        "updates",
        UPDATE | {"evidence": [{"address": "https://example.org/"}, {"source": "the-text", "passage": "lost"}]},
        ["/evidence/1"],
    ),
    ("updates", UPDATE | {"evidence": [{"address": "https://example.org/"}] * 51}, ["/evidence"]),
    ("deadlines", {"basis": "none"}, ["/edtf", "/reason"]),
    ("deadlines", DEADLINE | {"edtf": "soon"}, ["/edtf"]),
    ("deadlines", DEADLINE | {"edtf": "0000"}, ["/edtf"]),
    ("deadlines", DEADLINE | {"edtf": "10000"}, ["/edtf"]),
    ("deadlines", DEADLINE | {"edtf": 2027}, ["/edtf"]),
    ("deadlines", DEADLINE | {"edtf": ""}, ["/edtf"]),
    ("deadlines", DEADLINE | {"edtf": None}, [""]),
    ("deadlines", DEADLINE | {"phrase": "x" * 201}, ["/phrase"]),
    ("deadlines", DEADLINE | {"passage": {"source": "the-text", "passage": "lost"}}, ["/passage"]),
    ("deadlines", DEADLINE | {"passage": {"source": "the-text"}}, ["/passage/passage"]),
    ("milestones", MILESTONE | {"title": {}}, ["/title"]),
    ("milestones", MILESTONE | {"due": "2026-13"}, ["/due"]),
    ("milestones", MILESTONE | {"due": None}, ["/due"]),
    ("milestones", MILESTONE | {"reached_on": ""}, ["/reached_on"]),
    ("milestones", MILESTONE | {"reached_on": "9999-12-31"}, ["/reached_on"]),
    ("milestones", MILESTONE | {"title": {"en": "x" * 301}}, ["/title/en"]),
    ("milestones", MILESTONE | {"number": 7}, ["/number"]),
    ("citations", {"source": "the-text", "passage": "lost", "relation": "reports", "reason": WHY}, ["/passage"]),
    ("citations", {"source": "the-text", "passage": "promise", "relation": "likes", "reason": WHY}, ["/relation"]),
]


@pytest.mark.parametrize(("where", "sent", "at"), FAULTS)
def test_what_a_commitment_does_not_take_is_told_with_its_place(
    writer: Writer, promise: Commitment, where: str, sent: Any, at: list[str]
) -> None:
    assert pointers(writer.post(f"commitments/AB-2025-900/{where}/", sent, seen=promise)) == at


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"value": 12.5}, ["/value"]),
        ({"value": "1e3"}, ["/value"]),
        ({"value": "NaN"}, ["/value"]),
        ({"value": "１２"}, ["/value"]),
        ({"value": "12.5\n"}, ["/value"]),
        ({"value": "1" * 19}, ["/value"]),
        ({"value": "0.1234567"}, ["/value"]),
        ({"value_to": "12.5"}, [""]),
        ({"period": "2024-13"}, ["/period"]),
        ({"source": "lost"}, ["/source"]),
        ({"side": "ZZ"}, ["/side"]),
        ({"flag": "rumoured"}, ["/flag"]),
        ({"publisher": "me"}, ["/publisher"]),
    ],
)
def test_what_an_indicator_does_not_take_is_told_with_its_place(
    writer: Writer, trade: Indicator, change: Any, at: list[str]
) -> None:
    assert pointers(writer.post("indicators/trade/observations/", OBSERVATION | change, seen=trade)) == at


def test_a_fault_is_told_in_the_language_that_is_asked_for(writer: Writer, promise: Commitment) -> None:
    sent = UPDATE | {"progress": 101}
    asked = {"Accept-Language": "fr"}
    told_in_french = refused(writer.post(UPDATES, sent, seen=promise, **asked), 422, "refused")
    told_in_english = refused(writer.post(UPDATES, sent, seen=promise), 422, "refused")
    assert told_in_french["errors"][0]["pointer"] == told_in_english["errors"][0]["pointer"]
    assert told_in_english["errors"][0]["detail"] == "Give at most 100."


NO_JSON: dict[str, bytes] = {
    "empty": b"",
    "blank": b"  ",
    "half": b'{"status": ',
    "two": b"{} {}",
    "a comment": b"{} // x",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"status": "stalled"}'.encode("utf-16"),
    "Latin-1": '{"note": "é"}'.encode("latin-1"),
    "NaN": b'{"progress": NaN}',
    "Infinity": b'{"progress": -Infinity}',
    "a float without end": b'{"progress": 1e999}',
    "beyond 64 bits": b'{"progress": 9223372036854775808}',
    "five thousand digits": b'{"progress": ' + b"9" * 5000 + b"}",
    "twice": b'{"status": "stalled", "status": "completed"}',
    "twice inside": b'{"note": {"en": "a", "en": "b"}}',
    "twice, escaped": b'{"status": "stalled", "st\\u0061tus": "completed"}',
    "half a character": b'{"note": {"en": "\\ud800"}}',
    "half a character in a name": b'{"\\udfff": 1}',
    "too deep": b'{"a":' * 33 + b"1" + b"}" * 33,
    "a thousand deep": b"[" * 1000 + b"]" * 1000,
    "a hundred thousand deep": b"[" * 100_000 + b"]" * 100_000,
    "never closed": b"[" * 900_000,
    "a control character": b'{"note": {"en": "a\x01"}}',
}


@pytest.mark.parametrize("name", NO_JSON)
def test_a_body_that_cannot_be_read_is_a_400(writer: Writer, promise: Commitment, name: str) -> None:
    refused(writer.post(UPDATES, NO_JSON[name], seen=promise), 400, "bad-body")


def test_a_body_as_deep_as_is_allowed_is_read() -> None:
    deep = b'{"a":' * 31 + b"1" + b"}" * 31
    assert read_json(deep) == json.loads(deep)
    assert read_json('{"é": [1, -2.5, true, null, "\U0001f642"]}'.encode()) == {
        "é": [1, -2.5, True, None, "\U0001f642"]
    }
    with pytest.raises(BadBody):
        read_json(b'{"a":' * 33 + b"1" + b"}" * 33)


def test_a_body_that_is_too_large_is_a_413_and_not_read(writer: Writer, promise: Commitment) -> None:
    large = json.dumps(UPDATE | {"note": {"en": "x" * 10_000_000}}).encode()
    refused(writer.post(UPDATES, large, seen=promise), 413, "body-too-large")
    for size, status in ((1_000_000, 422), (1_000_001, 413)):
        sent = b'{"a": "' + b"x" * (size - 9) + b'"}'
        assert (len(sent), writer.post(UPDATES, sent, seen=promise).status_code) == (size, status)


@pytest.mark.parametrize(
    "media",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "application/merge-patch+json",
        "",
        "////",
    ],
)
def test_a_body_in_another_form_is_a_415(writer: Writer, promise: Commitment, media: str) -> None:
    refused(writer.post(UPDATES, UPDATE, seen=promise, media=media), 415, "unsupported-media-type")


def test_a_body_whose_length_is_not_told_is_a_411(writer: Writer, promise: Commitment) -> None:
    extra = {"Transfer-Encoding": "chunked", "Content-Length": ""}
    refused(writer.post(UPDATES, b"", seen=promise, **extra), 411, "length-required")


def test_a_parameter_is_not_ignored(writer: Writer, promise: Commitment) -> None:
    told_why = refused(writer.post(f"{UPDATES}?limit=5", UPDATE, seen=promise), 400, "unknown-parameter")
    assert told_why["errors"] == [
        {"parameter": "limit", "detail": "This parameter is not known. This address takes none."}
    ]


@pytest.mark.parametrize("sent", [b"null", b"[]", b"7", b'"x"'])
def test_a_body_that_is_no_object_is_told_what_it_has_to_be(writer: Writer, promise: Commitment, sent: bytes) -> None:
    told_why = refused(writer.post(UPDATES, sent, seen=promise), 422, "refused")
    assert told_why["errors"] == [{"pointer": "", "detail": "Give a JSON object."}]


@pytest.mark.parametrize("seen", [None, "", "*", " * "])
def test_a_write_that_does_not_say_what_was_seen_is_a_428(writer: Writer, seen: str | None) -> None:
    refused(writer.post(UPDATES, UPDATE, seen=seen), 428, "precondition-required")


def test_a_write_on_another_edition_is_a_412_that_names_the_newest(writer: Writer, promise: Commitment) -> None:
    now = newest(promise)
    for seen in (f'"{now - 1}"', f'"{now + 1}-x"', f'W/"{now}"', str(now), '"x"', '"0"', "\x7f", f'"{"9" * 400}"'):
        answer = writer.post(UPDATES, UPDATE, seen=seen)
        told = refused(answer, 412, "stale")
        assert told["edition"] == now, seen
        assert told["record"] == json.loads(Edition.objects.get(number=now).record), seen
        assert answer["ETag"] == tag_of(promise)


def test_a_tag_that_names_no_edition_is_told_so(writer: Writer, promise: Commitment) -> None:
    public = ask(f"commitments/{promise.reference}/")["ETag"]
    weak = f'W/"{newest(promise)}-x"'
    for seen, words in ((public, "same token"), (weak, "same token"), (f'"{newest(promise) - 1}"', "another edition")):
        assert words in refused(writer.post(UPDATES, UPDATE, seen=seen), 412, "stale")["detail"]


def test_any_tag_of_the_edition_will_do(writer: Writer, promise: Commitment) -> None:
    for seen in (f'"{newest(promise)}-anything"', f'"1", "{newest(promise)}"'):
        assert pointers(writer.post(UPDATES, UPDATE | {"x": 1}, seen=seen)) == ["/x"]


def test_what_is_wrong_is_told_in_one_order(writer: Writer, promise: Commitment) -> None:
    """Each request has one fault less than the one before."""
    lost, path = "commitments/AB-2025-404/updates/", UPDATES
    no_json, faulty = b"{", UPDATE | {"x": 1}
    token, writer.secret = writer.secret, "none"
    assert writer.post(lost, no_json, media="text/plain").status_code == 401
    writer.secret = token
    assert writer.post(lost, no_json, media="text/plain").status_code == 404
    assert writer.post(path, no_json, media="text/plain").status_code == 415
    assert writer.post(path, no_json).status_code == 400
    assert writer.post(path, faulty).status_code == 428
    assert writer.post(path, faulty, seen='"1"').status_code == 412
    assert writer.post(path, faulty, seen=promise).status_code == 422


def test_the_same_word_twice_is_refused(writer: Writer, promise: Commitment) -> None:
    told(writer.post(UPDATES, UPDATE, seen=promise))
    again = refused(writer.post(UPDATES, UPDATE, seen=promise), 422, "refused")
    assert "very word" in again["errors"][0]["detail"]


def test_a_write_without_the_last_slash_is_sent_on_as_a_write(writer: Writer, promise: Commitment) -> None:
    for path in (UPDATES, "nothing/at/all/"):
        answer = writer.post(path[:-1], UPDATE, seen=promise)
        assert (answer.status_code, answer["Location"]) == (308, BASE + path)


@pytest.mark.parametrize("asked", ["", "?reason=x", "?language=en", "?reason=x&language=tlh", "?reason=x&language="])
def test_what_is_taken_away_has_a_reason(writer: Writer, promise: Commitment, asked: str) -> None:
    path = f"commitments/AB-2025-900/citations/the-text/promise/establishes/{asked}"
    told_why = refused(writer.send("DELETE", path, seen=promise), 400, "bad-parameter")
    assert set(at_fault(told_why)) <= {"reason", "language"}


def test_what_is_taken_away_has_its_reason_in_the_address(writer: Writer, promise: Commitment) -> None:
    path = "commitments/AB-2025-900/citations/the-text/promise/establishes/?reason=x&language=en"
    refused(writer.send("DELETE", path, {"reason": WHY}, seen=promise), 400, "bad-body")


def test_what_is_taken_away_has_to_be_there_and_seen(writer: Writer, promise: Commitment) -> None:
    asked = "?reason=x&language=en"
    path = f"commitments/AB-2025-900/citations/the-text/promise/establishes/{asked}"
    refused(writer.send("DELETE", path), 428, "precondition-required")
    refused(writer.send("DELETE", path, seen='"1"'), 412, "stale")
    refused(writer.send("DELETE", path.replace("establishes", "reports"), seen=promise), 404, "not-found")
    for lost in ("milestones/1/", f"milestones/{2**40}/", f"milestones/{'9' * 18}/"):
        refused(writer.send("DELETE", f"commitments/AB-2025-900/{lost}{asked}", seen=promise), 404, "not-found")
    lost = "indicators/trade/observations/the-text/2024/"
    refused(writer.send("PATCH", lost, {"value": "1", "reason": WHY}, seen=promise), 404, "not-found")


def test_a_change_changes_something_and_says_why(writer: Writer, promise: Commitment) -> None:
    step = make.MilestoneFactory(commitment=promise)
    path = f"commitments/AB-2025-900/milestones/{step.number}/"
    assert pointers(writer.send("PATCH", path, {"reason": WHY}, seen=promise)) == [""]
    assert pointers(writer.send("PATCH", path, {"due": "2027"}, seen=promise)) == ["/reason"]
    assert pointers(writer.send("PATCH", path, {"due": None, "reason": WHY}, seen=promise)) == ["/due"]


def test_bodies_that_never_arrive_leave_a_thread_to_answer(
    writer: Writer, promise: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    none_left = BoundedSemaphore(1)
    none_left.acquire()
    monkeypatch.setattr(parsing, "READERS", none_left)
    monkeypatch.setattr(parsing, "TURN", 0.01)
    answer = writer.post(UPDATES, UPDATE, seen=tag_of(promise))
    refused(answer, 503, "unavailable")
    assert int(answer["Retry-After"]) > 0
    assert ask("sides/").status_code == 200
    none_left.release()
    assert writer.post(UPDATES, UPDATE, seen=tag_of(promise)).status_code == 201


def test_there_are_fewer_readers_of_bodies_than_threads() -> None:
    assert parsing.READERS._initial_value < serve.THREADS  # noqa: SLF001  # type: ignore[attr-defined]
