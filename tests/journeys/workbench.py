"""Every page of the workbench that we render, and what must hold of each in a browser."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from commitments.actions.accounts import give_roles
from commitments.models import Commitment, Organisation, StaffRole, User
from tests.journeys.happened import PARK, STAFF
from tests.journeys.visits import Visit

KEEPER = "keeper"
"""Somebody of a joint body who may do what no side may, and manages the people."""
NOBODY = ""
"""Who has not signed in."""
LOOKS: list[tuple[int, Any]] = [(1440, "light"), (390, "dark"), (390, "light"), (1440, "dark")]
"""The windows and themes in which the pages take turns."""
WALKS = LOOKS[:2]
"""Where a journey begins: looking at each of its steps turns the theme, so that two walks see every step in all four."""
WALKERS = ["at a desk", "on a telephone"]

BY_AN_ANALYST = ["commitment", "source", "organisation", "meeting"]
"""What an analyst of a side adds."""
BY_THE_KEEPER = ["side", "partnership", "sector", "indicator", "user", "token"]
PLAIN = ["admin:index", "admin:register", "admin:password_change", "admin:password_change_done"]


def pages() -> Iterator[tuple[str, str]]:
    """Who opens what: to add a page of your own, yield it here."""
    yield NOBODY, reverse("admin:login")
    yield from ((STAFF, reverse(name)) for name in PLAIN)
    yield STAFF, reverse("admin:app_list", args=["commitments"])
    for model in admin.site._registry:  # noqa: SLF001  Django has no other list of them
        name, row = f"admin:{model._meta.label_lower.replace('.', '_')}", model._default_manager.first()
        yield KEEPER, reverse(f"{name}_changelist")
        if row is not None:
            yield KEEPER, reverse(f"{name}_change", args=[row.pk])
    for name in BY_AN_ANALYST:
        yield STAFF, reverse(f"admin:commitments_{name}_add")
    for name in BY_THE_KEEPER:
        yield KEEPER, reverse(f"admin:commitments_{name}_add")
    yield from of_a_commitment(Commitment.objects.get(reference=PARK))
    yield KEEPER, reverse("admin:auth_user_password_change", args=[User.objects.get(username=STAFF).pk])


def of_a_commitment(row: Commitment) -> Iterator[tuple[str, str]]:
    """Its list and what goes out from there, its form with all its inlines, and its steps, for somebody who may write."""
    yield STAFF, reverse("admin:commitments_commitment_changelist")
    yield STAFF, reverse("admin:commitments_commitment_changelist") + "?standing=silent&status=never"
    yield STAFF, reverse("admin:commitments_commitment_import")
    for step in ("change", "history", "say", "deadline", "milestones"):
        yield STAFF, reverse(f"admin:commitments_commitment_{step}", args=[row.pk])


def dressed(opened: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str, int, Any]]:
    """Each page with the window and the theme that it is opened in."""
    return ((who, where, *look) for (who, where), look in zip(opened, cycle(LOOKS), strict=False))


def keeper() -> User:
    """The keeper's account, made once."""
    found = User.objects.filter(username=KEEPER).first()
    if found is None:
        body = Organisation.objects.filter(side=None).order_by("slug").first()
        found = User.objects.create_user(KEEPER, organisation=body, is_staff=True, is_superuser=True)
        give_roles(found, [StaffRole.SECRETARIAT, StaffRole.EDITOR, StaffRole.ADMINISTRATOR])
    return found


def signed_in(browser: Browser, own: str, username: str, width: int, theme: Any, **more: Any) -> BrowserContext:
    """A browser in which this person has signed in; unless it is nobody."""
    seen = {"base_url": own, "viewport": {"width": width, "height": 900}, "color_scheme": theme}
    context = browser.new_context(**seen, **more)
    if username != NOBODY:
        client = Client()
        client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": own}])
    return context


def at_work(browser: Browser, own: str, username: str, walk: Any, **more: Any) -> Iterator[tuple[Page, Visit]]:
    """A window in which this person has signed in, and who watches it: what the browser complains of fails the journey."""
    context = signed_in(browser, own, username, *walk, **more)
    watched = Visit(own)
    yield watched.begin(context), watched
    context.close()
    assert (watched.elsewhere, complaints(watched)) == ([], [])


def complaints(visit: Visit) -> list[str]:
    """What the browser complains of, but for its advice on passwords, and that it leaves the focus where somebody has it."""
    return [each for each in visit.complaints if not each.startswith(("[DOM]", "Autofocus processing was blocked"))]
