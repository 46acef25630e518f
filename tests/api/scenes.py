"""Records that several of these tests look at."""

from datetime import date
from decimal import Decimal

from commitments.actions import keep as actions
from commitments.models import Commitment, User
from tests import factories as make

# For each filter: values that find the rich commitment, then values that do not.
FILTERS: dict[str, tuple[list[str], list[str]]] = {
    "q": (["ha noi", "hanoi road", "MỘT CON", "AB-2025-900", "tm"], ["ha long", "road tunnel"]),
    "partnership": (["aa-bb"], ["cc-dd"]),
    "side": (["AA"], ["BB"]),
    "owner": (["the-ministry", "the-government", "the-committee"], ["another-ministry"]),
    "role": (["lead", "oversight"], ["support"]),
    "sector": (["transport"], ["health"]),
    "kind": (["target"], ["event"]),
    "force": (["instrument"], ["intent"]),
    "level": (["ministry"], ["party"]),
    "status": (["in_progress"], ["completed", "not_assessed"]),
    "standing": (["one_sided"], ["silent", "divergent"]),
    "lateness": (["not_due"], ["overdue", "undated"]),
    "outlook": (["at_risk"], ["on_track"]),
    "awaiting": (["BB"], ["AA"]),
    "source": (["the-text"], ["another-text"]),
    "meeting": (["the-session"], ["another-session"]),
    "parent": (["AB-2025-899"], ["AB-2025-898"]),
    "made_after": (["2025-12-01"], ["2025-12-02"]),
    "made_before": (["2025-12-01"], ["2025-11-30"]),
    "due_after": (["2027-12-31"], ["2028-01-01"]),
    "due_before": (["2027-01-01"], ["2026-12-31"]),
    "missing": ([], ["owner", "deadline", "measure", "evidence"]),
    "stale": (["false"], ["true"]),
    "changed_after": (["0"], ["9223372036854775807"]),
}


def rich() -> Commitment:
    """A commitment with something of everything, and another that it is part of."""
    meeting = make.MeetingFactory(slug="the-session", number=48)
    source = make.SourceFactory(slug="the-text", meeting=meeting, address="https://example.org/text")
    passage = make.PassageFactory(
        source=source, handle="promise", paragraph=3, start=10, end=20, fingerprint="sha256:" + "a" * 64
    )
    government = make.OrganisationFactory(slug="the-government", kind="government")
    ministry = make.OrganisationFactory(slug="the-ministry", parent=government, short_name={"en": "TM"})
    committee = make.JointBodyFactory(slug="the-committee")
    commitment = make.CommitmentFactory(
        reference="AB-2025-900",
        title={"en": "A road to Hà Nội", "vi": "Một con đường"},
        kind="target",
        force="instrument",
        level="ministry",
        parent=make.CommitmentFactory(reference="AB-2025-899"),
        sectors=[make.SectorFactory(slug="transport")],
        recurrence="FREQ=YEARLY",
    )
    make.ResponsibilityFactory(commitment=commitment, organisation=ministry)
    make.ResponsibilityFactory(commitment=commitment, organisation=committee, role="oversight")
    make.LinkFactory(commitment=commitment, to__reference="AB-2025-898")
    make.MilestoneFactory(commitment=commitment, reached_on=date(2026, 1, 1))
    make.CitationFactory(commitment=commitment, passage=passage)
    indicator = make.IndicatorFactory(code="trade", description={"en": "Both ways."})
    make.TargetFactory(commitment=commitment, indicator=indicator, value_to=Decimal(20), baseline=Decimal("0.5"))
    make.ObservationFactory(
        indicator=indicator, source=source, passage=passage, qualifier="about", flag="final", side=make.SideFactory()
    )
    make.DeadlineFactory(commitment=commitment, edtf="2026", phrase="soon", passage=passage)
    make.DeadlineFactory(commitment=commitment, edtf="2027")
    first = make.StatusUpdateFactory(commitment=commitment, note={"en": "A slip of the pen."})
    make.StatusUpdateFactory(
        commitment=commitment,
        corrects=first,
        outlook="at_risk",
        progress=40,
        note={"en": "Work has begun."},
        next_step={"en": "A survey."},
        awaiting=make.SideFactory(code="BB"),
        evidence=[passage, "https://example.org/photograph"],
    )
    return Commitment.objects.get(pk=commitment.pk)


def rich_among_others() -> Commitment:
    """The rich commitment, and what the values of `FILTERS` name that do not find it."""
    make.PartnershipFactory(slug="cc-dd", code="CD", sides=[make.SideFactory(code="CC"), make.SideFactory(code="DD")])
    make.OrganisationFactory(slug="another-ministry")
    make.SectorFactory(slug="health")
    make.SourceFactory(slug="another-text")
    make.MeetingFactory(slug="another-session")
    return rich()


def withdrawn() -> Commitment:
    """A commitment that was public in two editions and is internal now."""
    writer = make.analyst("AA")
    commitment = make.CommitmentFactory(reference="AB-2025-700", title={"en": "Once public"}, by=writer)
    commitment.summary = {"en": "Told to everybody"}
    keep(commitment, writer, "A summary.")
    commitment.visibility, commitment.summary = "internal", {"en": "A secret"}
    keep(commitment, writer, "A secret reason.")
    return commitment


def internal() -> Commitment:
    """A commitment that was never public, with a public one beside it."""
    make.CommitmentFactory(reference="AB-2025-001")
    commitment = make.CommitmentFactory(
        reference="AB-2025-666", visibility="internal", title={"en": "Hidden"}, by=make.analyst("AA")
    )
    make.StatusUpdateFactory(commitment=commitment, note={"en": "Hidden too"})
    return commitment


def keep(commitment: Commitment, by: User | None = None, why: str = "A change.") -> None:
    """Change a commitment as the workbench does."""
    actions.keep(commitment, by=by, at=make.AT, why={"en": why})
