"""With a token a side reads the public record and what it keeps internal itself, and nothing that the other side keeps."""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.db.models import Q

from commitments.actions.keep import keep
from commitments.models import Commitment, Edition, Organisation, StatusUpdate
from commitments.rules import reading
from commitments.values.digests import GENESIS, canonical, digest
from tests import factories as make
from tests.api import scenes
from tests.api.reading import ask, refused
from tests.api.tokens import bearer, issued, read_with

pytestmark = pytest.mark.django_db

SECRET, OPEN = "AB-2025-666", "AB-2025-001"
WORD = "Hush"
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
PAST = {"recorded_at": "2026-01-20"}, {"as_of": "2026-01-20"}
OF_ONE = ["commitments/{}/", "commitments/{}/editions/", "commitments/{}/updates/"]
LISTS = ["commitments/", "commitments.jsonl", "commitments.csv", "commitments.xlsx"]
ADDRESSES: list[tuple[str, dict[str, Any]]] = [
    *((path, {}) for path in [*LISTS, "changes/"]),
    *((path, times) for path in LISTS for times in PAST),
    *(("commitments/", {"q": WORD.lower()}), ("commitments/", {"ordering": "-recorded_at", "limit": 500})),
    *(("commitments/", {"source": "the-text"}), ("commitments/", {"changed_after": 0})),
    *((path.format(SECRET), {}) for path in OF_ONE),
    *((path.format(SECRET), times) for path in (OF_ONE[0], OF_ONE[2]) for times in PAST),
]
"""Where the side that keeps it reads the hidden commitment."""
REFERENCES = ["sides/", "organisations/", "meetings/", "sources/", "indicators/", "partnerships/", "sectors/", ""]


@pytest.fixture(autouse=True)
def _still_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hidden() -> Commitment:
    """A commitment that BB keeps internal, with a word and a text, beside a public one."""
    make.CommitmentFactory(reference=OPEN)
    bao = make.analyst("BB", username="bao", organisation__slug="bb-ministry")
    signed: Any = {"by": bao, "why": {"en": f"{WORD}, said bao."}}
    commitment = make.CommitmentFactory(
        reference=SECRET, visibility="internal", title={"en": WORD}, made_on="2026-01-02", **signed
    )
    source = make.SourceFactory(slug="the-text")
    make.CitationFactory(commitment=commitment, passage=make.PassageFactory(source=source), **signed)
    make.StatusUpdateFactory(commitment=commitment, side=bao.side, note={"en": WORD}, **signed)
    return Commitment.objects.get(pk=commitment.pk)


def reader(organisation: Organisation) -> str:
    """The secret of a token of an organisation."""
    return issued(organisation).secret


def of_side(code: str) -> str:
    """The secret of a token of some organisation of a side: not the one that keeps the record."""
    return reader(make.OrganisationFactory(side=make.SideFactory(code=code)))


def said(secret: str, path: str, **parameters: Any) -> str:
    """All that an answer says: its status, headers and body; a workbook by what is in it."""
    answer = ask(path, headers=bearer(secret), **parameters)
    body = answer.getvalue()
    if path.endswith(".xlsx"):
        book = ZipFile(io.BytesIO(body))
        body = b"".join(book.read(name) for name in book.namelist())
    return f"{answer.status_code} {answer.headers} {body.decode()}"


@pytest.mark.parametrize(("path", "asked"), ADDRESSES)
def test_the_side_that_keeps_it_reads_it_and_nobody_else(hidden: Commitment, path: str, asked: dict[str, Any]) -> None:
    assert WORD in said(of_side("BB"), path, **asked)
    for other in (of_side("AA"), reader(make.JointBodyFactory())):
        told = said(other, path, **asked)
        assert WORD not in told
        assert "bao" not in told
        assert SECRET not in told.replace(f"/{SECRET}/", "")
    assert WORD not in str(ask(path, **asked).getvalue())


@pytest.mark.parametrize(("path", "asked"), ADDRESSES)
def test_the_check_finds_a_leak(
    hidden: Commitment, path: str, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_recorded_for", "_kept_for"):
        monkeypatch.setattr(reading, name, lambda _organisation: Q(pk__gt=0))
    assert WORD in said(of_side("AA"), path, **asked)


@pytest.mark.parametrize("path", REFERENCES)
def test_no_other_list_names_it(hidden: Commitment, path: str) -> None:
    assert not {WORD, SECRET, "bao"} & set(said(of_side("AA"), path).split('"'))


def test_what_another_side_keeps_is_not_found_like_what_never_was(hidden: Commitment) -> None:
    secret = of_side("AA")
    for path in [*OF_ONE, "commitments/{}/editions/1/"]:
        there, nowhere = (ask(path.format(key), headers=bearer(secret)) for key in (SECRET, "AB-2025-404"))
        assert refused(there, 404, "not-found") == refused(nowhere, 404, "not-found")
    taken, free = (ask("commitments/", headers=bearer(secret), parent=key) for key in (SECRET, "AB-2025-404"))
    assert taken.content.decode().replace(SECRET, "") == free.content.decode().replace("AB-2025-404", "")


def test_a_joint_body_reads_its_own_and_no_other_joint_body_does() -> None:
    jo = make.secretary()
    make.CommitmentFactory(reference=SECRET, visibility="internal", title={"en": WORD}, by=jo)
    assert WORD in said(reader(jo.organisation), "commitments/")
    assert WORD in said(reader(jo.organisation), "changes/")
    for other in (reader(make.JointBodyFactory()), of_side("AA"), of_side("BB")):
        assert WORD not in said(other, "commitments/") + said(other, "changes/")


def test_counts_are_of_what_the_reader_may_see(hidden: Commitment) -> None:
    bb, aa = of_side("BB"), of_side("AA")
    for times in ({}, *PAST):
        assert [read_with(secret, "summary/", **times)["total"] for secret in (bb, aa)] == [2, 1]
    assert read_with(bb, "summary/", changed_after=hidden.edition.number - 1)["total"] == 1


def test_a_record_bears_the_number_of_the_full_chain_and_pages_meet_each_once(hidden: Commitment) -> None:
    make.CommitmentFactory(reference="AB-2025-002")
    numbers = dict(Commitment.objects.values_list("reference", "edition__number"))
    secret = of_side("BB")
    for ordering in ("reference", "-recorded_at", "deadline"):
        met, cursor = {}, {}
        while True:
            page = read_with(secret, "commitments/", ordering=ordering, limit=1, **cursor)
            met |= {each["reference"]: each["edition"] for each in page["results"]}
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"].split("cursor=")[1].split("&")[0]}
        assert met == numbers
        if ordering == "-recorded_at":
            assert list(met.values()) == sorted(met.values(), reverse=True)
    assert read_with(secret, f"commitments/{SECRET}/")["edition"] == numbers[SECRET]
    past = read_with(secret, f"commitments/{SECRET}/", recorded_at="2026-01-20")
    assert past["edition"] == numbers[SECRET]


def test_a_commitment_that_was_internal_then_and_is_public_now_stays_hidden_in_the_past(hidden: Commitment) -> None:
    keeper = make.analyst("BB")
    hidden.visibility, hidden.title = "public", {"en": "Open"}
    keep(hidden, by=keeper, at=datetime(2026, 1, 25, tzinfo=UTC), why=make.WHY)
    aa, bb = of_side("AA"), of_side("BB")
    assert WORD not in said(aa, "commitments/", **PAST[0]) + said(aa, f"commitments/{SECRET}/", **PAST[0])
    assert WORD in said(bb, "commitments/", **PAST[0])
    shown = read_with(aa, f"commitments/{SECRET}/editions/")["results"]
    assert [each["visibility"] for each in shown] == ["public"]
    assert WORD not in said(aa, f"commitments/{SECRET}/editions/")
    before = read_with(bb, f"commitments/{SECRET}/editions/")["results"][-1]["number"]
    refused(ask(f"commitments/{SECRET}/editions/{before}/", headers=bearer(aa)), 404, "not-found")
    newest = shown[0]["number"]
    path = f"commitments/{SECRET}/editions/{newest}/"
    assert ask(path, headers=bearer(aa), diff=before).status_code == 400
    assert {"pointer": "/title/en", "before": WORD, "after": "Open"} in read_with(bb, path, diff=before)["diff"]


def test_the_past_shows_a_side_nothing_that_went_over_to_another_with_its_keeper(hidden: Commitment) -> None:
    aa, bb, keeper = of_side("AA"), of_side("BB"), Organisation.objects.get(slug="bb-ministry")
    keeper.side = Organisation.objects.get(pk=make.analyst("AA").organisation_id).side
    keep(keeper, by=None, at=datetime(2026, 1, 25, tzinfo=UTC), why=make.WHY)
    assert WORD in said(aa, "commitments/")
    for path in (*LISTS[:3], f"commitments/{SECRET}/", f"commitments/{SECRET}/updates/"):
        for times in PAST:
            assert WORD not in said(bb, path, **times), path
        assert WORD not in said(aa, path, **PAST[0]), path
    assert WORD in said(aa, "commitments/", **PAST[1])
    assert WORD in said(aa, "commitments/", recorded_at="2026-01-26")


def feed(secret: str, limit: int = 500) -> list[dict[str, Any]]:
    """The whole change feed of a token."""
    told: list[dict[str, Any]] = []
    while True:
        page = read_with(secret, "changes/", after=len(told), limit=limit)
        told += page["results"]
        if page["next"] == page["up_to"]:
            return told


STATED = (
    *("number", "public_number", "change", "noun", "key", "event", "public_event", "visibility", "recorded_at", "by"),
    *("organisation", "side", "kept_for", "kept_for_side", "reason"),
)


def stated(each: dict[str, Any]) -> str:
    """The digest of what an edition states, from what the feed says of it."""
    statement = {name: each[name] for name in STATED} | {"record": each["record_digest"]}
    return digest_of(statement)


def digest_of(value: Any) -> str:
    """The SHA-256 of a value as canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()


def broken(told: list[dict[str, Any]]) -> list[int]:
    """The numbers at which the full chain does not hold, from what the feed itself says."""
    previous, wrong = GENESIS, []
    for each in told:
        link = {"number": each["number"], "recorded_at": each["recorded_at"], "statement": each["statement_digest"]}
        untrue = each["noun"] and each["event"] != "withdrawn" and stated(each) != each["statement_digest"]
        if untrue or each["previous"] != previous or each["digest"] != digest(previous, link):
            wrong.append(each["number"])
        previous = each["digest"]
    return wrong


@pytest.mark.parametrize("limit", [2, 500])
@pytest.mark.parametrize("code", ["AA", "BB"])
def test_the_feed_has_every_number_and_its_chain_and_statements_can_be_checked(
    hidden: Commitment, code: str, limit: int
) -> None:
    scenes.withdrawn()
    told = feed(of_side(code), limit)
    assert [each["number"] for each in told] == list(range(1, Edition.objects.count() + 1))
    assert broken(told) == []
    unseen = {each["number"] for each in told if each["noun"] is None}
    kept = set(Edition.objects.filter(kept_for_side="BB", visibility="internal").values_list("number", flat=True))
    assert unseen == (kept if code == "AA" else set())
    for each in told:
        if each["record"] is not None:
            assert digest_of(each["record"]) == each["record_digest"]


@pytest.mark.parametrize("name", ["by", "key", "reason", "record_digest", "statement_digest", "digest"])
def test_a_feed_that_was_changed_is_found_out(hidden: Commitment, name: str) -> None:
    told = feed(of_side("BB"))
    told[-1][name] = "another"
    assert broken(told) == [told[-1]["number"]]


def test_of_what_is_internal_to_others_the_feed_tells_the_link_alone(hidden: Commitment) -> None:
    told = next(each for each in feed(of_side("AA")) if each["noun"] is None)
    link = {"number", "recorded_at", "statement_digest", "previous", "digest"}
    assert {name for name, value in told.items() if value is not None} == link


def test_who_withdrew_a_record_tells_everybody_that_it_is_withdrawn_and_the_other_side_nothing_else() -> None:
    scenes.withdrawn()
    told = {code: [each for each in feed(of_side(code)) if each["key"] == "AB-2025-700"] for code in ("AA", "BB")}
    assert [each["event"] for each in told["BB"]] == ["changed", "changed", "withdrawn"]
    assert [each["record"] for each in told["BB"]] == [None, None, None]
    assert told["BB"][-1]["reason"] is None
    assert [each["event"] for each in told["AA"]] == ["changed"] * 3
    assert told["AA"][-1]["record"]["summary"] == {"en": "A secret"}
    assert "secret" not in json.dumps(told["BB"])
    refused(ask("commitments/AB-2025-700/", headers=bearer(of_side("BB"))), 410, "withdrawn")


def test_an_internal_edition_that_the_other_side_signed_is_told_to_whom_it_is_kept_for(hidden: Commitment) -> None:
    secrets, body = [of_side("AA"), of_side("BB")], make.OrganisationFactory(slug="aa-ministry")
    make.ResponsibilityFactory(commitment=hidden, organisation=body, by=make.analyst("BB"))
    body.name = {"en": "Renamed"}
    keep(body, by=make.analyst("AA", username="anna"), at=make.AT, why={"en": "A new name."})
    theirs, ours = (feed(secret)[-1] for secret in secrets)
    assert (theirs["number"], theirs["key"], theirs["by"]) == (ours["number"], None, None)
    assert (ours["key"], ours["by"], ours["side"]) == (SECRET, "anna", "AA")


def test_the_tag_of_a_record_says_its_edition_and_is_spared_by_what_others_hide(hidden: Commitment) -> None:
    secret, path = of_side("AA"), f"commitments/{OPEN}/"
    before = ask(path, headers=bearer(secret))["ETag"]
    number = Commitment.objects.get(reference=OPEN).edition.number
    assert before.startswith(f'"{number}-')
    for other in ("editions/", "updates/"):
        assert ask(f"{path}{other}", headers=bearer(secret))["ETag"].startswith(f'"{number}-')
    hidden.summary = {"en": "More"}
    keep(hidden, by=make.analyst("BB"), at=make.AT, why=make.WHY)
    assert ask(path, headers=bearer(secret))["ETag"] == before
    assert "-" not in ask(path)["ETag"]
    assert "-" not in ask(path, headers=bearer(secret), **PAST[0])["ETag"]


def test_what_a_token_reads_answers_no_other_reader(hidden: Commitment) -> None:
    """Questions and answers are kept between two requests: those of one reader must not be taken for another's."""
    secrets = [of_side("BB"), of_side("AA"), "", of_side("BB")]
    for path in ("commitments/", "commitments.jsonl", "summary/", f"commitments/{SECRET}/"):
        for times in ({}, *PAST):
            told = [str(ask(path, headers=bearer(each) if each else {}, **times).getvalue()) for each in secrets]
            assert told[0] == told[3]
            assert told[1] != told[0]
            assert WORD not in told[1] + told[2]


def test_who_gave_a_word_is_told_by_the_account_of_a_token() -> None:
    commitment = make.CommitmentFactory(reference=OPEN)
    token = issued(make.OrganisationFactory(slug="ministry"), access="write", name="intake").token
    make.StatusUpdateFactory(commitment=commitment, by=token.account)
    assert StatusUpdate.objects.get().recorded_by == token.account
    told = read_with(of_side("BB"), f"commitments/{OPEN}/editions/")["results"][0]
    assert (told["by"], told["organisation"]) == ("api.ministry.intake", "ministry")
