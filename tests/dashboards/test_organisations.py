"""The pages of organisations: who owes what, alone and with all below, and nothing that the reader may not see."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment, Organisation
from commitments.queries import organisations
from tests import factories as make
from tests.dashboards.scenes import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def page(client: Client, address: str, *, status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/en/organisations/{address}", status=status)


@pytest.fixture
def tree() -> dict[str, Organisation]:
    """A government with a ministry, that with an institute, and a committee; 5 commitments, one of which nobody owns."""
    government = make.OrganisationFactory(slug="government", name={"en": "The Government"}, kind="government")
    ministry = make.OrganisationFactory(slug="ministry", name={"en": "Ministry of Hà Nội"}, parent=government)
    institute = make.OrganisationFactory(slug="institute", name={"en": "An Institute"}, parent=ministry)
    committee = make.JointBodyFactory(slug="committee", name={"en": "The Committee"})
    rows = [make.CommitmentFactory(reference=f"AB-2025-00{number}") for number in range(1, 6)]
    make.ResponsibilityFactory(commitment=rows[0], organisation=government)
    for body in (ministry, institute):  # one commitment of two bodies of one government
        make.ResponsibilityFactory(commitment=rows[1], organisation=body, role="co_lead")
    make.ResponsibilityFactory(commitment=rows[2], organisation=institute, role="support")
    make.ResponsibilityFactory(commitment=rows[3], organisation=committee, role="oversight")
    make.DeadlineFactory(commitment=rows[2], edtf="2025")
    make.StatusUpdateFactory(commitment=rows[1], status="stalled")
    return {body.slug: body for body in (government, ministry, institute, committee)}


def row_of(shown: str, name: str) -> str:
    """The row of the register that begins with this name."""
    return next(row for row in shown.split("<tr ") if f">{name}</a>" in row)


@pytest.mark.usefixtures("tree")
class TestRegister:
    """All organisations as trees."""

    def test_it_goes_side_by_side_and_down_each_tree_with_the_joint_bodies_last(self, client: Client) -> None:
        shown = page(client, "")
        places = [shown.index(f">{name}</a>") for name in ("The Government", "Ministry of Hà Nội", "An Institute")]
        assert places == sorted(places)
        assert shown.index("Side AA") < places[0] < places[-1] < shown.index("Joint bodies") < shown.index("Committee<")

    def test_each_counts_with_all_below_it_and_a_shared_commitment_once(self, client: Client) -> None:
        government = row_of(page(client, ""), "The Government")
        assert '>3</a> <span class="quiet">of 5</span><p class="quiet">itself 1</p>' in government
        assert '>2</a> <span class="quiet">of 5</span><p class="quiet">itself 1</p>' in government
        assert "1 of 3" in government

    def test_what_is_overdue_says_of_how_many_and_leads_to_the_list(self, client: Client) -> None:
        row = row_of(page(client, ""), "An Institute")
        assert 'href="/en/commitments/?owner=institute&amp;lateness=overdue">1 of 2</a>' in row

    def test_its_numbers_are_those_of_the_lists_they_lead_to(self, client: Client) -> None:
        page(client, "")
        for query, number in (("owner=government", 3), ("owner=government&role=lead&role=co_lead", 2)):
            listed = client.get(f"/en/commitments/?{query}").content.decode()
            assert f"{number} of 5 commitments" in listed

    def test_a_name_is_found_without_its_marks_and_says_where_it_belongs(self, client: Client) -> None:
        shown = page(client, "?q=ha+noi")
        assert "1 organisation" in shown
        assert "Part of The Government" in shown
        assert "An Institute" not in shown

    def test_a_name_that_is_not_there_gets_help(self, client: Client) -> None:
        assert "No organisation is called “zzz&lt;”." in page(client, "?q=zzz%3C")

    def test_a_part_of_the_tree_can_be_looked_at_alone(self, client: Client) -> None:
        shown = page(client, "?within=ministry")
        assert "Ministry of Hà Nội and all below it" in shown
        assert ">An Institute</a>" in shown
        assert "The Committee" not in shown

    def test_pages_follow_each_other_without_gap_or_repeat(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(organisations, "LIMIT", 3)
        first = client.get("/en/organisations/")
        second = client.get("/en/organisations/" + first.context["beside"]["next"])
        slugs = [row.slug for got in (first, second) for row in got.context["register"].stretch.rows]
        assert slugs == ["government", "ministry", "institute", "committee"]
        back = client.get("/en/organisations/" + second.context["beside"]["previous"])
        assert [row.slug for row in back.context["register"].stretch.rows] == slugs[:3]
        assert "next" not in second.context["beside"]

    @pytest.mark.parametrize(
        ("query", "named"),
        [
            ("?nope=1", "nope"),
            ("?within=none", "within"),
            ("?within=%00", "within"),
            ("?cursor=none", "cursor"),
            ("?q=a&q=b", "q"),
            ("?q=" + "a" * 201, "q"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, query: str, named: str, client: Client) -> None:
        shown = page(client, query, status=400)
        assert f"<strong>{named}</strong>" in shown
        assert "The Government" not in shown


def test_an_empty_record_says_so(client: Client) -> None:
    assert "No organisation is on record yet." in page(client, "")


class TestOne:
    """One organisation."""

    def test_its_tallies_say_which_are_its_own_and_which_of_all_below(
        self, tree: dict[str, Organisation], client: Client
    ) -> None:
        shown = page(client, "government/")
        assert "Itself, of 1" in shown
        assert "With all below it, of 3" in shown
        assert "<strong>3</strong></a> <span>of 5 commitments; itself 1</span>" in shown
        assert "<strong>1</strong> <span>of 3: a side has said how it goes</span>" in shown
        stalled = '<td class="figures">0</td><td class="figures"><a href="/en/commitments/?owner=government&amp;status=stalled">1<'
        assert stalled in shown

    def test_what_it_owes_is_told_by_role(self, tree: dict[str, Organisation], client: Client) -> None:
        shown = page(client, "government/")
        co_lead = 'Co-lead</th><td class="figures">0</td><td class="figures"><a href="/en/commitments/?owner=government&amp;role=co_lead">1<'
        assert co_lead in shown
        assert 'Lead</th><td class="figures">1</td>' in shown
        assert "Oversight" not in shown

    def test_one_without_any_below_counts_only_itself(self, tree: dict[str, Organisation], client: Client) -> None:
        shown = page(client, "institute/")
        assert "With all below it" not in shown
        assert "<span>of 5 commitments</span>" in shown
        assert "Directly below it" not in shown

    def test_it_shows_what_is_overdue_and_what_comes_next(self, tree: dict[str, Organisation], client: Client) -> None:
        make.DeadlineFactory(commitment__reference="AB-2025-777", edtf="2027")
        make.ResponsibilityFactory(
            commitment=Commitment.objects.get(reference="AB-2025-777"), organisation=tree["ministry"]
        )
        shown = page(client, "ministry/")
        assert shown.index("405 days to the last day") < shown.index("325 days past the last day")

    def test_it_leads_up_and_down_the_tree(self, tree: dict[str, Organisation], client: Client) -> None:
        shown = page(client, "ministry/")
        assert '<a href="/en/organisations/government/">' in shown
        assert '<a href="/en/organisations/institute/">' in shown

    def test_one_that_owes_nothing_says_so(self, tree: dict[str, Organisation], client: Client) -> None:
        make.OrganisationFactory(slug="idle")
        assert "It is not named in any commitment." in page(client, "idle/")

    def test_an_unknown_one_is_looked_for_by_its_name(self, tree: dict[str, Organisation], client: Client) -> None:
        shown = page(client, "nobody/", status=404)
        assert "There is no organisation at this address" in shown
        assert 'name="q" value="nobody"' in shown

    def test_one_that_came_later_was_not_on_record_then(self, tree: dict[str, Organisation], client: Client) -> None:
        shown = page(client, "ministry/?recorded_at=2026-01-01", status=404)
        assert "This was not on record then" in shown
        assert 'href="/en/organisations/ministry/"' in shown

    def test_it_is_read_as_it_stood(self, tree: dict[str, Organisation], client: Client) -> None:
        assert "1 of 2</a>" in page(client, "")
        shown = page(client, "institute/?as_of=2026-01-01")
        assert "<strong>0</strong> <span>of 2: a side has said how it goes</span>" in shown
        assert "<strong>1</strong> <span>of 2: a side has said" in page(client, "institute/?as_of=2026-01-02")
        assert "as_of=2026-01-01" in shown.split("<main")[1].split("</main")[0]

    def test_a_parameter_that_nothing_reads_is_named(self, tree: dict[str, Organisation], client: Client) -> None:
        assert "<strong>role</strong>" in page(client, "ministry/?role=lead", status=400)


@pytest.mark.parametrize("address", ["", "body/"])
def test_what_is_internal_is_neither_shown_nor_counted(address: str, client: Client) -> None:
    keeper = make.analyst("AA")
    body = make.OrganisationFactory(slug="body", side=keeper.organisation.side)
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", title={"en": "A secret"}, by=keeper)
    make.ResponsibilityFactory(commitment=hidden, organisation=body, by=keeper)
    make.DeadlineFactory(commitment=hidden, edtf="2025", by=keeper)
    owner = 'href="/en/commitments/?owner=body'
    for reader, seen in ((None, False), (make.analyst("BB"), False), (keeper, True)):
        if reader:
            client.force_login(reader)
        shown = page(client, address)
        assert (owner in shown, "A secret" in shown) == (seen, seen and address == "body/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_takes_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bodies(number)
    with django_assert_num_queries(6):
        client.get("/en/organisations/")


@pytest.mark.parametrize("number", [1, 3])
def test_one_takes_as_many_queries_for_three_of_everything_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bodies(number)
    with django_assert_num_queries(10):
        client.get("/en/organisations/top/")


def bodies(number: int) -> None:
    """An organisation with so many below it, and so many commitments of each."""
    top = make.OrganisationFactory(slug="top")
    for _ in range(number):
        below = make.OrganisationFactory(parent=top)
        for body in (top, below):
            row = make.CommitmentFactory()
            make.ResponsibilityFactory(commitment=row, organisation=body)
            make.DeadlineFactory(commitment=row)
