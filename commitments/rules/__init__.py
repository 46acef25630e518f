"""Who may do what: (user, object) -> bool, and the same as querysets."""

from commitments.rules.choosing import partnered, spoken_for
from commitments.rules.people import grantable, manageable, may_manage, may_manage_people, may_set_password
from commitments.rules.reading import Reader, keepers, may_read, readable, tellable
from commitments.rules.speaking import may_speak_on, speakable, spoken_in
from commitments.rules.writing import (
    is_keeper,
    is_partner,
    may_add,
    may_change_any,
    may_hide,
    may_keep,
    may_move,
    may_register,
    may_speak_for,
    may_write,
    role_allows,
)

__all__ = [
    "Reader",
    "grantable",
    "is_keeper",
    "is_partner",
    "keepers",
    "manageable",
    "may_add",
    "may_change_any",
    "may_hide",
    "may_keep",
    "may_manage",
    "may_manage_people",
    "may_move",
    "may_read",
    "may_register",
    "may_set_password",
    "may_speak_for",
    "may_speak_on",
    "may_write",
    "partnered",
    "readable",
    "role_allows",
    "speakable",
    "spoken_for",
    "spoken_in",
    "tellable",
]
