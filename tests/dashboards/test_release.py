"""A new release makes every page anew, whatever the record says."""

from pathlib import Path

import pytest
from django.test import Client

from commitments.dashboards import page
from commitments.dashboards.release import RELEASE, release
from tests import factories as make


def test_it_follows_what_pages_are_made_by_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    template, data = tmp_path / "templates" / "overview.html", tmp_path / "tracker.sqlite3"
    template.write_text("Where do we stand?")
    first = release(tmp_path)
    data.write_text("a record")
    assert release(tmp_path) == first
    template.write_text("Where do we stand today?")
    second = release(tmp_path)
    template.rename(tmp_path / "overview.html")
    assert len({first, second, release(tmp_path), RELEASE}) == 4


@pytest.mark.django_db
def test_a_browser_asks_again_after_an_upgrade(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make.CommitmentFactory()
    seen = client.get("/en/").headers["ETag"]
    assert client.get("/en/", headers={"If-None-Match": seen}).status_code == 304
    monkeypatch.setattr(page, "RELEASE", "the next one")
    assert client.get("/en/", headers={"If-None-Match": seen}).status_code == 200
