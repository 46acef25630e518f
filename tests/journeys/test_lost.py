"""What somebody reads whose address leads nowhere, and how they get on from there, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from commitments.models import Commitment

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_company_with_a_wrong_address_finds_what_it_was_looking_for(record: str, reader: Page) -> None:
    answer = reader.goto(f"{record}/vi/nowhere/thuong-mai/")
    assert answer
    assert answer.status == 404
    expect(reader.get_by_role("heading", level=1)).to_have_text("Không có trang nào tại địa chỉ này")
    expect(reader.get_by_role("link", name="Xúc tiến thương mại giữa hai thủ đô")).to_be_visible()
    expect(reader.get_by_role("searchbox")).to_have_value("thuong-mai")
    reader.get_by_role("button", name="Tìm kiếm").click()
    reader.wait_for_url("**/?q=*")
    found = reader.locator("tbody tr").count()
    total = Commitment.objects.public().count()
    expect(reader.locator("#results")).to_have_text(f"{found} trên {total} cam kết")
    assert found > 1
    # A reference with a letter missing.
    reader.goto(f"{record}/fr/commitments/VL-2025-01/")
    reader.get_by_role("link", name="Parc industriel pilote").first.click()
    expect(reader.locator(".opening .reference")).to_have_text("VL-2025-014")
    # A language that there is not.
    reader.goto(f"{record}/de/timeline/")
    reader.get_by_role("main").get_by_role("link", name="English").click()
    assert reader.url == f"{record}/en/timeline/"


WRONG = [
    ("organisations/nobody/", 404, "There is no organisation at this address"),
    ("sources/nothing/", 404, "There is no source at this address"),
    ("meetings/never/", 404, "There is no meeting at this address"),
    ("indicators/nothing/", 404, "There is no indicator at this address"),
    ("commitments/?status=never", 400, "Commitments"),
    ("commitments/VL-2025-001/history/?from=1&to=2", 400, "What changed, and why"),
    ("timeline/?zoom=never", 400, "This timeline cannot be drawn"),
    ("changes/?from=2026-02-30", 400, "What changed"),
    ("?as_of=2026-02-30", 400, "This time cannot be shown"),
    ("?partnership=none", 400, "This address cannot be read"),
]


def test_whatever_is_wrong_is_said_and_leads_on(record: str, plain: Page) -> None:
    read = []
    for address, _status, _words in WRONG:
        answer = plain.goto(f"{record}/en/{address}")
        assert answer
        read.append((address, answer.status, plain.get_by_role("heading", level=1).inner_text()))
        # Out of the page there is a way: a link, or a form to say it again.
        expect(plain.locator("main a:visible, main button:visible").first).to_be_visible()
    assert read == WRONG
