"""The addresses of the pages on which a commitment's deadline is moved and its milestones are kept."""

from typing import Any

from django.urls.resolvers import URLPattern

from commitments.admin.deadline_page import deadline_page, slip_part
from commitments.admin.milestones_page import milestones_page
from commitments.admin.steps import step_url
from commitments.models import Deadline, Milestone


def step_urls(model_admin: Any) -> list[URLPattern]:
    """Each below the address of its commitment."""
    return [
        step_url(model_admin, "deadline", Deadline, slip_part, below="slip"),
        step_url(model_admin, "deadline", Deadline, deadline_page),
        step_url(model_admin, "milestones", Milestone, milestones_page),
    ]
