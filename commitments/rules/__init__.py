"""Who may do what: (user, object) -> bool, and the same as querysets."""

from commitments.rules.reading import Reader, keepers, may_read, readable, tellable
from commitments.rules.writing import may_hide, may_keep, may_speak_for, may_write

__all__ = [
    "Reader",
    "keepers",
    "may_hide",
    "may_keep",
    "may_read",
    "may_speak_for",
    "may_write",
    "readable",
    "tellable",
]
