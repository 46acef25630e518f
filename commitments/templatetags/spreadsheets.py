"""Who is offered to send a table in."""

from django import template

from commitments.models import User
from commitments.rules import may_write

register = template.Library()


@register.filter
def may_import(user: User) -> bool:
    """Whether the person writes to the record at all; of which rows and cells, each row is asked."""
    return may_write(user)
