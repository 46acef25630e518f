"""The closed lists of words that commitments and the sides' words on them are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitmentKind(models.TextChoices):
    """What sort of thing was promised."""

    AGREEMENT = "agreement", _("agreement")
    TARGET = "target", _("target")
    PROJECT = "project", _("project")
    PROGRAMME = "programme", _("programme")
    MECHANISM = "mechanism", _("mechanism")
    EVENT = "event", _("event")
    DELIVERABLE = "deliverable", _("deliverable")
    POLICY = "policy", _("policy")


class Force(models.TextChoices):
    """How binding the words are, most first."""

    INSTRUMENT = "instrument", _("signed instrument")
    JOINT = "joint", _("agreed by both sides")
    UNILATERAL = "unilateral", _("unilateral promise")
    INSTRUCTION = "instruction", _("leader's request")
    INTENT = "intent", _("intent")


class Visibility(models.TextChoices):
    """Who may read a commitment."""

    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal")


class StatusWord(models.TextChoices):
    """What a side says of a commitment."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    STALLED = "stalled", _("stalled")
    COMPLETED = "completed", _("completed")
    DISCONTINUED = "discontinued", _("discontinued")


class ShownStatus(models.TextChoices):
    """The status shown in lists: a side's word, or that no side has given one."""

    NOT_ASSESSED = "not_assessed", _("not assessed")
    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    STALLED = "stalled", _("stalled")
    COMPLETED = "completed", _("completed")
    DISCONTINUED = "discontinued", _("discontinued")


class StandingWord(models.TextChoices):
    """What the sides' newest words amount to."""

    CONCORDANT = "concordant", _("the sides agree")
    DIVERGENT = "divergent", _("the sides differ")
    ONE_SIDED = "one_sided", _("not all sides have spoken")
    SILENT = "silent", _("no side has spoken")


class LatenessWord(models.TextChoices):
    """How a deadline stands on a day. Computed, never stored."""

    CLOSED = "closed", _("closed")
    UNDATED = "undated", _("no stated deadline")
    NOT_DUE = "not_due", _("not yet due")
    POSSIBLY_OVERDUE = "possibly_overdue", _("possibly overdue")
    OVERDUE = "overdue", _("overdue")


class Outlook(models.TextChoices):
    """Whether a side expects to keep a promise in time; empty when it does not say."""

    ON_TRACK = "on_track", _("on track")
    AT_RISK = "at_risk", _("at risk")
    OFF_TRACK = "off_track", _("off track")


class Role(models.TextChoices):
    """An organisation's part in a commitment."""

    LEAD = "lead", _("lead")
    CO_LEAD = "co_lead", _("co-lead")
    SUPPORT = "support", _("support")
    OVERSIGHT = "oversight", _("oversight")
    BENEFICIARY = "beneficiary", _("beneficiary")


OWNING = (Role.LEAD, Role.CO_LEAD)
"""The roles of those who answer for a commitment."""


class CitationRelation(models.TextChoices):
    """What a passage does to a commitment."""

    ESTABLISHES = "establishes", _("establishes")
    REAFFIRMS = "reaffirms", _("reaffirms")
    STRENGTHENS = "strengthens", _("strengthens")
    WEAKENS = "weakens", _("weakens")
    POSTPONES = "postpones", _("postpones")
    REPORTS = "reports", _("reports on")


class LinkRelation(models.TextChoices):
    """How one commitment bears on another."""

    DEPENDS_ON = "depends_on", _("depends on")
    FOLLOWS = "follows", _("follows")
    REPLACES = "replaces", _("replaces")
    IMPLEMENTS = "implements", _("implements")


class Basis(models.TextChoices):
    """Where a deadline comes from."""

    EXPLICIT = "explicit", _("stated in the text")
    DERIVED = "derived", _("computed from a fact")
    INFERRED = "inferred", _("an analyst's reading")
    NONE = "none", _("no date stated")
