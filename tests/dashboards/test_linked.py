"""What programs read of a commitment's page: linked data, Open Graph, addresses; never more exact than the record."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from commitments.templatetags.texts import named
from tests import factories as make
from tests.dashboards.scenes import full, sides

pytestmark = pytest.mark.django_db


class Head(HTMLParser):
    """The properties, links and data blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.properties: dict[str, list[str]] = {}
        self.links: list[tuple[str, str, str]] = []
        self.data: list[Any] = []
        self._reads = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag of the head says."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.properties.setdefault(name, []).append(given["content"])
        if tag == "link" and given["rel"] in {"canonical", "alternate"}:
            self.links.append((given["rel"], given.get("hreflang", ""), given["href"]))
        self._reads = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Read a data block."""
        if self._reads:
            self.data.append(json.loads(data))
            self._reads = False


def head(client: Client, address: str) -> Head:
    """The head of a page."""
    found = Head()
    found.feed(client.get(address).content.decode())
    return found


def promise(client: Client, reference: str = "AB-2025-001") -> Any:
    """The linked data of a commitment's page, and in it the promise."""
    (page,) = head(client, f"/en/commitments/{reference}/").data
    return page


def test_the_promise_is_told_with_its_texts_and_owners(client: Client) -> None:
    row = full(title={"en": "A bridge"}, summary={"en": "Both sides build it."})
    page = promise(client)
    entity = page["mainEntity"]
    address = f"http://testserver/en/commitments/{row.reference}/"
    assert (page["@context"], page["@type"], page["url"]) == ("https://schema.org", "WebPage", address)
    assert (page["name"], page["description"], page["inLanguage"]) == ("A bridge", "Both sides build it.", "en")
    assert page["encoding"]["contentUrl"] == f"http://testserver/api/v1/commitments/{row.reference}/"
    assert page["dateModified"] == make.AT.isoformat()
    assert (entity["@type"], entity["identifier"], entity["startTime"]) == ("PlanAction", row.reference, "2025-12-01")
    assert [each["name"] for each in entity["agent"]] == [row.responsibilities.get().organisation.name["en"]]
    assert entity["subjectOf"][0]["url"] == "https://example.org/text"


def test_a_year_is_never_told_as_a_day_and_what_is_unknown_is_left_out(client: Client) -> None:
    full()
    entity = promise(client)["mainEntity"]
    assert "endTime" not in entity
    assert "actionStatus" not in entity
    day = make.CommitmentFactory(reference="AB-2025-009")
    make.DeadlineFactory(commitment=day, edtf="2027-03-14")
    make.StatusUpdateFactory(commitment=day, side=sides()[0], status="completed")
    exact = promise(client, "AB-2025-009")["mainEntity"]
    assert (exact["endTime"], exact["actionStatus"]) == ("2027-03-14", "https://schema.org/CompletedActionStatus")
    make.DeadlineFactory(commitment=day, edtf="2027-03-14?")
    assert "endTime" not in promise(client, "AB-2025-009")["mainEntity"]


def test_no_word_of_the_record_ends_the_block(client: Client) -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    make.CommitmentFactory(reference="AB-2025-001", title={"en": title})
    content = client.get("/en/commitments/AB-2025-001/").content.decode()
    assert promise(client)["name"] == title
    assert "<script>alert" not in content
    block = re.search(r"<script type=\"application/ld\+json\">(.*?)</script>", content, flags=re.DOTALL)
    assert block
    assert not set("<>&\u2028") & set(block[1])


def test_open_graph_is_complete_in_each_language(client: Client) -> None:
    full(title={"en": "A bridge", "fr": "Un pont"}, summary={"en": "Both build it."})
    found = head(client, "/fr/commitments/AB-2025-001/")
    told = {name: values for name, values in found.properties.items() if name.startswith(("og:", "article:"))}
    assert told.pop("og:site_name")
    with translation.override("fr"):
        described = named({"en": "Both build it."})
    assert told == {
        "og:title": ["Un pont"],
        "og:description": [described],
        "og:url": ["http://testserver/fr/commitments/AB-2025-001/"],
        "og:type": ["article"],
        "og:locale": ["fr_FR"],
        "og:locale:alternate": ["en_US", "vi_VN"],
        "article:modified_time": ["2026-01-05T12:00:00+00:00"],
    }
    assert found.links == [
        ("canonical", "", "http://testserver/fr/commitments/AB-2025-001/"),
        *(
            ("alternate", language, f"http://testserver/{language}/commitments/AB-2025-001/")
            for language in ("fr", "en", "vi")
        ),
    ]


@pytest.mark.parametrize("address", ["/en/commitments/", "/en/changes/"])
def test_other_pages_are_described_too(address: str, client: Client) -> None:
    found = head(client, address).properties
    assert found["og:description"] == found["description"]
    assert found["og:type"] == ["website"]
    assert found["og:locale"] == ["en_US"]
    assert found["og:url"] == [f"http://testserver{address}"]
