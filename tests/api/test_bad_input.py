"""Bad input: a clear 4xx that names what is wrong, never a 5xx."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from commitments.filters import CommitmentFilters
from commitments.queries.keysets import COMMITMENT_ORDERINGS, Place
from tests import factories as make
from tests.api.reading import BASE, ask, at_fault, read, refused

pytestmark = pytest.mark.django_db

LISTS = [
    "",
    "commitments/",
    "commitments.jsonl",
    "commitments.csv",
    "commitments.xlsx",
    "summary/",
    "commitments/AB-2025-001/",
    "commitments/AB-2025-001/editions/",
    "commitments/AB-2025-001/updates/",
    "changes/",
    "partnerships/",
    "sides/",
    "organisations/",
    "sectors/",
    "meetings/",
    "sources/",
    "indicators/",
    "schema/",
    "docs/",
]
WHOLE_SETS = ["commitments.jsonl", "commitments.csv", "commitments.xlsx", "summary/"]
PAGED = [path for path in LISTS if path not in {"", "commitments/AB-2025-001/", "schema/", "docs/", *WHOLE_SETS}]
WHOLE = ["0", "-1", "501", "1.0", "1e3", "x", "", " 1", "+1", "１", "9" * 19, "9" * 5000, "0x1"]
NUMBER = ["-1", "1.0", "x", "", " 1", "９", "9223372036854775808", "9" * 5000]
CURSORS = ["", "x", "!", "é", "W10", "bnVsbA", "WzEsMiwzXQ", "A" * 10_000, quote("\x00"), "W1tbW1tbW1tb" * 500]


UNKNOWN = ["kinds", "page", "offset", "format", "lang", "token", "Limit", "limit[]", "\x00"]


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter_is_named(path: str) -> None:
    for name in UNKNOWN:
        told = refused(ask(path, **{name: "1"}), 400, "unknown-parameter")
        assert at_fault(told) == [name]
    assert at_fault(refused(ask(path, one="1", two="2"), 400, "unknown-parameter")) == ["one", "two"]


@pytest.mark.parametrize("path", WHOLE_SETS)
def test_what_is_answered_whole_has_no_pages(path: str) -> None:
    for name in ("limit", "cursor"):
        assert at_fault(refused(ask(path, **{name: "1"}), 400, "unknown-parameter")) == [name]


@pytest.mark.parametrize("path", PAGED)
def test_a_page_size_that_is_none_is_named(path: str) -> None:
    for limit in WHOLE:
        assert at_fault(refused(ask(path, limit=limit), 400, "bad-parameter")) == ["limit"], limit


@pytest.mark.parametrize("path", [path for path in PAGED if path != "changes/"])
def test_a_cursor_that_was_never_given_out_is_named(path: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    for cursor in CURSORS:
        assert at_fault(refused(ask(path, cursor=cursor), 400, "bad-parameter")) == ["cursor"], cursor


@pytest.mark.parametrize(
    ("ordering", "place"),
    [
        ("reference", Place(5, 1)),
        ("reference", Place("\ud800", 1)),
        ("reference", Place("a\x00b", 1)),
        ("reference", Place("x", 0)),
        ("reference", Place("x", 2**63)),
        ("deadline", Place("2025-02-30", 1)),
        ("progress", Place(2**63, 1)),
        ("progress", Place([True], 1)),
        ("recorded_at", Place(-(2**70), 1)),
    ],
)
def test_a_cursor_of_another_ordering_is_named(ordering: str, place: Place) -> None:
    told = refused(
        ask("commitments/", ordering=ordering, cursor=place.cursor(COMMITMENT_ORDERINGS[ordering])),
        400,
        "bad-parameter",
    )
    assert at_fault(told) == ["cursor"]


@pytest.mark.parametrize("ordering", ["", "title", "--reference", "reference,deadline", "REFERENCE", "pk"])
def test_an_unknown_ordering_is_named_with_the_known_ones(ordering: str) -> None:
    told = refused(ask("commitments/", ordering=ordering), 400, "bad-parameter")
    assert at_fault(told) == ["ordering"]
    assert all(name in told["errors"][0]["detail"] for name in COMMITMENT_ORDERINGS)


@pytest.mark.parametrize("path", ["commitments/", "commitments/AB-2025-001/", *WHOLE_SETS])
def test_a_day_that_is_none_is_named(path: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    for on in ("", "today", "2026", "20260101", "2026-W01-1", "2026-02-30", "0000-01-01", "2026-1-1", "2026-01-0１"):
        assert at_fault(refused(ask(path, on=on), 400, "bad-parameter")) == ["on"], on


def test_a_number_that_is_none_is_named() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    newest = read("commitments/AB-2025-001/")["edition"]
    for number in NUMBER:
        assert at_fault(refused(ask("changes/", after=number), 400, "bad-parameter")) == ["after"]
        answer = ask(f"commitments/AB-2025-001/editions/{newest}/", diff=number)
        assert at_fault(refused(answer, 400, "bad-parameter")) == ["diff"]


@pytest.mark.parametrize("name", ["limit", "cursor", "ordering", "on", "q", "stale", "made_after", "changed_after"])
def test_a_parameter_that_is_read_once_may_not_be_repeated(name: str) -> None:
    assert at_fault(refused(ask("commitments/", **{name: ["1", "1"]}), 400, "bad-parameter")) == [name]


def test_after_may_not_be_repeated() -> None:
    assert at_fault(refused(ask("changes/", after=["1", "2"]), 400, "bad-parameter")) == ["after"]


def test_a_character_that_cannot_be_stored_is_named() -> None:
    for name in CommitmentFilters.base_filters:
        assert at_fault(refused(ask("commitments/", **{name: "a\x00b"}), 400, "bad-parameter")) == [name]


@pytest.mark.parametrize("octets", ["%ED%A0%80", "%FF", "a%00", "%C3"])
def test_what_is_no_utf_8_is_named(octets: str) -> None:
    assert at_fault(refused(Client().get(f"{BASE}commitments/?q={octets}"), 400, "bad-parameter")) == ["q"]


@pytest.mark.parametrize("count", [999, 1000, 5000])
def test_a_thousand_repeated_parameters_are_read_or_refused(count: int) -> None:
    make.PartnershipFactory()
    answer = ask("commitments/", partnership=["aa-bb"] * count)
    assert answer.status_code == (200 if count < 1000 else 400)


@pytest.mark.parametrize(
    "path",
    [
        "commitments/%00/",
        "commitments/AB-2025-001%00/",
        "commitments/%ED%A0%80/",
        "commitments/%FF/",
        "commitments/%0A/",
        f"commitments/{'A' * 10_000}/",
        "commitments/AB-2025-001/editions/0/",
        f"commitments/AB-2025-001/editions/{2**63}/",
        f"commitments/AB-2025-001/editions/{'9' * 18}/",
        f"commitments/AB-2025-001/editions/{'9' * 5000}/",
        "commitments/AB-2025-001/editions/-1/",
        "sides/%00/",
        "organisations/%F0%9F%99%82/",
        "indicators/x/observations/",
        "nothing/at/all/",
        "nothing%0Aat/all/",
        "%00/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_404(path: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    refused(Client().get(BASE + path), 404, "not-found")


def test_an_address_without_its_slash_is_sent_on_and_says_so() -> None:
    answer = Client().get(f"{BASE}commitments?limit=5")
    assert (answer.status_code, answer["Location"]) == (301, f"{BASE}commitments/?limit=5")
    assert answer.json() == {"detail": f"Addresses end in a slash here. Ask {BASE}commitments/?limit=5 instead."}


@pytest.mark.parametrize("path", ["//api/v1/sides/", "///api/v1/", "/API/V1/sides/", "/Api", "//healthz/"])
def test_a_slip_in_the_base_address_is_told_to_a_program(path: str) -> None:
    refused(Client().get("/", PATH_INFO=path), 404, "not-found")


@pytest.mark.parametrize("path", ["commitments/ab-2025-001/", "commitments/AB-2025-001/editions/9/", "sides/aa/"])
def test_a_name_under_which_there_is_nothing_is_told_from_an_address_that_leads_nowhere(path: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    told = refused(ask(path), 404, "not-found")
    assert told["detail"].startswith("There is nothing on record under this name that you may read.")
    assert told == refused(ask("commitments/AB-2025-404/"), 404, "not-found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_method_that_is_not_served_is_refused_whatever_the_body(method: str) -> None:
    for path in ("", "commitments/", "commitments/AB-2025-001/", "changes/", "docs/", "schema/"):
        answer = getattr(Client(), method)(BASE + path, b'{"a": ', content_type="application/json")
        refused(answer, 405, "method-not-allowed")
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/csv", "application/xml", "text/html", "x" * 9000])
def test_a_media_type_that_is_not_served_is_refused(accept: str) -> None:
    refused(ask("commitments/", headers={"Accept": accept}), 406, "not-acceptable")


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "application/*", "text/html, */*;q=0.1", "////"])
def test_an_odd_accept_header_is_no_failure(accept: str) -> None:
    assert ask("commitments/", headers={"Accept": accept}).status_code in {200, 406}


@pytest.mark.parametrize("language", ["tlh", "*", "fr", "en;q=x", "é", ",,,", "a" * 9000])
def test_an_unknown_language_is_no_failure_and_changes_no_record(language: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    answer = ask("commitments/AB-2025-001/", headers={"Accept-Language": language})
    assert (answer.status_code, answer.content) == (200, ask("commitments/AB-2025-001/").content)


@pytest.mark.parametrize("held", ["", '"', "W/", "W/*", '"a', ",", '"\x7f"', "x" * 9000])
def test_an_odd_tag_is_no_failure(held: str) -> None:
    assert ask("sides/", headers={"If-None-Match": held}).status_code == 200


NAMES = some.sampled_from([*CommitmentFilters.base_filters, "on", "ordering", "cursor", "limit", "after"]) | some.text()
WORDS = some.sampled_from(
    ["true", "AA", "aa-bb", "AB-2025-001", "target", "lead", "overdue", "-deadline", "2026-01-01", "0001-01-01", "5"]
)
VALUES = some.text() | some.integers().map(str) | some.dates().map(str) | WORDS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(NAMES, VALUES), max_size=6))
@pytest.mark.parametrize("path", ["commitments/", "changes/", "organisations/", "summary/"])
def test_no_query_string_is_a_failure(path: str, pairs: list[tuple[str, str]]) -> None:
    answer = Client().get(f"{BASE}{path}?{urlencode(pairs)}")
    assert answer.status_code in {200, 400}
    assert answer["Content-Type"] == ("application/json" if answer.status_code == 200 else "application/problem+json")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.binary(max_size=12), min_size=1, max_size=4))
def test_no_path_is_a_failure(parts: list[bytes]) -> None:
    answer = Client().get(BASE + "commitments/" + "/".join(quote(part, safe="") for part in parts) + "/")
    assert answer.status_code in {200, 400, 404}


@pytest.mark.parametrize("count", [1001, 10_000])
def test_more_parameters_than_are_read_are_a_problem(count: int) -> None:
    for names in (["kind"] * count, ["nothing"] * count, [f"kind{number}" for number in range(count)]):
        refused(Client().get(f"{BASE}commitments/?{urlencode([(name, '1') for name in names])}"), 400, "bad-request")


def test_a_query_string_of_a_million_letters_is_a_problem() -> None:
    assert at_fault(refused(ask("commitments/", q="a" * 1_000_000), 400, "bad-parameter")) == ["q"]
    refused(Client().get(f"{BASE}commitments/?{'a' * 1_000_000}"), 400, "unknown-parameter")


@pytest.mark.parametrize("name", ["made_after", "made_before", "due_after", "due_before", "stale", "changed_after"])
def test_a_filter_that_is_given_empty_is_named_and_never_taken_for_none(name: str) -> None:
    assert at_fault(refused(ask("commitments/", **{name: ""}), 400, "bad-parameter")) == [name]


DAYS = ["on", "as_of", "recorded_at", "made_after", "made_before", "due_after", "due_before"]


@pytest.mark.parametrize("name", DAYS)
def test_a_day_that_no_calendar_has_is_named_and_the_first_and_last_are_read(name: str) -> None:
    for day in ("0000-01-01", "10000-01-01", "-0001-01-01", "2026-02-29"):
        assert at_fault(refused(ask("commitments/", **{name: day}), 400, "bad-parameter")) == [name]
    for day in ("0001-01-01", "9999-12-31"):
        answer = ask("commitments/", **{name: day})
        if answer.status_code != 200:  # the past ends today
            assert at_fault(refused(answer, 400, "bad-parameter")) == [name]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0000-01-01T00:00:00Z"])
def test_a_moment_before_the_first_or_after_the_last_year_is_no_failure(moment: str) -> None:
    answer = ask("commitments/", recorded_at=moment)
    assert answer.status_code == 200 or at_fault(refused(answer, 400, "bad-parameter")) == ["recorded_at"]


@pytest.mark.parametrize("value", ["%ED%A0%80", "%FF", "%", "%u0041", "%00", "%F0%9F%99%82" * 100, "%CC%80" * 100])
def test_no_bytes_in_a_value_are_a_failure(value: str) -> None:
    make.PartnershipFactory()
    for name in [*CommitmentFilters.base_filters, "cursor", "ordering", "limit", "on", "as_of", "recorded_at"]:
        answer = Client().get(f"{BASE}commitments/?{name}={value}")
        assert answer.status_code == 200 or at_fault(refused(answer, 400, "bad-parameter")) == [name]


@pytest.mark.parametrize("name", ["%ED%A0%80", "%FF", "%00", "%", "kind%00", "%F0%9F%99%82"])
def test_no_bytes_in_a_name_are_a_failure(name: str) -> None:
    refused(Client().get(f"{BASE}commitments/?{name}=1"), 400, "unknown-parameter")
