"""The change feed: every public edition in order, and a chain that anybody can check."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from commitments.models import Commitment, Edition
from commitments.records.served import edition_with_record
from commitments.records.statements import record_digest
from commitments.values.digests import GENESIS, digest
from tests import factories as make
from tests.api import scenes
from tests.api.reading import ask, at_fault, read, refused

pytestmark = pytest.mark.django_db


def walk(limit: int) -> list[dict[str, Any]]:
    """The whole feed, as somebody who polls reads it."""
    told, after = [], 0
    while True:
        page = read("changes/", after=after, limit=limit)
        told += page["results"]
        if page["next"] == page["up_to"]:
            return told
        after = page["next"]


def broken(feed: list[dict[str, Any]]) -> list[int]:
    """The numbers at which the chain does not hold, from what the feed itself says."""
    previous, wrong = GENESIS, []
    for each in feed:
        covered = ("number", "noun", "key", "event", "recorded_at", "organisation", "side", "reason")
        statement = {name: each[name] for name in covered} | {"record": each["record_digest"]}
        if each["previous"] != previous or each["digest"] != digest(previous, statement):
            wrong.append(each["number"])
        previous = each["digest"]
    return wrong


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_the_feed_has_every_number_once_in_order(limit: int) -> None:
    scenes.rich()
    scenes.internal()
    feed = walk(limit)
    assert [each["number"] for each in feed] == list(range(1, len(feed) + 1))
    assert len(feed) == Edition.objects.public().count() < Edition.objects.count()


def test_anybody_can_check_the_chain_from_the_feed_alone() -> None:
    scenes.rich()
    scenes.withdrawn()
    assert broken(walk(500)) == []


@pytest.mark.parametrize("name", ["key", "event", "reason", "recorded_at", "record_digest", "previous"])
def test_a_feed_that_was_tampered_with_is_found_out(name: str) -> None:
    scenes.rich()
    feed = walk(500)
    feed[3][name] = "another"
    assert broken(feed) == [4]


def test_each_record_is_the_one_that_its_digest_covers() -> None:
    scenes.rich()
    content = ask("changes/", limit=500).content.decode()
    for edition in Edition.objects.public():
        assert f'"record":{edition.record}}}' in content
    assert all(each["record_digest"] == record_digest(canonical(each["record"])) for each in walk(500))


def canonical(record: Any) -> str:
    """A record as it is stored."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_a_withdrawn_record_keeps_its_numbers_and_shows_nothing_of_its_content() -> None:
    scenes.withdrawn()
    feed = [each for each in walk(500) if each["key"] == "AB-2025-700"]
    assert [each["event"] for each in feed] == ["changed", "changed", "withdrawn"]
    assert [each["record"] for each in feed] == [None, None, None]
    assert [feed[-1][name] for name in ("reason", "organisation", "side", "record_digest")] == [None] * 4
    content = ask("changes/", limit=500).content.decode()
    assert not any(words in content for words in ("Once public", "Told to everybody", "secret"))


def test_what_comes_back_is_shown_again_but_for_what_it_held_while_it_was_away() -> None:
    commitment = scenes.withdrawn()
    commitment.visibility = "public"
    commitment.summary = {"en": "Public again"}
    scenes.keep(commitment, make.analyst("AA"), "Released.")
    feed = [each for each in walk(500) if each["key"] == "AB-2025-700"]
    assert [each["record"] and each["record"]["summary"] for each in feed] == [
        {},
        {"en": "Told to everybody"},
        None,
        {"en": "Public again"},
    ]
    assert broken(walk(500)) == []
    assert "secret" not in ask("changes/", limit=500).content.decode()


def test_the_feed_tells_an_edition_as_it_is_told_by_itself() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-700", by=make.analyst("AA"))
    make.StatusUpdateFactory(commitment=commitment, note={"en": "“Quoted” \\ and\nbroken", "vi": "Đã ký"})
    hidden = make.CommitmentFactory(reference="AB-2025-701", by=make.analyst("AA"))
    hidden.visibility = "internal"
    scenes.keep(hidden, make.analyst("AA"), 'Hidden: “for now” \\ "quoted"')
    fed = {each["number"]: each for each in walk(500)}
    for edition in Edition.objects.public():
        shown = edition.noun != "commitment" or Commitment.objects.public().filter(reference=edition.key).exists()
        assert fed[edition.public_number] == json.loads(edition_with_record(edition, shown=shown))
    assert {each["event"] for each in fed.values()} == {"changed", "withdrawn"}


def test_next_is_what_to_ask_after_and_up_to_where_the_feed_ends() -> None:
    make.CommitmentFactory()
    newest = Edition.objects.public().count()
    assert newest > 2
    page = read("changes/", after=1, limit=1)
    assert ([each["number"] for each in page["results"]], page["next"], page["up_to"]) == ([2], 2, newest)
    assert read("changes/", after=newest) == {"results": [], "next": newest, "up_to": newest}


@pytest.mark.parametrize("beyond", [1, 2**62])
def test_who_has_seen_more_than_there_is_learns_that_this_is_another_record(beyond: int) -> None:
    make.CommitmentFactory()
    newest = read("changes/")["up_to"]
    told = refused(ask("changes/", after=newest + beyond), 400, "bad-parameter")
    assert at_fault(told) == ["after"]
    assert f"The newest edition is number {newest}" in told["errors"][0]["detail"]
    assert "restored" in told["errors"][0]["detail"]


def test_the_feed_of_an_empty_tracker_is_empty() -> None:
    assert read("changes/") == {"results": [], "next": 0, "up_to": 0}


def test_the_last_number_served_is_never_beyond_up_to(monkeypatch: pytest.MonkeyPatch) -> None:
    make.CommitmentFactory()
    newest = Edition.objects.public().count()
    monkeypatch.setattr("commitments.api.resources.newest_public_number", lambda: newest - 1)
    assert read("changes/")["up_to"] == newest


def test_the_header_leads_on_to_the_editions_that_follow_already() -> None:
    for _each in range(2):
        make.CommitmentFactory()
    newest = read("changes/")["up_to"]
    answer = ask("changes/", after=newest - 2, limit=1)
    address = answer["Link"].removeprefix("<").removesuffix('>; rel="next"')
    assert parse_qs(urlsplit(address).query) == {"after": [str(newest - 1)], "limit": ["1"]}
    assert "Link" not in ask("changes/", after=newest - 1, limit=1)
