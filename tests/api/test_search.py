"""Words in the API: they go with every other filter, ordering, page, export and count."""

import json

import pytest

from commitments.queries import search
from tests import factories as make
from tests.api.reading import DAY, ask, read, references

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["few hits", "many hits"], autouse=True)
def _hits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many hits":
        monkeypatch.setattr(search, "MOST_HITS", dict.fromkeys(search.MOST_HITS, 0))


@pytest.fixture(autouse=True)
def _railways() -> None:
    """Five commitments on railways, every second one of Hà Nội and a target, and one on roads."""
    for number in range(1, 6):
        title = {"en": "A railway", "vi": "Đường sắt Hà Nội" if number % 2 else "Đường sắt"}
        kind = "target" if number % 2 else "project"
        make.CommitmentFactory(reference=f"AB-2025-00{number}", title=title, kind=kind)
    make.CommitmentFactory(reference="AB-2025-006", title={"en": "A road", "vi": "Nội dung ở Hà Giang"})


ALL = [f"AB-2025-00{number}" for number in range(1, 6)]


def test_words_go_with_other_filters() -> None:
    assert references(q="railway", kind="project") == ["AB-2025-002", "AB-2025-004"]
    assert references(q="hanoi railway", kind=["target", "project"]) == ["AB-2025-001", "AB-2025-003", "AB-2025-005"]
    assert references(q="hanoi", kind="project") == []


def test_the_order_of_what_is_found_is_the_one_that_is_asked_for() -> None:
    make.DeadlineFactory(commitment=make.Commitment.objects.get(reference="AB-2025-004"), edtf="2027")
    make.DeadlineFactory(commitment=make.Commitment.objects.get(reference="AB-2025-002"), edtf="2028")
    assert references(q="railway") == ALL
    assert references(q="railway", ordering="-reference") == ALL[::-1]
    assert references(q="railway", ordering="-deadline")[:2] == ["AB-2025-002", "AB-2025-004"]


def test_pages_of_what_is_found_follow_each_other() -> None:
    met: list[str] = []
    address = "commitments/?q=railway&limit=2"
    while address:
        page = read(address.removeprefix("/api/v1/"))
        met += [each["reference"] for each in page["results"]]
        address = (page["next"] or "").removeprefix("http://testserver")
    assert met == ALL


def test_exports_hold_what_is_found() -> None:
    lines = b"".join(ask("commitments.jsonl", q="railway").streaming_content).splitlines()  # type: ignore[attr-defined]
    assert [json.loads(line)["reference"] for line in lines] == ALL


def test_counts_are_of_what_is_found() -> None:
    assert read("summary/", q="hanoi", on=DAY)["total"] == 3
    assert read("summary/", q="railway", kind="project", on=DAY)["total"] == 2


def test_syllables_apart_are_found_only_where_no_pair_is() -> None:
    assert references(q="ha noi") == ["AB-2025-001", "AB-2025-003", "AB-2025-005"]
    assert references(q="noi ha") == ["AB-2025-001", "AB-2025-003", "AB-2025-005", "AB-2025-006"]


def test_how_others_filter_does_not_decide_how_words_are_read() -> None:
    assert references(q="ha noi", kind="project") == []


def test_a_query_without_a_word_filters_nothing() -> None:
    for query in ("", " ", "–", "😀", '* " ( ) : -'):
        assert references(q=query) == [*ALL, "AB-2025-006"]


def test_the_longest_query_is_answered() -> None:
    for query in ("a " * 100, "ນ" * 200, "𐐷" * 200, "x" * 200, "ab" * 100, "(" * 200, '"' * 199 + "a"):
        assert ask("commitments/", q=query).status_code == 200
