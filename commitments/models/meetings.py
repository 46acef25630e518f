"""Meetings: the occasions on which something was promised."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.base import Slugged, in_order, one_of
from commitments.models.sides import Partnership
from commitments.models.texts import TranslatedField
from commitments.models.uncertain import UncertainDateField, bound


class Level(models.TextChoices):
    """Between whom a meeting is held or a promise made."""

    PARTY = "party", _("party")
    STATE = "state", _("state")
    MINISTRY = "ministry", _("ministry")
    LOCAL = "local", _("local")
    ENTERPRISE = "enterprise", _("enterprise")


class MeetingKind(models.TextChoices):
    """What sort of occasion a meeting is."""

    STATE_VISIT = "state_visit", _("state visit")
    OFFICIAL_VISIT = "official_visit", _("official visit")
    COMMITTEE_SESSION = "committee_session", _("committee session")
    PARTY_MEETING = "party_meeting", _("meeting of the parties")
    CONFERENCE = "conference", _("conference")
    WORKING_SESSION = "working_session", _("working session")
    COURTESY_CALL = "courtesy_call", _("courtesy call")


class Meeting(Slugged):
    """An occasion, with its day, place and level."""

    noun = "meeting"

    title = TranslatedField(_("title"))
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind)
    number = models.PositiveIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
        help_text=_("A session's number, such as 48."),
    )
    held_on = UncertainDateField(_("held on"), bounds=("held_earliest", "held_latest"))
    held_earliest = bound()
    held_latest = bound()
    place = TranslatedField(_("place"), blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), on_delete=models.PROTECT, related_name="meetings"
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-held_earliest", "slug")
        constraints: ClassVar = [
            one_of("kind", MeetingKind, table="meeting"),
            one_of("level", Level, table="meeting"),
            in_order("held_earliest", "held_latest", name="meeting_held_in_order"),
        ]
