"""Badges: what a word of a closed list means, by its shape and its word as well as its colour."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.models.vocabulary import LatenessWord, Outlook, ShownStatus, StandingWord

Word = ShownStatus | StandingWord | LatenessWord | Outlook

# Shapes that stay apart without colour: how much of the circle is full, and signs for what asks for a look.
SHAPES: dict[str, str] = {
    ShownStatus.NOT_ASSESSED: "◌",
    ShownStatus.NOT_STARTED: "○",
    ShownStatus.IN_PROGRESS: "◐",
    ShownStatus.STALLED: "◫",
    ShownStatus.COMPLETED: "●",
    ShownStatus.DISCONTINUED: "✕",
    StandingWord.CONCORDANT: "=",
    StandingWord.DIVERGENT: "≠",
    StandingWord.ONE_SIDED: "◧",
    StandingWord.SILENT: "□",
    LatenessWord.CLOSED: "■",
    LatenessWord.UNDATED: "–",
    LatenessWord.NOT_DUE: "▷",
    LatenessWord.POSSIBLY_OVERDUE: "△",
    LatenessWord.OVERDUE: "▲",
    Outlook.ON_TRACK: "↗",
    Outlook.AT_RISK: "→",
    Outlook.OFF_TRACK: "↘",
}


def badge(word: Word) -> SafeString:
    """A badge with its shape, which a screen reader passes over, and its word."""
    return format_html(
        '<span class="badge badge-{}"><span class="shape" aria-hidden="true">{}</span> {}</span>',
        word.value,
        SHAPES[word],
        word.label,
    )
